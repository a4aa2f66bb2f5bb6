"""What flows between the stages: frozen values without behaviour of any stage."""

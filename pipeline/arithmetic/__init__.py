"""Arithmetic as an error-correcting code: the weighted means, and the lattice of one sample's answers."""

"""Makes ITA reports whose truth is known: as flat OpenDocument, as born-digital PDF, and worn like a scan."""

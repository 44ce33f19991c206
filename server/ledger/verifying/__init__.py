"""/verify: what anybody may ask of a paper, by its file or by its QR code."""

"""What is left of a meeting: minutes, conclusions, what follows from them (DOMAIN §10.10)."""

"""Where else a meeting is attended (DOMAIN §10.12)."""

"""Case files: what was made of a matter, put together, closed, handed over (DOMAIN §9)."""

"""What is dealt with and who speaks (DOMAIN §10.7)."""

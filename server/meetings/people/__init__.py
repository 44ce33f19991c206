"""Who sits in a meeting, in whose place, where, and when he came (DOMAIN §10.3, §10.6, §10.11)."""

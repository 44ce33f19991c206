"""Agencies, units, posts and advisory bodies: opened and closed on a day (DOMAIN §2.4)."""

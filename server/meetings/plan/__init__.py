"""Before a meeting is called: its plan, what it begins with, what changes in it (DOMAIN §10.2)."""

"""Tasks: what somebody owes somebody by a day, from a conclusion to its result (DOMAIN §11)."""

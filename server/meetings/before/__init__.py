"""What is said before the session: notes, questions, what members think (DOMAIN §10.4)."""

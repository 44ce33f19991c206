"""What is put to the vote, in session or in writing, and what came of it (DOMAIN §10.5, §10.8)."""

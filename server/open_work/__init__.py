"""Whose is what: everything open that a post, a person or an agency owns, kind by kind (ORG-12)."""

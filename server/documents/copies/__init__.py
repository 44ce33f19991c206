"""Copies of what went out or came in: numbered in one series, entered in the book (article 25)."""

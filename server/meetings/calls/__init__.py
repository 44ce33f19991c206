"""Picture and sound (LIVE §4.3)."""

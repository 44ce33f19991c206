"""Many documents under one PIN, and by one press."""

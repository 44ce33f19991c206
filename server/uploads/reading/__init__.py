"""What a file says: its text, where each word stands, and what of it belongs into a register."""

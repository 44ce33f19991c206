"""The office as one file, and the file as an office again (CONTRACT §1: `backup`, `restore`)."""

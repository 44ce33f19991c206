"""A draft that was handed in as a file: made a PDF, its places, its own doors."""

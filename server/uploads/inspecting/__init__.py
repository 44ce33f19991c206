"""Whether a file is what it says, whole, quiet, of sensible size; in a child only."""

"""Lists that several confirm with their keys: of what one gives and others take."""

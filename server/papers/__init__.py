"""The floor of papers: what every document has, the only door to one, and its files."""

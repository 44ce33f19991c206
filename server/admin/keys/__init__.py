"""Keys of people and agencies."""

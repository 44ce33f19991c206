"""The person's signature and the agency's, by keys here and elsewhere (articles 13, 17)."""

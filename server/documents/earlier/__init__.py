"""Documents of an older system: taken over with their numbers and years, and found here."""

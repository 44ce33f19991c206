"""What lies between two agencies: deliveries as the sender follows them, letters to be carried."""

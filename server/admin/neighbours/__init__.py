"""Other systems that hand envelopes in, and what a folder brought that nobody could take."""

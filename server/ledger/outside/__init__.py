"""What leaves the office to be verified without it: exports, proofs, statements."""

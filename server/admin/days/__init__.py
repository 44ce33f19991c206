"""Days off, make-up days and office hours (CAL-01 to 05)."""

"""What waits for whom, who may read what, and what happened: three kinds of rows (DESIGN §11.1–2)."""

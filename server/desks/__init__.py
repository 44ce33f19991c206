"""What waits for whom, who may read what, what happened: three kinds of rows (DESIGN §11.1–2)."""

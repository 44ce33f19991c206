"""The document floor: `incoming/` and `outgoing/`, and the deliveries between agencies."""

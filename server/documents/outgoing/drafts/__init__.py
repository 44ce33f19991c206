"""A document is written: its editor, its versions, its beginnings (OUT-T01 to T03)."""

"""The ledger room: gives events their place, signs the log's head, proves and examines the log."""

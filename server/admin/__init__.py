"""Administration: people, posts, mandates, absences; every change in history and ledger."""

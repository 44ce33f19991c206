"""The room as it is heard: events, lines, screens on the wall (LIVE §3)."""

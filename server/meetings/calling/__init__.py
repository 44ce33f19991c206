"""How people are called to a meeting: the invitation, and their calendars (MT-T03)."""

"""The front door: signing in, sessions that can be ended, tokens for programs, who acts now."""

"""The lean socket: one thread for each open page, and no slow reader stops the others."""

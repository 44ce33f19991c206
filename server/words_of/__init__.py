"""What the law's states, steps and roles are called on a page, and the fields of a draft."""

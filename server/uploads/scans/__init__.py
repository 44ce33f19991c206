"""The pages of a scan: which are blank, and how they are parted and bound."""

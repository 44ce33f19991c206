"""Claims that guard a paper while it is signed, serial numbers of time stamps, tries of a PIN."""

"""A draft that was handed in as a file: held against the layout rules, and made anew."""

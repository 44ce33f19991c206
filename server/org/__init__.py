"""The people floor: agencies, units, positions, who holds them and who stands in for whom."""

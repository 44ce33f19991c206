"""An office set up from a workbook."""

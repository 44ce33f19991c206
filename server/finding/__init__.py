"""What a search looks in: one row a paper, folded, kept by the very act that words it anew.

The index of each database lies over the same folded column (DESIGN §6), and a trigger keeps it.
"""

from server.finding import triggers  # noqa: F401  (the indexes come with the tables)
from server.finding.services import add_text, keep, keep_text, reword

__all__ = ["add_text", "keep", "keep_text", "reword"]

"""What was found, counted by kind, type, issuer, year and state.

Only the papers of the answer itself are counted, the newest of them: each was found by its
reader's right, so no count tells of a paper that its reader may not open.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Row

COUNTED = 100
"""So many of the newest are looked at, four pages: a walk that finds more would be felt while one
types."""
MOST = 5
NAMES = {
    "kind": "paper_kind",
    "doc_type": "doc_type",
    "issuer": "issuer",
    "year": "year",
    "state": "state",
}
"""What is counted, and the column of the answer that has it."""

Facets = Mapping[str, list[tuple[str, int]]]


def counted(rows: Sequence[Row]) -> Facets:
    """The values that most have, the most frequent first; what a paper has not is not counted."""
    return {name: _most([getattr(row, column) for row in rows]) for name, column in NAMES.items()}


def _most(values: Sequence[str | int | None]) -> list[tuple[str, int]]:
    counts = Counter(str(value) for value in values if value)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST]

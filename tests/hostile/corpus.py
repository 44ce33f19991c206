"""All the files that test the counter: those named by hand, and every family in its variants."""

from collections.abc import Iterator

from tests.hostile import (
    archives,
    disguises,
    office_words,
    pdf_actions,
    pdf_weights,
    pictures,
    torn,
)
from tests.hostile.piece import Piece, piece
from tests.uploads.hostile_files import HOSTILE

SEEDS = 6
"""Bent files of each kind in the suite; the sweep bends more."""


def corpus(seeds: int = SEEDS) -> Iterator[Piece]:
    """The same files in the same order each time."""
    for name, make, reason in HOSTILE:
        yield piece("by-hand", name, make, reason)
    yield from pdf_actions.pieces()
    yield from pdf_weights.pieces()
    yield from pictures.pieces()
    yield from archives.pieces()
    yield from office_words.pieces()
    yield from disguises.pieces()
    yield from torn.pieces(seeds)

"""Trích sao: the form of a paper made anew around the parts that were chosen (article 25.3b)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from server.typesetting.inked import Ink
from server.typesetting.page import typeset
from server.typesetting.sheet import Sheet, tidy


@dataclass(frozen=True, slots=True)
class Extract:
    """Which paragraphs, counted from 1, of a paper with this number and date."""

    sheet: Sheet
    parts: frozenset[int]
    number: str
    date: str


def parts_of(sheet: Sheet) -> tuple[str, ...]:
    """What may be chosen: the paragraphs as they are printed, numbers and all."""
    return tidy(sheet).body


def has_parts_beside(sheet: Sheet) -> bool:
    """Whether annexes are left out of every extract."""
    return bool(tidy(sheet).annexes)


def extracted(one: Extract, fonts: Path) -> bytes:
    """Head, chosen paragraphs and end, with number and date as the paper has them; no QR."""
    return typeset(_only(one.sheet, one.parts), fonts, Ink(one.number, one.date)).pdf


def _only(sheet: Sheet, parts: Collection[int]) -> Sheet:
    """Annexes stay out, and what is counted was counted in the whole text."""
    body = tuple(text for n, text in enumerate(tidy(sheet).body, start=1) if n in parts)
    return replace(sheet, body=body, annexes=(), qr=None)

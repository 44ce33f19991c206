"""Copies: which form may be made of what, and where to (articles 3.10–12, 25; DOMAIN §5.7)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from workflows.law import Refused


class CopyForm(StrEnum):
    """Sao y, sao lục, trích sao; all three are numbered in one series (NUM-07)."""

    SY = "SY"
    SL = "SL"
    TRS = "TrS"


class Medium(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"


SY, SL, TRS = CopyForm
_PAPER, _ELECTRONIC = Medium

HEADINGS = {SY: "SAO Y", SL: "SAO LỤC", TRS: "TRÍCH SAO"}
"""What stands over number and date of a copy on paper (Annex I, Part II, II.2b)."""
LEAST_DPI = 200
"""A paper is made electronic in colour and at least so sharp (Annex I, Part II, I.2)."""
_ROUNDED = 2
"""Dots by which a scanner's own page size, in whole points, is off."""


class Leaf(NamedTuple):
    """A page of what was digitised: its dots to the inch (0: no picture), and whether in colour."""

    dpi: int
    in_colour: bool


_NEVER_E_TO_E = frozenset({(_PAPER, _PAPER), (_PAPER, _ELECTRONIC), (_ELECTRONIC, _PAPER)})
WAYS = {
    SY: _NEVER_E_TO_E,
    SL: _NEVER_E_TO_E,
    TRS: _NEVER_E_TO_E | {(_ELECTRONIC, _ELECTRONIC)},
}
"""From what to what each form goes; an electronic document is sent as it is, not copied (25.1)."""


def may_be_made(form: CopyForm, original: Medium, medium: Medium, *, of_a_copy: bool) -> bool:
    """Sao lục is of a sao y and nothing else is (article 3.11)."""
    return (original, medium) in WAYS[form] and of_a_copy == (form is SL)


def require_fit_scan(leaves: Sequence[Leaf]) -> None:
    """Every page is a picture, sharp enough and in colour; the first that is not is named."""
    for page, leaf in enumerate(leaves, start=1):
        if not leaf.dpi:
            raise Refused("page_is_no_scan", page=page)
        if leaf.dpi < LEAST_DPI - _ROUNDED:
            raise Refused("scan_too_coarse", page=page, dpi=leaf.dpi)
        if not leaf.in_colour:
            raise Refused("scan_not_in_colour", page=page)


def mark(form: CopyForm, agency: str, moment: str) -> str:
    """The words in the corner of an electronic copy, in small letters (box 14; template 3.2)."""
    return f"{HEADINGS[form].capitalize()}; {agency}; {moment}"

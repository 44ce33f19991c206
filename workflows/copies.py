"""Copies: which form may be made of what, and where to (articles 3.10–12, 25; DOMAIN §5.7)."""

from enum import StrEnum


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

"""`#` in place of a number: the page counts, so that nobody numbers anew what he moved (TXT-03)."""

import re
from collections.abc import Sequence

from workflows.layout.on_text import POINTS

_RANKS = ("Phần", "Chương", "Mục", "Tiểu mục", "Điều", "I.", "1.", "a)")
_BELOW = {
    "Phần": ("Mục", "Tiểu mục", "I.", "1.", "a)"),
    "Chương": ("Mục", "Tiểu mục", "I.", "1.", "a)"),
    "Mục": ("Tiểu mục", "I.", "1.", "a)"),
    "Tiểu mục": ("1.", "a)"),
    "Điều": ("1.", "a)"),
    "I.": ("1.", "a)"),
    "1.": ("a)",),
    "a)": (),
}
"""What is counted anew below each rank; chapters and articles run through the whole text."""

_NAMED = re.compile(r"(Phần|Chương|Mục|Tiểu mục|Điều) (#|[IVXLC]+|\d+)(?=[.:a-zđ ]|$)")
_LISTED = re.compile(r"(#I|#1|#a|#|[IVXLC]+|\d+|[a-zđ])([.)])(?= )")
_ROMAN = tuple(
    zip(
        ("C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        (100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)


def counted(texts: Sequence[str]) -> tuple[str, ...]:
    """The same paragraphs, every `#` a number; one that was typed is where the count goes on."""
    count = dict.fromkeys(_RANKS, 0)
    return tuple(_with_number(text, count) for text in texts)


def roman(number: int) -> str:
    """I, II, III, IV: parts, chapters and annexes (Annex I, II.6đ, III.1a)."""
    said = ""
    for sign, worth in _ROMAN:
        times, number = divmod(number, worth)
        said += sign * times
    return said


def _with_number(text: str, count: dict[str, int]) -> str:
    found = _NAMED.match(text)
    if found:
        rank, typed, start = found[1], found[2], found.start(2)
    elif found := _LISTED.match(text):
        rank, typed, start = _listed(found[1], found[2]), found[1], 0
    else:
        return text
    if not rank:
        return text
    asked = typed.startswith("#")
    count[rank] = count[rank] + 1 if asked else _worth(typed, rank)
    count |= dict.fromkeys(_BELOW[rank], 0)
    return text[:start] + _shown(rank, count[rank]) + text[start + len(typed) :] if asked else text


def _listed(typed: str, mark: str) -> str:
    """`#I.` and `IV.` are sections, `#.` and `2.` clauses, `#)` and `b)` points."""
    if mark == ")":
        return "a)" if typed in ("#", "#a") or typed in POINTS else ""
    if typed == "#I" or typed.isupper():
        return "I." if not typed.startswith("#") or typed == "#I" else ""
    return "1." if typed in ("#", "#1") or typed.isdecimal() else ""


def _worth(typed: str, rank: str) -> int:
    if typed.isdecimal():
        return int(typed)
    if rank == "a)":
        return POINTS.index(typed) + 1
    worth, before = 0, 0
    for sign in reversed(typed):
        one = dict(_ROMAN)[sign]
        worth += one if one >= before else -one
        before = max(before, one)
    return worth


def _shown(rank: str, number: int) -> str:
    if rank == "a)":
        return POINTS[(number - 1) % len(POINTS)]
    return roman(number) if rank in ("Phần", "Chương", "I.") else str(number)

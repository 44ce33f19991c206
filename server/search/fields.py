"""Conditions that are typed among the words: `số:12 loại:QĐ từ ngày:1/6/2026 nơi gửi:"Sở Y tế"`.

A name is read with its marks or without; what stands before a colon and is no name of ours is a
word like any other (`V/v:`, `10:30`).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from server.bars import a_day
from server.finding.asked import ask
from server.words import fold, keyed, letterwise, modern
from workflows import Refused
from workflows.kinds import ABBREVIATED, ARRIVING


class Typed(NamedTuple):
    """The words that are looked for, and what is wanted of the paper besides."""

    words: str
    wanted: Mapping[str, Any]


NAMES = {
    "so": "number",
    "number": "number",
    "ky hieu": "notation",
    "ki hieu": "notation",
    "notation": "notation",
    "noi gui": "issuer",
    "noi ban hanh": "issuer",
    "issuer": "issuer",
    "loai": "doc_type",
    "type": "doc_type",
    "tu ngay": "issued_from",
    "from": "issued_from",
    "den ngay": "issued_to",
    "to": "issued_to",
    "nam": "year",
    "year": "year",
}
_BEFORE_A_DAY = {"tu": "issued_from", "den": "issued_to", "toi": "issued_to"}
"""Words that stand in sentences too (`số đến: 12`): a condition where a day follows."""
IN_THE_INDEX = ("number", "notation", "issuer", "doc_type")
"""What a paper is found by anyway: its words lead the search, the condition makes it strict."""
_NAME = "|".join(name.replace(" ", r"\s+") for name in sorted(NAMES, key=len, reverse=True))
_SHORT = {short.lower(): name for short, name in ABBREVIATED.items()}
"""ĐA is not DA (§5.6); who types neither mark nor capital may mean either."""
_TYPES = {fold(short): name for short, name in ABBREVIATED.items()}
_TYPES |= {fold(kind.name): kind.name for kind in ARRIVING}
_LONG = "|".join(
    r"\s+".join(name.split()) for name in sorted(_TYPES, key=len, reverse=True) if " " in name
)
_FIELD = re.compile(
    rf"(?<!\S)(?P<name>(?P<type>loai|type)|{_NAME}"
    rf"|(?:{'|'.join(_BEFORE_A_DAY)})(?=\s*:\s*\d+[/.-]\d))\s*:\s*"
    rf'(?P<value>"[^"]*"|(?(type)(?:{_LONG})(?!\S)|(?!))|[^\s"]+)'
)
"""A type of several words needs no quotes: `loại:kế hoạch`."""
_WRITTEN = {fold(kind.abbreviation): kind.abbreviation for kind in ARRIVING}
_WRITTEN |= {"hdnd": "HĐND", "bcd": "BCĐ", "hd": "HĐ"}
"""A symbol is written with its marks and small letters, and typed anyhow."""


def read(said: str) -> Typed:
    """What was typed, taken apart; a condition that means nothing is refused, named as typed."""
    said = unicodedata.normalize("NFC", said)
    wanted: dict[str, Any] = {}
    leading: list[str] = []
    rest, end = "", 0
    for found in _FIELD.finditer(letterwise(said)):
        value = said[slice(*found.span("value"))].strip('" ')
        rest, end = rest + said[end : found.start()], found.end()
        name = (NAMES | _BEFORE_A_DAY)[" ".join(found["name"].split())]
        wanted |= _MEANT[name](name, value)
        if name in IN_THE_INDEX:
            leading.append(_leading(name, value, wanted))
    words = " ".join([*leading, *(rest + said[end:]).split()]) if wanted else said
    if not words and wanted.keys() == {"year"}:
        words = wanted["year"]  # as where it is typed without its name (`search.dated`)
    _require_words(said, words)
    return Typed(words, wanted)


def _leading(name: str, value: str, wanted: Mapping[str, Any]) -> str:
    """The condition as words; of a number's two writings either."""
    if name == "number":
        return " ".join([" OR ".join(wanted["number"]), keyed(value.partition("/")[2])]).strip()
    return keyed(wanted[name] if name == "doc_type" else value)


def _require_words(said: str, words: str) -> None:
    if keyed(said) and ask(words) is None:
        raise Refused("search_lacks_words", "q")


def _number(_name: str, value: str) -> dict[str, Any]:
    """`số:2374/UBND-VX` says both; below ten a nought may stand before it (NUM-03)."""
    number, _, notation = value.partition("/")
    written = {number, number.lstrip("0")} if len(number) > 1 else {number, f"0{number}"}
    said = {"number": sorted(filter(None, written))}
    return said | (_notation("notation", notation) if notation else {})


def _notation(name: str, value: str) -> dict[str, Any]:
    parts = re.split(r"([-/])", value.strip("/ "))
    written = "".join(_WRITTEN.get(fold(part)) or part.upper() for part in parts)
    return {name: sorted({value, value.upper(), written})}


def _doc_type(name: str, value: str) -> dict[str, Any]:
    found = _SHORT.get(modern(value).lower()) or _TYPES.get(fold(value))
    if not found:
        raise Refused("search_unknown_type", "q", typed=value)
    return {name: found}


def _day(name: str, value: str) -> dict[str, Any]:
    day = a_day(value)
    if not day:
        raise Refused("search_unknown_day", "q", typed=value)
    return {name: day}


def _year(name: str, value: str) -> dict[str, Any]:
    if not re.fullmatch(r"(19|2\d)\d\d", value, re.ASCII):
        raise Refused("search_unknown_day", "q", typed=value)
    return {name: value}


_MEANT: Mapping[str, Callable[[str, str], dict[str, Any]]] = {
    "number": _number,
    "notation": _notation,
    "issuer": lambda name, value: {name: value},
    "doc_type": _doc_type,
    "issued_from": _day,
    "issued_to": _day,
    "year": _year,
}

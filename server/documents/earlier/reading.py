"""A line of an older register as fields: what its cells say, and why one will not do."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from server import shapes
from server.clock import today
from server.documents.earlier.columns import IN, OUT
from server.documents.earlier.models import TakeoverLine
from server.words import fold, modern
from workflows import Refused
from workflows.earlier import is_finished, place_of
from workflows.kinds import ABBREVIATED, KINDS, NORMATIVE

FIRST_YEAR = 1945
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_NAMES = {fold(one.name): one.name for one in (*KINDS, *NORMATIVE)}
MEASURED = {
    "old_no": shapes.Number,
    "number": shapes.Number,
    "notation": shapes.Notation,
    "issuer": shapes.Line,
    "subject": shapes.Subject,
}
"""What the decree gives a length (IN-06): over-long is told, never cut."""

Said = Mapping[str, str]
Trouble = list[Any]
"""[field, reason, what fills the words]."""


def read(
    line: TakeoverLine, mapping: Mapping[str, int], direction: str
) -> tuple[dict[str, Any], list[Trouble]]:
    """What the line says, and every trouble with it, by field."""
    said = {key: cell(line, at) for key, at in mapping.items()}
    fields: dict[str, Any] = {}
    troubles = [[key, "takeover_formula", {}] for key, at in mapping.items() if at in line.formulas]
    told = {key for key, *_ in troubles}
    for reader in _READERS:
        try:
            fields |= reader(said, direction)
        except Refused as no:
            troubles += [] if no.field in told else [[no.field, no.reason, no.said]]
    return fields, troubles + _overlong(fields)


def cell(line: TakeoverLine, at: int) -> str:
    """What stands in this column; a short line has nothing there."""
    return line.cells[at].strip() if at < len(line.cells) else ""


def _code(said: Said, direction: str) -> dict[str, Any]:
    """`12/QĐ-UBND` in one cell or in two; what has no number is entered as such (incoming)."""
    number, _, notation = _needed(said, "code", (IN, OUT), direction).partition("/")
    notation = notation or said.get("notation", "")
    return {"number": number.strip(), "notation": notation.strip()}


def _numbers(said: Said, direction: str) -> dict[str, Any]:
    """Its number in the older book: số đến, or the number of what the agency issued."""
    key = "old_no" if direction == IN else "code"
    old = _needed(said, key, (IN, OUT), direction).partition("/" if direction == OUT else "\0")[0]
    place = place_of(old)
    if place is None:
        raise Refused("takeover_bad_number", key)
    return {"old_no": old.strip(), "place": place}


def _days(said: Said, direction: str) -> dict[str, Any]:
    issued = _day(_needed(said, "issued_on", (OUT,), direction), "issued_on")
    entered = _day(_needed(said, "entered_on", (IN,), direction), "entered_on")
    day = entered or issued
    return {
        "issued_on": issued.isoformat() if issued else None,
        "entered_on": day.isoformat() if day else None,
        "year": day.year if day else None,
    }


def _day(text: str, key: str) -> dt.date | None:
    if not text:
        return None
    found, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    parts = found.group(3, 2, 1) if found else iso.group(1, 2, 3) if iso else None
    try:
        day = dt.date(*map(int, parts)) if parts else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        raise Refused("takeover_bad_day", key)
    if day > today():
        raise Refused("takeover_later_day", key)
    return day


def _doc_type(said: Said, _direction: str) -> dict[str, Any]:
    """By its name, marks or none, or by its abbreviation, which is never folded (§5.6)."""
    text = said.get("doc_type", "")
    name = ABBREVIATED.get(modern(text)) or _NAMES.get(fold(text), "")
    if text and not name:
        raise Refused("takeover_unknown_type", "doc_type", name=text)
    return {"doc_type": name}


def _state(said: Said, direction: str) -> dict[str, Any]:
    finished = is_finished(fold(said.get("state", "")))
    if finished is None:
        raise Refused("takeover_unknown_state", "state")
    if not finished and direction == OUT:
        raise Refused("takeover_not_issued", "state")
    return {"finished": finished}


def _subject(said: Said, direction: str) -> dict[str, Any]:
    return {"subject": _needed(said, "subject", (IN, OUT), direction)}


def _issuer(said: Said, direction: str) -> dict[str, Any]:
    return {"issuer": _needed(said, "issuer", (IN,), direction)}


def _as_it_is(said: Said, _direction: str) -> dict[str, Any]:
    return {key: said.get(key, "") for key in ("signer", "recipients", "handler", "note")}


def _needed(said: Said, key: str, where: tuple[str, ...], direction: str) -> str:
    text = said.get(key, "")
    if not text and direction in where:
        raise Refused("takeover_empty", key)
    return text


_READERS: Sequence[Callable[[Said, str], dict[str, Any]]] = (
    _code, _numbers, _days, _issuer, _doc_type, _subject, _state, _as_it_is,
)  # fmt: skip


def _overlong(fields: Mapping[str, Any]) -> list[Trouble]:
    most = {key: get_args(one)[1].max_length for key, one in MEASURED.items()}
    return [
        ["code" if key in ("number", "notation") else key, "over_long", {"most": limit}]
        for key, limit in most.items()
        if len(fields.get(key) or "") > limit
    ]

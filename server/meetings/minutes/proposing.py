"""Whom and until when a conclusion means, read in its own words: a proposal to be looked at."""

import datetime as dt
import re
from collections.abc import Iterable

from server.clock import HANOI, today
from server.words import fold

_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_END = dt.time(17)
BODY, SHORT = fold("Ủy ban nhân dân") + " ", "ubnd "
BESIDE = {",", "va", ", va"}
TOGETHER = "phoi hop"
WITH = f"{TOGETHER} voi "


Known = Iterable[tuple[str, str]]
"""Codes, and how each is called."""


def leads(text: str, known: Known) -> list[str]:
    """The codes of whom it is given to: named right after “giao”, and who stands beside him there;
    or the only one that is named."""
    places = _places(text, known)
    return _given(fold(text), places) or ([*places] if len(places) == 1 else [])


Places = dict[str, tuple[int, int]]


def _places(text: str, known: Known) -> Places:
    said = fold(text)
    found_at = ((code, _place(said, name)) for code, name in known)
    return {code: place for code, place in found_at if place}


def _given(said: str, places: Places) -> list[str]:
    given = [code for code, (at, _end) in places.items() if said[:at].endswith("giao ")]
    return _beside(said, places, given[0]) if given else []


def _beside(said: str, places: Places, first: str) -> list[str]:
    """Him, and who is named after him in the same breath."""
    found, end = [first], places[first][1]
    for code, (at, after) in sorted(places.items(), key=lambda one: one[1]):
        if said[end:at].strip() in BESIDE and at >= end:
            found, end = [*found, code], after
    return found


def helps(text: str, known: Known) -> list[str]:
    """The codes of who cooperates: named right before “phối hợp” or right after “phối hợp với”, and
    who stands beside him there; not of whom it is given to."""
    said, places = fold(text), _places(text, known)
    leading = _given(said, places)
    others = {code: place for code, place in places.items() if code not in leading}
    found: list[str] = []
    for code, (at, _after) in others.items():
        beside = _beside(said, others, code)
        ends = said[others[beside[-1]][1] :].lstrip()
        if said[:at].endswith(WITH) or ends.startswith(TOGETHER):
            found += beside
    return sorted(dict.fromkeys(found), key=lambda code: others[code])


def gives_to(text: str, names: Iterable[str]) -> bool:
    """Whether the words themselves give it to each of these."""
    said = fold(text)
    return said.startswith("giao ") and all(_place(said, one) for one in names)


def _place(said: str, name: str) -> tuple[int, int] | None:
    """Where it stands from when to when: written out, shortened, or as the chair says it, “các xã”
    where the directory says whose committee."""
    place = fold(name).removeprefix(BODY).removeprefix(SHORT)
    for words in (BODY + place, SHORT + place, place):
        if (at := said.find(words)) >= 0:
            return at, at + len(words)
    return None


def due(text: str) -> dt.datetime | None:
    """The end of the one day that is named and lies ahead."""
    days = {day for one in _DAY.findall(text) if (day := _day(*map(int, one))) and day > today()}
    return dt.datetime.combine(days.pop(), _END, HANOI) if len(days) == 1 else None


def _day(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

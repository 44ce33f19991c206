"""Finds where number, date and signature belong on a draft that was handed in (DESIGN §11.9)."""

import re
from collections.abc import Iterator, Sequence

import pypdfium2

from server.uploads.handed.glyphs import Letters
from workflows.layout.described import Box, Described
from workflows.layout.elements import find
from workflows.layout.lines import MM, Piece

Spot = tuple[int, float, float, float, float]
"""Page from 0; left, bottom, right, top in points from the lower left corner."""

_NUMBER = re.compile(r"Số\s*:([\s.…_\d]*)/\s*[A-ZĐ]")
_DATE = re.compile(r"ngày[\s.…_\d]*tháng[\s.…_\d]*năm[\s.…_\d]*", re.IGNORECASE)
_LEVEL = 2.6
_ROOM, _FOUR_DIGITS = 24.5, 27.0
"""Points that must be free after "Số:", and of a field in which four digits of 13 points stand."""
_DATE_WIDTH = 152.0
"""The same of "ngày 30 tháng 12 năm 2026" in italics."""
_UNDER, _OVER = 4.0, 14.0
"""Points of a field under and over the line that is written in it."""
_HEAD, _RIGHT = 0.45, 0.35
"""The part of page 1 in which number and date stand; where its right column may begin."""
_MARK = (39 * MM, 26 * MM)
_LEAST = 12 * MM
"""A signature's picture, and how low it may become to fit between title and name."""


def find_spots(pdf: bytes, page: Described) -> dict[str, Spot]:
    """`number`, `date`, `person`: those that could be told from what is printed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = [document[n].get_size() for n in range(len(document))]
        lines = list(_lines(document[0]))
    finally:
        document.close()
    width, height = sizes[0]
    high = [line for line in lines if line[0].y < _HEAD * height]
    found = {"number": _number(high, height), "date": _date(high, width, height)}
    found["person"] = _person(page, [high for _, high in sizes])
    return {name: spot for name, spot in found.items() if spot is not None}


def _lines(page: pypdfium2.PdfPage) -> Iterator[list[Piece]]:
    """The letters of a page by their level, from left to right."""
    letters = Letters(page, 1)
    try:
        singly = sorted(letters.singly(), key=lambda one: (one.y, one.x0))
    finally:
        letters.close()
    held: list[Piece] = []
    for one in singly:
        if held and one.y - held[0].y > _LEVEL:
            yield sorted(held, key=lambda letter: letter.x0)
            held = []
        held.append(one)
    if held:
        yield sorted(held, key=lambda letter: letter.x0)


def _said(line: Sequence[Piece]) -> str:
    return "".join(one.run.text for one in line)


def _number(lines: Sequence[Sequence[Piece]], height: float) -> Spot | None:
    """Between "Số:" and "/"; where a number has no room it is no place (DOMAIN §5.3)."""
    for line in lines:
        found = _NUMBER.search(_said(line))
        if found and line[found.end() - 1].x0 - line[found.end(1)].x1 < _ROOM:
            left, right = line[found.start(1) - 1].x1, line[found.end(1)].x0
            across = min(left, right - _FOUR_DIGITS), right
            return _field(line, across, height) if right - left >= _ROOM else None
    return None


def _date(lines: Sequence[Sequence[Piece]], width: float, height: float) -> Spot | None:
    """From "ngày" on: the whole date is written by the server, so what is printed there goes."""
    for line in lines:
        found = _DATE.search(_said(line))
        if found and _opening(line, found.start()) > _RIGHT * width:
            left = line[found.start()].x0
            right = max(line[found.end() - 1].x1, left + _DATE_WIDTH)
            return _field(line, (left, right), height) if right < width - 5 * MM else None
    return None


def _opening(line: Sequence[Piece], at: int) -> float:
    """Where the words begin without a gap that lead to this letter: a date cited in the text is
    led to from the left edge, the paper's own date from the right column."""
    while at and line[at].x0 - line[at - 1].x1 < _ROOM:
        at -= 1
    return line[at].x0


def _field(line: Sequence[Piece], across: tuple[float, float], height: float) -> Spot:
    low = height - line[0].y
    return (
        0,
        round(across[0], 2),
        round(low - _UNDER, 2),
        round(across[1], 2),
        round(low + _OVER, 2),
    )


def _person(page: Described, heights: Sequence[float]) -> Spot | None:
    """Between title and name, in the middle, as large as there is room (FMT-20)."""
    seen = find(page)
    title = seen.authority[-1].place if seen.authority else None
    name = seen.signer.place if seen.signer else None
    if title is None or name is None or not title.box or not name.box or title.page != name.page:
        return None
    return _between(title.box, name.box, name.page - 1, heights[name.page - 1])


def _between(title: Box, name: Box, page: int, height: float) -> Spot | None:
    room = name[1] - title[3] - 2
    if room < _LEAST:
        return None
    scale = min(1.0, room / _MARK[1])
    wide, high = _MARK[0] * scale, _MARK[1] * scale
    middle, level = (name[0] + name[2]) / 2, height - (title[3] + name[1]) / 2
    return (page, round(middle - wide / 2, 2), round(level - high / 2, 2),
            round(middle + wide / 2, 2), round(level + high / 2, 2))  # fmt: skip

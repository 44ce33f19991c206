"""Where number, date, signature and seal stand on a draft that was handed in (Annex I, II.7d, 8).

On the wire and on the page a place is told in millimetres from the upper left corner, as one lays
a ruler on paper; in a version it is [page from 0, left, bottom, right, top] in points.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from server.database import db
from server.documents.outgoing.models import DraftFile, OutgoingDocument
from server.papers.models import ScanText
from workflows import Refused
from workflows.kinds import kind

MM = 72 / 25.4
USUAL = {"number": (10.5, 6.35), "date": (54.0, 6.35), "person": (39.0, 26.0)}
"""Width and height in millimetres of a place that is put by hand."""
LEAST = {"number": (9.5, 6.3), "date": (53.5, 6.3), "person": (18.0, 12.0)}
"""The same below which four digits, the longest date or a mark would be cut off."""
_SEAL, _COVERED = 36.0, 0.33
"""The seal in its true size, over the left third of the signature (FMT-22)."""
_BESIDE, _ABOVE = 6.0, 44.0
"""Points that a hanging seal ends before the place of the number, and that its middle is above."""
_NOTATION = re.compile(r"Số\s*:[\s.…_\d]*/\s*([^\s,;]+)")

Spot = list[float]
Told = dict[str, dict[str, float]]


def to_points(row: DraftFile, places: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Spot]:
    """Places by ruler as a version keeps them; one that is off its page is refused."""
    return {name: _spot(row, name, told) for name, told in places.items() if told}


def changed(paper: OutgoingDocument, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Spot]:
    """The draft's places with those that are told anew; a typed draft has none to put."""
    row = paper.file_of()
    if row is None:
        raise Refused("draft_has_no_file", "places")
    return {**(paper.current.fields.get("places") or {}), **to_points(row, told)}


def _spot(row: DraftFile, name: str, told: Mapping[str, Any]) -> Spot:
    page = int(told["page"])
    if page > row.pages:
        raise Refused("place_off_page", "places")
    width, height = row.sizes[page - 1]
    w, h = (
        max(told.get(key) or usual, least)
        for key, usual, least in zip("wh", usual_size(name), _sized(LEAST, name), strict=True)
    )
    left, top = told["x"] * MM, height - told["y"] * MM
    spot = [page - 1, left, top - h * MM, left + w * MM, top]
    if spot[1] < 0 or spot[2] < 0 or spot[3] > width or spot[4] > height:
        raise Refused("place_off_page", "places")
    return [spot[0], *(round(one, 2) for one in spot[1:])]


def to_ruler(row: DraftFile, spots: Mapping[str, Any]) -> Told:
    """The same places in millimetres, with page from 1."""
    return {name: _told(row, spot) for name, spot in spots.items()}


def _told(row: DraftFile, spot: Spot) -> dict[str, float]:
    page, left, bottom, right, top = spot
    height = row.sizes[int(page)][1]
    across = {"x": left, "y": height - top, "w": right - left, "h": top - bottom}
    return {"page": int(page) + 1, **{name: round(one / MM, 1) for name, one in across.items()}}


def usual_size(name: str) -> tuple[float, float]:
    """Width and height of a place that is put by hand."""
    return _sized(USUAL, name)


def _sized(sizes: Mapping[str, tuple[float, float]], name: str) -> tuple[float, float]:
    """Who signs for another agency has as much room as who signs for the first."""
    return sizes.get(name) or sizes["person"]


def people(issuers: int | None) -> list[str]:
    """Whose marks it bears: `person` for the agency that leads, `person2` for the next (§5.5)."""
    return ["person", *(f"person{n}" for n in range(2, (issuers or 1) + 1))]


def names(doc_type: str, issuers: int | None) -> list[str]:
    """The places that a drafter puts; a biên bản bears no date in its head (template 1.9)."""
    head = ["number", "date"] if kind(doc_type).dated else ["number"]
    return head + people(issuers)


def complete(
    places: Mapping[str, Any], doc_type: str, issuers: int, hangs: bool
) -> dict[str, Spot]:
    """The places of a page that is to be signed; each seal goes where its signature is, unless it
    `hangs` over the name at the head."""
    wanted = names(doc_type, issuers)
    if not all(places.get(name) for name in wanted):
        raise Refused("places_missing", "places")
    return {name: list(places[name]) for name in wanted} | seals(places, issuers, hangs)


def seals(places: Mapping[str, Any], issuers: int | None, hangs: bool) -> dict[str, Spot]:
    """`seal` over `person`, `seal2` over `person2`, of those that are put; one that hangs stands
    over what is printed above the number."""
    if hangs:
        return {"seal": seal_hung(places["number"])} if places.get("number") else {}
    return {
        name.replace("person", "seal"): seal_over(places[name])
        for name in people(issuers)
        if places.get(name)
    }


def seal_over(person: Spot) -> Spot:
    page, left, bottom, right, top = person
    x = max(0.0, left + _COVERED * (right - left) - _SEAL * MM)
    y = max(0.0, (bottom + top - _SEAL * MM) / 2)
    return [page, round(x, 2), round(y, 2), round(x + _SEAL * MM, 2), round(y + _SEAL * MM, 2)]


def seal_hung(number: Spot) -> Spot:
    """The seal over the beginning of the body's name, which is printed above the number, as on a
    page of ours (article 33.1c, d)."""
    page, left, bottom, _right, _top = number
    x, level = max(0.0, left - _BESIDE - _SEAL * MM), bottom + _ABOVE
    y = level - _SEAL * MM / 2
    return [page, round(x, 2), round(y, 2), round(x + _SEAL * MM, 2), round(y + _SEAL * MM, 2)]


def refuse_other_notation(row: DraftFile, notation: str) -> None:
    """The register's line says what the page says, or nobody finds the one by the other."""
    found = _NOTATION.search(text_of(row.sha256))
    if found and found[1] != notation:
        raise Refused("notation_differs", "file", printed=found[1], notation=notation)


def text_of(sha256: str) -> str:
    """What was read in a file that was handed in."""
    said = select(ScanText.text).where(ScanText.sha256 == sha256)
    return db.session.scalar(said) or ""

"""Registers with their last numbers, case files, and what was laid in them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert

from server.database import db
from server.demo.cast import officer_of
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Rows
from server.demo.papers_shape import IncomingPaper
from server.demo.places import COMMUNES, UNITS
from server.documents.incoming.models import CaseFile, CaseFileLink
from server.registers.models import Register, RegisterRow

COLUMNS = (
    "agency_id", "direction", "book", "year", "number", "paper_id", "unit_id", "entered_on",
    "issuer", "code", "issued_on", "doc_type", "subject", "signer", "recipients", "kept_by",
    "copies", "handed_on", "receipt", "note",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "unit_id": None, "issuer": "", "signer": "", "recipients": "", "kept_by": "", "copies": 0,
    "handed_on": None, "receipt": "", "note": "",
}  # fmt: skip


def keep_registers(lines: Iterable[dict[str, Any]]) -> None:
    """Every line of every book, oldest first; each book knows the number given last and its day."""
    opened = [EMPTY | line for line in lines if line]
    opened.sort(key=lambda line: (line["numbered_on"], line["number"]))
    rows = [{name: line[name] for name in COLUMNS} for line in opened]
    db.session.execute(insert(RegisterRow), rows)
    db.session.execute(insert(Register), list(_books(opened).values()))


def _books(lines: Rows) -> dict[tuple[int, str, int], dict[str, Any]]:
    books: dict[tuple[int, str, int], dict[str, Any]] = {}
    for line in lines:
        key = (line["agency_id"], line["book"], line["year"])
        book = {"agency_id": key[0], "book": key[1], "year": key[2], "last": 0, "last_on": None}
        last = books.setdefault(key, book)
        last |= {"last": line["number"], "last_on": line["numbered_on"]}
    return books


GUIDING = frozenset({"Quyết định", "Nghị quyết", "Chỉ thị", "Kế hoạch", "Hướng dẫn", "Thông báo"})
"""What superiors settle; the rest is laid with the work that it asks for."""


def case_code(given: IncomingPaper) -> str:
    """Ordinal and heading: `01.VHTT` for guidance, `02.VHTT` for the work itself (CF-03)."""
    ordinal = "01" if given.doc_type in GUIDING else "02"
    heading = {unit.code: unit.abbreviation for unit in UNITS}
    order = given.directive
    return f"{ordinal}.{heading.get(order.lead if order else '', 'VP')}"


def keep_case_files(
    directory: Directory, filed: Iterable[tuple[IncomingPaper, int]], since: dt.date
) -> None:
    """The case files of every office, and the papers that were laid in them (CF-01, CF-05)."""
    files = {(one.agency_id, one.code): one for one in _case_files(directory, since)}
    db.session.add_all(files.values())
    db.session.flush()
    links = [
        {
            "case_file_id": files[directory.agencies[given.agency].id, case_code(given)].id,
            "incoming_id": number,
        }
        for given, number in filed
    ]
    db.session.execute(insert(CaseFileLink), links)


def _case_files(directory: Directory, since: dt.date) -> Iterable[CaseFile]:
    for unit in UNITS:
        opener = officer_of(unit.code)
        yield from _pair(directory, ("huyen", unit.abbreviation, unit.name), opener, since)
    for commune in COMMUNES:
        heading = (commune.code, "VP", commune.short_name)
        yield from _pair(directory, heading, f"chuyenvien.{commune.code}", since)


def _pair(
    directory: Directory, heading: tuple[str, str, str], opener: str, since: dt.date
) -> Iterable[CaseFile]:
    agency, abbreviation, whose = heading
    titles = ("Văn bản chỉ đạo, hướng dẫn của cấp trên", "Giải quyết công việc chuyên môn")
    for ordinal, title in enumerate(titles, start=1):
        yield CaseFile(
            agency_id=directory.agencies[agency].id,
            code=f"{ordinal:02d}.{abbreviation}",
            title=f"{title} - {whose}",
            state="OPEN",
            opened_by_id=directory.people[opener].id,
            opened_on=since,
        )

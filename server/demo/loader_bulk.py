"""Ten thousand or a million papers more, for `congso demo --documents N`: rows, not acts.

They stand in the registers of years before the district's own, so that no number is out of order.
They have readers and book lines, and the last of them desks; no file and no history.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice
from typing import Any

from sqlalchemy import func, select

from server import audit
from server.clock import today
from server.database import db, transaction
from server.demo.bulk import Row, bulk
from server.demo.bulk_plan import Plan, begun, finished
from server.demo.cast import UNITS, head_of, officer_of
from server.demo.loader_directory import Directory, read_directory
from server.demo.loader_ids import wind
from server.demo.loader_incoming import BOOK
from server.demo.loader_rows import pour, settle
from server.demo.papers_out import CHAIR
from server.documents.incoming.models import IncomingDocument
from server.finding.models import SearchRow
from server.registers.models import Register, RegisterRow
from server.registers.numbers import pieces
from server.words import keyed, marked
from workflows.numbering import as_written

CLERK = "vanthu.huyen"
CHUNK = 20_000
OPEN = 50
"""One in so many is still on a desk: the last that came, and at most `MOST_OPEN`."""
MOST_OPEN = 3_000
STATES = ("PRESENTED", "DIRECTED", "IN_PROGRESS")
VERBS = {"PRESENTED": "direct", "DIRECTED": "assign", "IN_PROGRESS": "propose_close"}

DOCUMENTS = (
    "id", "agency_id", "state", "doc_type", "subject", "folded", "urgency", "created_at",
    "version", "issuer", "number", "notation", "issued_on", "arrived_at", "electronic",
    "organ_id", "message_id", "proposals", "verdict", "verification", "arrival_no", "year",
    "registered_on", "presented_to_id", "directed_by_id", "directed_at", "lead_unit_id",
    "assignee_id", "report_back", "informed", "extension_reason", "extensions",
    "reply_code", "no_reply_reason", "request", "request_data", "note", "file_sha256",
)  # fmt: skip
SEARCHED = ("id", "paper_kind", "paper_id", "folded", "marked")
READERS = ("seat", "paper_kind", "paper_id", "since", "reason")
LINES = (
    "agency_id", "direction", "book", "year", "number", "paper_id", "unit_id", "entered_on",
    "issuer", "code", "issued_on", "doc_type", "subject", "signer", "recipients", "kept_by",
    "copies", "handed_on", "receipt", "note", "later", "pieces",
)  # fmt: skip
DESKS = ("paper_kind", "paper_id", "agency_id", "unit_id", "seat", "verb", "since", "urgency")
NOTHING, NOBODY = json.dumps({}), json.dumps([])


@dataclass(frozen=True, slots=True)
class Hands:
    """Who handles the papers of one unit."""

    unit_id: int
    unit: str
    head_seat: str
    officer_id: int
    people: str


@dataclass(frozen=True, slots=True)
class Place:
    """A paper's place in the books: its id, its row for searches, its number in the register."""

    id: int
    found: int
    number: int
    state: str
    desk: Hands


def load_bulk(
    n: int, seed: int | None = None, tell: Callable[[int], None] = lambda _done: None
) -> None:
    """`n` incoming papers of the district, oldest first; `tell` hears how many are there.

    Each chunk is a transaction. Broken off and asked for again, it goes on where it was.
    """
    plan, office = _planned(n, seed)
    rows = bulk(dt.date.fromisoformat(plan.day), plan.seed, n)
    placed, done = office.placed(rows, plan), plan.done
    for _ in islice(placed, done):
        pass  # they are in the office; their numbers are counted again
    while chunk := list(islice(placed, CHUNK)):
        with transaction():
            _pour(office, chunk)
            office.keep_books()
            wind(IncomingDocument, SearchRow)
        done += len(chunk)
        tell(done)
    settle()
    finished()


def _planned(n: int, seed: int | None) -> tuple[Plan, "_Office"]:
    office = _Office(read_directory())
    plan = begun(n, seed, _free_day(office.agency_id).isoformat())
    db.session.rollback()
    return plan, office


def _free_day(agency_id: int) -> dt.date:
    """The last day of a year of papers that lies wholly before any book that is in use."""
    books = select(Register.year).where(Register.agency_id == agency_id, Register.book == BOOK)
    used = set(db.session.scalars(books))
    here = today()
    years = (here.year - back for back in count(1))
    year = next(year for year in years if not {year, year - 1} & used)
    return dt.date(year, here.month, min(here.day, 28))


class _Office:
    """The district as far as a bare row must know it; gives out ids and numbers."""

    def __init__(self, directory: Directory) -> None:
        self.agency_id = directory.agencies["huyen"].id
        self.chair_id = directory.heads["huyen"].id
        self.desks = [_hands(directory, unit.code) for unit in UNITS]
        self.books: dict[int, tuple[int, dt.date]] = {}

    def placed(self, rows: Iterator[Row], plan: Plan) -> Iterator[tuple[Row, Place]]:
        open_from = plan.n - min(plan.n // OPEN, MOST_OPEN)
        for order, row in enumerate(rows):
            day = row[4].date()
            number = self.books.get(day.year, (0, day))[0] + 1
            self.books[day.year] = (number, day)
            state = STATES[order % len(STATES)] if order >= open_from else "DONE"
            desk = self.desks[order % len(self.desks)]
            ids = (plan.first + order, plan.first_found + order)
            yield row, Place(*ids, number, state, desk)

    def keep_books(self) -> None:
        key = {"agency_id": self.agency_id, "book": BOOK}
        for year, (last, day) in self.books.items():
            db.session.merge(Register(**key, year=year, last=last, last_on=day))


def _hands(directory: Directory, code: str) -> Hands:
    unit = directory.units["huyen", code]
    assert directory.posts[head_of(code)].unit_id == unit.id
    officer = officer_of(code)
    people = " ".join(
        directory.people[one].full_name
        for one in (CLERK, CHAIR, officer)
        if one in directory.people
    )
    seat = f"u:{unit.id}:UNIT_HEAD"
    return Hands(unit.id, unit.name, seat, directory.posts[officer].id, people)


@lru_cache(maxsize=8192)
def _forms(words: str) -> tuple[str, str]:
    """Words as they are found without their marks, and with them."""
    return keyed(words), marked(words).strip()


def _found_by(row: Row, place: Place) -> tuple[tuple[str, str], ...]:
    code = f"{row[1]}/{row[2]}" if row[2] else row[1]
    number = keyed(f"{place.number} {code}")
    return (
        (number, number),
        _forms(row[0]),
        _forms(row[5]),
        _forms(row[6]),
        _forms(place.desk.people),
    )


def _searched(row: Row, place: Place) -> tuple[Any, ...]:
    folded, marks = zip(*_found_by(row, place), strict=True)
    return place.found, "incoming", place.id, " ".join(folded), f" {' '.join(marks)} "


def _pour(office: _Office, chunk: list[tuple[Row, Place]]) -> None:
    pour("incoming_documents", DOCUMENTS, (_document(office, *one) for one in chunk))
    pour("readers", READERS, (row for one in chunk for row in _readers(office, *one)))
    pour("search_rows", SEARCHED, (_searched(*one) for one in chunk))
    pour("register_rows", LINES, (_line(office, *one) for one in chunk))
    _say_unbound(office.agency_id, len(chunk))
    waiting = [one for one in chunk if one[1].state in VERBS]
    pour("desks", DESKS, (_waiting(office, *one) for one in waiting))


def _say_unbound(agency_id: int, lines: int) -> None:
    """Of the words of a heap of lines the log says nothing, and says so: an event a line would be
    as much again as all of them."""
    last = db.session.scalar(select(func.max(RegisterRow.id))) or 0
    facts: dict[str, str | int | None] = {"agency": agency_id, "first": last - lines + 1}
    audit.append("lines_unbound", f"agency/{agency_id}", **facts, last=last, lines=lines)


def _document(office: _Office, row: Row, place: Place) -> tuple[Any, ...]:
    issuer, number, notation, issued_on, at, doc_type, subject, urgency = row
    directed = place.state != "PRESENTED"
    started = place.state in {"IN_PROGRESS", "DONE"}
    desk = place.desk
    folded = " ".join(one for one, _ in _found_by(row, place)[:-1])
    return (
        place.id, office.agency_id, place.state, doc_type, subject, folded, urgency,
        at, 1, issuer, number, notation, issued_on, at, False, "", "", NOTHING, "PAPER",
        NOTHING, place.number, at.year, at.date(), office.chair_id,
        office.chair_id if directed else None, at if directed else None,
        desk.unit_id if directed else None, desk.officer_id if started else None,
        False, NOBODY, "", 0, "", "", "", NOTHING, "", "",
    )  # fmt: skip


def _readers(office: _Office, row: Row, place: Place) -> Iterator[tuple[Any, ...]]:
    """As the law lets them read that have handled it so far."""
    seats = [
        (f"a:{office.agency_id}:CLERK", "clerks"),
        ("r:AUDITOR", "auditors"),
        (f"p:{office.chair_id}", "head_of_agency"),
        (f"a:{office.agency_id}:OFFICE_CHIEF", "office_chief"),
    ]
    if place.state != "PRESENTED":
        seats.append((place.desk.head_seat, "ordered"))
    if place.state in {"IN_PROGRESS", "DONE"}:
        seats.append((f"p:{place.desk.officer_id}", "assignee"))
    for seat, reason in seats:
        yield seat, "incoming", place.id, row[4], reason


def _line(office: _Office, row: Row, place: Place) -> tuple[Any, ...]:
    issuer, number, notation, issued_on, at, doc_type, subject, _urgency = row
    directed = place.state != "PRESENTED"
    code = as_written(number, notation)
    return (
        office.agency_id, "IN", BOOK, at.year, place.number, place.id,
        place.desk.unit_id if directed else None, at.date(), issuer,
        code, issued_on, doc_type, subject, "", "", "",
        0, at.date() if directed else None, place.desk.unit if directed else "", "", "",
        pieces(code),
    )  # fmt: skip


def _waiting(office: _Office, row: Row, place: Place) -> tuple[Any, ...]:
    seat = {
        "PRESENTED": f"p:{office.chair_id}",
        "DIRECTED": place.desk.head_seat,
        "IN_PROGRESS": f"p:{place.desk.officer_id}",
    }[place.state]
    unit = place.desk.unit_id if place.state != "PRESENTED" else None
    verb = VERBS[place.state]
    return "incoming", place.id, office.agency_id, unit, seat, verb, row[4], row[7]

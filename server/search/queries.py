"""Papers of every kind in one search: what is wanted of them, and what is shown."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, false, func, not_, select, tuple_

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.earlier.models import EarlierDocument as Earlier
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.incoming.senders import sent_by
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.typed import typed_of
from server.documents.tasks.models import Task
from server.finding.models import SearchRow
from server.meetings.models import Meeting
from server.org import ended, queries
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.destroyed import is_gone
from server.papers.hits import BESIDE, Hits, Kinds, Look
from server.papers.listing import before
from server.papers.models import Paper, PaperFile, ScanText
from server.papers.searching import search, without_words
from server.search import fields
from server.search.dated import Dated, cited, dated
from server.search.facets import COUNTED, Facets, counted
from server.search.lineage import Widened, widened
from server.search.ranking import ranked
from server.words import plainly
from workflows.numbering import as_written

KINDS: Mapping[str, type[Paper]] = {
    "incoming": Coming, "outgoing": Going, "meetings": Meeting, "earlier": Earlier,
    "tasks": Task, "casefiles": CaseFile,
}  # fmt: skip
BOOKS = {"in": (Coming, Coming.arrival_no), "out": (Going, Going.number)}
SHORT_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
UNITS = {
    Coming: Coming.lead_unit_id, Going: Going.unit_id, Earlier: Earlier.unit_id,
    Task: Task.lead_unit_id, CaseFile: CaseFile.unit_id,
}  # fmt: skip

_OTHER_NAMES = re.compile(r' OR "[^"]*"')

ROWS = 25
"""Beside what was found in their scans, and what they are counted by."""
READ = 20_000
"""Letters of a scan in which a line looks for what it shows of it."""

Filters = Mapping[str, Any]
Wish = Callable[[Any, Any], ColumnElement[bool]]


def _has_number(kind: type[Paper], written: Sequence[str]) -> ColumnElement[bool]:
    """Ours are figures, and no index begins with them: the words of the paper lead to it."""
    if kind in (Coming, Earlier):
        return kind.number.in_(written)
    ours = next((int(one) for one in written if SHORT_NUMBER.fullmatch(one)), None)
    return false() if ours is None else Going.number.between(ours, ours)


WISHES: Mapping[str, Wish] = {
    "state": lambda kind, state: kind.state == state,
    "doc_type": lambda kind, name: kind.doc_type == name,
    "urgency": lambda kind, level: kind.urgency == level,
    "year": lambda kind, year: kind.year == int(year),
    "issued_from": lambda kind, day: kind.issued_on >= _day(day),
    "issued_to": lambda kind, day: kind.issued_on <= _day(day),
    "number": _has_number,
    "notation": lambda kind, written: kind.notation.in_(written),
    "issuer": lambda _kind, part: sent_by(part),
    "unit_id": lambda kind, unit_id: UNITS[kind] == unit_id,
    "agency_id": lambda kind, agency_id: kind.agency_id == agency_id,
}
"""What may be wanted of a paper besides its words."""
OF_OTHERS: Mapping[type[Paper], Set[str]] = {
    Meeting: {"state", "agency_id"}, Task: {"state", "urgency", "unit_id", "agency_id"},
    CaseFile: {"state", "year", "unit_id", "agency_id"},
}  # fmt: skip
"""The same of what is no document; a document has all of them."""


class Found(NamedTuple):
    """A page, where the next begins, how it was found, what the newest of all are, and under which
    names of other times it was looked for too; or the days that were all that was typed."""

    rows: Sequence[Row]
    after: str | None
    hits: Hits
    facets: Facets
    also: Sequence[str] = ()
    on: Dated | None = None
    seen: int = 0
    """Hits of a ranked window that stand before this page, or on it."""
    top: int = 0
    """Above the newest of that window; 0: it is none."""

    def cut(self, n: int) -> "Found":
        """The first rows of the page alone; the next begins behind them."""
        seen = self.seen - len(self.rows) + n
        after = _in_window(self.top, seen) if self.top else str(self.rows[n - 1].place)
        return self._replace(rows=self.rows[:n], after=after, seen=seen)


WINDOW = 10**14
"""A cursor that goes on among ranked hits says behind how many, then below which place they are."""


def _in_window(top: int, seen: int) -> str:
    return str(seen * WINDOW + top)


def found(actor: Actor, filters: Filters, cursor: str | None) -> Found:
    """A page of the papers this actor may read, newest first; with the first, what they are."""
    filters = {**filters, "q": plainly(filters.get("q") or "")}
    on = dated(filters["q"])
    if on is not None and on.year is None:
        then = _issued(actor, filters, on, cursor)
        if then.rows:
            return then
    named = cited(filters["q"])
    return _cited(actor, filters, *named, cursor) if named else _by_words(actor, filters, cursor)


def _cited(actor: Actor, filters: Filters, called: str, on: Dated, cursor: str | None) -> Found:
    """The paper itself, of that number and day; else who cites it so; else of that number alone."""
    days = {"issued_from": on.first, "issued_to": on.last}
    itself = _by_words(actor, {**filters, **days, "q": called}, cursor)
    if itself.rows:
        return itself._replace(on=on)
    citing = _by_words(actor, filters, cursor)
    return citing if citing.rows else _by_words(actor, {**filters, "q": called}, cursor)


def _issued(actor: Actor, filters: Filters, on: Dated, cursor: str | None) -> Found:
    """What was issued on a day, or in a month, that is all that was typed."""
    wanted = {**filters, "issued_from": on.first, "issued_to": on.last}
    look = _look(actor, wanted, cursor)
    return _page(without_words(_shown, look), cursor)._replace(on=on)


def _by_words(actor: Actor, filters: Filters, cursor: str | None) -> Found:
    """The newest hits are a window of some pages, in which the best stand first (`ranking`)."""
    typed = fields.read(filters.get("q") or "")
    wide = widened(typed.words) if typed.words else Widened("", ())
    wanted = {**filters, **typed.wanted}
    seen, top = divmod(before(cursor) or 0, WINDOW)
    if cursor is not None and not 0 < seen <= COUNTED:
        return _page(search(_shown, _look(actor, wanted, cursor), wide.said), cursor)
    look = _look(actor, wanted, None)._replace(cursor=str(top) if seen else None)
    hits = search(_shown, look, wide.said)
    hits = ranked(_briefly(hits) if wide.also else hits, typed.words)
    return _of_window(hits, seen, top)._replace(also=wide.also)


def _briefly(hits: Hits) -> Hits:
    """The page says the other names by themselves, not in the midst of how it read the words."""
    beside = hits.beside and hits.beside._replace(words=_OTHER_NAMES.sub("", hits.beside.words))
    return hits._replace(read_as=_OTHER_NAMES.sub("", hits.read_as), beside=beside)


def newest(actor: Actor, filters: Filters, words: str) -> Sequence[Row]:
    """The newest papers that have these words, and what is wanted of them besides."""
    return search(_shown, _look(actor, filters, None), words).rows


def _of_window(hits: Hits, seen: int, top: int) -> Found:
    """A page behind those that were seen; with the first, what the newest of all are."""
    top = top or hits.top or max((row.place % BESIDE for row in hits.rows), default=0) + 1
    left, beside = hits.rows[seen:], hits.beside
    if beside:
        beside = beside._replace(begins=max(0, beside.begins - seen))
    rest = hits._replace(rows=left, beside=beside)
    rows = left[:ROWS]
    after = _in_window(top, seen + len(rows)) if len(left) > len(rows) else hits.after
    facets = {} if seen else counted(hits.rows)
    return Found(rows, after, rest, facets, seen=seen + len(rows), top=top)


def _look(actor: Actor, filters: Filters, cursor: str | None) -> Look:
    kinds = _kinds(_by_id(actor, filters))
    return Look(actor, kinds, cursor, COUNTED if cursor is None else ROWS)


def _page(hits: Hits, cursor: str | None) -> Found:
    """With the first page, what the newest of all are."""
    rows = hits.rows[:ROWS]
    goes_on = len(hits.rows) > ROWS or hits.after
    return Found(
        rows,
        _behind(hits, len(rows)) if goes_on else None,
        hits,
        counted(hits.rows) if cursor is None else {},
    )


def _behind(hits: Hits, n: int) -> str | None:
    """Where the next page begins: behind the last row that is shown, or behind all of them."""
    return str(hits.rows[n - 1].place) if n < len(hits.rows) else hits.after


def pages_of(rows: Sequence[Row]) -> dict[tuple[str, int], str]:
    """How the pages of these papers begin, by kind and id, read in a scan or typed; what was found
    may be read."""
    key = tuple_(PaperFile.paper_kind, PaperFile.paper_id)
    wanted = [(row.paper_kind, row.paper_id) for row in rows]
    columns = (PaperFile.paper_kind, PaperFile.paper_id, func.substr(ScanText.text, 1, READ))
    read = select(*columns).join(ScanText, ScanText.sha256 == PaperFile.sha256)
    texts: dict[tuple[str, int], str] = {}
    kept = not_(is_gone(PaperFile.paper_kind, PaperFile.paper_id, PaperFile.sha256))
    theirs = read.where(key.in_(wanted), kept).order_by(PaperFile.n)
    for kind, paper_id, text in db.session.execute(theirs):
        texts[kind, paper_id] = f"{texts.get((kind, paper_id), '')} {text}"
    typed = typed_of([paper_id for kind, paper_id in wanted if kind == "outgoing"])
    return texts | {("outgoing", paper_id): text[:READ] for paper_id, text in typed.items()}


def _day(said: dt.date | str) -> dt.date:
    """The page has it as text, the API as a day; PostgreSQL compares a day with a day alone."""
    return dt.date.fromisoformat(str(said))


def _by_id(actor: Actor, filters: Filters) -> Filters:
    """A unit is named by its code, in the agency of who asks; an agency by its own."""
    known: dict[str, Any] = {}
    if filters.get("unit") and actor.agency_id is not None:
        known["unit_id"] = queries.unit_by_code(actor.agency_id, filters["unit"], "unit").id
    if filters.get("agency"):
        known["agency_id"] = ended.agency_ever(filters["agency"], "agency").id
    return {**filters, **known}


def _kinds(filters: Filters) -> Kinds:
    """The kinds that can have what is wanted: a state is one of its kind's law."""
    book = filters.get("book")
    return {
        kind: [*_wishes(kind, filters), *_in_book(book)]
        for name, kind in KINDS.items()
        if filters.get("kind") in (None, "", name)
        and (not filters.get("state") or filters["state"] in kind.workflow.states)
        and (not book or BOOKS[book][0] is kind)
        and (kind is Coming or not filters.get("issuer"))
        and _has_all(kind, filters)
    }


def _has_all(kind: type[Paper], filters: Filters) -> bool:
    """Whether such a paper has what is wanted: a task has no register, nor a day of issue."""
    known = OF_OTHERS.get(kind, WISHES.keys())
    return all(name in known for name in WISHES if filters.get(name))


def _wishes(kind: type[Paper], filters: Filters) -> Sequence[ColumnElement[bool]]:
    return [wish(kind, filters[name]) for name, wish in WISHES.items() if filters.get(name)]


def _in_book(book: str | None) -> Sequence[ColumnElement[bool]]:
    """Only what has a number stands in a register."""
    return [BOOKS[book][1].is_not(None)] if book else []


def _shown(chosen: Subquery) -> Select[Any]:
    """What a line says of its paper, whichever kind it is."""
    all_have = ("state", "doc_type", "subject", "urgency")
    columns = (
        *chosen.c,
        *(func.coalesce(*(getattr(kind, n) for kind in KINDS.values())).label(n)
          for n in all_have),
        func.coalesce(Coming.issued_on, Going.issued_on, Earlier.issued_on).label("issued_on"),
        func.coalesce(Coming.arrival_no, Going.number, Earlier.place).label("register_no"),
        func.coalesce(*(it.year for it in (Coming, Going, Earlier, CaseFile))).label("year"),
        *(func.coalesce(getattr(Coming, n), getattr(Earlier, n)).label(n)
          for n in ("number", "notation", "issuer")),
        func.coalesce(Going.code, CaseFile.code).label("code"),
        Task.lead_name,
        Agency.code.label("agency"),
        Agency.short_name.label("agency_name"),
        Agency.id.label("whose_id"),
        Agency.valid_to.label("agency_until"),
        SearchRow.folded,
    )  # fmt: skip
    its_row = and_(SearchRow.paper_kind == chosen.c.paper_kind,
                   SearchRow.paper_id == chosen.c.paper_id)  # fmt: skip
    shown = select(*columns).select_from(chosen).join(SearchRow, its_row)
    for name, kind in KINDS.items():
        its = and_(chosen.c.paper_kind == name, kind.id == chosen.c.paper_id)
        shown = shown.outerjoin(kind, its)
    whose = func.coalesce(*(kind.agency_id for kind in KINDS.values()))
    return shown.join(Agency, Agency.id == whose)


def code_of(row: Row) -> str:
    """Số, ký hiệu as printed; a draft has none yet."""
    return row.code or as_written(row.number, row.notation)

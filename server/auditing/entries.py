"""The log of everything, by what happened, to which paper, by whom, where and when (DOMAIN §3.2).

The log holds codes and digests, nobody's words; names are looked up beside it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from server.audit.models import LedgerEvent, LedgerLeaf
from server.audit.said import said
from server.auditing.signatures import PAGE, people_like
from server.clock import midnight
from server.database import db
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.names import typed
from server.org.models import Agency, Appointment, Person, Position

PAPERS = ("incoming", "outgoing")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in its place, read."""

    seq: int
    data: str
    said: Mapping[str, Any]

    @property
    def event(self) -> str:
        return str(self.said["event"])

    @property
    def subject(self) -> str:
        return str(self.said["doc"])


def page_of(asked: Mapping[str, str], before: int | None) -> tuple[list[Entry], int | None]:
    """A page of the log, the newest entry first, and where the next one begins."""
    rows = listed(asked)
    if before is not None:
        rows = rows.where(LedgerLeaf.seq < before)
    found = db.session.execute(rows.limit(PAGE + 1)).all()
    after = found[PAGE - 1].seq if len(found) > PAGE else None
    return [read(seq, data) for seq, data in found[:PAGE]], after


def listed(asked: Mapping[str, str]) -> Select:
    """The entries that these conditions leave, the newest first."""
    rows = (
        select(LedgerLeaf.seq, LedgerLeaf.data)
        .join(LedgerEvent, LedgerEvent.id == LedgerLeaf.event_id)
        .order_by(LedgerLeaf.seq.desc())
    )
    wanted = [CONDITIONS[name](value) for name, value in asked.items() if value]
    return rows.where(*wanted)


def read(seq: int, data: str) -> Entry:
    return Entry(seq, data, json.loads(data))


def entry(seq: int) -> Entry | None:
    data = db.session.scalar(select(LedgerLeaf.data).filter_by(seq=seq))
    return read(seq, data) if data is not None else None


def _about(words: str) -> ColumnElement[bool]:
    """By the paper's address in the log, or by its number as it was printed."""
    if (name := typed(words)) and name[0].isalpha():
        return LedgerEvent.subject == "{}/{}".format(*name)
    came, went = numbered(words)
    coming = select("incoming/" + Coming.id.cast(said.type)).where(came)
    going = select("outgoing/" + Going.id.cast(said.type)).where(went)
    return or_(LedgerEvent.subject.in_(going), LedgerEvent.subject.in_(coming))


def numbered(words: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What came and what went under this number, as it was printed."""
    number, _slash, notation = words.partition("/")
    came = and_(or_(Coming.number == number, Coming.number == words), Coming.notation == notation)
    return came, Going.code == words


def _by(words: str) -> ColumnElement[bool]:
    """The person himself, or the posts that he ever held."""
    people = people_like(words)
    held = select(Appointment.position_id.cast(said.type)).where(Appointment.person_id.in_(people))
    return or_(said("by").in_([str(one) for one in people]), said("position").in_(held))


def _happened(codes: str) -> ColumnElement[bool]:
    """One kind, or several with commas between; of a step perhaps in one room alone."""
    by_room: dict[str, list[str]] = {}
    for one in codes.split(","):
        room, _colon, code = one.rpartition(":")
        by_room.setdefault(room, []).append(code)
    return or_(false(), *(_in_room(room, these) for room, these in by_room.items()))


def _in_room(room: str, codes: list[str]) -> ColumnElement[bool]:
    these = said("event") == codes[0] if len(codes) == 1 else said("event").in_(codes)
    if not room:
        return these
    rooms = PAPERS if room in PAPERS else (room,)
    return and_(these, or_(*(LedgerEvent.subject.startswith(f"{one}/") for one in rooms)))


def _at(code: str) -> ColumnElement[bool]:
    """By number, each as it is: so an index gives the entries in their order."""
    ids = db.session.scalars(select(Agency.id).where(Agency.code == code))
    return or_(false(), *(said("agency") == str(id) for id in ids))


def _iso(day: str, days: int = 0) -> str:
    """As the log writes a moment: UTC, so that text is compared as time."""
    moment = midnight(dt.date.fromisoformat(day)) + dt.timedelta(days=days)
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _since(day: str) -> ColumnElement[bool]:
    """Time runs with the places, but not strictly: the places bound it, the entry decides.

    `+ 0`: else both databases walk the places from one end until the time fits.
    """
    first = select(func.min(LedgerLeaf.seq + 0)).where(said("time") >= _iso(day))
    return and_(LedgerLeaf.seq >= first.scalar_subquery(), said("time") >= _iso(day))


def _before(day: str) -> ColumnElement[bool]:
    last = select(func.max(LedgerLeaf.seq + 0)).where(said("time") < _iso(day, 1))
    return and_(LedgerLeaf.seq <= last.scalar_subquery(), said("time") < _iso(day, 1))


CONDITIONS = {
    "q": _about,
    "event": _happened,
    "person": _by,
    "agency": _at,
    "at_from": _since,
    "at_to": _before,
}
"""What may be asked, by its name in the address."""


def names_in(entries: Iterable[Entry]) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """The people, posts and agencies that these entries speak of by number."""
    told = [one.said for one in entries]
    asked = [
        (Person.id, Person.full_name, {one["by"] for one in told if one.get("by")}),
        (Position.id, Position.title, {one["position"] for one in told if one.get("position")}),
        (Agency.id, Agency.short_name, {one["agency"] for one in told if one.get("agency")}),
    ]
    people, posts, agencies = (
        {id: word for id, word in db.session.execute(select(key, name).where(key.in_(ids)))}
        for key, name, ids in asked
    )
    return people, posts, agencies

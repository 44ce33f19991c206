"""To whom a paper is brought without a duty: they hear it behind the bell.

It is told who of them has opened it (IN-T06, IN-T12, IN-05, OUT-T04; within the agency, OUT-T15).
What somebody opened stands in the log of readings; nothing here lies on a desk or moves a paper.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, func, literal_column, or_, select

from server import outbox
from server.clock import now
from server.database import db, put
from server.desks.models import Mention, ReadLog
from server.org import away, queries
from server.org.actor import Actor
from server.org.models import Appointment, Person, Position
from server.papers.models import Paper

REMARKED, INFORMED, ODD, RETURNED = "remark", "informed", "odd", "returned"
MOVED = "moved"
HELPS, HELPED = "helps", "helped"
URGED, MORE_TIME, NO_MORE_TIME = "urged", "more_time", "no_more_time"
TAKEN_BACK, LAID_ASIDE = "taken_back", "laid_aside"
ANSWERED = "answered"
PAPER_CAME, ELECTRONIC_CAME = "paper_came", "electronic_came"
GREW, SECRETARY, SEATED, SENT = "grew", "secretary", "seated", "sent"
CALLED, PUT_OFF, CALLED_OFF = "called", "put_off", "called_off"
APPROVED, REPORT_MADE, MONTH_CLOSED = "approved", "report_made", "month_closed"
WRITES, WRITES_NO_MORE = "writes", "writes_no_more"
PUBLISHED, CHANGED, STANDS_IN = "published", "changed", "stands_in"
WEEK_RETURNED, PROPOSED, NOT_TAKEN = "week_returned", "proposed", "not_taken"
DOUBLED = "doubled"
NOT_GIVEN, NOT_UPDATED = "not_given", "not_updated"
LENT, NOT_LENT, LENT_NO_MORE = "lent", "not_lent", "lent_no_more"
DESTROYING = "destroying"
CONFIRMING = "confirming"
SEEMS_SECRET = "seems_secret"
AWAY_WRITTEN, AWAY_CHANGED, AWAY_PARTED = "away_written", "away_changed", "away_parted"
"""Why somebody is told: a remark names him, he shall know of it, something is odd with it, a draft
of his unit came back; what he led was given to another; of what he leads the paper has come, or the
electronic document (IN-05); a meeting calls him, or has one more matter or paper since; it is put
off, or called off, as a plan that ends his post may be; a plan was approved; a report that he
ordered is made; a meeting has another secretary, and he was or is that; it calls his post, which
was another's; he is sent to it in another's place; he is one more of its secretaries, or no longer;
a week that he is in was published, or changed, or he goes in another's place, or the week that he
arranged came back; a room or car of his line there is wanted by another too; a unit proposes for
it, or what he proposed was left out; what he asked to read is lent to him, is not, or is no longer;
files to be destroyed wait for his word; a list of what he gives or takes waits for his
confirmation; the reader saw a mark of secrecy on an older scan; he has somebody's work while that
one is away, or was himself written down as away; he or his unit helps with a task, or who helps him
has done his part; what he asked before a meeting was answered; he is urged, has more time or has
none for what he leads; a task is cancelled, or its clock stands still; a recipient does not give
back what his office asked for."""
MOST = 1000
"""People looked at; an agency that shows a paper to all has fewer."""


Reading = tuple[str, dt.datetime]


class Party(NamedTuple):
    """A unit, a person or an agency that a paper was brought to."""

    seat: str
    name: str


class Opened(NamedTuple):
    """Who of a party opened it first, and when; nobody yet where `at` is None."""

    party: str
    who: str
    at: dt.datetime | None


def tell(actor: Actor, paper: Paper, seats: Collection[str], what: str) -> None:
    """Whoever sits there hears that a paper came to them, never what it says; a step.

    They may read it already: a notice gives nobody a right.
    """
    about = {"kind": paper.workflow.name, "id": paper.id, "seq": paper.version}
    bring(actor, about, seats, what)


def bring(actor: Actor, about: dict[str, Any], seats: Collection[str], what: str) -> None:
    """The same of what is no paper: `about` is its `kind`, `id` and count of changes; a step."""
    if not seats:
        return
    there = [one for one in sitting(seats) if one.person_id != actor.person_id]
    key = {"paper_kind": about["kind"], "paper_id": about["id"], "what": what, "at": now()}
    people = dict.fromkeys(one.person_id for one in there)
    put(Mention, *(key | {"person_id": person_id} for person_id in people))
    outbox.announce("notice", {f"p:{one.position_id}" for one in there}, about)


def tell_person(actor: Actor, about: dict[str, Any], person_id: int, what: str) -> None:
    """One person alone, in whichever post he sits; a step."""
    if person_id == actor.person_id:
        return
    key = {"paper_kind": about["kind"], "paper_id": about["id"], "what": what, "at": now()}
    put(Mention, key | {"person_id": person_id})
    posts = {f"p:{one.position_id}" for one in queries.actors_among([person_id])}
    outbox.announce("notice", posts, about)


def confirming(actor: Actor) -> list[tuple[str, int]]:
    """What waits for this one's key or word, the newest first: kind and id."""
    mine = select(Mention.paper_kind, Mention.paper_id).where(
        Mention.person_id == actor.person_id, Mention.what == literal_column(f"'{CONFIRMING}'")
    )
    found = db.session.execute(mine.order_by(Mention.id.desc()))
    return [(kind, row_id) for kind, row_id in found]


def untell(kind: str, row_id: int, person_id: int | None = None, *, what: str = CONFIRMING) -> None:
    """It does not wait for this one's confirmation any more, or for anybody's; a step."""
    gone = delete(Mention).where(
        Mention.paper_kind == kind, Mention.paper_id == row_id, Mention.what == what
    )
    if person_id is not None:
        gone = gone.where(Mention.person_id == person_id)
    db.session.execute(gone)


def openings(paper: Paper, parties: Sequence[Party]) -> list[Opened]:
    """For each party, who opened the paper first; in the order in which they were named."""
    if not parties:
        return []
    there, first = sitting({one.seat for one in parties}), _first_openings(paper)
    return [_first(party, there, first) for party in parties]


def _first(party: Party, there: list[Actor], first: dict[int | None, Reading]) -> Opened:
    members = {it.person_id for it in there if party.seat in it.seats}
    read = [first[one] for one in members if one in first]
    who, at = min(read, key=lambda one: one[1]) if read else ("", None)
    return Opened(party.name, who, at)


def _first_openings(paper: Paper) -> dict[int | None, Reading]:
    mine = select(ReadLog.person_id, Person.full_name, func.min(ReadLog.at)).join(
        Person, Person.id == ReadLog.person_id
    )
    mine = mine.where(ReadLog.paper_kind == paper.workflow.name, ReadLog.paper_id == paper.id)
    rows = db.session.execute(mine.group_by(ReadLog.person_id, Person.full_name))
    return {person: (name, at) for person, name, at in rows}


def sitting(seats: Collection[str]) -> list[Actor]:
    """Who sits on one of these seats today, each in the posts that seat them there."""
    wanted = set(seats)
    found = queries.actors_among(_people_at(wanted))
    return [one for one in found if one.person_id and wanted.intersection(one.seats)]


def _people_at(seats: set[str]) -> list[int]:
    """Who holds a post today where one of these seats is."""
    at: dict[str, set[int]] = {"p": set(), "u": set(), "a": set()}
    for letter, number in (seat.split(":")[:2] for seat in seats):
        if letter in at:
            at[letter].add(int(number))
    places = or_(
        Position.id.in_(at["p"]), Position.unit_id.in_(at["u"]), Position.agency_id.in_(at["a"])
    )
    held = select(Person.id).join(Appointment, Appointment.person_id == Person.id)
    held = held.join(Position, Position.id == Appointment.position_id).where(places, Person.active)
    there = db.session.scalars(queries.as_of(held, Appointment).distinct().limit(MOST))
    return away.with_substitutes(there)

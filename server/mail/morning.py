"""The letter of the morning, 7:30 on working days: what waits, by desk and colour.

With it goes what was told since the last one to whoever chose to hear it in the morning.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from server import rota
from server.clock import local, now
from server.database import db, transaction
from server.desks.models import Desk
from server.mail.collecting import ROUND, collect, reached, write
from server.mail.events import MORNING as IN_THE_MORNING
from server.mail.events import NOW, chosen, event_of
from server.mail.models import ASIDE, COUNTS, MORNING, Mail, MailChoice
from server.office import office
from server.org.actor import Actor
from server.org.queries import actors_among, calendar
from server.words_of.law import verb_word
from workflows.deadlines import OPENS, Calendar, Colour, colour
from workflows.urgency import Urgency, is_urgent

Line = dict[str, Any]

LATEST = dt.time(11, 30)
"""A machine that slept through the morning sends none at night."""


@rota.daily(ROUND, OPENS, last=True)
def write_all() -> None:
    """A letter to each who wants one, once a day whatever restarts (CAL-01, CAL-05)."""
    there, days = local(now()), calendar()
    if office().mailbox is None or not days.is_working(there.date()):
        return
    if not OPENS <= there.time() < LATEST:
        return
    collect()
    choices = {one.person_id: one for one in reached()}
    posts: dict[int, list[Actor]] = {}
    for actor in actors_among(choices):
        posts.setdefault(actor.person_id or 0, []).append(actor)
    slot = str(there.date())
    done = set(db.session.scalars(select(Mail.person_id).where(Mail.slot == slot)))
    for person_id, actors in posts.items():
        if person_id not in done:
            _write(person_id, actors, slot, days)


def _write(person_id: int, actors: list[Actor], slot: str, days: Calendar) -> None:
    with transaction() as session:
        choice = session.get_one(MailChoice, person_id)
        lines = [line for actor in actors for line in _lines(actor, choice, days)]
        lines += _put_aside(person_id)
        if lines:
            write(choice, MORNING, lines, slot)


def _put_aside(person_id: int) -> list[Line]:
    """What was told since the last one to whoever wants it in the morning; taken out."""
    mine = select(Mail).filter_by(person_id=person_id, kind=MORNING, state=ASIDE)
    found = db.session.scalars(mine.with_for_update()).all()
    lines = [line for one in found for line in one.lines]
    for one in found:
        db.session.delete(one)
    return lines


def _lines(actor: Actor, choice: MailChoice, days: Calendar) -> Iterable[Line]:
    """One desk: a line for whatever is called by one name, with its colours and what is urgent
    counted; of one thing alone also which it is."""
    found: dict[str, Line] = {}
    moment = now()
    for kind, verb, urgency, due, count, paper_id in db.session.execute(_waiting(actor.seats)):
        shade = str(colour(due, None, moment, days))
        if not _is_counted(chosen(choice.events, event_of(verb, urgency)), shade):
            continue
        blank = {"post": actor.post, "kind": kind, "verb": verb, COUNTS: {}, "urgent": 0}
        line = found.setdefault(verb_word(kind, verb), blank)
        line[COUNTS][shade] = line[COUNTS].get(shade, 0) + count
        line["urgent"] += count if is_urgent(Urgency(urgency)) else 0
        line["id"] = paper_id if sum(line[COUNTS].values()) == 1 else None
    yield from found.values()


def _is_counted(when: str, shade: str) -> bool:
    """What was chosen for the morning; and what was told at once and is late by now, or the letter
    would say of a desk with an urgent paper past its day that nothing there is late."""
    return when == IN_THE_MORNING or (when == NOW and shade == Colour.RED)


def _waiting(seats: tuple[str, ...]) -> Any:
    """(kind, verb, urgency, due, how many, one of them): what two of my seats have counts once."""
    columns = (Desk.paper_kind, Desk.verb, Desk.urgency, Desk.due_at)
    mine = select(Desk.paper_id, *columns).where(Desk.seat.in_(seats)).distinct()
    once = mine.subquery()
    by = (once.c.paper_kind, once.c.verb, once.c.urgency, once.c.due_at)
    return select(*by, func.count(), func.min(once.c.paper_id)).group_by(*by)

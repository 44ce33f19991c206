"""The letter of the morning: 7:30 on working days, what waits by desk and colour, counts alone."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from server import rota
from server.clock import local, now
from server.database import db, transaction
from server.desks.models import Desk
from server.mail.collecting import reached, write
from server.mail.events import MORNING as IN_THE_MORNING
from server.mail.events import chosen, event_of
from server.mail.models import MORNING, Mail, MailChoice
from server.office import office
from server.org.actor import Actor
from server.org.queries import actors_among, calendar
from workflows.deadlines import OPENS, Calendar, colour

LATEST = dt.time(11, 30)
"""A machine that slept through the morning sends none at night."""

ROUND = "mail:morning"


@rota.daily(ROUND, OPENS)
def write_all() -> None:
    """A letter to each who wants one, once a day whatever restarts (CAL-01, CAL-05)."""
    there, days = local(now()), calendar()
    if office().mailbox is None or not days.is_working(there.date()):
        return
    if not OPENS <= there.time() < LATEST:
        return
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
        if lines:
            write(choice, MORNING, lines, slot)


def _lines(actor: Actor, choice: MailChoice, days: Calendar) -> Iterable[dict[str, Any]]:
    """One desk: a line a verb, in the order of the office's work, with its colours counted."""
    counted: dict[str, Counter[str]] = {}
    moment = now()
    for verb, urgency, due, count in db.session.execute(_waiting(actor.seats)):
        if chosen(choice.events, event_of(verb, urgency)) == IN_THE_MORNING:
            shade = str(colour(due, None, moment, days))
            counted.setdefault(verb, Counter())[shade] += count
    for verb, colours in sorted(counted.items()):
        yield {"post": actor.post, "verb": verb, "colours": dict(colours)}


def _waiting(seats: tuple[str, ...]) -> Any:
    """(verb, urgency, due, how many): a paper that two of my seats have counts once."""
    columns = (Desk.verb, Desk.urgency, Desk.due_at)
    mine = select(Desk.paper_kind, Desk.paper_id, *columns).where(Desk.seat.in_(seats)).distinct()
    once = mine.subquery()
    by = (once.c.verb, once.c.urgency, once.c.due_at)
    return select(*by, func.count()).group_by(*by)

"""A list by colour has those tasks whose line shows it, to the very moment (DOMAIN §11.4)."""

import datetime as dt

from sqlalchemy import select

from server.database import db
from server.documents.tasks import queries
from server.documents.tasks.models import Task
from server.org.queries import calendar
from tests.cast import Cast
from tests.office.meetings.test_tasks_given import at, given
from tests.office.outcome import change, id_of
from workflows.deadlines import Colour, soon_until
from workflows.task import colour_of

SECOND = dt.timedelta(seconds=1)


def test_each_colour_lists_what_shows_it_at_the_edges_too(one_cast: Cast, monkeypatch):
    """On the minute is in time; at the third midnight it is not soon any more."""
    at(monkeypatch, 3)
    moment = queries.now()
    soon = soon_until(calendar(), moment)
    past = moment - SECOND
    stands = [
        *({"state": "IN_PROGRESS", "due_at": due}
          for due in (past, moment, moment + SECOND, soon - SECOND, soon, None)),
        {"state": "SUSPENDED", "due_at": past},
        *({"state": "REPORTED", "due_at": past, "reported_at": done}
          for done in (past, past - SECOND, moment)),
        *({"state": "DONE", "due_at": past, "reported_at": done} for done in (past, moment)),
    ]  # fmt: skip
    for row in stands:
        change(Task, {"id": id_of(given(one_cast.minh, lead="tckh"))}, **row)
    tasks = db.session.scalars(select(Task)).all()
    for colour in Colour:
        listed = db.session.scalars(select(Task.id).where(*queries.of_colour(colour))).all()
        shown = [it.id for it in tasks if colour_of(it, moment, calendar()) is colour]
        assert sorted(listed) == shown and shown, colour

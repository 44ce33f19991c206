"""How far a round has looked: each moment is looked at once, whatever a machine slept through."""

import datetime as dt

from server.database import db
from server.desks.models import Watch

LONGEST = dt.timedelta(days=3)
"""A machine that was away longer does not pour out what everybody sees in red by then."""


def since_last_look(name: str, until: dt.datetime) -> dt.datetime | None:
    """From when this look of the round goes; None for its first, which only begins to watch.

    A step: the next look begins at `until`.
    """
    since = looked_until(name, until)
    return None if since is None else max(since, until - LONGEST)


def looked_until(name: str, until: dt.datetime) -> dt.datetime | None:
    """How far the round has looked, whenever that was; None for its first look.

    A step: it has looked as far as `until` now, and never less far than before.
    """
    watch = db.session.get(Watch, name, with_for_update=True)
    if watch is None:
        db.session.add(Watch(name=name, until=until))
        return None
    before = watch.until
    watch.until = max(before, until)
    return before

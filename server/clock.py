"""The office's clock: moments in UTC, days as they are in Hà Nội."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from zoneinfo import ZoneInfo

_pretended: ContextVar[dt.datetime | None] = ContextVar("pretended", default=None)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
"""Official time of Vietnam (Decision 134/2002/QĐ-TTg); a register's day begins at its midnight."""


def now() -> dt.datetime:
    """This moment, aware, in UTC: what is stored."""
    return _pretended.get() or dt.datetime.now(dt.UTC)


@contextmanager
def as_if(moment: dt.datetime) -> Iterator[None]:
    """What is rehearsed happens at the moment that it is rehearsed for, and nothing of it is kept;
    what must not be late (a midnight) counts from then, however late the machine is."""
    before = _pretended.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _pretended.reset(before)


def today() -> dt.date:
    """The day that a document is dated, whatever the zone of the machine."""
    return local(now()).date()


def local(moment: dt.datetime) -> dt.datetime:
    """A stored moment as the wall clock in Hà Nội showed it: what a person reads."""
    return moment.astimezone(HANOI)


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in Hà Nội."""
    return dt.datetime.combine(day, dt.time(), HANOI)


def within(moment: Any, days: tuple[dt.date, dt.date]) -> list[Any]:
    """Conditions on a column of moments: from the first day's beginning to the last one's end."""
    first, last = days
    return [moment >= midnight(first), moment < midnight(last + dt.timedelta(1))]

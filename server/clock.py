"""The office's clock: moments in UTC, days as they are in Hà Nội."""

import datetime as dt
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
"""Official time of Vietnam (Decision 134/2002/QĐ-TTg); a register's day begins at its midnight."""


def now() -> dt.datetime:
    """This moment, aware, in UTC: what is stored."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day that a document is dated, whatever the zone of the machine."""
    return local(now()).date()


def local(moment: dt.datetime) -> dt.datetime:
    """A stored moment as the wall clock in Hà Nội showed it: what a person reads."""
    return moment.astimezone(HANOI)


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in Hà Nội."""
    return dt.datetime.combine(day, dt.time(), HANOI)

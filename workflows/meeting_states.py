"""Where a meeting stands (DOMAIN §10.2), and the states that go together."""

from enum import StrEnum


class Meeting(StrEnum):
    """Where a meeting stands (§10.2)."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    INVITED = "INVITED"
    CHECK_IN = "CHECK_IN"
    IN_SESSION = "IN_SESSION"
    PAUSED = "PAUSED"
    POLLING = "POLLING"
    CLOSED = "CLOSED"
    MINUTES_DRAFT = "MINUTES_DRAFT"
    MINUTES_LOCKED = "MINUTES_LOCKED"
    CONCLUDED = "CONCLUDED"
    ARCHIVED = "ARCHIVED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


(
    DRAFT, SCHEDULED, INVITED, CHECK_IN, IN_SESSION, PAUSED, POLLING, CLOSED, MINUTES_DRAFT,
    MINUTES_LOCKED, CONCLUDED, ARCHIVED, POSTPONED, CANCELLED,
) = Meeting  # fmt: skip

GATHERED = (CHECK_IN, IN_SESSION, PAUSED)
"""People sit in its room, or come in."""
CALLED = (INVITED, *GATHERED)
"""Its invitation went out, and it is not over."""
TO_COME = (SCHEDULED, *CALLED)
"""It stands in the calendar."""
BETWEEN = (DRAFT, SCHEDULED, INVITED, POSTPONED, POLLING, CLOSED, MINUTES_DRAFT, MINUTES_LOCKED)
"""Not over, and nobody sits in it at this moment."""
OVER = (CLOSED, MINUTES_DRAFT, MINUTES_LOCKED, CONCLUDED)
"""It was held, and its minutes are written, signed, added to."""
AHEAD = (DRAFT, SCHEDULED, INVITED, POSTPONED)
"""Another may still chair it or write it; once it was held, who did so signs its minutes."""
YET_TO_END = (*AHEAD, *GATHERED)
"""It will be held, or is; a poll in writing is neither."""

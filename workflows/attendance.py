"""Who is there, and whether they are enough (DOMAIN §10.6): check-in, signs of life, quorum."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflows.majority import Threshold, needed

GRACE = dt.timedelta(seconds=30)
"""How long a remote member without a sign of life still counts."""


CHAIR_LOST = dt.timedelta(seconds=60)
"""After so long without the chair's line the deputy is asked to take over (§10.13)."""


class Attendance(StrEnum):
    """How a person stands to a meeting."""

    INVITED = "INVITED"
    CONFIRMED = "CONFIRMED"
    EXCUSED = "EXCUSED"
    PRESENT = "PRESENT"
    LATE = "LATE"
    DISCONNECTED = "DISCONNECTED"
    LEFT = "LEFT"
    ABSENT = "ABSENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What is known of one person's attendance; the socket alone never writes `came_at`.

    `remote`: joins from elsewhere, so that only signs of life (`seen_at`) say that he is there.
    """

    member: bool = False
    confirmed: bool = False
    excused: bool = False
    came_at: dt.datetime | None = None
    left_at: dt.datetime | None = None
    remote: bool = False
    seen_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """When the meeting was opened and closed, as far as it was."""

    opened_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None


def is_here(seat: Seat) -> bool:
    """Signed in and not gone: who may cast, whatever his line does (VT-01, VT-07)."""
    return seat.came_at is not None and seat.left_at is None


def is_alive(seat: Seat, now: dt.datetime) -> bool:
    """In the room, or heard of within the grace."""
    return not seat.remote or (seat.seen_at is not None and now - seat.seen_at <= GRACE)


def counts(seat: Seat, now: dt.datetime) -> bool:
    """Whether this person counts towards the quorum: a member, here, and alive."""
    return seat.member and is_here(seat) and is_alive(seat, now)


def state_of(seat: Seat, sitting: Sitting, now: dt.datetime) -> Attendance:
    """How the person stands now; at the end who never came is absent."""
    if seat.came_at is None:
        return _not_come(seat, sitting)
    if seat.left_at is not None:
        return Attendance.LEFT
    if sitting.closed_at is None and not is_alive(seat, now):
        return Attendance.DISCONNECTED
    late = sitting.opened_at is not None and seat.came_at > sitting.opened_at
    return Attendance.LATE if late else Attendance.PRESENT


def _not_come(seat: Seat, sitting: Sitting) -> Attendance:
    if seat.excused:
        return Attendance.EXCUSED
    if sitting.closed_at is not None:
        return Attendance.ABSENT
    return Attendance.CONFIRMED if seat.confirmed else Attendance.INVITED


def is_chair_lost(
    seat: Seat, line: dt.datetime | None, since: dt.datetime, now: dt.datetime
) -> bool:
    """Whether the chair is missing (§10.13): gone, or silent for over a minute. `line`: when his
    was last heard; who has none and signed in sits in the room, who did neither is late from
    `since`, the meeting's time, on."""
    if seat.left_at is not None:
        return True
    if line is not None:
        return now - line > CHAIR_LOST
    return seat.came_at is None and now - since > CHAIR_LOST


@dataclass(frozen=True, slots=True)
class Quorum:
    """All members, how many are needed, how many are there; none is needed where no body sits."""

    base: int
    needed: int
    present: int

    @property
    def reached(self) -> bool:
        return self.present >= self.needed


def quorum(rule: Threshold | None, seats: Iterable[Seat], now: dt.datetime) -> Quorum:
    """The quorum of a kind, computed on all members of the body (Law 2015, art. 114)."""
    known = tuple(seats)
    base = sum(seat.member for seat in known)
    least = needed(rule, base) if rule else 0
    return Quorum(base, least, sum(counts(seat, now) for seat in known))

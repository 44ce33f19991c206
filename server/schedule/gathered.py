"""The meetings of a week: they stand in it by themselves, and what became of them since (§11.5)."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select, union

from server.clock import midnight
from server.database import db
from server.desks.models import History
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.org import queries as org
from server.org.models import Person, Position
from server.schedule.models import WeeklySchedule
from workflows import Role
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import IN_WRITING

SEVEN = dt.timedelta(days=7)
Posts = list[tuple[Person, Position]]
LEADING = frozenset({Role.LEADER, Role.OFFICE_CHIEF})
"""Whose week it is."""
CALLED_OFF = (State.POSTPONED, State.CANCELLED)
ELSEWHERE = (State.DRAFT, State.POLLING)
"""A plan takes nobody's time yet, and who answers in writing sits nowhere."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A meeting at its time, or where it was; `mark` as a line has it: `new`, `struck` or none."""

    meeting: Meeting
    begins_at: dt.datetime
    mark: str = ""
    why: str = ""

    @property
    def ends_at(self) -> dt.datetime:
        return self.begins_at + (self.meeting.ends_at - self.meeting.starts_at)

    @property
    def people(self) -> frozenset[int]:
        """Whoever is to be there; who excused himself is free."""
        return frozenset(one.person_id for one in self.meeting.people if not one.excuse)


def of_week(agency_id: int | None, monday: dt.date, week: WeeklySchedule | None) -> list[Gathered]:
    """The agency's own, and those elsewhere that its leaders are called to. Since the week was
    published, what is set is new, and what is called off or put off is struck and stays legible."""
    return _of_week(_near(agency_id, monday, leaders_of(agency_id)), monday, week)


def standing(agency_id: int | None, monday: dt.date, people: Collection[int]) -> list[Gathered]:
    """Those that take the time of these people, and the agency's own."""
    return _of_week(_near(agency_id, monday, people), monday, None)


def _of_week(
    found: Sequence[Meeting], monday: dt.date, week: WeeklySchedule | None
) -> list[Gathered]:
    since = week.published_at if week else None
    steps = _steps(found) if since else {}
    told = [it for one in found for it in _told(one, since, steps.get(one.id, {}))]
    begins, ends = midnight(monday), midnight(monday) + SEVEN
    here = [one for one in told if begins <= one.begins_at < ends]
    return sorted(here, key=lambda one: (one.begins_at, one.meeting.id))


def leaders_of(agency_id: int | None) -> dict[int, str]:
    """Whose week it is, by name: the head first, then the deputies by rank, then the office."""
    pairs = by_rank(org.people_with(agency_id, LEADING))
    return {one.id: f"{post.title} {one.full_name}" for one, post in pairs}


def by_rank(pairs: Posts) -> Posts:
    """The agency's before those of its units, each head first."""
    return sorted(
        pairs, key=lambda pair: (bool(pair[1].unit_id), not pair[1].is_head, pair[1].rank)
    )


def _near(agency_id: int | None, monday: dt.date, people: Collection[int]) -> list[Meeting]:
    """Three walks over indexes, each short: one condition of all of them walked every meeting."""
    begins = midnight(monday)
    spans = [
        (column >= begins) & (column < begins + SEVEN)
        for column in (Meeting.starts_at, Meeting.put_off_from)
    ]
    theirs = Delegate.person_id.in_(people) & (Delegate.excuse == "")
    ids = union(
        *(select(Meeting.id).where(Meeting.agency_id == agency_id, span) for span in spans),
        select(Delegate.meeting_id)
        .join(Meeting, Meeting.id == Delegate.meeting_id)
        .where(theirs, or_(*spans)),
    ).subquery()
    asked = select(Meeting).join(ids, ids.c.id == Meeting.id)
    asked = asked.where(Meeting.state.not_in(ELSEWHERE), Meeting.kind.not_in(IN_WRITING))
    return list(db.session.scalars(asked.order_by(Meeting.starts_at, Meeting.id)))


Moments = dict[str, tuple[dt.datetime, str]]


def _steps(found: Sequence[Meeting]) -> dict[int, Moments]:
    """When each was last set, put off, called off, and why."""
    newest = select(func.max(History.id)).where(
        History.paper_kind == "meetings",
        History.paper_id.in_([one.id for one in found]),
        History.transition.in_(("schedule", "postpone", "cancel")),
    ).group_by(History.paper_id, History.transition)  # fmt: skip
    told: dict[int, Moments] = {}
    for row in db.session.scalars(select(History).where(History.id.in_(newest))):
        told.setdefault(row.paper_id, {})[row.transition] = (row.at, row.reason)
    return told


def _told(one: Meeting, since: dt.datetime | None, steps: Moments) -> Iterable[Gathered]:
    put_off, why = steps.get("postpone", (None, ""))
    if one.put_off_from and since and put_off and put_off > since:
        yield Gathered(one, one.put_off_from, "struck", why)
    if one.state == State.CANCELLED and "schedule" in steps:
        off, why = steps.get("cancel", (None, ""))
        if since and off and off > since and one.put_off_from != one.starts_at:
            yield Gathered(one, one.starts_at, "struck", why)
    elif one.state not in CALLED_OFF:
        was_set, _why = steps.get("schedule", (None, ""))
        is_new = bool(since and was_set and was_set > since)
        yield Gathered(one, one.starts_at, "new" if is_new else "")

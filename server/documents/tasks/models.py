"""A task, and how it stands: who gave it, who leads it, until when, how far it is."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.audit.bound import bind, heed
from server.database import Base, Moment, db
from server.desks.models import History
from server.documents.tasks.naming import named
from server.names import Name, parts
from server.org.models import Agency, Person
from server.org.queries import calendar
from server.papers.models import Lies, Paper
from workflows import TASK, Wait
from workflows.task import WITH_LEAD
from workflows.task import Task as State
from workflows.tasking import escalates_at

Seats = list[str]


def giver(task: Any) -> Seats:
    return [f"p:{task.giver_post_id}"]


def giver_if_asked(task: Any) -> Seats:
    """Whoever gave it decides on more time."""
    return giver(task) if task.wants_extension else []


def planner(task: Any) -> Seats:
    """Who wrote it down: the secretary of the meeting."""
    return [f"p:{task.planner_post_id}"]


def lead(task: Any) -> Seats:
    return [task.lead_seat]


def lead_head(task: Any) -> Seats:
    """Whose unit has it knows of it, whoever in it leads (DOMAIN §3.2)."""
    return [f"u:{task.lead_unit_id}:UNIT_HEAD"] if task.lead_unit_id else []


def helpers(task: Any) -> Seats:
    return list(task.helper_seats)


def leaders(task: Any) -> Seats:
    return [f"a:{task.agency_id}:LEADER", f"a:{task.agency_id}:OFFICE_CHIEF"]


def auditors(_task: Any) -> Seats:
    return ["r:AUDITOR"]


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    one.__name__: one
    for one in (giver, giver_if_asked, planner, lead, lead_head, helpers, leaders, auditors)
}


class Task(Paper, Base):
    """Nhiệm vụ. `source` is where it comes from (`meetings/3`, `incoming/12`; own: empty),
    `source_part` which item; `parent_id` the task it is a part of.

    `lead_seat` may be of another agency: then it came there with a dispatched document (§11.1).
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index("ix_tasks_notice_id", "notice_id"),
        Index("ix_tasks_source", "source", "id"),
        Index("ix_tasks_state", "state", "id"),
        Index("ix_tasks_parent", "parent_id"),
        Index("ix_tasks_open", "agency_id", "state", "lead_agency_id", "lead_unit_id", "due_at"),
        Index("ix_tasks_given", "agency_id", "given_at"),
        Index("ix_tasks_led", "lead_agency_id", "given_at"),
        Index("ix_tasks_reported", "agency_id", "reported_at", "state"),
    )
    workflow = TASK
    holders = HOLDERS
    people_steps = frozenset[str]()

    sought: Mapped[str] = mapped_column(default="")
    """Its words, and those of the matter that it was concluded of, folded, for the list's own box,
    which finds parts of words too."""
    source: Mapped[str]
    source_part: Mapped[int]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    giver_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    giver_post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    planner_post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    lead: Mapped[str]
    lead_seat: Mapped[str]
    lead_name: Mapped[str]
    lead_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    helpers: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    wanted: Mapped[str] = mapped_column(default="")
    given_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    first_due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    extensions: Mapped[int] = mapped_column(default=0)
    overdue_days: Mapped[int] = mapped_column(default=0)
    suspended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    suspended_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    wanted_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    wanted_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    wanted_why: Mapped[str] = mapped_column(Text, default="")
    progress: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    result_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    reported_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    agency: Mapped[Agency] = relationship(foreign_keys="Task.agency_id")
    giver: Mapped[Person] = relationship()

    # what the law asks

    @property
    def has_due(self) -> bool:
        return self.due_at is not None

    @property
    def wants_extension(self) -> bool:
        return self.wanted_until is not None

    @property
    def laid_aside_from(self) -> str:
        """By its history, which says of each step where it led from."""
        mine = select(History.source).where(
            History.paper_kind == "tasks", History.paper_id == self.id,
            History.transition == "suspend",
        )  # fmt: skip
        return db.session.scalar(mine.order_by(History.id.desc()).limit(1)) or ""

    @property
    def helper_seats(self) -> Sequence[str]:
        """Who cooperates: they read it, and add their part (§11.1)."""
        return [one["seat"] for one in self.helpers]

    # what every paper says of itself

    @property
    def found_by(self) -> Sequence[str]:
        """By the words of the matter too that it was concluded of."""
        origin = named([self.source]).get(self.source)
        matter = origin.words.get(self.source_part, "") if origin else ""
        return (self.subject, self.lead_name, matter)

    @property
    def evidence_sha256(self) -> str | None:
        return None

    @property
    def shown_on(self) -> Sequence[Name]:
        """The task that it is a part of, the document it was given for, the notice that gave it."""
        told = (("tasks", self.parent_id), ("outgoing", self.notice_id))
        source = [parts(self.source)] if self.source else []
        return [*source, *((kind, id) for kind, id in told if id)]

    def lies_with(self, wait: Wait) -> list[Lies]:
        """With its deadline, wherever it waits for work upon it; suspended until it may no longer
        be (TK-T08)."""
        due = self.due_at if wait.holder == "lead" else None
        due = self.suspended_until if wait.state == State.SUSPENDED else due
        return [(seat, self.lead_unit_id, due) for seat in self.holders[wait.holder](self)]

    def left_lying_at(self, due: dt.datetime | None) -> dt.datetime | None:
        """Late for so long, it is told to who heads the agency."""
        if due is None or self.state not in WITH_LEAD:
            return None
        return escalates_at(calendar(self.agency_id), due)


heed(bind("task", Task))

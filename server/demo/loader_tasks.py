"""The demo district's tasks as acts would have left them, upon its documents and by hand."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from server import perform
from server.clock import today
from server.database import db
from server.demo.calendar import at, closing, office_time
from server.demo.cast import head_of
from server.demo.content_tasks import ERRANDS, Errand, Step
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Walk
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.leading import columns, lead_of
from server.documents.tasks.models import Task
from server.names import parts
from server.words import fold
from workflows import NOWHERE, TASK
from workflows.tasking import MOST

DISTRICT, CONCLUDED = "huyen", "Kết luận của Chủ tịch"
BY_GIVER = frozenset({"accept", "rework", "grant_extension", "suspend", "cancel"})


class Tasks:
    """Part of the act that keeps the papers; a whole comes before its parts."""

    def __init__(
        self,
        directory: Directory,
        came: Iterable[IncomingDocument],
        sent: Iterable[OutgoingDocument],
    ) -> None:
        self.directory, self.hours = directory, office_time(today())
        self.agency_id = directory.agencies[DISTRICT].id
        self.came = [one for one in came if one.agency_id == self.agency_id and one.is_findable]
        self.sent = [one for one in sent if one.agency_id == self.agency_id and one.dispatched_at]
        self.walks = [walk for one in ERRANDS for walk in self._given(one, None)]

    def _given(self, errand: Errand, parent: Task | None) -> Iterator[Walk]:
        if errand.source == "out" and not self._source(errand)[0]:
            return  # to a lower agency by a document alone (§11.1)
        task = self._task(errand, parent)
        db.session.add(task)
        db.session.flush()
        walk = Walk(task)
        self._bring_in(walk, errand)
        for order, step in enumerate(errand.steps, 2):
            self._take(walk, errand, step, self._moment(step.ago, order))
        yield walk
        for part in errand.parts:
            yield from self._given(part, task)

    def _task(self, errand: Errand, parent: Task | None) -> Task:
        giver = self.directory.actors[errand.giver]
        lead = lead_of(self.agency_id, errand.lead)
        helpers = [lead_of(self.agency_id, one) for one in errand.helpers]
        due = None if errand.due is None else closing(self._day(errand.due))
        given = self._moment(errand.given, 1)
        source, notice_id = self._source(errand)
        return Task(
            agency_id=self.agency_id, state=_ends(errand, notice_id is not None),
            subject=errand.title, sought=fold(errand.title),
            source=source, source_part=0, notice_id=notice_id,
            parent_id=parent.id if parent else None,
            giver_id=giver.person_id, giver_post_id=giver.position_id,
            planner_post_id=giver.position_id,
            **columns(lead.code, lead.seat, lead.name),
            helpers=[{"code": one.code, "seat": one.seat, "name": one.name} for one in helpers],
            wanted=errand.wanted, created_at=given, given_at=given, due_at=due, first_due_at=due,
        )  # fmt: skip

    def _source(self, errand: Errand) -> tuple[str, int | None]:
        """The newest document of the kind that there was by then; a notice announces what it
        gives. A world of few papers may have none."""
        given = self._moment(errand.given, 1)
        if errand.source == "in":
            unit = self.directory.units[(DISTRICT, errand.lead)].id
            mine = [one for one in self.came if one.lead_unit_id == unit]
            return _named("incoming", _newest(mine, "directed_at", given)), None
        sent = {
            "out": [o for o in self.sent if errand.lead in {one.code for one in o.recipients}],
            "notice": [one for one in self.sent if one.subject.startswith(CONCLUDED)],
        }
        paper = _newest(sent.get(errand.source, ()), "dispatched_at", given)
        return _named("outgoing", paper), paper.id if paper and errand.source == "notice" else None

    def _bring_in(self, walk: Walk, errand: Errand) -> None:
        """By the notice's dispatch, or by its giver."""
        giver, at_ = self.directory.actors[errand.giver], walk.paper.given_at
        if walk.paper.notice_id:
            walk.take(giver, "plan", at_)
            walk.take(self.directory.actor(DISTRICT, ""), "give", at_)
        else:
            walk.take(giver, "create", at_)

    def _take(self, walk: Walk, errand: Errand, step: Step, at_: dt.datetime) -> None:
        who = self.directory.actors[errand.giver if step.name in BY_GIVER else _hand(errand)]
        said = _facts(walk.paper, step, at_, closing(self._day(step.n)))
        walk.take(who, step.name, at_, said)

    def lend(self) -> None:
        """Who leads or helps may read the document; once its own readers stand."""
        for walk in self.walks:
            task = walk.paper
            if task.source and task.lead_agency_id is None:
                perform.lend(*parts(task.source), [task.lead_seat, *task.helper_seats], "task")

    def _day(self, n: int) -> dt.date:
        return self.hours.shift(today(), n)

    def _moment(self, ago: int, order: int) -> dt.datetime:
        return at(self._day(-ago), dt.time(8, 30)) + dt.timedelta(minutes=25 * order)


def _ends(errand: Errand, is_announced: bool) -> str:
    """Where the law leads by these steps."""
    state: str = NOWHERE
    begun = ("plan", "give") if is_announced else ("create",)
    for name in (*begun, *(one.name for one in errand.steps)):
        state = TASK.step(state, name).target
    return state


def _newest(papers: Iterable[Any], moment: str, before: dt.datetime) -> Any:
    been = [one for one in papers if getattr(one, moment) and getattr(one, moment) < before]
    return max(been, key=lambda one: getattr(one, moment), default=None)


def _named(kind: str, paper: Any) -> str:
    return f"{kind}/{paper.id}" if paper else ""


def _hand(errand: Errand) -> str:
    """Who works on it: the head of a unit, the chair of a commune, or the very person."""
    if "." in errand.lead:
        return errand.lead
    return f"chutich.{errand.lead}" if errand.lead.startswith("hoang") else head_of(errand.lead)


def _facts(task: Task, step: Step, at_: dt.datetime, day: dt.datetime) -> str:
    """What the act writes into the task, and what its line in the history says."""
    no_wish = {"wanted_until": None, "wanted_at": None, "wanted_why": ""}
    more = {"due_at": task.wanted_until, "extensions": task.extensions + 1}
    written: dict[str, dict[str, Any]] = {
        "start": {"progress": step.n, "note": step.said},
        "report": {"result": step.said, "progress": MOST, "reported_at": at_},
        "rework": {"reported_at": None},
        "request_extension": {"wanted_until": day, "wanted_at": at_, "wanted_why": step.said},
        "grant_extension": more | no_wish,
        "suspend": {"suspended_at": at_, "suspended_until": day},
    }
    for name, value in written.get(step.name, {}).items():
        setattr(task, name, value)
    if step.name == "start":
        return f"{step.n} %" + (f": {step.said}" if step.said else "")
    return step.said

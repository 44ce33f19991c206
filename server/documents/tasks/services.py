"""Acts upon a task: taken on, worked on, reported, accepted; more time asked for (DOMAIN §11.2)."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from server import outbox, perform
from server.clock import local, now
from server.database import db
from server.documents.casefiles import gathering
from server.documents.outgoing.models import OutgoingDocument
from server.documents.scanned.asking import ask_for_reading
from server.documents.tasks import parts, queries
from server.documents.tasks.models import Task
from server.org.actor import Actor
from server.org.queries import calendar
from server.papers import telling
from server.papers.intake import Taken, attach
from server.papers.models import PaperFile
from server.papers.services import Ref, files_of, find, may_read, taking
from workflows import Refused
from workflows.deadlines import leader_due, local_day
from workflows.task import Doing
from workflows.tasking import MOST


def receive(actor: Actor, ref: Ref) -> Task:
    """Seen is not received: whoever leads takes it on (TK-T01)."""
    with taking(Task, actor, ref, "receive") as task:
        perform.perform(actor, "receive", task, Doing())
    return task


def send_back(actor: Actor, ref: Ref, *, reason: str) -> Task:
    """Not ours, or not like this: back to the giver within a working day (TK-T02); who takes it
    next divides it himself."""
    with taking(Task, actor, ref, "return") as task:
        act = Doing(reason=reason, in_time=now() <= queries.returned_until(task))
        perform.perform(actor, "return", task, act, lambda: _drop_wish(task))
        parts.end_with(task, parts.RETURNED, reason)
    return task


def start(actor: Actor, ref: Ref, *, progress: int = 0, note: str = "") -> Task:
    """Work has begun, or goes on: how far it is, and what there is to say (TK-T03)."""
    with taking(Task, actor, ref, "start") as task:
        task.progress, task.note = progress, note.strip()
        said = f"{progress} %" + (f": {task.note}" if task.note else "")
        perform.perform(actor, "start", task, Doing(progress=progress, reason=said))
    return task


def report(
    actor: Actor,
    ref: Ref,
    *,
    result: str = "",
    document: int | None = None,
    document_code: str = "",
) -> Task:
    """The result, in words, by a document that went out, or by the files laid with it (TK-T04)."""
    with taking(Task, actor, ref, "report") as task:
        reply = _reply(actor, document, document_code)
        task.result, task.result_id = result.strip(), reply.id if reply else None
        task.progress, task.reported_at = MOST, now()
        said = task.result or (reply.code or reply.subject if reply else "")
        has_result = bool(said or files_of("tasks", task.id))
        perform.perform(actor, "report", task, Doing(has_result=has_result, reason=said))
    return task


def _reply(actor: Actor, document: int | None, code: str) -> OutgoingDocument | None:
    """The document that answers, as the office calls it: by number and notation, the latest."""
    said = "".join(code.split())
    if said:
        same = OutgoingDocument.code.in_({said, said.upper()})
        mine = select(OutgoingDocument.id).where(same, may_read(OutgoingDocument, actor))
        document = db.session.scalar(mine.order_by(OutgoingDocument.id.desc()).limit(1))
        if document is None:
            raise Refused("no_such_reply", "document_code")
    return find(OutgoingDocument, actor, document) if document else None


def attach_evidence(actor: Actor, ref: Ref, *, files: Sequence[Taken]) -> Task:
    """What shows that it was done, by whoever leads or cooperates (TK-T04)."""
    with taking(Task, actor, ref, "attach") as task:
        mine = select(func.max(PaperFile.n)).filter_by(paper_kind="tasks", paper_id=task.id)
        attach("tasks", task.id, list(files), start=(db.session.scalar(mine) or 0) + 1)
        ask_for_reading("tasks", task.id, files)
        said = ", ".join(one.name for one in files)
        perform.perform(actor, "attach", task, Doing(files=len(files), reason=said))
    return task


def contribute(actor: Actor, ref: Ref, *, reason: str) -> Task:
    """Who cooperates says what came of his part; it stands in the task's history (§11.1). Whoever
    leads hears it: he waits for it, and on his desk the task lies as it lay before."""
    with taking(Task, actor, ref, "contribute") as task:
        perform.perform(actor, "contribute", task, Doing(reason=reason))
        telling.tell(actor, task, [task.lead_seat], telling.HELPED)
    return task


def urge(actor: Actor, ref: Ref, *, reason: str = "") -> Task:
    """Đôn đốc: whoever has it hears it behind the bell, and by letter where letters go (§1.3)."""
    with taking(Task, actor, ref, "urge") as task:
        step = perform.perform(actor, "urge", task, Doing(reason=reason))
        _tell_lead(actor, task, step.target, telling.URGED)
    return task


def _tell_lead(actor: Actor, task: Task, state: str, what: str) -> None:
    """Behind the bell of whoever leads, for on his desk it lies as it lay before; and a letter of
    what waits there, where letters go."""
    telling.tell(actor, task, [task.lead_seat], what)
    verbs = [one.verb for one in task.workflow.waiting(state) if one.holder == "lead"]
    seen = {"kind": "tasks", "id": task.id, "seq": task.version}
    letters = outbox.letters(task, [(task.lead_seat, verb) for verb in verbs], actor.person_id)
    outbox.announce_all(("notice", {task.lead_seat}, seen), *letters)


def accept(actor: Actor, ref: Ref) -> Task:
    """Only the giver closes it; done it was when it was reported (TK-T05)."""
    with taking(Task, actor, ref, "accept") as task:
        perform.perform(actor, "accept", task, Doing(), lambda: _drop_wish(task))
        gathering.gather({task.source, f"outgoing/{task.result_id}"})
    return task


def rework(actor: Actor, ref: Ref, *, reason: str) -> Task:
    """The result is not enough, and the deadline stays (TK-T05)."""
    with taking(Task, actor, ref, "rework") as task:
        task.reported_at = None
        perform.perform(actor, "rework", task, Doing(reason=reason))
    return task


def request_extension(actor: Actor, ref: Ref, *, due_at: dt.datetime, reason: str) -> Task:
    """More time is asked for; until it is granted the deadline is the old one (TK-T06)."""
    with taking(Task, actor, ref, "request_extension") as task:
        wanted = leader_due(calendar(task.agency_id), due_at)
        task.wanted_until, task.wanted_at, task.wanted_why = wanted, now(), reason.strip()
        perform.perform(actor, "request_extension", task, _more_time(task, _until(task, reason)))
    return task


def _until(task: Task, reason: str | None = None) -> str:
    """As its history says it: until when, and why; of a wanted reason that is not given nothing,
    so that the law hears that there is none."""
    until = f"Đến {local(task.wanted_until):%H:%M %d/%m/%Y}" if task.wanted_until else ""
    if reason is None:
        return until
    return f"{until}: {reason.strip()}" if reason.strip() else ""


def _more_time(task: Task, reason: str = "") -> Doing:
    """What is asked for, held against the day in force, today, and the whole's day."""
    wanted, whole = task.wanted_until, queries.whole_due(task)
    later = bool(wanted and task.due_at and wanted > max(task.due_at, now()))
    fits = whole is None or (wanted is not None and wanted <= whole)
    return Doing(reason=reason, is_later=later, fits=fits)


def grant_extension(
    actor: Actor, ref: Ref, *, due_at: dt.datetime | None = None, reason: str = ""
) -> Task:
    """Until the day that was asked for, or another that the giver names, also unasked. The first
    deadline is kept, and by how many days it was over when this was granted (§11.3); a day that
    went by meanwhile is no more time."""
    with taking(Task, actor, ref, "grant_extension") as task:
        if due_at is not None:
            task.wanted_until = leader_due(calendar(task.agency_id), due_at)
        act = _more_time(task, _until(task, reason) or _until(task))
        step = perform.perform(actor, "grant_extension", task, act, lambda: _extended(task))
        _tell_lead(actor, task, step.target, telling.MORE_TIME)
    return task


def _extended(task: Task) -> None:
    until = task.reported_at or task.suspended_at or now()  # what stood still was not late (TK-T08)
    if task.due_at and until > task.due_at:
        late = local_day(until) - local_day(task.due_at)
        in_its_evening = 1  # no day later, and late all the same
        task.overdue_days = max(task.overdue_days, late.days, in_its_evening)
    task.due_at, task.extensions = task.wanted_until, task.extensions + 1
    if task.suspended_at:
        task.suspended_at = now()  # whoever named the day knew of those that had gone by
    _drop_wish(task)


def deny_extension(actor: Actor, ref: Ref, *, reason: str) -> Task:
    """The day stays, and whoever leads hears why (TK-T06)."""
    with taking(Task, actor, ref, "deny_extension") as task:
        act = Doing(reason=reason)
        step = perform.perform(actor, "deny_extension", task, act, lambda: _drop_wish(task))
        _tell_lead(actor, task, step.target, telling.NO_MORE_TIME)
    return task


def _drop_wish(task: Task) -> None:
    task.wanted_until = task.wanted_at = None
    task.wanted_why = ""


def cancel(actor: Actor, ref: Ref, *, reason: str) -> Task:
    """The giver takes it back, with a reason (TK-T07)."""
    with taking(Task, actor, ref, "cancel") as task:
        perform.perform(actor, "cancel", task, Doing(reason=reason), lambda: _drop_wish(task))
        parts.tell_who_works(actor, task, telling.TAKEN_BACK)
        parts.end_with(task, parts.CANCELLED, reason)
    return task

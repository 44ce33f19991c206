"""The pages on which a task is given, and on which its evidence is handed in."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import perform, standing_in
from server.documents import told
from server.documents.counter import ID, door
from server.documents.forms import Fields, day_field, field, urgencies
from server.documents.outgoing.models import OutgoingDocument
from server.documents.sheets import Sheet, show, take
from server.documents.tasks import creating, leading, services
from server.documents.tasks.creating import Wish
from server.documents.tasks.models import Task
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import headline
from server.papers.intake import take_each
from server.papers.services import Ref, find
from server.shapes import Asked, Code, Filled, Id, Line, Nothing, Urgency, When, whole
from server.uploads.kinds import EXTENSIONS
from workflows import TASK, Refused
from workflows.task import HANDS

Title = Filled
MOST_FILES = 20


class Given(Asked):
    """A task: what, by whom, with whom, until when; its document, or what it is a part of."""

    title: Title
    lead: Code
    cooperate: list[Code] = []
    due_at: When | None = None
    urgency: Urgency = Urgency.NORMAL
    wanted: Line = ""
    source: Line = ""
    parent: Id | None = None

    def wish(self) -> Wish:
        said = self.model_dump(exclude={"cooperate", "urgency"})
        return Wish(**said, helpers=self.cooperate, urgency=str(self.urgency))


def open_doors(room: Blueprint) -> None:
    """Give the room of tasks these doors."""

    @room.get("/new")
    def new() -> ResponseReturnValue:
        return show(_giving(current_actor()))

    @room.post("/new")
    def give() -> ResponseReturnValue:
        return take(_giving(current_actor()))

    @room.get(f"/{ID}/evidence")
    def evidence(paper_id: int) -> ResponseReturnValue:
        return show(_handing(current_actor(), paper_id))

    @room.post(f"/{ID}/evidence")
    def hand_in(paper_id: int) -> ResponseReturnValue:
        return take(_handing(current_actor(), paper_id))


def _giving(actor: Actor) -> Sheet:
    TASK.knows("create", actor.roles)
    said = request.values
    source = creating.source_of(actor, said.get("source", ""))
    parent = creating.parent_of(actor, whole(said.get("parent", "")))
    return Sheet(
        title=_("Giao việc thành phần") if parent else _("Giao nhiệm vụ"),
        explain=_explained(source, parent),
        form=_fields(actor, source, parent),
        shape=Given,
        act=lambda given: (creating.create(actor, given.wish()),
                           told.day_moved(actor, TASK.name, "create", given)),
        back=(_back(source, parent), _("Quay lại")),
        submit=_("Giao nhiệm vụ"),
        done=_given,
    )  # fmt: skip


def _given(came: tuple[Task, str] | None) -> tuple[str, str]:
    """Sent twice, it was given once: then the list."""
    made, moved = came or (None, "")
    there = url_for("tasks.show", paper_id=made.id) if made else url_for("tasks.index")
    return f"{_('Đã giao nhiệm vụ.')} {moved}".strip(), there


def _explained(source: Any, parent: Task | None) -> str:
    if parent:
        return _("Là một phần của: %(title)s", title=headline(parent.subject))
    if source is not None:
        return _("Theo văn bản: %(title)s", title=headline(source.subject))
    return ""


def _back(source: Any, parent: Task | None) -> str:
    if parent:
        return url_for("tasks.show", paper_id=parent.id)
    if source is not None:
        return f"/{source.workflow.name}/{source.id}"
    return url_for("tasks.index")


def _fields(actor: Actor, source: Any, parent: Task | None) -> Fields:
    letter = source if isinstance(source, OutgoingDocument) else None
    leads = leading.choices(actor, letter)
    mine = leads[0][0] if len(leads) == 1 else ""
    return [
        field("source", "", "hidden", f"{source.workflow.name}/{source.id}" if source else ""),
        field("parent", "", "hidden", parent.id if parent else ""),
        field("title", _("Việc phải làm"), "textarea", "", rows=3, required=True),
        field("lead", _("Chủ trì"), "select", mine, options=[("", _("chọn…")), *leads],
              required=True),
        field("cooperate", _("Phối hợp"), "multiselect", [], options=leading.everybody(actor)),
        day_field("due_at", _("Hạn"), parent.due_at if parent else None),
        field("wanted", _("Kết quả phải có"), hint=_("ví dụ: báo cáo, dự thảo văn bản, danh sách")),
        field("urgency", _("Độ khẩn"), "select", "NORMAL", options=urgencies()),
    ]  # fmt: skip


def _handing(actor: Actor, paper_id: int) -> Sheet:
    task = find(Task, actor, paper_id)
    perform.require(actor, "attach", task)
    here = url_for("tasks.show", paper_id=paper_id)
    accept = ",".join(ending for endings in EXTENSIONS.values() for ending in endings)
    return Sheet(
        title=_("Đưa minh chứng"),
        explain=headline(task.subject),
        form=[field("file", _("Tệp"), "file", multiple=True, accept=accept, required=True)],
        shape=Nothing,
        act=lambda _given: hand_in(actor, Ref(paper_id)),
        back=(here, _("Nhiệm vụ")),
        submit=_("Đưa vào"),
        done=lambda _made: (_("Đã đưa minh chứng."), here),
    )


def hand_in(actor: Actor, ref: Ref) -> Task:
    """The files of this request, each inspected before the act."""
    task = find(Task, actor, ref.id)
    perform.require(actor, "attach", task)
    task.workflow.permit(task.state, "attach", actor.roles)
    files = [one for one in request.files.getlist("file") if one.filename]
    if not files:
        raise Refused("has_evidence", "file")
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", "file")
    return services.attach_evidence(actor, ref, files=take_each(files, "minh-chung"))


def give_from(actor: Actor, paper: Any) -> list[dict[str, Any]]:
    """On a document's page: for whoever may give a task, of a paper that is no secret."""
    if not HANDS & actor.roles or paper.agency_id != actor.agency_id or not paper.is_findable:
        return []
    there = url_for("tasks.new", source=f"{paper.workflow.name}/{paper.id}")
    return [door("give", _("Giao nhiệm vụ"), there)]


def of_task(actor: Actor, task: Task) -> list[dict[str, Any]]:
    """Besides the law's steps: hand in evidence, divide it."""
    found = []
    works = standing_in.may(actor, "attach", task)
    steps = {one.name for one in TASK.open_to(task, actor.roles)}
    if works and "attach" in steps:
        there = url_for("tasks.evidence", paper_id=task.id)
        found.append(door("evidence", _("Đưa minh chứng"), there))
    if works and task.state not in TASK.final and task.agency_id == actor.agency_id:
        there = url_for("tasks.new", parent=task.id)
        found.append(door("divide", _("Giao việc thành phần"), there))
    return found

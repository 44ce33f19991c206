"""A row for each kind of open work: when it is open, and which of its columns say whose it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from server.clock import local
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.papers.models import Paper
from workflows.casefile import KEPT
from workflows.incoming import UNFINISHED as UNANSWERED
from workflows.meeting import BETWEEN, GATHERED
from workflows.outgoing import HALF_ISSUED, UNISSUED
from workflows.task import UNFINISHED as OWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`open`: the states in which somebody owes something on it. `posts`, `units`, `seats`: the
    columns that name whose it is. `called`: by what a list names it, without a word of content.
    """

    model: type[Paper]
    words: LazyString
    open: tuple[str, ...]
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    called: Callable[[Any], str]


def _incoming(paper: Any) -> str:
    if paper.arrival_no is not None:
        return f"số đến {paper.arrival_no:02}/{paper.year}"
    return f"đến ngày {local(paper.arrived_at):%d/%m/%Y}"


# fmt: off
KINDS: dict[str, Kind] = {
    "incoming": Kind(
        model=IncomingDocument, words=_("Văn bản đến đang xử lý"), open=UNANSWERED,
        posts=("presented_to_id", "directed_by_id", "assignee_id", "granter_id"),
        units=("lead_unit_id",), called=_incoming),
    "outgoing": Kind(
        model=OutgoingDocument, words=_("Dự thảo, văn bản chưa phát hành"),
        open=(*UNISSUED, *HALF_ISSUED),
        posts=("drafter_post_id", "signer_post_id"), units=("unit_id",),
        called=lambda paper: paper.code or f"dự thảo {paper.id}"),
    "tasks": Kind(
        model=Task, words=_("Nhiệm vụ chưa xong"), open=OWED,
        posts=("giver_post_id", "planner_post_id"), seats=("lead_seat",),
        called=lambda task: f"nhiệm vụ {task.id}"),
    "casefiles": Kind(
        model=CaseFile, words=_("Hồ sơ chưa vào lưu trữ"), open=KEPT,
        posts=("keeper_post_id",), units=("unit_id",),
        called=lambda case: f"hồ sơ {case.code} ({case.year})"),
    "meetings": Kind(
        model=Meeting, words=_("Cuộc họp chưa xong"), open=(*BETWEEN, *GATHERED),
        called=lambda one: f"cuộc họp ngày {local(one.starts_at):%d/%m/%Y}"),
}
# fmt: on

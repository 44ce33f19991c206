"""A row for each kind of open work: when it is open, and which of its columns say whose it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, Text, and_, cast, exists, or_, select

from server.clock import local
from server.documents.casefiles.models import CaseFile
from server.documents.earlier.models import EarlierDocument
from server.documents.incoming.models import Contribution, IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures.signed import CoIssuer
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.papers.models import Paper
from workflows.casefile import KEPT
from workflows.earlier import Earlier
from workflows.incoming import UNFINISHED as UNANSWERED
from workflows.meeting_states import BETWEEN, GATHERED
from workflows.outgoing import HALF_ISSUED, UNISSUED
from workflows.task import UNFINISHED as OWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`open`: the states in which somebody owes something on it. `posts`, `units`, `seats`: the
    columns that name whose it is; `people`: beside which post another column names the person, so
    that of two in one post each has his own. `beside`: what names a post in rows of their own.
    `home`: the column that names the agency which answers for it. `called`: by what a list names
    it, without a word of content.
    """

    model: type[Paper]
    words: LazyString
    open: tuple[str, ...]
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    beside: Callable[[int], ColumnElement[bool]] | None = None
    home: str = "agency_id"
    called: Callable[[Any], str]

    @property
    def names_somebody(self) -> bool:
        """Whether it is anybody's by name; else it lies with a duty alone."""
        return bool(self.posts or self.seats or self.beside)


def _incoming(paper: Any) -> str:
    if paper.arrival_no is not None:
        return f"số đến {paper.arrival_no:02}/{paper.year}"
    return f"đến ngày {local(paper.arrived_at):%d/%m/%Y}"


def _asked_to_help(post: int) -> ColumnElement[bool]:
    """He owes a part of it and has not given it (IN-T18)."""
    owed = select(Contribution.id).where(
        Contribution.incoming_id == IncomingDocument.id,
        Contribution.position_id == post,
        Contribution.state == "OPEN",
    )
    return exists(owed)


def _helps(post: int) -> ColumnElement[bool]:
    """He cooperates in a task (§11.1): the seat stands in its list."""
    return cast(Task.helpers, Text).like(f'%"p:{post}"%')


def _signs_beside(post: int) -> ColumnElement[bool]:
    """He signs for an agency that issues it together with others (§5.5)."""
    return exists(
        select(CoIssuer.id).where(
            CoIssuer.outgoing_id == OutgoingDocument.id, CoIssuer.post_id == post
        )
    )


def _has_a_part(post: int) -> ColumnElement[bool]:
    """He chairs it, writes there, or presents one of its matters."""
    own = or_(
        Delegate.person_id == Meeting.chair_id,
        Delegate.person_id == Meeting.secretary_id,
        Delegate.writes,
        Delegate.presents,
    )
    mine = and_(Delegate.meeting_id == Meeting.id, Delegate.position_id == post, own)
    return exists(select(Delegate.meeting_id).where(mine))


# fmt: off
KINDS: dict[str, Kind] = {
    "incoming": Kind(
        model=IncomingDocument, words=_("Văn bản đến đang xử lý"), open=UNANSWERED,
        posts=("presented_to_id", "directed_by_id", "assignee_id", "granter_id"),
        units=("lead_unit_id",), beside=_asked_to_help, called=_incoming),
    "outgoing": Kind(
        model=OutgoingDocument, words=_("Dự thảo, văn bản chưa phát hành"),
        open=(*UNISSUED, *HALF_ISSUED),
        posts=("drafter_post_id", "signer_post_id"), units=("unit_id",),
        people={"drafter_post_id": "drafter_id", "signer_post_id": "signer_id"},
        beside=_signs_beside,
        called=lambda paper: paper.code or f"dự thảo {paper.id}"),
    "tasks": Kind(
        model=Task, words=_("Nhiệm vụ chưa xong"), open=OWED,
        posts=("giver_post_id", "planner_post_id"), seats=("lead_seat",),
        people={"giver_post_id": "giver_id"}, beside=_helps,
        called=lambda task: f"nhiệm vụ {task.id}"),
    "casefiles": Kind(
        model=CaseFile, words=_("Hồ sơ chưa vào lưu trữ"), open=KEPT,
        posts=("keeper_post_id",), units=("unit_id",), people={"keeper_post_id": "keeper_id"},
        called=lambda case: f"hồ sơ {case.code} ({case.year})"),
    "meetings": Kind(
        model=Meeting, words=_("Cuộc họp chưa xong"), open=(*BETWEEN, *GATHERED),
        beside=_has_a_part,
        called=lambda one: f"cuộc họp ngày {local(one.starts_at):%d/%m/%Y}"),
    # Nobody owes it by name: its leaders decide, its clerk holds it. Its number says nothing of it.
    "earlier": Kind(
        model=EarlierDocument, words=_("Văn bản cũ nghi mật chờ quyết định"),
        open=(Earlier.QUARANTINED,), home="kept_by_id",
        called=lambda paper: f"văn bản cũ số {paper.old_no}/{paper.year} (nghi mật)"),
}
# fmt: on

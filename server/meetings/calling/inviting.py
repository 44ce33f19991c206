"""The invitation (giấy mời): drafted from the plan, then on its way like any document (MT-T03).

Once it is dispatched the meeting is called by itself; nobody writes down a number.
"""

import datetime as dt
from typing import Any

from sqlalchemy import exists, select

from server import perform
from server.clock import local, now
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.outgoing.drafts import drafting, editor_fields
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.models import TAKEN_BACK, Meeting
from server.meetings.papers.matters import CLOSED_ON_PAPER
from server.meetings.people.models import Delegate
from server.meetings.services import invite, open_check_in
from server.org.actor import Actor, the_server
from server.org.models import Agency, Position
from server.papers.services import Ref, taking
from server.rota import every, unceasing
from server.typesetting.head import within
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting
from workflows.outgoing import Outgoing
from workflows.sitting import EARLIEST

FEW = 6
"""So many guests stand in the invitation itself; of more there is a list in its annex."""
DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def draft_invitation(actor: Actor, ref: Ref) -> Meeting:
    """A draft of template 1.7 with what the plan says; its way is that of chapter 5. Where all are
    of the house it goes to no other agency, and is out once its clerk issues it."""
    with taking(Meeting, actor, ref, "draft_invitation") as meeting:
        perform.perform(actor, "draft_invitation", meeting, Sitting())
        meeting.invitation = drafting.begin(actor, _fields(actor, meeting))
        meeting.invitation.internal = not meeting.invitation.recipients
        db.session.flush()
        perform.refresh_desks(meeting, "draft_invitation")
    return meeting


@every(1, "meetings:uninvited")
def ask_anew() -> None:
    """Whose invitation was given up lies on the secretary's desk again: he drafts another."""
    given_up = OutgoingDocument.state.in_(TAKEN_BACK)
    sends = (Desk.paper_kind == "meetings", Desk.paper_id == Meeting.id, Desk.verb == "invite")
    found = (
        select(Meeting.id)
        .join(OutgoingDocument, OutgoingDocument.id == Meeting.invitation_id)
        .where(Meeting.state == State.SCHEDULED, given_up, exists().where(*sends))
    )
    for meeting_id in db.session.scalars(found).all():
        with transaction() as session:
            perform.refresh_desks(session.get_one(Meeting, meeting_id), "draft_invitation")


def _fields(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    agency = db.session.get_one(Agency, meeting.agency_id)
    words = {
        "doc_type": "Giấy mời",
        "subject": f"Dự {within(meeting.subject)}",
        "details": _blanks(meeting),
        "body": _body(meeting),
        "to": _places(meeting),
    }
    return editor_fields.beginning(actor, agency, words)


def _blanks(meeting: Meeting) -> dict[str, str]:
    starts = local(meeting.starts_at)
    day = f"ngày {starts:%d} tháng {starts.month} năm {starts.year} ({DAYS[starts.weekday()]})"
    chair = meeting.person(meeting.chair_id)
    said = {
        "event": within(meeting.subject),
        "chair": f"Đồng chí {chair.name}, {chair.post}" if chair else "",
        "time": f"{starts:%H} giờ {starts:%M} phút, {day}",
        "venue": "; ".join(filter(None, (meeting.room, _sites(meeting)))),
    }
    guests = _guests(meeting)
    if len(guests) <= FEW:
        return said | {"guests": "\n".join(_named(one) for one in guests)}
    return said | {"guests": "Các đồng chí có tên trong danh sách kèm theo"}


def _sites(meeting: Meeting) -> str:
    return f"trực tuyến tại điểm cầu {', '.join(meeting.sites)}" if meeting.sites else ""


def _guests(meeting: Meeting) -> list[Delegate]:
    return [o for o in meeting.people if not meeting.minds(o.person_id) and o.part != "TECH"]


def _named(one: Delegate) -> str:
    return f"{one.name}, {one.post}"


def _body(meeting: Meeting) -> list[str]:
    """The agenda, what is asked of who comes; of many the list is an annex, which the text names
    (FMT-30)."""
    titles = [CLOSED_ON_PAPER if one.closed else one.title for one in meeting.agenda]
    matters = [f"{n}. {title}." for n, title in enumerate(titles, 1)]
    ask = (
        "Tài liệu họp có trên hệ thống. Đề nghị các đại biểu nghiên cứu trước, dự họp đúng thành"
        " phần, đúng giờ; trường hợp vắng báo cáo trên hệ thống trước giờ họp./."
    )
    guests = _guests(meeting)
    if len(guests) <= FEW:
        return ["Nội dung:", *matters, ask]
    body = ["Nội dung:", *matters, "Danh sách đại biểu: Phụ lục kèm theo Giấy mời này.", ask]
    listed = [f"{n}. {_named(one)}." for n, one in enumerate(guests, 1)]
    return [*body, "=== Danh sách đại biểu", *listed]


def _places(meeting: Meeting) -> list[str]:
    """The agencies that the others come from; who comes from the own one is told by the system."""
    posts = [one.position_id for one in meeting.people]
    there = select(Agency.code).join(Position, Position.agency_id == Agency.id)
    codes = there.where(Position.id.in_(posts), Agency.id != meeting.agency_id)
    return list(dict.fromkeys(db.session.scalars(codes.order_by(Agency.id))))


@unceasing
def open_doors() -> None:
    """Half an hour before, whether the secretary is at hand or not (MT-T04)."""
    near = now() + dt.timedelta(minutes=EARLIEST)
    due = select(Meeting.id, Meeting.agency_id).where(
        Meeting.state == State.INVITED, Meeting.starts_at <= near
    )
    for meeting_id, agency_id in db.session.execute(due).all():
        open_check_in(the_server(agency_id), Ref(meeting_id))


@unceasing
def call() -> None:
    """Whose invitation went out is called (MT-T03): each second, so a crash loses nothing."""
    sent = (
        select(Meeting.id, Meeting.agency_id, Meeting.invitation_id)
        .join(OutgoingDocument, OutgoingDocument.id == Meeting.invitation_id)
        .where(Meeting.state == State.SCHEDULED, OutgoingDocument.state == Outgoing.DISPATCHED)
    )
    for meeting_id, agency_id, invitation in db.session.execute(sent).all():
        invite(the_server(agency_id), Ref(meeting_id), invitation=invitation or 0)

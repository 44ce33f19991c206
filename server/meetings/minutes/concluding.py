"""Conclusions become a notice (thông báo kết luận), and with it tasks (§10.10; MT-T09, T11)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from server import perform
from server.clock import local
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import issuing
from server.documents.tasks import giving, naming
from server.documents.tasks.giving import Plan
from server.documents.tasks.leading import Lead, helpers_of, lead_of
from server.documents.tasks.naming import Origin
from server.meetings.acting import acting, decide, item_of
from server.meetings.live import events
from server.meetings.minutes import proposing
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import CLOSED
from server.meetings.services import hold
from server.meetings.shapes import Conclusion
from server.org import house
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, taking
from server.typesetting.head import within
from workflows import Refused
from workflows.dates import written
from workflows.kinds import kind
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting

NOTICE = kind("Thông báo").name
OF_A_PLACE = re.compile("Ủy ban nhân dân (xã|phường|thị trấn|đặc khu) ")


def draft_notice(
    actor: Actor, ref: Ref, *, conclusions: Sequence[Conclusion], **how: Any
) -> Meeting:
    """What was chosen, item by item, goes the way of every document; the tasks wait for it."""
    with acting(actor, ref, "draft_notice") as meeting:
        if actor.agency_id != meeting.agency_id:
            raise Refused("not_yours")
        decide(actor, "draft_notice", meeting, Sitting(conclusions=len(conclusions)))
        leads = [[lead_of(meeting.agency_id, who) for who in one.leads] for one in conclusions]
        helpers = [
            _helpers(meeting, one, whom) for one, whom in zip(conclusions, leads, strict=True)
        ]
        said = _listed(meeting, conclusions, leads, helpers)
        notice = drafting.begin(actor, _fields(meeting, said, leads, how))
        notice.internal = not notice.recipients
        db.session.flush()
        for one, named, others in zip(conclusions, leads, helpers, strict=True):
            item = item_of(meeting, one.item)
            for lead in named:
                plan = _plan(meeting, item, one, lead)
                giving.plan(actor, notice.id, replace(plan, helpers=others))
        meeting.notice = notice
        db.session.flush()
        perform.refresh_desks(meeting, "draft_notice")
        events.happened(meeting, "conclusions.drafted", actor.person_id, notice=notice.id)
    return meeting


def _helpers(meeting: Meeting, one: Conclusion, leads: Sequence[Lead]) -> list[Lead]:
    """Who cooperates in what somebody leads (§11.1)."""
    return helpers_of(meeting.agency_id, one.cooperate, leads) if leads else []


def _plan(meeting: Meeting, item: AgendaItem, one: Conclusion, lead: Lead) -> Plan:
    chair = meeting.person(meeting.chair_id)
    assert chair is not None
    return Plan(
        source=f"meetings/{meeting.id}",
        part=item.id,
        text=" ".join(one.text.split()),
        matter="" if item.closed else item.title,
        lead=lead.code,
        seat=lead.seat,
        lead_name=lead.name,
        due_at=one.due_at,
        giver_id=chair.person_id,
        giver_post_id=chair.position_id,
    )


def _fields(
    meeting: Meeting,
    said: Sequence[str],
    leads: Sequence[Sequence[Lead]],
    how: dict[str, Any],
) -> dict[str, Any]:
    """The draft: who concluded what where, item by item, for whom and until when."""
    chair = meeting.person(meeting.chair_id)
    who = f"{chair.name}, {chair.post}" if chair else ""
    reached = [lead.agency for named in leads for lead in named if lead.agency]
    to = list(dict.fromkeys([*how["to"], *reached]))
    return {
        "doc_type": NOTICE,
        "subject": f"Kết luận {within(meeting.subject)}",
        "details": {},
        "bases": [],
        "body": [_opening(meeting, who), *said],
        "to": to,
        "for_info": [one for one in dict.fromkeys(how["for_info"]) if one not in to],
        "signer": how["signer"],
        "capacity": how["capacity"],
        "urgency": "NORMAL",
    }


def _opening(meeting: Meeting, who: str) -> str:
    day = written(local(meeting.opened_at or meeting.starts_at).date())
    where = f", tại {meeting.room}" if meeting.room else ""
    return (
        f"Vào {day}{where}, {who} đã chủ trì {within(meeting.subject)}. Sau khi nghe báo cáo và"
        " ý kiến của các thành viên dự họp, chủ trì kết luận như sau:"
    )


def _listed(
    meeting: Meeting,
    conclusions: Sequence[Conclusion],
    leads: Sequence[Sequence[Lead]],
    helpers: Sequence[Sequence[Lead]],
) -> list[str]:
    below = house.below(meeting.agency_id)
    return [
        f"{n}. Về {within(item_of(meeting, one.item).title).rstrip('.')}:"
        f" {_sentence(one.text)}{_order(one, called(named, below), [it.name for it in others])}"
        for n, (one, named, others) in enumerate(
            zip(conclusions, leads, helpers, strict=True), start=1
        )
    ]


def _order(one: Conclusion, whom: Sequence[str], others: Sequence[str]) -> str:
    """To whom it is given, with whom and until when, where its own words do not say so already."""
    until = f"trước hết {written(local(one.due_at).date())}" if one.due_at else ""
    told = proposing.helps(one.text, [(it, it) for it in (*whom, *others)])
    others = [it for it in others if it not in told]
    said = proposing.due(one.text)
    if one.due_at and said and local(said).date() == local(one.due_at).date():
        until = ""
    if not whom or proposing.gives_to(one.text, whom):
        together = f" {_joined(others)} phối hợp." if others else ""
        return together + (f" Hoàn thành {until}." if until and whom else "")
    together = f", phối hợp với {_joined(others)}" if others else ""
    ends = until and f", hoàn thành {until}"
    return f" Giao {_joined(whom)} chủ trì{together} thực hiện{ends}."


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} và {last}" if first else last


def called(leads: Sequence[Lead], below: Sequence[Agency]) -> list[str]:
    """Whom it is given to, as the office writes it; all agencies below have one name together."""
    codes = {lead.code for lead in leads}
    together = everyone(below) if len(below) > 1 and {one.code for one in below} <= codes else ""
    lower = {one.code for one in below} if together else set()
    others = [lead.name for lead in leads if lead.code not in lower]
    return [together, *others] if together else others


def everyone(below: Sequence[Agency]) -> str:
    """Ủy ban nhân dân các xã, thị trấn: of what kinds they are, in the order of the directory."""
    named = [OF_A_PLACE.match(one.name) for one in below]
    kinds = list(dict.fromkeys(one[1] for one in named if one))
    together = f"Ủy ban nhân dân các {', '.join(kinds)}"
    return together if all(named) else "các cơ quan trực thuộc"


def _sentence(text: str) -> str:
    said = " ".join(text.split())
    return said if said.endswith((".", "!", "?", ";")) else f"{said}."


def conclude(actor: Actor, ref: Ref) -> Meeting:
    """The notice went out before both had signed: the clerk concludes it after them (MT-T09)."""
    with taking(Meeting, actor, ref, "conclude") as meeting:
        hold(meeting)
        _concluded(actor, meeting)
    return meeting


def _concluded(actor: Actor, meeting: Meeting) -> None:
    perform.perform(actor, "conclude", meeting, Sitting(notice_is_out=meeting.notice_is_out))
    events.happened(meeting, "meeting.state", actor.person_id, state=str(meeting.state))


def hear_of_dispatch(actor: Actor, notice: OutgoingDocument) -> None:
    """In the clerk's act of dispatching: the meeting whose conclusions these are is concluded.

    Where its minutes lack a signature yet, it waits on his desk until they have it.
    """
    meeting = db.session.scalar(select(Meeting).filter_by(notice_id=notice.id))
    if meeting is None:
        return
    hold(meeting)
    step = [one for one in meeting.workflow.open_to(meeting, actor.roles) if one.name == "conclude"]
    if step:
        _concluded(actor, meeting)
    elif meeting.state == State.MINUTES_LOCKED:
        perform.refresh_desks(meeting, "conclude")


def archive(actor: Actor, ref: Ref, *, case_file: str) -> Meeting:
    """The case file that holds its papers is closed, and goes to the archive (MT-T11)."""
    with taking(Meeting, actor, ref, "archive") as meeting:
        named = {"agency_id": meeting.agency_id, "code": case_file.strip()}
        newest = select(CaseFile).filter_by(**named).order_by(CaseFile.year.desc())
        found = db.session.scalars(newest).first()
        if found is None:
            raise Refused("unknown_case_file", "case_file", code=case_file)
        meeting.case_file = found.code
        act = Sitting(file_is_closed=found.state != "OPEN", reason=found.code)
        perform.perform(actor, "archive", meeting, act)
        events.happened(meeting, "meeting.state", actor.person_id, state=str(meeting.state))
    return meeting


def origins(ids: Collection[int]) -> dict[int, Origin]:
    """These meetings and their matters, as their tasks name them; a closed one by its number."""
    named = select(Meeting.id, Meeting.subject).where(Meeting.id.in_(ids))
    titles: dict[int, str] = {id: subject for id, subject in db.session.execute(named)}
    found = {id: Origin(title, {}, {}) for id, title in titles.items()}
    rows = select(AgendaItem).where(AgendaItem.meeting_id.in_(ids)).order_by(AgendaItem.n)
    for one in db.session.scalars(rows):
        origin = found[one.meeting_id]
        origin.matters[one.id] = f"{one.n}. {CLOSED if one.closed else one.title}"
        origin.words[one.id] = "" if one.closed else one.title
    return found


def install() -> None:
    issuing.HEARING[:] = [hear_of_dispatch]
    naming.NAMING[:] = [origins]

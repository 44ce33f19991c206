"""Papers that are looked at and not taken along (MT-04): each reader has his own marked copy.

Where a matter's papers may not be downloaded, sitting in the meeting lends nobody the papers
themselves: who reads one by another way still does so there, and here everybody has the copy.
"""

from typing import Any

from flask import Blueprint, Response

from server import audit, perform
from server.api.counter import Api, Operation
from server.api.papers import ID
from server.database import db
from server.documents import counter
from server.door.visitor import current_actor
from server.meetings.acting import acting, decide, item_of
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers import marked_copies
from server.meetings.papers.matters import hidden_from, unread_by
from server.meetings.papers.tabled import KINDS, read_paper
from server.meetings.services import CALLED, lay_out
from server.names import parts
from server.org.actor import Actor
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from workflows import Refused, Role
from workflows.meeting import Sitting
from workflows.meeting_states import GATHERED

DOOR = "/papers/<kind>/<int(max=9223372036854775807):n>"


def open_copies(room: Blueprint) -> None:
    """Give the room of meetings the door of the marked copies."""
    room.get(f"/{counter.ID}{DOOR}")(paper_copy)


def open_copies_door(api: Api) -> None:
    """The same for programs."""
    api.open(
        Operation(
            method="GET",
            rule=f"/meetings/{ID}{DOOR}",
            view=_copy,
            summary="Bản xem của một tài liệu họp, in tên người xem và giờ xem trên từng trang",
            gives="*/*",
        )
    )


def set_download(actor: Actor, ref: Ref, *, item: int, allowed: bool) -> Meeting:
    """A matter's papers may be taken along, or are only looked at: as long as nobody has them."""
    with acting(actor, ref, "set_download") as meeting:
        matter = item_of(meeting, item)
        are_out = bool(matter.released) and not matter.view_only
        act = Sitting(papers_are_out=are_out and not allowed)
        decide(actor, "set_download", meeting, act)
        matter.view_only = not allowed
        _told(actor, meeting, matter)
    return meeting


def _told(actor: Actor, meeting: Meeting, matter: AgendaItem) -> None:
    """Into the log, and to the room; from now on whoever was called reads them so."""
    facts = {"item": matter.id, "allowed": not matter.view_only}
    audit.append(
        "download_set", f"meetings/{meeting.id}", **actor.by,
        **facts,
    )  # fmt: skip
    if meeting.state in (*CALLED, *GATHERED):
        lay_out(meeting)
    perform.refresh_desks(meeting, "set_download")
    events.happened(meeting, "download.changed", actor.person_id, no=matter.n, **facts)


def paper_copy(paper_id: int, kind: str, n: int) -> Response:
    """Of paper `n` of its kind, for whoever asks: his name and the time on each page."""
    actor = current_actor()
    paper = laid_before(find(Meeting, actor, paper_id), actor, f"{kind}/{n}")
    file = None if paper.is_veiled_for(actor.roles) else marked_copies.first_pdf(kind, n)
    if file is None:
        raise Refused("not_found")
    if marked_copies.fresh(file, actor.name) is None:
        log_read(actor, kind, n)
    return marked_copies.send_marked(file, actor.name)


def _copy(id: int, kind: str, n: int) -> Response:
    return paper_copy(id, kind, n)


def laid_before(meeting: Meeting, actor: Actor, name: str) -> Any:
    """A paper of the agenda, for whoever was called to read it here; others by their own right."""
    hidden, unread = (of(meeting, actor.person_id) for of in (hidden_from, unread_by))
    heard = [one for one in meeting.agenda if one.id not in hidden and name in one.documents]
    if not heard:
        raise Refused("not_found")
    given = (one for one in heard if one.id not in unread)
    if not _sits(meeting, actor) or not any(name in one.released for one in given):
        return read_paper(actor, name)
    kind, id = parts(name)
    return db.session.get_one(KINDS[kind], id)


def _sits(meeting: Meeting, actor: Actor) -> bool:
    """Who minds the devices reads no paper (§10.3), an auditor each under his inspection."""
    row = meeting.person(actor.person_id)
    return row is not None and row.part != Role.TECH and Role.AUDITOR not in actor.roles

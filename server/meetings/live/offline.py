"""What the device of somebody who sits in a meeting keeps for when the line breaks (DOMAIN §10.13).

The device seals it under a key that lies in the session and, over there, in memory alone: once the
session has ended, what is left on the device is noise (LIVE §3.2).
"""

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, session

from server.door.visitor import current_actor
from server.meetings.models import Meeting
from server.meetings.papers.marked_copies import first_pdf
from server.meetings.papers.tabled import limited, read_paper
from server.meetings.papers.view_only import laid_before
from server.org.actor import Actor
from server.papers.models import PaperFile
from server.papers.services import find
from workflows import Refused, Role
from workflows.meeting import Meeting as State
from workflows.meeting_states import GATHERED

KEPT = (State.INVITED, *GATHERED)
"""While its papers lie before a meeting; afterwards a device keeps nothing of it."""
NEVER = (State.DRAFT, State.SCHEDULED)
"""Before it nothing was kept; on every later page the device asks what may still lie there."""

MOST = 50 * 1024 * 1024
"""A larger file is read over the line alone."""

ID = "<int(max=9223372036854775807):paper_id>"


def open_offline(room: Blueprint) -> None:
    """Hang in the doors: the worker that answers without a line, and what it may keep."""
    room.add_url_rule("/worker.js", view_func=worker)
    room.add_url_rule(f"/{ID}/kept", view_func=kept)


def worker() -> Response:
    """It lies under /meetings, so that it is asked for these pages and no others; it names what was
    built with it, so that it is another one when that changes, and lets go of the old."""
    asset = current_app.jinja_env.globals["asset"]
    built = [asset(name) for name in ("worker.js", "boot.js", "app.js", "meeting.js", "pdf.js")]  # type: ignore[operator]
    there = Path(str(current_app.static_folder), built[0].removeprefix("/static/"))
    if not there.exists():
        raise Refused("not_found")
    code = f"{there.read_text()}// {' '.join(built)}"
    return Response(code, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def kept(paper_id: int) -> Response:
    """The key of this session, and the files that may lie on the device: what is no longer named
    here is thrown away there (MT-06)."""
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    sits = _sits(actor, meeting)
    files = list(_files(actor, meeting)) if sits else []
    answer = jsonify({"key": _key(), "sits": sits, "files": files})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _key() -> str:
    """It ends with the session: nobody can have it again after signing out."""
    if "kept" not in session:
        session["kept"] = base64.b64encode(secrets.token_bytes(32)).decode()
    key: str = session["kept"]
    return key


def _sits(actor: Actor, meeting: Meeting) -> bool:
    """Whether the meeting lies on this one's desk just now; who minds the devices reads nothing,
    and an auditor opens each paper under his inspection."""
    row = meeting.person(actor.person_id)
    reads = row is not None and row.part != Role.TECH and Role.AUDITOR not in actor.roles
    return reads and meeting.state in KEPT


def _files(actor: Actor, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """What is only looked at lies there as the reader's own copy (MT-04)."""
    marked = limited(meeting.agenda)
    for name in dict.fromkeys(one for item in meeting.agenda for one in item.documents):
        found = _first(actor, meeting, name, name in marked)
        if found is not None and found.size <= MOST:
            own = f"/meetings/{meeting.id}/papers/{name}"
            where = own if name in marked else f"/{name}/files/{found.n}"
            yield {"href": where, "sha256": found.sha256, "size": found.size}


def _first(actor: Actor, meeting: Meeting, name: str, marked: bool) -> PaperFile | None:
    """The file that the room shows of a paper, for who may read it now."""
    try:
        paper = laid_before(meeting, actor, name) if marked else read_paper(actor, name)
    except Refused:
        return None
    if paper.is_veiled_for(actor.roles):
        return None
    return first_pdf(paper.workflow.name, paper.id)

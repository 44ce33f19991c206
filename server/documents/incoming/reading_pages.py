"""What pages say of a scan's reading: how far it is, what was left out, the way to try again."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.documents.counter import ID
from server.documents.incoming import reading
from server.documents.incoming.models import IncomingDocument
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers import scans
from server.papers.services import files_of, find
from workflows import Role
from workflows.incoming import Incoming


def open_reading(room: Blueprint) -> None:
    """Its two doors, in the room of incoming documents."""
    room.get(f"/{ID}/reading")(reading_state)
    room.post(f"/{ID}/read-again")(read_again)


def told(actor: Actor, paper: IncomingDocument) -> dict[str, Any]:
    """For a template: `reading` while the machine is at it, else `unread` where pages are left."""
    if paper.is_veiled_for(actor.roles):
        return {"reading": None, "unread": None}
    at_work = _reading(paper)
    return {"reading": at_work, "unread": None if at_work else _unread(actor, paper)}


def _reading(paper: IncomingDocument) -> dict[str, Any] | None:
    """How far the machine is with reading this scan; None where nobody reads."""
    job = reading.state_of(paper)
    if job is None:
        return None
    poll = url_for("incoming.reading_state", paper_id=paper.id)
    return {"percent": job.progress, "href": poll, "done": False}


def _unread(actor: Actor, paper: IncomingDocument) -> dict[str, Any] | None:
    files = files_of("incoming", paper.id)
    left = scans.left_out(files)
    broken_off = [_("Bản quét chưa đọc được.")] if reading.gave_up(paper) else []
    if not left and not broken_off:
        return None
    words = broken_off or [
        _of_file(name if len(files) > 1 else "", pages) for _sha256, name, pages in left
    ]
    href = url_for("incoming.read_again", paper_id=paper.id) if Role.CLERK in actor.roles else ""
    return {"words": " ".join(words), "href": href}


def _of_file(name: str, pages: list[int]) -> str:
    n = ", ".join(map(str, pages))
    if name:
        return _("%(name)s: trang %(n)s chưa đọc được.", name=name, n=n)
    return _("Trang %(n)s chưa đọc được.", n=n)


def reading_state(paper_id: int) -> ResponseReturnValue:
    """Asked every second by the page that waits, until what was read is there to be fetched."""
    paper = find(IncomingDocument, current_actor(), paper_id)
    is_waiting = paper.state == Incoming.ARRIVED
    here = url_for("incoming.confirm" if is_waiting else "incoming.show", paper_id=paper_id)
    done = {"done": True, "href": here, "proposes": is_waiting}
    return render_template("incoming/_reading.html", reading=_reading(paper) or done)


def read_again(paper_id: int) -> ResponseReturnValue:
    """The clerk has the pages read that were left out; back to where she was."""
    paper = reading.ask_once_more(current_actor(), paper_id)
    flash(_("Máy đang đọc lại các trang còn thiếu."), "ok")
    where = "incoming.confirm" if paper.state == Incoming.ARRIVED else "incoming.show"
    return redirect(url_for(where, paper_id=paper_id))

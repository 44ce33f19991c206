"""The pages of incoming documents: confirming with one key, the paper."""

from typing import Any

from flask import Blueprint, Flask, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.documents.casefiles.doors import put_away
from server.documents.copies.agent_doors import CopyDoors, open_copy_doors
from server.documents.counter import ID, Room, door, open_counter
from server.documents.incoming import (
    answering,
    desk_pages,
    pages,
    reading_pages,
    slip,
    stamping,
    unnumbered,
)
from server.documents.incoming.arrival_pages import open_arrival
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.several import SEVERAL
from server.documents.incoming.steps import COPIERS, STEPS
from server.documents.several_pages import open_several
from server.documents.talk import open_talk
from server.documents.tasks.doors import give_from
from server.door.visitor import current_actor
from server.files import store
from server.org.actor import Actor
from server.papers.services import find
from server.uploads.kinds import PDF
from workflows import Refused, Role

room = Blueprint("incoming", __name__, url_prefix="/incoming")
ROUNDS = (unnumbered.let_auditors_read,)
"""What the room does by itself, besides what its acts ask for."""


def install(app: Flask) -> None:
    app.register_blueprint(room)


def _extra(actor: Actor, paper: IncomingDocument) -> list[dict[str, Any]]:
    """Doors besides the law's steps: draft the reply, confirm at the clerk's desk."""
    doors = []
    if paper.assignee_id in actor.positions and paper.state == "IN_PROGRESS":
        there = url_for("outgoing.new", replies_to=paper.id)
        doors.append(door("reply", _("Soạn văn bản trả lời"), there))
    if paper.state == "ARRIVED" and not paper.request and Role.CLERK in actor.roles:
        there = url_for("incoming.confirm", paper_id=paper.id)
        doors.append(door("confirm", _("Mở bàn vào sổ"), there))
    return doors + give_from(actor, paper) + put_away(actor, paper)


@room.get(f"/{ID}/stamped")
def stamped(paper_id: int) -> ResponseReturnValue:
    """What is looked at: the first file with dấu "ĐẾN" on it; the file itself stays as it came."""
    actor = current_actor()
    paper = find(IncomingDocument, actor, paper_id)
    if paper.is_veiled_for(actor.roles):
        raise Refused("not_found")
    sha256, name = stamping.stamped_copy(paper), f"den-{paper.arrival_no}.pdf"
    file = store().source(sha256)
    return send_file(file, mimetype=PDF, download_name=name, etag=sha256, max_age=0)


@room.get(f"/{ID}/slip.pdf")
def slip_of(paper_id: int) -> ResponseReturnValue:
    """Phiếu giải quyết, as far as it is written today."""
    paper = find(IncomingDocument, current_actor(), paper_id)
    if not slip.has_one(paper):
        raise Refused("not_found")
    return slip.printed(paper)


open_arrival(room)
desk_pages.open_desk(room)
reading_pages.open_reading(room)
open_copy_doors(room, CopyDoors(IncomingDocument, COPIERS))
open_several(room, SEVERAL)
open_talk(room, IncomingDocument)
open_counter(
    room,
    Room(
        "incoming", IncomingDocument, STEPS, answering.FORMS, pages.view, _extra, answering.shown_as
    ),
)

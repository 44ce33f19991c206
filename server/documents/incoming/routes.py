"""The pages of incoming documents: confirming with one key, the paper."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import against, forms
from server.documents.casefiles.doors import put_away
from server.documents.copies.agent_doors import CopyDoors, open_copy_doors
from server.documents.counter import ID, Room, form_key, open_counter
from server.documents.forms import Fields, FormWrong
from server.documents.incoming import (
    arriving,
    asking,
    pages,
    queries,
    reading_pages,
    shapes,
    slip,
    stamping,
)
from server.documents.incoming.arrival_pages import open_arrival
from server.documents.incoming.fields import twin
from server.documents.incoming.marks import marks
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.several import SEVERAL
from server.documents.incoming.steps import COPIERS, STEPS
from server.documents.several_pages import open_several
from server.documents.talk import open_talk
from server.documents.tasks.doors import give_from
from server.door.visitor import current_actor
from server.files import store
from server.org.actor import Actor
from server.pages import fresh_op, headline, when
from server.papers.services import Ref, files_of, find
from server.shapes import whole
from server.uploads.kinds import PDF
from server.words_of_law import VERDICTS
from workflows import Refused, Role

room = Blueprint("incoming", __name__, url_prefix="/incoming")
TONES = {"VALID": "ok", "VALID_EXPIRED_NOW": "ok", "PAPER": "ok", "INVALID": "bad"}


def install(app: Flask) -> None:
    app.register_blueprint(room)


def _extra(actor: Actor, paper: IncomingDocument) -> list[dict[str, Any]]:
    """Doors besides the law's steps: draft the reply, confirm at the clerk's desk."""
    doors = []
    if paper.assignee_id in actor.positions and paper.state == "IN_PROGRESS":
        doors.append(_door("reply", _("Soạn văn bản trả lời"), paper))
    if paper.state == "ARRIVED" and Role.CLERK in actor.roles:
        doors.append(_door("to_confirm", _("Mở bàn vào sổ"), paper))
    return doors + give_from(actor, paper) + put_away(actor, paper)


def _door(name: str, label: str, paper: IncomingDocument) -> dict[str, Any]:
    href = url_for(f"incoming.{name}", paper_id=paper.id)
    return {"name": name, "label": label, "href": href, "tone": "", "form": []}


@room.post(f"/{ID}/reply")
def reply(paper_id: int) -> ResponseReturnValue:
    find(IncomingDocument, current_actor(), paper_id)
    return redirect(url_for("outgoing.new", replies_to=paper_id))


@room.post(f"/{ID}/to-confirm")
def to_confirm(paper_id: int) -> ResponseReturnValue:
    return redirect(url_for("incoming.confirm", paper_id=paper_id))


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


@room.get(f"/{ID}/confirm")
def confirm(paper_id: int) -> ResponseReturnValue:
    """The clerk's desk: the scan at the left, what was read from it at the right."""
    paper = find(IncomingDocument, current_actor(), paper_id)
    if paper.state != "ARRIVED":
        return redirect(url_for("incoming.show", paper_id=paper_id))
    return _confirm(paper, asking.FORMS["register"](current_actor(), paper))


def _confirm(
    paper: IncomingDocument,
    form: list[dict[str, Any]],
    error: str = "",
    typed: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    actor = current_actor()
    first, left = queries.clerk_queue(actor, besides=paper.id)
    del first
    files = _files(paper.id)
    is_scan = not paper.electronic and len(files) == 1
    return render_template(
        "incoming/confirm.html",
        paper={"id": paper.id, "files": files},
        marks=marks(paper),
        **reading_pages.told(actor, paper),
        form=form,
        error=error,
        action_href=url_for("incoming.register_next", paper_id=paper.id),
        version=paper.version,
        op_id=fresh_op(),
        arrived=_("Đến lúc %(at)s", at=when(paper.arrived_at)),
        queue_left=left,
        list_href=url_for("lists.incoming"),
        duplicates=_duplicates(paper, typed),
        verification=_verification(paper),
        others=_others(paper),
        table_href=url_for("scanbox.lay", paper=paper.id) if is_scan else "",
    )


def _files(paper_id: int) -> list[dict[str, Any]]:
    return [
        {
            "n": f.n,
            "name": f.name,
            "size": f.size,
            "media_type": f.media_type,
            "href": url_for("incoming.file", paper_id=paper_id, n=f.n),
        }
        for f in files_of("incoming", paper_id)
    ]


def _duplicates(paper: IncomingDocument, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The earlier document, to be held beside this one before a reason is written."""
    found = twin(paper, typed)
    if found is None:
        return []
    return [
        {
            "href": url_for("incoming.show", paper_id=found.id),
            "code": f"{found.number}/{found.notation}",
            "subject": headline(found.subject),
            "words": _("số đến %(n)s", n=found.arrival_no),
        }
    ]


def _verification(paper: IncomingDocument) -> dict[str, Any] | None:
    if not paper.electronic or not paper.verdict:
        return None
    return {
        "tone": TONES.get(paper.verdict, "warn"),
        "title": str(VERDICTS[paper.verdict]),
        "words": paper.note,
        "faults": against.worded(paper.verification),
    }


def _others(paper: IncomingDocument) -> list[dict[str, Any]]:
    """What else a clerk does with what arrived: return it, report it, shut it away."""
    actor = current_actor()
    return [
        {
            "name": name,
            "label": STEPS[name].label,
            "href": url_for("incoming.act", paper_id=paper.id, name=name),
            "tone": "" if name == "report_anomaly" else "danger",
            "form": asking.FORMS[name](actor, paper),
        }
        for name in ("return", "report_anomaly", "quarantine")
    ]


@room.post(f"/{ID}/confirm")
def register_next(paper_id: int) -> ResponseReturnValue:
    """Registered with one key, and on to the next in the order of arrival (IN-01)."""
    actor = current_actor()
    paper = find(IncomingDocument, actor, paper_id)
    form = asking.FORMS["register"](actor, paper)
    try:
        asked = form if Role.CLERK in actor.roles else None
        given = forms.read(shapes.Registering, request.form, asked)
    except FormWrong as wrong:
        return _confirm(paper, forms.kept(form, request.form, wrong.errors)), 422
    seen = whole(request.form.get("version", ""))
    try:
        with repeats.under(form_key(actor)):
            done = arriving.register(
                actor,
                Ref(paper_id, seen),
                fields=given.fields(),
                reason=given.reason or "",
                note=given.note or "",
            )
    except Refused as no:
        return _refused(paper_id, form, no, given.fields())
    flash(_("Đã vào sổ với số đến %(n)s.", n=done.arrival_no), "ok")
    following, _left = queries.clerk_queue(actor)
    if following is None:
        return redirect(url_for("incoming.show", paper_id=paper_id))
    return redirect(url_for("incoming.confirm", paper_id=following))


def _refused(paper_id: int, form: Fields, no: Refused, typed: Mapping) -> ResponseReturnValue:
    db.session.rollback()
    paper = find(IncomingDocument, current_actor(), paper_id)
    words = words_of(no.reason, no.said)
    kept = forms.kept(form, request.form, {no.field: words} if no.field else {})
    status = ANSWERS[no.reason].status
    return _confirm(paper, kept, "" if no.field else words, typed), status


open_arrival(room)
reading_pages.open_reading(room)
open_copy_doors(room, CopyDoors(IncomingDocument, COPIERS))
open_several(room, SEVERAL)
open_talk(room, IncomingDocument)
open_counter(
    room,
    Room("incoming", IncomingDocument, STEPS, asking.FORMS, pages.view, _extra, asking.shown_as),
)

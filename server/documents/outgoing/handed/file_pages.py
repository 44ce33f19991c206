"""Doors of a draft that was handed in: its places, and the file as it came."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from server import perform, repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents.counter import ID, form_key
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.handed import handing, place_views, placing
from server.documents.outgoing.handed.handing import HandedIn, hand_in
from server.documents.outgoing.models import DraftFile, OutgoingDocument
from server.door.visitor import current_actor
from server.files import store
from server.pages import fresh_op
from server.papers.services import Ref, find
from server.shapes import whole
from workflows import Refused


def chosen_file() -> HandedIn | None:
    """The file that was dropped into the editor, taken in; None where there is none."""
    file: FileStorage | None = request.files.get("file")
    if file is None or not file.filename:
        return None
    return hand_in(file.filename, file.stream.read())


def open_file_doors(room: Blueprint) -> None:
    """Give the room of outgoing documents these doors."""

    @room.get(f"/{ID}/places")
    def places(paper_id: int) -> str:
        return _page(*_of_mine(paper_id))

    @room.post(f"/{ID}/places")
    def put_places(paper_id: int) -> ResponseReturnValue:
        return _put(paper_id)

    @room.get(f"/{ID}/versions/<int(max=100000):n>/file")
    def version_file(paper_id: int, n: int) -> Response:
        return _file(paper_id, n)


def _of_mine(paper_id: int) -> tuple[OutgoingDocument, DraftFile]:
    """The draft and its file, for whoever may change it in this state."""
    actor = current_actor()
    paper = find(OutgoingDocument, actor, paper_id)
    perform.require(actor, drafting.edit_step(paper.state), paper)
    row = paper.file_of()
    if row is None:
        raise Refused("draft_has_no_file")
    handing.refuse_taken_away(row)
    return paper, row


def _page(paper: OutgoingDocument, row: DraftFile, error: str = "") -> str:
    here = url_for("outgoing.show", paper_id=paper.id)
    return render_template(
        "outgoing/places.html",
        paper={"title": paper.subject, "href": here, "file": row.name},
        edit_href=url_for("outgoing.edit", paper_id=paper.id),
        action_href=url_for("outgoing.put_places", paper_id=paper.id),
        version=paper.version,
        op_id=fresh_op(),
        error=error,
        **place_views.view(paper, row),
    )


def _put(paper_id: int) -> ResponseReturnValue:
    """A new version with these places; a no shows the page again with what is wrong."""
    actor = current_actor()
    paper, _row = _of_mine(paper_id)
    seen = request.form.get("version", "")
    try:
        wanted = placing.names(paper.doc_type, paper.issuers)
        fields = {"places": placing.changed(paper, _typed(wanted))}
        with repeats.under(form_key(actor)):
            ref = Ref(paper_id, whole(seen))
            drafting.edit(actor, ref, fields=fields)
    except Refused as no:
        db.session.rollback()
        words = words_of(no.reason, no.said)
        return _page(*_of_mine(paper_id), words), ANSWERS[no.reason].status
    return redirect(url_for("outgoing.show", paper_id=paper_id))


def _typed(names: list[str]) -> dict[str, dict[str, Any]]:
    """Millimetres as an official types them, with a comma or a point; an empty row puts nothing."""
    rows = {name: {key: request.form.get(f"{name}.{key}", "") for key in _KEYS} for name in names}
    return {name: _numbers(row) for name, row in rows.items() if row["x"].strip()}


_KEYS = ("page", "x", "y", "w", "h")


def _numbers(row: dict[str, str]) -> dict[str, Any]:
    try:
        told = {key: float(said.replace(",", ".")) for key, said in row.items()}
        page = int(told["page"])
    except (ValueError, OverflowError):
        raise Refused("place_off_page", "places") from None
    if not all(0 <= one <= 5000 for one in told.values()) or page < 1:
        raise Refused("place_off_page", "places")
    return told | {"page": page}


def _file(paper_id: int, n: int) -> Response:
    """The file of a version as it was handed in, to be kept or mended: never shown in the page."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    version = next((one for one in paper.versions if one.n == n), None)
    row = paper.file_of(version.fields) if version else None
    if row is None:
        raise Refused("not_found")
    handing.refuse_taken_away(row)
    return send_file(
        store().source(row.sha256),
        mimetype=row.media_type,
        as_attachment=True,
        download_name=row.name,
        etag=row.sha256,
        max_age=0,
    )

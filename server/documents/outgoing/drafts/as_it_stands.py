"""A saved draft as the page that it would be: looked at before it is submitted, kept nowhere."""

from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.documents.outgoing import printing
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import OutgoingDocument
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import files_of, find
from server.uploads.kinds import PDF
from workflows.outgoing import Outgoing as State

BEFORE = frozenset({State.DRAFT, State.IN_CONSULTATION})
"""From `submit` on the page is set and kept with its version (DESIGN §11.18)."""


def shown(paper: OutgoingDocument) -> list[dict[str, Any]]:
    """As a page lists it, before the page of a version that came back; a file that was handed in
    is looked at where it is."""
    if paper.state not in BEFORE or paper.file_of() is not None:
        return []
    href = url_for("outgoing.as_it_stands", paper_id=paper.id)
    name = _("Dự thảo như đang soạn")
    digest = paper.current.digest[:16]
    return [{"n": 0, "name": name, "href": href, "size": None, "media_type": PDF, "digest": digest}]


def page(paper_id: int) -> ResponseReturnValue:
    """Set anew in the pool from the text as it is saved; one that has its page leads there."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    if not shown(paper):
        return redirect(_by_now(paper))
    pdf, _results = printing.preview(paper)
    answer = Response(pdf, mimetype=PDF)
    answer.headers["Content-Disposition"] = f'inline; filename="du-thao-{paper.id}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _by_now(paper: OutgoingDocument) -> str:
    """A viewer that asks while another hand submits it shows the page that it has by then; it took
    the paper's own page for a broken file. Who typed the address reads the paper."""
    files = files_of("outgoing", paper.id)
    if files and request.headers.get("Sec-Fetch-Dest") == "empty":
        return url_for("outgoing.file", paper_id=paper.id, n=files[0].n)
    return url_for("outgoing.show", paper_id=paper.id)


def places_href(actor: Actor, paper: OutgoingDocument) -> str | None:
    """Where number, date and marks go on a file that was handed in."""
    if paper.file_of() is None or not drafting.may_edit(actor, paper):
        return None
    return url_for("outgoing.places", paper_id=paper.id)

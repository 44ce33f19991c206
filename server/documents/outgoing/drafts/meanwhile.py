"""What somebody did to a draft while another typed on an older one: whose step, and which text."""

from typing import NamedTuple

from flask import request, url_for

from server.answers import words_of
from server.documents import told
from server.documents.outgoing.models import OutgoingDocument
from server.shapes import whole


class Looked(NamedTuple):
    """Whose step came in between, in words, and where the newest text stands."""

    words: str
    newest_href: str


def looked(paper: OutgoingDocument | None) -> Looked | None:
    """Of a form that is shown again, whatever was wrong with it: whoever has read of the step may
    save over it. None where nobody was quicker; a new draft has no other hand."""
    if paper is None or whole(request.form.get("version", "")) == paper.version:
        return None
    words = f"{words_of('stale', {})} {told.moved_by('outgoing', paper.id)}"
    return Looked(words, url_for("outgoing.diff", paper_id=paper.id, n=paper.version_n))

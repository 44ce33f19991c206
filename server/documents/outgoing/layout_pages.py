"""Kiểm tra thể thức of a draft: its page as it would be, and every rule's verdict beside it."""

from flask import render_template, url_for

from server import pool, press
from server.documents.layout import views
from server.documents.layout.reading import Checked
from server.documents.outgoing import printing
from server.documents.outgoing.handed import handing
from server.documents.outgoing.models import OutgoingDocument
from server.door.visitor import current_actor
from server.files import store
from server.papers.services import find

A4 = (595.28, 841.89)


def checked(paper: OutgoingDocument) -> Checked:
    """Set anew in the pool from the text as it stands, or the file that was handed in; nothing is
    kept."""
    file = paper.file_of()
    if file is not None:
        handing.refuse_taken_away(file)
        shown = pool.submit(press.pictures, store().fetch(file.plain_sha256))
        sizes = tuple((width, height) for width, height in file.sizes)
        return Checked(handing.results_of(file), tuple(shown), sizes, "image/png")
    pdf, results = printing.preview(paper)
    pictures = pool.submit(press.pictures, pdf)
    return Checked(results, tuple(pictures), (A4,) * len(pictures), "image/png")


def show(paper_id: int) -> str:
    """Every rule of thể thức held against the draft as it stands."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    shown = {"title": paper.subject, "href": url_for("outgoing.show", paper_id=paper_id)}
    return render_template("outgoing/layout.html", paper=shown, result=views.view(checked(paper)))

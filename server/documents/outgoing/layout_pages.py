"""Kiểm tra thể thức of a draft: its page as it would be, and every rule's verdict beside it."""

from server import pool, press
from server.documents.layout.reading import Checked
from server.documents.outgoing import printing
from server.documents.outgoing.models import OutgoingDocument

A4 = (595.28, 841.89)


def checked(paper: OutgoingDocument) -> Checked:
    """Set anew in the pool from the text as it stands; nothing is kept."""
    pdf, results = printing.preview(paper)
    pictures = pool.submit(press.pictures, pdf)
    return Checked(results, tuple(pictures), (A4,) * len(pictures), "image/png")

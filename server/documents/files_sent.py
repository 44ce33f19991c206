"""How a kept file leaves the house: by ranges, or a page of it as a picture."""

from flask import Response, send_file

from server.documents import page_pictures
from server.files import store
from server.papers.models import PaperFile
from server.papers.services import file_of
from server.uploads.kinds import PDF
from workflows import Refused


def send_file_or_page(kind: str, paper_id: int, n: int) -> Response:
    """The file, or one of its pages as a picture where the address asks for it."""
    page, row = page_pictures.asked(), file_of(kind, paper_id, n)
    if page is None:
        return _sent(row)
    if row.media_type != PDF:
        raise Refused("not_found")
    return page_pictures.page_of_stored(row.sha256, page)


def send_stored(kind: str, paper_id: int, n: int) -> Response:
    """The bytes of a file, by ranges; its ETag is its digest."""
    return _sent(file_of(kind, paper_id, n))


def _sent(row: PaperFile) -> Response:
    return send_file(
        store().source(row.sha256),
        mimetype=row.media_type,
        download_name=row.name,
        etag=row.sha256,
        conditional=True,
        max_age=0,
    )

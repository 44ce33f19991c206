"""Looks at one file; runs in a child only, because what it opens may be made to break it."""

from server.uploads.inspected import Inspected
from server.uploads.inspecting.faces import refuse_hidden_pdf, refuse_two_faced
from server.uploads.inspecting.office import examine_office
from server.uploads.inspecting.pdf import examine_pdf
from server.uploads.inspecting.pictures import examine_picture
from server.uploads.kinds import DOCX, ODT, PDF, XLSX, full_name, kind_of
from server.uploads.names import clean
from server.uploads.reading.places import Place
from server.uploads.secrecy import suspects_secret


def examine(data: bytes, name: str) -> Inspected:
    """What the file is by its content, or `Refused` with the reason."""
    shown = clean(name)
    kind = kind_of(data, shown)
    text, pages, signed, words = _look(data, kind)
    return Inspected(
        media_type=kind,
        pages=pages,
        text=text,
        signed=signed,
        suspected_secret=suspects_secret(text[0], name),
        name=full_name(shown, kind),
        words=words,
    )


def _look(data: bytes, kind: str) -> tuple[tuple[str, ...], int, bool, tuple[Place, ...]]:
    """Text, number of pages, whether it is signed, and where the words of page 1 stand."""
    if kind in (DOCX, XLSX, ODT):
        refuse_hidden_pdf(data)
        return (examine_office(data, kind),), 0, False, ()
    refuse_two_faced(data, kind)
    if kind == PDF:
        text, signed, words = examine_pdf(data)
        return text, len(text), signed, words
    pages = examine_picture(data, kind)
    return ("",) * pages, pages, False, ()

"""What was filled into the text fields of a PDF's first page, and where it stands."""

from typing import Any

import pikepdf

from server.uploads.reading.texts import Box

MOST = 200


def fields(pdf: pikepdf.Pdf) -> list[tuple[Box, str]]:
    """The filled text fields of page 1; a form of hundreds of fields is no letter's head."""
    if "/AcroForm" not in pdf.Root:
        return []
    notes = pdf.pages[0].obj.get("/Annots")
    if not isinstance(notes, pikepdf.Array) or len(notes) > MOST:
        return []
    filled = [(_box(note), _value(note)) for note in notes if _is_text(note)]
    return [(box, value) for box, value in filled if value]


def _is_text(note: Any) -> bool:
    is_note = isinstance(note, pikepdf.Dictionary) and "/Rect" in note
    return is_note and _own(note, "/FT") == pikepdf.Name("/Tx")


def _value(note: Any) -> str:
    value = _own(note, "/V")
    return str(value).strip() if isinstance(value, pikepdf.String) else ""


def _own(note: Any, key: str) -> Any:
    """A field and its picture on the page are one object, or the field is its parent."""
    parent = note.get("/Parent")
    return note.get(key, parent.get(key) if isinstance(parent, pikepdf.Dictionary) else None)


def _box(note: Any) -> Box:
    left, bottom, right, top = (float(corner) for corner in note["/Rect"])
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

"""What the official typed and what the agency is: all that the page needs to know."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from server.typesetting.places import Places

PLAIN_URGENCY = "NORMAL"


@dataclass(frozen=True)
class Sheet:
    """One văn bản as typed: the law's boxes 2 to 10b without number, date and signatures."""

    doc_type: str
    superior: str
    agency: str
    notation: str
    place: str
    subject: str
    bases: tuple[str, ...]
    body: tuple[str, ...]
    to: tuple[str, ...]
    recipients: tuple[str, ...]
    archive: str
    authority: tuple[str, ...]
    signer: str
    urgency: str
    qr: str | None
    seal_diameter_mm: float = 36


@dataclass(frozen=True)
class Typeset:
    """The finished page before any signature, with the places kept free on it."""

    pdf: bytes
    places: Places
    pages: int


def tidy(sheet: Sheet) -> Sheet:
    """The same sheet in NFC, with single spaces and nothing that does not print (FMT-06)."""
    changes = {f.name: _tidied(getattr(sheet, f.name)) for f in fields(sheet) if f.name != "qr"}
    return replace(sheet, **changes)


def clean(text: str) -> str:
    """NFC, control and format characters gone, white space of any kind one space."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    printable = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    return printable.strip()


def _tidied(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_paragraphs(value))
    return value


def _paragraphs(texts: Iterable[str]) -> Iterable[str]:
    """A typed line break opens a new paragraph; empty paragraphs are not printed."""
    for text in texts:
        yield from filter(None, map(clean, text.splitlines()))

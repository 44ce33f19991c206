"""What the official typed and what the agency is: all that the page needs to know."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from server.typesetting.counting import counted
from signing import Places


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
    return replace(
        sheet,
        doc_type=clean(sheet.doc_type),
        superior=clean(sheet.superior),
        agency=clean(sheet.agency),
        notation=clean(sheet.notation),
        place=clean(sheet.place),
        subject=clean(sheet.subject),
        bases=_paragraphs(sheet.bases),
        body=counted(_paragraphs(sheet.body)),
        to=_paragraphs(sheet.to),
        recipients=_paragraphs(sheet.recipients),
        archive=clean(sheet.archive),
        authority=_paragraphs(sheet.authority),
        signer=clean(sheet.signer),
    )


def clean(text: str) -> str:
    """NFC, control and format characters gone, white space of any kind one space."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    printable = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    return printable.strip()


def _paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """A typed line break opens a new paragraph; empty paragraphs are not printed."""
    return tuple(kept for text in texts for line in text.splitlines() if (kept := clean(line)))

"""What the pool's children print for the demo: pages, signatures and scans. No Flask, no SQL."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import signing
from server import press
from server.typesetting import Sheet
from server.typesetting import fonts as faces

SIZE, LEADING, MARGIN = 13, 19, 60
WIDTH, DEEP = 84, 38
"""Letters in a line of a scan, and lines on its page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose key, under which name in ink, with which serials for its stamps."""

    address: str
    owner: str
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be set, and how far: signed by a person, sealed with number and date."""

    sheet: Sheet
    person: Mark | None = None
    seal: Mark | None = None
    number: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The revisions of a page from the bare one on, and what was read in the last of them."""

    revisions: tuple[bytes, ...]
    pages: int
    read: dict[str, Any]
    identities: tuple[signing.Identity, ...]


def finish(jobs: Sequence[Job], cabinet: press.Cabinet, pin: str) -> list[Made]:
    return [_finish(job, cabinet, pin) for job in jobs]


def _finish(job: Job, cabinet: press.Cabinet, pin: str) -> Made:
    pdf, pages = press.print_page(job.sheet, cabinet)
    revisions, identities = [pdf], []
    if job.person:
        revisions.append(_signed(pdf, job.person, cabinet, pin))
        identities.append(signing.identity(job.person.address, pin))
    if job.seal:
        revisions.append(_sealed(revisions[-1], job, job.seal, cabinet, pin))
        identities.append(signing.identity(job.seal.address, pin))
    read = press.read_signatures(revisions[-1], cabinet) if identities else {}
    return Made(tuple(revisions), pages, read, tuple(identities))


def _signed(pdf: bytes, mark: Mark, cabinet: press.Cabinet, pin: str) -> bytes:
    return signing.sign_person(
        pdf,
        mark.address,
        pin,
        authority=cabinet.authority,
        ink=signing.ink_of_person(mark.owner),
        serials=mark.serials,
    )


def _sealed(pdf: bytes, job: Job, mark: Mark, cabinet: press.Cabinet, pin: str) -> bytes:
    return signing.sign_agency(
        pdf,
        mark.address,
        pin,
        number=job.number,
        date=job.date,
        authority=cabinet.authority,
        ink=signing.ink_of_agency(mark.owner),
        serials=mark.serials,
    )


def scans(letters: Sequence[tuple[str, ...]], fonts: Path) -> list[tuple[bytes, int]]:
    """Each letter's lines on plain pages, as a scanner's text would stand; and how many pages."""
    faces.load(fonts)
    return [_scan(lines) for lines in letters]


def _scan(lines: Sequence[str]) -> tuple[bytes, int]:
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    rows = [row for line in lines for row in _wrapped(line)]
    pages = [rows[first : first + DEEP] for first in range(0, len(rows), DEEP)]
    for some in pages:
        page.setFont(faces.REGULAR, SIZE)
        for place, row in enumerate(some):
            page.drawString(MARGIN, A4[1] - MARGIN - place * LEADING, row)
        page.showPage()
    page.save()
    return out.getvalue(), len(pages)


def _wrapped(line: str) -> list[str]:
    rows = [""]
    for word in line.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) > WIDTH:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows

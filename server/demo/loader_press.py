"""What the pool's children print for the demo: pages, signed or as copies. No Flask, no SQL."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import signing
from server import press
from server.typesetting import Sheet, typeset
from server.typesetting import fonts as faces
from signing import Box

SIZE, BASE = 13, 4
"""As in the fields of a page that is signed: points, and those under the line (`lettering.py`)."""
SIGNED = "(Đã ký)"
"""What stands over the name on a copy, where there was ink."""


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
class Ink:
    """Words at a place of a copy: the part of its free room that lies left of them, and points
    that lie under their line."""

    box: Box
    words: str
    face: str
    aside: float
    under: float = BASE


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


def copies(jobs: Sequence[Job], cabinet: press.Cabinet) -> list[tuple[bytes, int]]:
    """Each page as the copy that a clerk keeps of what left long ago; and how many pages."""
    return [_copy(job, cabinet.fonts) for job in jobs]


def _copy(job: Job, fonts: Path) -> tuple[bytes, int]:
    made = typeset(job.sheet, fonts)
    hand = made.places.person
    said = [Ink(made.places.number, job.number, faces.REGULAR, 1.0)]
    said += [Ink(made.places.date, job.date, faces.ITALIC, 0.0)] if made.places.date else []
    said += [Ink(hand, SIGNED, faces.ITALIC, 0.5, hand.height / 2)]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf)) as paper, pikepdf.open(_inked(said)) as ink:
        for one, drawn in zip(said, ink.pages, strict=True):
            paper.pages[one.box.page].add_overlay(drawn, None)
        paper.save(out, deterministic_id=True)
    return out.getvalue(), made.pages


def _inked(said: Sequence[Ink]) -> io.BytesIO:
    """Each word alone on a page, at its place."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    for one in said:
        free = one.box.width - faces.width(one.words, one.face, SIZE)
        page.setFont(one.face, SIZE)
        page.drawString(one.box.x0 + free * one.aside, one.box.y0 + one.under, one.words)
        page.showPage()
    page.save()
    out.seek(0)
    return out

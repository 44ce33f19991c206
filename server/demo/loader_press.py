"""What the pool's children print for the demo: pages, signed or as copies. No Flask, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import signing
from server import press
from server.typesetting import Sheet, typeset
from server.typesetting.inked import Ink


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


def copies(jobs: Sequence[Job], cabinet: press.Cabinet) -> list[tuple[bytes, int]]:
    """Each page as the copy that a clerk keeps of what left long ago; and how many pages."""
    return [_copy(job, cabinet.fonts) for job in jobs]


def _copy(job: Job, fonts: Path) -> tuple[bytes, int]:
    """No signature is in the file that the QR could lead to."""
    made = typeset(replace(job.sheet, qr=None), fonts, Ink(job.number, job.date))
    return made.pdf, made.pages

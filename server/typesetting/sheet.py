"""What the official typed and what the agency is: all that the page needs to know."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from server.typesetting.counting import counted
from signing import Box, Places
from workflows.kinds import KINDS

ENCLOSING = ("Quyết định", "Nghị quyết")
"""What may promulgate or approve another text (template 1.3)."""
TYPES = frozenset(kind.name for kind in KINDS)


ANNEX = "==="
"""A typed line that begins with this opens an annex; what stands behind it is its title."""


APART = "(tệp riêng)"
"""At the end of such a line: the annex becomes a file beside the paper."""


@dataclass(frozen=True)
class Annex:
    """A Phụ lục, or with a `doc_type` the text that a decision promulgates (template 1.3).

    `since` is the typed paragraph in which it begins, counted from 1; `apart`: it is a file of its
    own (template 2.2).
    """

    doc_type: str
    title: str
    body: tuple[str, ...]
    since: int
    apart: bool = False


@dataclass(frozen=True)
class Lack:
    """A blank of the template that says nothing when it is empty, and was left so."""

    name: str
    label: str


@dataclass(frozen=True)
class Issuer:
    """One of several agencies that issue a paper together: its name and its signature's lines."""

    agency: str
    authority: tuple[str, ...]
    signer: str


@dataclass(frozen=True)
class Sheet:
    """One văn bản as typed: the law's boxes 2 to 10b without number, date and signatures.

    `before` and `after` are the template's own sentences around the typed body; `sender` says who
    speaks in a công điện; `title` is printed instead of the type's name. `beside` is the signature
    on the left of a paper with two: its lines, and last the name. `confirms` is who confirms a
    leave. `annexes` are found in the body (`ANNEX`), and may be given only to a tidy sheet.
    `joint`: who issues it together with `agency`, which leads (DOMAIN §5.5). `post`: what who signs
    for an advisory body is in the agency, over his name (box 7b). `seal_hangs`: over the name of
    the body at the head, not at the signature (article 33.1c, d).
    """

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
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sender: str = ""
    title: str = ""
    beside: tuple[str, ...] = ()
    confirms: str = ""
    lacks: tuple[Lack, ...] = ()
    annexes: tuple[Annex, ...] = ()
    joint: tuple[Issuer, ...] = ()
    post: str = ""
    seal_hangs: bool = False

    @property
    def issuers(self) -> tuple[Issuer, ...]:
        """Every agency that issues it, the one that leads first."""
        return (Issuer(self.agency, self.authority, self.signer), *self.joint)

    @property
    def text(self) -> tuple[str, ...]:
        """Everything from the opening to `./.`."""
        return (*self.before, *self.body, *self.after)


@dataclass(frozen=True)
class Beside:
    """An annex in a file of its own, with the place kept free at its top right (III.1d)."""

    pdf: bytes
    words: Box
    pages: int
    title: str


@dataclass(frozen=True)
class Typeset:
    """The finished page before any signature, with the places kept free on it."""

    pdf: bytes
    places: Places
    pages: int


def has_files_beside(sheet: Sheet) -> bool:
    """Whether an annex is to be a file of its own."""
    return any(APART in text for text in sheet.body)


def together(sheet: Sheet) -> Sheet:
    """The same with every annex behind it, as it is looked at and judged before it is parted."""
    return replace(sheet, body=tuple(text.replace(APART, "") for text in sheet.body))


def tidy(sheet: Sheet) -> Sheet:
    """The same sheet in NFC, with single spaces and nothing that does not print (FMT-06)."""
    typed = _paragraphs(sheet.body)
    first = next((n for n, text in enumerate(typed) if text.startswith(ANNEX)), len(typed))
    return replace(
        sheet,
        doc_type=clean(sheet.doc_type),
        superior=clean(sheet.superior),
        agency=clean(sheet.agency),
        notation=clean(sheet.notation),
        place=clean(sheet.place),
        subject=clean(sheet.subject),
        bases=_paragraphs(sheet.bases),
        body=counted(typed[:first]),
        before=_paragraphs(sheet.before),
        after=_paragraphs(sheet.after),
        sender=clean(sheet.sender),
        title=clean(sheet.title),
        beside=_paragraphs(sheet.beside),
        confirms=clean(sheet.confirms),
        annexes=sheet.annexes or tuple(_annexes(sheet, typed, first)),
        to=_paragraphs(sheet.to),
        recipients=_paragraphs(sheet.recipients),
        archive=clean(sheet.archive),
        authority=_paragraphs(sheet.authority),
        signer=clean(sheet.signer),
        post=clean(sheet.post),
        joint=tuple(
            Issuer(clean(one.agency), _paragraphs(one.authority), clean(one.signer))
            for one in sheet.joint
        ),
    )


def clean(text: str) -> str:
    """NFC, control and format characters gone, white space of any kind one space."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    printable = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    return printable.strip()


def _annexes(sheet: Sheet, typed: Sequence[str], first: int) -> Iterator[Annex]:
    """Each from its `===` to the next, counted anew; "=== Quy chế: …" of a decision is enclosed."""
    starts = [n for n in range(first, len(typed)) if typed[n].startswith(ANNEX)]
    for start, end in zip(starts, [*starts[1:], len(typed)], strict=False):
        title = typed[start].strip("= ")
        apart = title.endswith(APART)
        title = title.removesuffix(APART).strip()
        name, colon, rest = title.partition(":")
        enclosed = sheet.doc_type in ENCLOSING and colon and name in TYPES
        body = counted(typed[start + 1 : end])
        if enclosed:
            yield Annex(name, rest.strip(), body, start + 1, apart)
        else:
            yield Annex("", title, body, start + 1, apart)


def _paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """A typed line break opens a new paragraph; empty paragraphs are not printed."""
    return tuple(kept for text in texts for line in text.splitlines() if (kept := clean(line)))

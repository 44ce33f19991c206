"""What the pool's children do: set pages, sign, seal and read signatures. No Flask, no SQL.

Every function takes and gives plain values, so that it can be called in another process; keys
stay loaded there, and the PIN goes nowhere else (DESIGN §8, SIGNING §9).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2

import signing
from server.typesetting import Sheet, annex_files, check, small, together, typeset
from server.typesetting.arrival import ArrivalStamp, draw_arrival
from server.typesetting.cards import Card, cards
from server.typesetting.copying import CopyBlock, copied, corner
from server.typesetting.extracts import Extract, extracted
from server.typesetting.listing import Listing, drawn
from server.typesetting.watermark import marked
from signing.evidence.examining import Examined, examine
from workflows.layout import Result


@dataclass(frozen=True, slots=True)
class Cabinet:
    """Where the keys' authority and the page's fonts lie, and which authorities are outside."""

    keys: Path
    fonts: Path
    outside: signing.Outside = signing.Outside()

    @property
    def authority(self) -> signing.Authority:
        return signing.Authority(self.keys, self.fonts / "Tinos-Regular.ttf", self.outside)

    @property
    def trust(self) -> signing.Trust:
        return signing.Trust.of([self.keys, *self.outside.trust])


@dataclass(frozen=True, slots=True)
class Impression:
    """Whose key, opened how, with which serial numbers for its time stamps."""

    address: str
    pin: str
    serials: Sequence[int]
    owner: signing.Owner
    ink: bytes | None = None


def print_page(sheet: Sheet, cabinet: Cabinet) -> tuple[bytes, int]:
    """The page with its empty fields, ready to be signed; and how many pages it has."""
    made = typeset(sheet, cabinet.fonts)
    return signing.prepare(made.pdf, made.places, lasts=True), made.pages


def print_and_judge(sheet: Sheet, cabinet: Cabinet) -> tuple[bytes, int, tuple[Result, ...]]:
    """The page, how many pages it has, and the verdict of every rule of layout on it."""
    pdf, pages = print_page(sheet, cabinet)
    return pdf, pages, check(together(sheet), cabinet.fonts)


def print_minutes(sheet: Sheet, cabinet: Cabinet) -> tuple[bytes, int]:
    """The minutes of a meeting with two empty fields; and how many pages they have."""
    made = typeset(sheet, cabinet.fonts)
    secretary = made.places.beside or made.places.person
    return signing.prepare_minutes(made.pdf, secretary, made.places.person), made.pages


def print_listing(sheet: Listing, cabinet: Cabinet) -> bytes:
    """A list or minutes of Annex V, to be printed and signed by hand."""
    return drawn(sheet, cabinet.fonts)[0]


def print_list(sheet: Listing, which: Sequence[int], cabinet: Cabinet) -> tuple[bytes, int]:
    """The same with an empty field for each of these of its signers (the first is 0), to be signed
    with keys; its pages."""
    pdf, places = drawn(sheet, cabinet.fonts)
    return signing.prepare_list(pdf, [places[n] for n in which]), places[-1].page + 1


def page_picture(paper: bytes | Path, n: int) -> tuple[bytes, int]:
    """Page `n` as a small picture, and how many pages there are."""
    return small.drawn(paper, n)


def print_marked(paper: bytes | Path, words: Sequence[str], cabinet: Cabinet) -> bytes:
    """A paper with the name of who looks at it on each page, and when (MT-04)."""
    return marked(paper, words, cabinet.fonts)


def print_cards(people: Sequence[Card], cabinet: Cabinet) -> bytes:
    """Name cards for the table of a meeting."""
    return cards(people, cabinet.fonts)


def print_annexes(sheet: Sheet, cabinet: Cabinet) -> list[tuple[bytes, int]]:
    """The annexes in files of their own, ready for the agency's signature; and their pages."""
    made, agencies = annex_files(sheet, cabinet.fonts), 1 + len(sheet.joint)
    return [
        (signing.prepare_annex(one.pdf, one.words, agencies=agencies), one.pages) for one in made
    ]


def add_fields(pdf: bytes, spots: Mapping[str, Sequence[float]]) -> bytes:
    """A page that was made anew, with its empty fields; `spots` by their names in `Places`."""
    boxes = {name: signing.Box(int(spot[0]), *spot[1:]) for name, spot in spots.items()}
    number, person, seal = (boxes[name] for name in ("number", "person", "seal"))
    others = tuple(
        (boxes[f"person{n}"], boxes[f"seal{n}"])
        for n in range(2, signing.MOST + 1)
        if f"person{n}" in boxes
    )
    places = signing.Places(number, boxes.get("date"), person, seal, others)
    return signing.prepare(pdf, places)


def sign_and_read(
    pdf: bytes, *, impression: Impression, cabinet: Cabinet, field: str = signing.PERSON
) -> tuple[bytes, dict[str, Any]]:
    """The person's signature, read back from the file it was put in."""
    signed = signing.sign_person(
        pdf,
        impression.address,
        impression.pin,
        authority=cabinet.authority,
        ink=impression.ink,
        serials=impression.serials,
        field=field,
        owner=impression.owner,
    )
    return signed, _read_back(signed, impression, cabinet)


def seal_and_read(
    pdf: bytes,
    number_and_date: tuple[str, str],
    *,
    impression: Impression,
    cabinet: Cabinet,
    field: str = signing.SEAL,
) -> tuple[bytes, dict[str, Any]]:
    """Number, date and the agency's seal in one revision, read back from the file."""
    number, date = number_and_date
    signed = signing.sign_agency(
        pdf,
        impression.address,
        impression.pin,
        number=number,
        date=date,
        authority=cabinet.authority,
        ink=impression.ink,
        serials=impression.serials,
        field=field,
        owner=impression.owner,
    )
    return signed, _read_back(signed, impression, cabinet)


def seal_annexes(
    files: Sequence[bytes],
    said: str,
    *,
    impression: Impression,
    cabinet: Cabinet,
    field: str = signing.SEAL,
) -> list[tuple[bytes, dict[str, Any]]]:
    """The agency's signature on each file beside the paper, two time stamps each (III.1d)."""
    made = []
    for n, pdf in enumerate(files):
        signed = signing.seal_annex(
            pdf,
            impression.address,
            impression.pin,
            said=said,
            authority=cabinet.authority,
            serials=impression.serials[2 * n : 2 * n + 2],
            field=field,
            owner=impression.owner,
        )
        made.append((signed, _read_back(signed, impression, cabinet)))
    return made


def seal_copy(
    plain: bytes,
    size: tuple[float, float],
    said: str,
    *,
    impression: Impression,
    cabinet: Cabinet,
) -> tuple[bytes, dict[str, Any]]:
    """An electronic copy with the agency's signature, and what is said of it in its corner."""
    ready = signing.prepare_copy(plain, corner(size))
    return seal_annexes([ready], said, impression=impression, cabinet=cabinet)[0]


def _read_back(signed: bytes, impression: Impression, cabinet: Cabinet) -> dict[str, Any]:
    made_with = signing.opened(impression.address, impression.pin).signing_cert
    return read_back(signed, made_with, cabinet)


def read_back(signed: bytes, certificate: Any, cabinet: Cabinet) -> dict[str, Any]:
    """The verdict, whose key it was, and whether its revocation could be known (B21)."""
    standing = cabinet.authority.examine(certificate, None)
    who = asdict(signing.Identity.of(certificate))
    return {**read_signatures(signed, cabinet), "identity": who, "revocation": standing}


def draw_arrival_stamp(stamp: ArrivalStamp, cabinet: Cabinet) -> bytes:
    """Dấu "ĐẾN", to be laid over the copy that is looked at."""
    return draw_arrival(stamp, cabinet.fonts)


def copy_on_paper(pdf: bytes, block: CopyBlock, cabinet: Cabinet) -> bytes:
    """An issued document of ours as it is printed for a copy, with the block under it."""
    return copied(pdf, block, cabinet.fonts)


def extract(one: Extract, cabinet: Cabinet) -> bytes:
    """The chosen parts of an issued document in its own form."""
    return extracted(one, cabinet.fonts)


def check_key(address: str, pin: str, owner: signing.Owner, cabinet: Cabinet) -> bool:
    """Whether the PIN opens it, and its certificate may sign for this owner now (SIG-05); true
    when the key itself said so, not this process's memory of what a service said."""
    signer = signing.opened(address, pin)
    cabinet.authority.examine(signer.signing_cert, owner)
    return not getattr(signer, "believed", False)


def read_signatures(pdf: bytes, cabinet: Cabinet, name: str = "") -> dict[str, Any]:
    """The verdict on a file as SIGNING §7 words it, with the office's own word beside it."""
    verdict = signing.verify(pdf, cabinet.trust, file=name)
    return verdict.as_dict() | {"fields": verdict.fields}


def read_for_a_court(pdf: bytes, field: str, cabinet: Cabinet) -> Examined:
    """The verdict on one signature of a file, with all that it rests on."""
    return examine(pdf, field, cabinet.trust)


def lengthen(
    pdf: bytes, *, serials: Sequence[int], cabinet: Cabinet
) -> tuple[bytes, str, signing.Lasting]:
    """A sealed file at the longest level that can be had now, what lacks, how long it lasts."""
    made = signing.lengthen(pdf, authority=cabinet.authority, serials=serials)
    return made.pdf, made.lacks, how_long(made.pdf, cabinet)


def how_long(pdf: bytes, cabinet: Cabinet) -> signing.Lasting:
    """Its level, and until when its last stamp counts; a file that was changed has no level."""
    verdict = signing.verify(pdf, cabinet.trust)
    if verdict.integrity != "valid":
        raise signing.SealFailed("not_whole")
    return signing.lasting(pdf, verdict)


def warm(cabinet: Cabinet) -> str:
    """Wake a child before the first signature: imports and fonts."""
    return hashlib.sha256(cabinet.authority.font.read_bytes()).hexdigest()


WIDTH = 900
"""Of a previewed page, in pixels."""


def pictures(pdf: bytes, most: int = 12) -> list[bytes]:
    """The first pages as PNG, for a preview where no viewer is wanted."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_picture(document[n], WIDTH) for n in range(min(len(document), most))]
    finally:
        document.close()


def picture(pdf: bytes, n: int, width: int) -> bytes:
    """The page `n` as PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _picture(document[n - 1], width)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, width: int) -> bytes:
    image = page.render(scale=width / page.get_width()).to_pil()
    out = BytesIO()
    image.save(out, "PNG", optimize=False, compress_level=3)
    return out.getvalue()

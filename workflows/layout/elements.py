"""Finds the boxes of Annex I (Mục IV) on a described page: what is what, by words and place."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from workflows.kinds import GREETINGS, KINDS
from workflows.layout.described import Block, Described

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_LIKE = re.compile(r"độc lập\W+tự do\W+hạnh phúc", re.IGNORECASE)
STAMPS = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
SECRECY = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
CIRCULATION = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
TYPES = (*(kind.name for kind in KINDS if kind.prints_name), *GREETINGS)

_NUMBER = re.compile(r"số\b\s*[:.]?", re.IGNORECASE)
_DATE = re.compile(r"ngày\b.*tháng\b|,\s*ngày|^\w[\w\s]*,$", re.IGNORECASE)
TO = re.compile(r"kính gửi\b|[^.;:]{4,110} điện:", re.IGNORECASE)
"""The call of box 9a, or of a công điện (template 1.6)."""
_LABEL = re.compile(r"nơi nhận", re.IGNORECASE)
_GROUND = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị) ")
_ANNEX = re.compile(r"phụ lục(?:\s+(?:số\s+)?[\dIVXLC]+)?\.?", re.IGNORECASE)
_COPY = re.compile(r"\b(?:sao y|sao lục|trích sao)\b", re.IGNORECASE)
_MARK = re.compile(r"[A-ZĐ]{1,6}\.?\s?\(\d+\)\.?")
_FREE = 40
"""Points that are kept free for a signature at least."""
_ADDRESS = re.compile(r"(?:ĐT|Điện thoại|E-?mail|Fax|Website)\s*[:.]", re.IGNORECASE)


@lru_cache(1024)
def key(text: str) -> str:
    """For comparing: one case, single spaces, both places of the tone mark (TXT-12)."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    return plain.replace("oà", "òa").replace("oả", "ỏa").replace("uỷ", "ủy")


_STAMP_KEYS = {key(words) for words in (*STAMPS, *SECRECY, *CIRCULATION)}
_TYPE_KEYS = {key(name): "Thư công" if name in GREETINGS else name for name in TYPES}
_TYPE_KEYS |= {key("Công văn"): "Công văn"}
"""A công văn prints none: who wrote it as one made a fault of a công văn (FMT-17)."""


@dataclass(frozen=True, slots=True)
class Elements:
    """The boxes, each empty where it was not found.

    `beside`: authority of who signs at the left; `others`: who signs besides the first (§5.5).
    """

    nation: Block | None = None
    motto: Block | None = None
    superior: tuple[Block, ...] = ()
    agency: tuple[Block, ...] = ()
    number: Block | None = None
    date: Block | None = None
    about: tuple[Block, ...] = ()
    kind: Block | None = None
    subject: tuple[Block, ...] = ()
    to: tuple[Block, ...] = ()
    bases: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    authority: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()
    signer: Block | None = None
    others: tuple[Block, ...] = ()
    label: Block | None = None
    recipients: tuple[Block, ...] = ()
    annexes: tuple[tuple[Block, ...], ...] = ()
    stamps: tuple[Block, ...] = ()
    secrecy: tuple[Block, ...] = ()
    circulation: tuple[Block, ...] = ()
    drafter: Block | None = None
    address: tuple[Block, ...] = ()
    copy_mark: Block | None = None
    doc_type: str = ""
    texts: tuple[Block, ...] = ()

    @property
    def is_letter(self) -> bool:
        return self.doc_type == "Công văn"


def find(page: Described) -> Elements:
    """Every element, by the role that the reader gave it or else by how it looks."""
    if any(block.role for block in page.blocks):
        return _by_role(page)
    return _by_look(page)


def _by_role(page: Described) -> Elements:
    def of(role: str) -> tuple[Block, ...]:
        return tuple(block for block in page.blocks if block.role == role)

    def one(role: str) -> Block | None:
        return next(iter(of(role)), None)

    return Elements(
        number=one("number"),
        date=one("date"),
        kind=next((one for one in of("body")[:1] if key(one.text) in _TYPE_KEYS), None),
        subject=of("subject"),
        bases=of("bases"),
        body=of("body"),
        to=of("to"),
        recipients=of("recipients"),
        authority=of("authority"),
        annexes=_annexes(of("annex")),
        signer=one("signer"),
        doc_type=page.doc_type,
        secrecy=_words_of(page.blocks, SECRECY),
        texts=page.blocks,
    )


def _by_look(page: Described) -> Elements:
    loose = tuple(one for one in page.blocks if one.text)
    head, text, foot, annexes = _zones(loose)
    left = [one for one in head if one.column == "left" and not _is_stamp(one)]
    right = [one for one in head if one.column != "left"]
    names, number, about = _parted(left, lambda one: bool(_NUMBER.match(one.text)))
    superior, agency = _names([one for one in names if one.is_upper or len(one.text) > 5])
    nation = next((one for one in right if _is_nation(one)), None)
    motto = next((one for one in right if MOTTO_LIKE.search(one.text)), None)
    rest = [one for one in right if one is not motto]
    doc_type, kind, subject, after = _titled(text, bool(about) or not text)
    to, bases, body = _body(after, doc_type == "Công văn")
    label, recipients = _told(foot)
    authority, beside, signed = _signed_by(foot)
    return replace(
        _marks(loose),
        nation=nation,
        motto=motto,
        superior=superior,
        agency=agency,
        number=number,
        date=next((one for one in rest if _DATE.search(one.text)), None),
        about=tuple(about),
        kind=kind,
        subject=subject or tuple(about),
        to=to,
        bases=bases,
        body=body,
        annexes=annexes,
        doc_type=page.doc_type or doc_type,
        label=label,
        recipients=recipients,
        authority=authority,
        beside=beside,
        signer=next(iter(signed), None),
        others=signed[1:],
    )


def _marks(loose: tuple[Block, ...]) -> Elements:
    """What may stand anywhere: stamps, the drafter's mark, the address, the mark of a copy."""
    return Elements(
        stamps=_words_of(loose, STAMPS),
        secrecy=_words_of(loose, SECRECY),
        circulation=_words_of(loose, CIRCULATION),
        copy_mark=next((one for one in loose[:8] if _COPY.search(one.text)), None),
        drafter=next((one for one in loose if _MARK.fullmatch(one.text)), None),
        address=tuple(one for one in loose if _ADDRESS.search(one.text) and one.size <= 12.3),
        texts=loose,
    )


def _is_nation(block: Block) -> bool:
    return key(block.text) == key(NATION)


def _is_stamp(block: Block) -> bool:
    return key(block.text) in _STAMP_KEYS


def _words_of(blocks: Sequence[Block], words: Sequence[str]) -> tuple[Block, ...]:
    said = {key(one) for one in words}
    return tuple(one for one in blocks if one.text.isupper() and key(one.text) in said)


Zones = tuple[
    tuple[Block, ...], tuple[Block, ...], tuple[Block, ...], tuple[tuple[Block, ...], ...]
]


def _zones(blocks: tuple[Block, ...]) -> Zones:
    """Head, text, foot and annexes, parted where the columns begin and end."""
    head = tuple(takewhile(lambda one: one.column or _is_nation(one), blocks))
    rest = blocks[len(head) :]
    label = next((n for n, one in enumerate(rest) if _LABEL.match(one.text)), len(rest))
    start = len(tuple(takewhile(lambda one: not one.column, rest[:label])))
    end = start + len(tuple(takewhile(lambda one: one.column, rest[start:])))
    return head, rest[:start], rest[start:end], _annexes(rest[end:])


def _annexes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    starts = [n for n, one in enumerate(blocks) if _ANNEX.fullmatch(one.text)]
    ends = [*starts[1:], len(blocks)]
    return tuple(tuple(blocks[a:b]) for a, b in zip(starts, ends, strict=False))


def _parted(
    blocks: Sequence[Block], test: Callable[[Block], bool]
) -> tuple[list[Block], Block | None, list[Block]]:
    """What stands before the first that passes, that one, and what stands after it."""
    for n, one in enumerate(blocks):
        if test(one):
            return list(blocks[:n]), one, list(blocks[n + 1 :])
    return list(blocks), None, []


def _names(names: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The superior in plain letters, the agency in bold; without bold the last line is it."""
    plain = tuple(takewhile(lambda one: not one.bold, names))
    if len(plain) == len(names):
        return plain[:-1], plain[-1:]
    return plain, tuple(names[len(plain) :])


Titled = tuple[str, Block | None, tuple[Block, ...], tuple[Block, ...]]


def _titled(text: Sequence[Block], is_letter: bool) -> Titled:
    """Box 5a: the name of the type among the first lines, and the subject under it."""
    for n, one in enumerate(text[:4]):
        name = _TYPE_KEYS.get(key(one.text))
        if name:
            subject = tuple(takewhile(_is_title, text[n + 1 :]))
            return name, one, subject, tuple(text[n + 1 + len(subject) :])
    return ("Công văn" if is_letter else ""), None, (), tuple(text)


def _is_title(block: Block) -> bool:
    return block.bold and not block.is_upper and not TO.match(block.text)


def _body(text: Sequence[Block], is_letter: bool) -> tuple[tuple[Block, ...], ...]:
    """Kính gửi, the grounds, and everything after them; a letter may open with "Căn cứ" too."""
    before, call, after = _parted(text, lambda one: bool(TO.match(one.text)))
    to: tuple[Block, ...] = ()
    if call and len(before) <= 2:
        dashed = tuple(takewhile(lambda one: one.text[:1] in "-–", after))
        to, text = (call, *dashed), [*before, *after[len(dashed) :]]
    while text and text[0].is_upper:
        text = text[1:]
    bases = tuple(
        takewhile(lambda one: one.italic or (not is_letter and bool(_GROUND.match(one.text))), text)
    )
    if bases and not any(one.text.startswith("Căn cứ") for one in bases):
        bases = ()
    return to, bases, tuple(text[len(bases) :])


Blocks = tuple[Block, ...]
Signed = tuple[Blocks, Blocks, Blocks]


def _told(foot: Sequence[Block]) -> tuple[Block | None, Blocks]:
    """Box 9b, on the left."""
    left = [one for one in foot if one.column == "left"]
    _, label, listed = _parted(left, lambda one: bool(_LABEL.match(one.text)))
    return label, tuple(one for one in listed if not _MARK.fullmatch(one.text))


def _signed_by(foot: Sequence[Block]) -> Signed:
    """Boxes 7a and 7b on the right, or on both sides over Nơi nhận: authority, that of the left
    side, and the names, of which the first at the right leads.
    """
    left = [one for one in foot if one.column == "left"]
    right = [one for one in foot if one.column == "right"]
    beside, _, _ = _parted(left, lambda one: bool(_LABEL.match(one.text)))
    if not beside:
        cut = len(right) - 1 if len(right) > 1 else len(right)
        return tuple(right[:cut]), (), tuple(right[cut:])
    named, too = _names_under(right), _names_under(beside)
    authority = tuple(one for one in right if one not in named or len(right) == 1)
    names = named if len(right) > 1 else ()
    return authority, tuple(one for one in beside if one not in too), (*names, *too)


def _names_under(lines: Sequence[Block]) -> Blocks:
    """The last line, and each that stands far under the one before it: a mark goes between."""
    far = [b for a, b in pairwise(lines[:-1]) if _is_far(a, b)]
    return (*far, *lines[-1:])


def _is_far(upper: Block, lower: Block) -> bool:
    if upper.place.box is None or lower.place.box is None:
        return False
    return upper.place.page == lower.place.page and lower.place.box[1] - upper.place.box[3] > _FREE

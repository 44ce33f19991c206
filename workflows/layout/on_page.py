"""FMT-01 to FMT-06: paper, margins, letters, page numbers (Annex I, Part I, Mục I)."""

import re
import unicodedata
from collections.abc import Iterator

from workflows.layout.described import Block, Described, Leaf, PageNumber, Place
from workflows.layout.elements import NATION, Elements, key
from workflows.layout.faces import NEAR
from workflows.layout.on_words import slips_of
from workflows.layout.tones import other_tones
from workflows.layout.verdicts import Fault

_LINES = (("trên", 20, 25), ("dưới", 20, 25), ("trái", 30, 35), ("phải", 15, 20))
_SLACK = 0.6
"""Millimetres that a program may round a margin by."""
_OLD_CODES = re.compile(r"^\.Vn|^VNI[- ]|^VNtimes|^UVN", re.IGNORECASE)
_FAMILY = re.compile(r"times ?new ?roman", re.IGNORECASE)
_COMBINING = re.compile("[\u0300-\u036f]")


def _page(n: int) -> Place:
    return Place(f"Trang {n}", n)


def paper(page: Described, _seen: Elements) -> Iterator[Fault]:
    """A4, one millimetre more or less (FMT-01)."""
    for n, leaf in enumerate(page.leaves, start=1):
        short, long = sorted((leaf.width, leaf.height))
        if abs(short - 210) > 1 or abs(long - 297) > 1:
            size = f"{leaf.width:.0f} × {leaf.height:.0f} mm"
            yield Fault(f"Khổ giấy là A4 (210 × 297 mm); trang này {size}.", _page(n))


def upright(page: Described, _seen: Elements) -> Iterator[Fault]:
    """Lying pages only for tables that are no annex (FMT-02)."""
    for n, leaf in enumerate(page.leaves, start=1):
        if leaf.width > leaf.height and not leaf.has_table:
            yield Fault(
                "Trang trình bày theo chiều dài khổ giấy; chỉ xoay ngang khi có bảng, biểu.",
                _page(n),
            )


def margins(page: Described, _seen: Elements) -> Iterator[Fault]:
    """Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20 (FMT-03)."""
    for n, leaf in enumerate(page.leaves, start=1):
        yield from _margins(leaf, n)


def _margins(leaf: Leaf, n: int) -> Iterator[Fault]:
    if leaf.margins is None or leaf.width > leaf.height:
        return
    for (side, low, high), found in zip(_LINES, leaf.margins, strict=True):
        if not low - _SLACK <= found <= high + _SLACK:
            words = f"Lề {side} từ {low} đến {high} mm; đang là {found:.0f} mm."
            yield Fault(words, _page(n))


def letters(page: Described, seen: Elements) -> Iterator[Fault]:
    """Times New Roman in Unicode, black (FMT-04); on our own pages Tinos counts as it."""
    told: set[str] = set()
    for block in seen.texts:
        for words, what in _strange(block, page.own):
            if what not in told:
                told.add(what)
                yield Fault(words, block)
    yield from slips_of("FMT-04")(page, seen)


def _strange(block: Block, own: bool) -> Iterator[tuple[str, str]]:
    for run in block.runs:
        if not run.text.strip() or not run.font:
            continue
        if _OLD_CODES.search(run.font):
            yield f"Phông “{run.font}” thuộc bảng mã cũ; dùng Times New Roman, Unicode.", run.font
        elif not _FAMILY.search(run.font) and not (own and run.font.startswith("Tinos")):
            family = run.font.split("-")[0].split(",")[0]
            yield f"Phông chữ là Times New Roman; đang dùng “{family}”.", family
        if run.colour != "black" and block.frame is None and not block.role:
            yield "Chữ trên văn bản màu đen.", run.colour


def numbers(page: Described, seen: Elements) -> Iterator[Fault]:
    """Arabic, 13 to 14, upright, centred in the top margin, not on page 1 (FMT-05).

    Every annex counts its pages anew, so its first one shows no number either (III.1đ).
    """
    firsts = {1, *(one[0].place.page for one in seen.annexes), *map(_page_of, _heads(seen))}
    for n, leaf in enumerate(page.leaves, start=1):
        number = leaf.number
        if number is None:
            if n not in firsts:
                yield Fault(f"Trang {n} chưa có số trang ở giữa lề trên.", _page(n))
        elif n == 1:
            yield Fault("Không hiển thị số trang thứ nhất.", _at(number, n))
        else:
            yield from _numbered(number, _at(number, n))


def _heads(seen: Elements) -> list[Block]:
    """Quốc hiệu over the paper, and over what it promulgates (template 1.3)."""
    return [one for one in seen.texts if key(one.text) == key(NATION)]


def _page_of(block: Block) -> int:
    return block.place.page


def _at(number: PageNumber, n: int) -> Place:
    return number.place if number.place.page else _page(n)


def _numbered(number: PageNumber, at: Place) -> Iterator[Fault]:
    if not number.text.strip().isdecimal():
        yield Fault("Số trang dùng chữ số Ả Rập, không kèm chữ hay dấu khác.", at)
    if not 13 - NEAR <= number.size <= 14 + NEAR or number.italic:
        yield Fault("Số trang cỡ chữ 13 đến 14, kiểu chữ đứng.", at)
    if not number.on_top or not number.centred:
        yield Fault("Số trang đặt canh giữa trong phần lề trên.", at)


def unicode(_page: Described, seen: Elements) -> Iterator[Fault]:
    """NFC, no loose marks, one way of setting tones in a document (FMT-06)."""
    for block in seen.texts:
        if unicodedata.normalize("NFC", block.text) != block.text or _COMBINING.search(block.text):
            yield Fault(
                "Chữ có dấu rời (Unicode tổ hợp); chuyển về Unicode dựng sẵn.",
                block,
                block.text,
                unicodedata.normalize("NFC", block.text),
            )
    for block, old, new in other_tones(seen.texts):
        words = f"“{old}” viết hai cách trong một văn bản; dùng thống nhất “{new}”."
        yield Fault(words, block, old, new)

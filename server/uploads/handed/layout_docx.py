"""Describes a DOCX for the layout rules: paragraphs as their styles make them (DOMAIN §6.5)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from server.uploads.handed.docx_styles import Styles, W, number_of
from workflows.layout import Block, Described, Knows, Leaf, PageNumber, Place, Run
from workflows.layout.elements import NATION, key

_KNOWN = frozenset(Knows) - {Knows.IMAGES, Knows.PLACES}
_TWIP, _MM = 20, 56.6929
"""Twips in a point and in a millimetre."""
_ALIGNS = {"center": "centre", "both": "both", "distribute": "both", "right": "right"}
_SPOKEN = {f"{W}t": "", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
Element = Any


def describe_docx(data: bytes) -> Described:
    """Its sections as leaves, its paragraphs as blocks; where a page ends nobody can tell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        body = _xml(archive, "word/document.xml").find(f"{W}body")
        styles = Styles(_xml(archive, "word/styles.xml") if "word/styles.xml" in names else None)
        parts = [n for n in names if n.startswith(("word/header", "word/footer"))]
        numbers = [_page_number(_xml(archive, n), n, styles) for n in sorted(parts)]
        pages = _pages(archive) if "docProps/app.xml" in names else 0
    leaves = _leaves(body, [one for one in numbers if one], pages)
    return Described(leaves, tuple(_blocks(body, styles)), _KNOWN)


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    """Without entities, without the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _pages(archive: zipfile.ZipFile) -> int:
    """What the program that saved it counted; 0 where it did not say."""
    found = _xml(archive, "docProps/app.xml").find("{*}Pages")
    said = (found.text or "") if found is not None else ""
    return int(said) if said.isdecimal() else 0


def _leaves(body: Element, numbers: list[PageNumber], pages: int) -> tuple[Leaf, ...]:
    """Page 1 and the others of each section; the others bear the number."""
    leaves: list[Leaf] = []
    has_table = body.find(f"{W}tbl") is not None
    for section in body.iter(f"{W}sectPr"):
        width, height, margins = _paper(section)
        differs = section.find(f"{W}titlePg") is not None
        shown = numbers[0] if numbers else None
        if not leaves:
            leaves.append(Leaf(width, height, margins, has_table, None if differs else shown))
        if len(leaves) > 1 or pages != 1:
            leaves.append(Leaf(width, height, margins, has_table, shown))
    return tuple(leaves)


def _paper(section: Element) -> tuple[float, float, tuple[float, float, float, float] | None]:
    size, edge = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = number_of(size, "w", 11906) / _MM
    height = number_of(size, "h", 16838) / _MM
    if edge is None:
        return width, height, None
    top, bottom, left, right = (
        number_of(edge, side, 0) / _MM for side in ("top", "bottom", "left", "right")
    )
    return width, height, (top, bottom, left, right)


def _page_number(part: Element, name: str, styles: Styles) -> PageNumber | None:
    """The PAGE field of a header or a footer."""
    for paragraph in part.iter(f"{W}p"):
        codes = [one.text or "" for one in paragraph.iter(f"{W}instrText")]
        codes += [one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")]
        if any("PAGE" in code.split() for code in codes):
            look = styles.paragraph(paragraph)
            run = next(iter(paragraph.iter(f"{W}r")), None)
            face = styles.run(paragraph, run)
            centred = look.align == "center" or part.find(f".//{W}framePr") is not None
            on_top = "header" in name
            return PageNumber("2", face.size, face.italic, centred, on_top, Place("Số trang"))
    return None


def _blocks(body: Element, styles: Styles) -> Iterator[Block]:
    """In reading order; the tables of the head and the foot are their two columns."""
    n = 0
    for thing in body:
        if thing.tag == f"{W}p":
            n += 1
            yield from _paragraph(thing, styles, Place(f"Đoạn {n}"), "")
        elif thing.tag == f"{W}tbl":
            n += 1
            yield from _table(thing, styles, Place(f"Bảng ở đoạn {n}"))


def _table(table: Element, styles: Styles, place: Place) -> Iterator[Block]:
    said = key(" ".join(one.text or "" for one in table.iter(f"{W}t")))
    is_frame = key(NATION) in said or "nơi nhận" in said
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        for n, cell in enumerate(cells):
            column = ("left" if n == 0 else "right") if is_frame else ""
            for paragraph in cell.iter(f"{W}p"):
                for block in _paragraph(paragraph, styles, place, column):
                    yield block if is_frame else _in_table(block)


def _in_table(block: Block) -> Block:
    return Block(block.runs, block.place, "table")


def _paragraph(paragraph: Element, styles: Styles, place: Place, column: str) -> Iterator[Block]:
    """Its lines; only of the text it is asked how it is set."""
    look = styles.paragraph(paragraph)
    for runs in _lines(paragraph, styles):
        if column:
            yield Block(tuple(runs), place, column=column)
            continue
        yield Block(
            tuple(runs),
            place,
            _ALIGNS.get(look.align, "left"),
            indent=(look.first_line or 0) / _MM,
            gap=max(look.before, look.after) / _TWIP,
            leading=look.leading,
        )


def _lines(paragraph: Element, styles: Styles) -> list[list[Run]]:
    """A break begins another line; a page break does not."""
    lines: list[list[Run]] = [[]]
    for run in paragraph.iter(f"{W}r"):
        face = styles.run(paragraph, run)
        for child in run:
            if child.tag == f"{W}br" and child.get(f"{W}type") != "page":
                lines.append([])
            elif child.tag in _SPOKEN:
                lines[-1].append(_said(face, _SPOKEN[child.tag] or child.text or ""))
    return lines


def _said(face: Run, text: str) -> Run:
    return Run(text, face.font, face.size, face.bold, face.italic, face.colour)

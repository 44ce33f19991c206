"""An uploaded PDF made anew: contents, fonts and images of its pages, nothing else (DESIGN §11.9).

No forms, annotations, layers, actions, attachments or metadata come along. A page that cannot be
made anew so, or looks another way then, becomes a picture at 300 dpi with its text beneath.
"""

import io
import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import ImageChops

from server.uploads import limits
from server.uploads.copies.page_pictures import pictured
from server.uploads.copies.seen_pages import flatten
from server.uploads.handed.contents import Step, cleaned, unparsed
from server.uploads.handed.pens import PLAIN, Matrix, Unclear
from server.uploads.handed.resources import Copier, faces_of
from workflows.law import Refused

_LOOKED_AT = 50 / 72
"""How large old and new page are drawn to be compared: 50 dpi."""
_FAINT, _FEW = 80, 25
"""How much a dot may differ (of 255), and how many dots may differ by more."""
_log = logging.getLogger(__name__)
_ODD = (Unclear, KeyError, ValueError, IndexError, TypeError, AttributeError, pikepdf.PdfError)
"""What a page of a strange make may answer with: it becomes a picture."""


@dataclass(frozen=True, slots=True)
class Remade:
    """The new file and its pages' sizes in points; `pictured` are those (from 1) that became
    pictures, `flattened` says whether fields or notes were drawn into the pages."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    pictured: tuple[int, ...]
    flattened: bool


def remake(data: bytes, fonts: Path) -> Remade:
    """The same pages without anything that could show them differently later.

    Refused: `draft_is_signed`, `draft_too_long`, `fonts_not_embedded`, `draft_too_heavy`.
    """
    with pikepdf.open(io.BytesIO(data)) as source:
        _refuse_unfit(source)
        return made_anew(source, fonts)


def made_anew(
    source: pikepdf.Pdf, fonts: Path, pictured_for: Collection[str] = frozenset()
) -> Remade:
    """`pictured_for`: reasons for which a page becomes a picture instead of a refusal."""
    with pikepdf.new() as into:
        flattened = _flatten(source)
        flat = _saved(source)
        drawn = tuple(_copied(source, _New(into, flat, fonts, pictured_for)))
        sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in into.pages)
        return Remade(_saved(into), sizes, drawn, flattened)


@dataclass(frozen=True, slots=True)
class _New:
    """The new file, how the old one looks, and what a page that cannot be copied is drawn with."""

    into: pikepdf.Pdf
    flat: bytes
    fonts: Path
    pictured_for: Collection[str]


def _refuse_unfit(source: pikepdf.Pdf) -> None:
    """Who signed this signed another file: a draft begins without signatures."""
    if len(source.pages) > limits.DRAFT_PAGES:
        raise Refused("draft_too_long", "file")
    if any(isinstance(one, pikepdf.Dictionary) and "/ByteRange" in one for one in source.objects):
        raise Refused("draft_is_signed", "file")


def _flatten(source: pikepdf.Pdf) -> bool:
    """Fields and notes as they are seen become part of the page; links are not seen."""
    kinds = {str(note.get("/Subtype")) for page in source.pages for note in _notes(page)}
    flatten(source)
    if "/Metadata" in source.Root:
        del source.Root["/Metadata"]
    return bool(kinds - {"/Link", "/Popup"})


def _notes(page: pikepdf.Page) -> list[Any]:
    notes = page.obj.get("/Annots", ())
    return [one for one in notes if isinstance(one, pikepdf.Dictionary)]


def _copied(source: pikepdf.Pdf, new: _New) -> Iterator[int]:
    """Page by page into the new file; the numbers of those that had to become pictures."""
    into, most = new.into, limits.DRAFT_PICTURES
    copier, looks = Copier(into), pypdfium2.PdfDocument(new.flat)
    try:
        for n, page in enumerate(source.pages):
            if _is_clean(page, looks[n], new, copier):
                continue
            if not most:
                raise Refused("draft_too_heavy", "file")
            most -= 1
            yield n + 1
            with pikepdf.open(io.BytesIO(pictured(looks[n], new.fonts))) as picture:
                into.pages.append(picture.pages[0])
    finally:
        looks.close()


def _is_clean(page: pikepdf.Page, look: pypdfium2.PdfPage, new: _New, copier: Copier) -> bool:
    """Put it into the new file, if it can be made anew and then looks the same."""
    into, before = new.into, len(new.into.pages)
    try:
        into.pages.append(_clean(page, into, copier))
        if _same(look, into):
            return True
    except _ODD as odd:
        _log.info("a page becomes a picture: %s", type(odd).__name__)
    except Refused as no:
        if no.reason not in new.pictured_for:
            raise
    del into.pages[before:]
    return False


def _clean(page: pikepdf.Page, into: pikepdf.Pdf, copier: Copier) -> pikepdf.Page:
    found = page.resources
    steps = cleaned(page, faces_of(found))
    upright, width, height = _upright(page)
    made = pikepdf.Dictionary(
        Type=pikepdf.Name("/Page"),
        MediaBox=[0, 0, round(width, 3), round(height, 3)],
        Resources=copier.resources(found),
        Contents=into.make_stream(unparsed(_turned(steps, upright))),
    )
    if "/Group" in page.obj:
        made["/Group"] = copier.copy(page.obj["/Group"])
    return pikepdf.Page(into.make_indirect(made))


def _turned(steps: list[Step], upright: Matrix) -> list[Step]:
    if upright == PLAIN:
        return steps
    keep, back = pikepdf.Operator("q"), pikepdf.Operator("Q")
    return [([], keep), (list(upright), pikepdf.Operator("cm")), *steps, ([], back)]


def _upright(page: pikepdf.Page) -> tuple[Matrix, float, float]:
    """What brings the visible part of the page upright to the origin; its width and height."""
    x0, y0, x1, y1 = (float(one) for one in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    wide, high = abs(x1 - x0) * unit, abs(y1 - y0) * unit
    x0, y0 = min(x0, x1) * unit, min(y0, y1) * unit
    turn = int(page.obj.get("/Rotate", 0)) % 360
    matrix: Matrix = {
        90: (0, -unit, unit, 0, -y0, wide + x0),
        180: (-unit, 0, 0, -unit, wide + x0, high + y0),
        270: (0, unit, -unit, 0, high + y0, -x0),
    }.get(turn, (unit, 0, 0, unit, -x0, -y0))
    return (matrix, high, wide) if turn in (90, 270) else (matrix, wide, high)


def _same(old: pypdfium2.PdfPage, into: pikepdf.Pdf) -> bool:
    """Whether the last page of the new file looks like the old one."""
    with pikepdf.new() as alone:
        alone.pages.append(into.pages[-1])
        one = _saved(alone)
    document = pypdfium2.PdfDocument(one)
    try:
        before, after = (_drawn(page) for page in (old, document[0]))
    finally:
        document.close()
    if before.size != after.size:
        return False
    differs = ImageChops.difference(before, after).point(lambda dot: 255 * (dot > _FAINT))
    return int(differs.histogram()[255]) <= _FEW


def _drawn(page: pypdfium2.PdfPage) -> Any:
    width, height = page.get_size()
    scale = min(_LOOKED_AT, 1500 / max(width, height))
    return page.render(scale=scale, grayscale=True).to_pil().convert("L")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(out, static_id=True, object_stream_mode=plain, min_version="1.7")
    return out.getvalue()

"""Takes letters out of the places where number and date will stand: dots, "ngày … tháng …".

They leave the page, not the eye alone: nothing lies under what will be written there.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from server.uploads.copies.page_pictures import pictured
from server.uploads.handed.contents import Step, unparsed
from server.uploads.handed.glyphs import Letters
from server.uploads.handed.pens import SHOWS, Pen, Unclear
from server.uploads.handed.resources import faces_of

Spot = tuple[int, float, float, float, float]
"""Page from 0; left, bottom, right, top in points."""
_SLACK = 0.6
"""Points by which the two readers of a page may place a letter differently."""


def clear(
    plain: bytes, spots: Sequence[Spot], fonts: Path, named: Mapping[str, str]
) -> tuple[bytes, tuple[int, ...]]:
    """A file made anew without letters in these places; the pages that became pictures for it.

    `named`: what the file is called in its own metadata, as on a page of ours.
    """
    drawn: list[int] = []
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        for n in sorted({spot[0] for spot in spots}):
            mine = [spot for spot in spots if spot[0] == n]
            if _is_cleared(pdf, n, mine):
                continue
            with pikepdf.open(io.BytesIO(_whitened(plain, n, mine, fonts))) as picture:
                pdf.pages[n] = picture.pages[0]
            drawn.append(n + 1)
        out = io.BytesIO()
        for key, words in named.items():
            pdf.docinfo[f"/{key}"] = words
        pdf.remove_unreferenced_resources()
        pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue(), tuple(drawn)


def _is_cleared(pdf: pikepdf.Pdf, n: int, spots: Sequence[Spot]) -> bool:
    """Rewrite the page's own instructions; False where letters stand there all the same."""
    page = pdf.pages[n]
    try:
        steps = list(_without(page, spots))
    except Unclear:
        return False
    page.Contents = pdf.make_stream(unparsed(steps))
    with pikepdf.new() as alone:
        alone.pages.append(page)
        out = io.BytesIO()
        alone.save(out)
    return not _left(out.getvalue(), spots)


def _without(page: pikepdf.Page, spots: Sequence[Spot]) -> Iterator[Step]:
    pen = Pen(faces_of(page.resources))
    for one in pikepdf.parse_content_stream(page):
        said, operator = list(one.operands), one.operator
        if str(operator) not in SHOWS:
            pen.follow(str(operator), said)
            yield said, operator
            continue
        yield from _opened(pen, str(operator), said)
        kept, has_lost = _kept(pen, _codes(said[-1]), spots)
        yield ([pikepdf.Array(kept)], pikepdf.Operator("TJ")) if has_lost else _shown(said)


def _opened(pen: Pen, operator: str, said: list[Any]) -> list[Step]:
    """What `'` and `"` do before they show: a new line, and for `"` two settings."""
    steps: list[Step] = []
    if operator == '"':
        steps = [([said[0]], pikepdf.Operator("Tw")), ([said[1]], pikepdf.Operator("Tc"))]
    if operator in ("'", '"'):
        steps.append(([], pikepdf.Operator("T*")))
    for given, step in steps:
        pen.follow(str(step), given)
    return steps


def _shown(said: list[Any]) -> Step:
    is_list = isinstance(said[-1], pikepdf.Array)
    return [said[-1]], pikepdf.Operator("TJ" if is_list else "Tj")


def _codes(said: Any) -> list[Any]:
    return list(said) if isinstance(said, pikepdf.Array) else [said]


def _kept(pen: Pen, parts: list[Any], spots: Sequence[Spot]) -> tuple[list[Any], bool]:
    """The same line with a gap for each letter that goes."""
    kept: list[Any] = []
    has_lost = False
    for part in parts:
        if not isinstance(part, pikepdf.String):
            pen.move(-float(part) / 1000)
            kept.append(part)
            continue
        held = b""
        for letter, middle, step in pen.show(bytes(part)):
            if _is_in(middle, spots):
                kept += [pikepdf.String(held), round(-1000 * step, 2)]
                held, has_lost = b"", True
            else:
                held += letter
        kept.append(pikepdf.String(held))
    return kept, has_lost


def _is_in(point: tuple[float, float], spots: Sequence[Spot]) -> bool:
    return any(x0 < point[0] < x1 and y0 < point[1] < y1 for _, x0, y0, x1, y1 in spots)


def _left(alone: bytes, spots: Sequence[Spot]) -> bool:
    """Whether a reader still sees letters well inside the places."""
    document = pypdfium2.PdfDocument(alone)
    page = document[0]
    letters, height = Letters(page, 1), page.get_height()
    try:
        smaller = [
            (n, x0 + _SLACK, y0 + _SLACK, x1 - _SLACK, y1 - _SLACK) for n, x0, y0, x1, y1 in spots
        ]
        return any(
            _is_in(((one.x0 + one.x1) / 2, height - one.y), smaller)
            for one in letters.singly()
            if one.run.text.strip()
        )
    finally:
        letters.close()
        document.close()


def _whitened(plain: bytes, n: int, spots: Sequence[Spot], fonts: Path) -> bytes:
    """The page as a picture with the places blank."""
    document = pypdfium2.PdfDocument(plain)
    try:
        return pictured(document[n], fonts, [spot[1:] for spot in spots])
    finally:
        document.close()

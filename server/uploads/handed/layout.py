"""A child's task: hold a foreign file against the layout rules, and show its first pages."""

import io
from dataclasses import asdict
from typing import Any

import pypdfium2

from server.uploads.examine import examine
from server.uploads.handed.layout_docx import describe_docx
from server.uploads.handed.layout_pdf import describe_pdf
from server.uploads.kinds import DOCX, PDF
from workflows.law import Refused
from workflows.layout import Described, Result, judge

SHOWN = 8
"""Pages that are pictured beside the findings."""
_WIDTH = 1000
_READERS = {PDF: describe_pdf, DOCX: describe_docx}


def check_layout(data: bytes, name: str) -> tuple[dict[str, Any], list[bytes]]:
    """Every rule's verdict in plain values; the files are pictures of the pages."""
    kind = examine(data, name).media_type
    if kind not in _READERS:
        raise Refused("layout_kind_unknown", "file")
    page = _READERS[kind](data)
    told = {"results": [told_of(one) for one in judge(page)], "sizes": _sizes(page)}
    return {"layout": told}, _pictures(data) if kind == PDF else []


def told_of(result: Result) -> dict[str, Any]:
    """A result as JSON carries it."""
    return asdict(result)


def _sizes(page: Described) -> list[tuple[float, float]]:
    """Width and height of each page in points, as the places count."""
    return [(leaf.width * 72 / 25.4, leaf.height * 72 / 25.4) for leaf in page.leaves]


def _pictures(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return [_picture(document[n]) for n in range(min(len(document), SHOWN))]
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """A sheet of any size in one width; a very long one is not drawn larger than that."""
    width, height = page.get_size()
    scale = min(_WIDTH / width, 2 * _WIDTH / height)
    out = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()

"""A QR of 18 mm at the foot of the last page, where the page leaves it free (DESIGN §11.11)."""

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import segno

from workflows.layout.lines import MM

Spot = tuple[int, float, float, float, float]
SIDE = 18 * MM
_FOOT, _LEFT, _RIGHT, _AIR = 20 * MM, 30 * MM, 15 * MM, 2
_WHITE = 250


def add_qr(plain: bytes, address: str, taken: Sequence[Spot] = ()) -> bytes:
    """The file with the address on its last page; as it was where neither corner is free.

    `taken`: places that will be written in, each with its page.
    """
    corner = free_corner(plain, taken)
    if corner is None or not address:
        return plain
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.pages[-1].contents_add(_drawn(address, corner))
        out = io.BytesIO()
        pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def free_corner(plain: bytes, taken: Sequence[Spot] = ()) -> tuple[float, float] | None:
    """Left or right at the foot of the last page, where nothing is drawn and nothing will be."""
    document = pypdfium2.PdfDocument(plain)
    try:
        last = len(document) - 1
        page = document[last]
        width, height = page.get_size()
        grey = page.render(scale=1, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    mine = [spot[1:] for spot in taken if spot[0] == last]
    for x in (_LEFT, width - _RIGHT - SIDE):
        area = (x - _AIR, _FOOT - _AIR, x + SIDE + _AIR, _FOOT + SIDE + _AIR)
        box = (int(area[0]), int(height - area[3]), int(area[2]), int(height - area[1]))
        on_page = box[0] >= 0 and box[1] >= 0 and area[2] <= width
        if on_page and grey.crop(box).getextrema()[0] >= _WHITE and not _meets(area, mine):
            return x, _FOOT
    return None


def _meets(area: Sequence[float], others: Sequence[Sequence[float]]) -> bool:
    x0, y0, x1, y1 = area
    return any(
        x0 < right and left < x1 and y0 < top and low < y1 for left, low, right, top in others
    )


def _drawn(address: str, corner: tuple[float, float]) -> bytes:
    """Black cells; the page's own instructions are balanced, so this stands at their end alone."""
    matrix = segno.make(address, error="m", micro=False).matrix
    cell, (x, y) = SIDE / len(matrix), corner
    cells = [
        f"{x + c * cell:.3f} {y + SIDE - (r + 1) * cell:.3f} {cell:.3f} {cell:.3f} re"
        for r, line in enumerate(matrix)
        for c, dark in enumerate(line)
        if dark
    ]
    return "\n".join(["q 0 g", *cells, "f Q"]).encode()

"""A page as a picture that a commune's 64 kbit/s bring in three seconds (LIVE §3.2, in a child)."""

from io import BytesIO
from pathlib import Path

import pypdfium2

WIDTH = 900
"""Dots across: letters of 13 points are read on a tablet, and enlarged on a telephone."""
GREYS = 4
"""Enough for letters, and half as heavy as sixteen; a seal is red in the paper itself."""
HEAVY = 40_000
"""Bytes from which a page is a photograph or a coarse scan: blurred it is lighter."""
TALLEST = 4


def drawn(pdf: bytes | Path, n: int) -> tuple[bytes, int]:
    """Page `n`, from 1, as WebP, and how many there are; no bytes where there is no such page."""
    with pypdfium2.PdfDocument(pdf) as paper:
        paper.init_forms()  # marks of signatures are seen, too
        pages = len(paper)
        return (_drawn(paper[n - 1]) if n <= pages else b""), pages


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(WIDTH / width, TALLEST * WIDTH / height)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    fine, coarse = BytesIO(), BytesIO()
    picture.quantize(GREYS).convert("L").save(fine, "WEBP", lossless=True)
    if fine.tell() > HEAVY:
        picture.save(coarse, "WEBP", quality=10)
    return min((one.getvalue() for one in (fine, coarse) if one.tell()), key=len)

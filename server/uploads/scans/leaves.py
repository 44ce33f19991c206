"""The leaves of a scan, small enough to be laid side by side; runs in a child only."""

import io
import time

from PIL import Image

from server.uploads.scans.blank import is_blank
from server.uploads.scans.sheets import sheets
from workflows.law import Refused

SIZE = (330, 420)
"""Dots of a leaf's picture: twice what a phone's column or a desk's card shows in CSS pixels."""

QUALITY = 55
BUDGET = 4.0
"""Seconds by the clock after which no further leaf is begun: on a busy machine those of the
processor are longer, and the child would be ended with all that it had drawn."""


def leaves(data: bytes, first: int) -> tuple[list[bool], list[bytes], int]:
    """From `first` on, at least one: which are blank, their pictures (JPEG), and how many there are
    in the file."""
    blank: list[bool] = []
    pictures: list[bytes] = []
    until, count = time.monotonic() + BUDGET, 0
    for sheet, total in sheets(data, first):
        count = total
        blank.append(is_blank(sheet))
        pictures.append(_small(sheet))
        if time.monotonic() > until:
            break
    if not count:
        raise Refused("file_broken", "file")
    return blank, pictures, count


def _small(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.thumbnail(SIZE, reducing_gap=2)
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()

"""The pages of a scan as pictures of one measure, for what looks at them; runs in a child only."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from server.uploads.kinds import PDF, kind_of

DPI, INCH = 150, 72
A4_LONG = 1754
"""Dots of the long edge of A4 at 150 dpi; a picture does not say how large its paper was."""

MOST_DOTS = 4_500_000
"""A page is made no larger than this: A3 at 150 dpi has less."""


def sheets(data: bytes, first: int) -> Iterator[tuple[Image.Image, int]]:
    """Each page from `first` (0 the first) in RGB, upright, with the number of pages."""
    if kind_of(data, "") == PDF:
        return _of_pdf(data, first)
    return _of_picture(data, first)


def _of_pdf(data: bytes, first: int) -> Iterator[tuple[Image.Image, int]]:
    document = pypdfium2.PdfDocument(data)
    for number in range(first, len(document)):
        page = document[number]
        width, height = page.get_size()
        fit = (MOST_DOTS / max(width * height, 1)) ** 0.5
        bitmap = page.render(scale=min(DPI / INCH, fit))
        yield bitmap.to_pil().convert("RGB"), len(document)
        bitmap.close()
        page.close()


def _of_picture(data: bytes, first: int) -> Iterator[tuple[Image.Image, int]]:
    with Image.open(io.BytesIO(data)) as picture:
        total = getattr(picture, "n_frames", 1)
        if total == 1:
            picture.draft("RGB", (A4_LONG, A4_LONG))
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= first:
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((A4_LONG, A4_LONG))
                yield upright, total

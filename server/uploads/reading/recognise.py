"""Reads pages that are only pictures, as far as a child's time goes; runs in a child alone."""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import tesserocr
from PIL import Image, ImageFilter, ImageSequence

from server.uploads.kinds import PDF, kind_of
from server.uploads.reading.places import LETTERS, Place
from server.uploads.reading.texts import tidy
from workflows.law import Refused

DPI, INCH = 200, 72
MOST_POINTS = 9_000_000
"""A page is made no larger than this: A3 at 200 dpi has less."""

BUDGET = 4.0
"""Seconds by the clock after which no further page is begun: on a busy machine those of the
processor are longer, and the child would be ended with all that it had read."""

_engines: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, and where its first words stand."""

    text: str
    words: tuple[Place, ...]


def read_pages(data: bytes, first: int, most: int, folder: str) -> tuple[list[Page], int]:
    """The pages from `first` on, at least one and at most `most`, and how many the file has."""
    kind = kind_of(data, "")
    pictures = _of_pdf(data, first) if kind == PDF else _of_picture(data, first)
    pages, until, count = [], time.monotonic() + BUDGET, 0
    for picture, total in pictures:
        count = total
        pages.append(_read(_engine(folder), picture))
        if len(pages) == most or time.monotonic() > until:
            break
    if not count:
        raise Refused("file_broken", "file")
    return pages, count


def _engine(folder: str) -> Any:
    """One engine a child: it takes longer to load than a short page to read."""
    if folder not in _engines:
        auto = tesserocr.PSM.AUTO
        _engines[folder] = tesserocr.PyTessBaseAPI(path=folder, lang="vie", psm=auto)
    return _engines[folder]


def _of_pdf(data: bytes, first: int) -> Iterator[tuple[Image.Image, int]]:
    document = pypdfium2.PdfDocument(data)
    for number in range(first, len(document)):
        page = document[number]
        width, height = page.get_size()
        fit = (MOST_POINTS / max(width * height, 1)) ** 0.5
        bitmap = page.render(scale=min(DPI / INCH, fit), grayscale=True)
        yield bitmap.to_pil(), len(document)
        bitmap.close()
        page.close()


def _of_picture(data: bytes, first: int) -> Iterator[tuple[Image.Image, int]]:
    with Image.open(io.BytesIO(data)) as picture:
        total = getattr(picture, "n_frames", 1)
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= first:
                grey = frame.convert("L")
                fit = (MOST_POINTS / (grey.width * grey.height)) ** 0.5
                if fit < 1:
                    grey.thumbnail((int(grey.width * fit), int(grey.height * fit)))
                yield grey, total


def _read(engine: Any, picture: Image.Image) -> Page:
    """Speckles are wiped off first (DEPENDENCIES §7)."""
    engine.SetImage(picture.convert("L").filter(ImageFilter.MedianFilter(3)))
    engine.SetSourceResolution(DPI)
    engine.Recognize()
    text, words = "", []
    level = tesserocr.RIL.WORD
    for one in tesserocr.iterate_level(engine.GetIterator(), level):
        word, box = _word(one, level)
        if not word:
            continue
        start, text = len(text), text + word
        if len(text) < LETTERS:
            left, top, right, bottom = _parts(box, picture)
            words.append((start, len(text), left, top, right, bottom))
        text += "\n" if one.IsAtFinalElement(tesserocr.RIL.TEXTLINE, level) else " "
    return Page(text, tuple(words))


def _word(one: Any, level: Any) -> tuple[str, tuple[int, int, int, int]]:
    try:
        return tidy(one.GetUTF8Text(level)).strip(), one.BoundingBox(level)
    except RuntimeError:  # an empty page has one word that is none
        return "", (0, 0, 0, 0)


def _parts(box: tuple[int, int, int, int], picture: Image.Image) -> tuple[float, ...]:
    wide, high = picture.size
    return tuple(round(n / (high if i % 2 else wide), 4) for i, n in enumerate(box))

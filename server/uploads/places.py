"""Where on the first page a word stands, so that a proposal can be shown on the paper."""

import pypdfium2

from server.uploads.texts import tidy

Place = tuple[int, int, float, float, float, float]
"""First and last letter in the text, then left, top, right, bottom as parts of the page."""

LETTERS = 4000
"""Proposals are read from the head of a page; further down nobody asks where a word stands."""


def word_places(data: bytes, text: str) -> tuple[Place, ...]:
    """The places of the words of page 1 in a PDF whose first page reads `text`."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    sheet = page.get_textpage()
    try:
        if page.get_rotation():
            return ()
        return tuple(_placed(_words(sheet), text, page.get_bbox()))
    finally:
        sheet.close()
        page.close()
        document.close()


def _words(sheet: pypdfium2.PdfTextPage) -> list[tuple[str, list[tuple[float, ...]]]]:
    words: list[tuple[str, list[tuple[float, ...]]]] = [("", [])]
    for index in range(min(sheet.count_chars(), LETTERS)):
        letter = sheet.get_text_range(index, 1)
        if not letter.strip():
            words.append(("", []))
            continue
        word, boxes = words[-1]
        words[-1] = (word + letter, [*boxes, sheet.get_charbox(index)])
    return [(tidy(word), boxes) for word, boxes in words if boxes]


def _placed(
    words: list[tuple[str, list[tuple[float, ...]]]], text: str, page: tuple[float, ...]
) -> list[Place]:
    """Each word where it comes next in the text; one that reads otherwise there has no place."""
    left, bottom, right, top = page
    width, height, at = right - left, top - bottom, 0
    placed: list[Place] = []
    for word, boxes in words:
        start = text.find(word, at) if word else -1
        if start < 0:
            continue
        at = start + len(word)
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
        across = _part((x0 - left) / width), _part((x1 - left) / width)
        down = _part((top - y1) / height), _part((top - y0) / height)
        placed.append((start, at, across[0], down[0], across[1], down[1]))
    return placed


def _part(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), 4)

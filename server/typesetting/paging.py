"""Rows onto pages: nothing overflows, and what belongs together stays together."""

from collections.abc import Sequence
from dataclasses import replace

from server.typesetting.rows import HEIGHT, Row

Page = list[tuple[float, Row]]
Leaf = tuple[int, Page]
"""A page and its number, counted anew in every annex."""


def paginate(rows: Sequence[Row], height: float = HEIGHT) -> list[Page]:
    """Fill each page, then step back to the last place where parting is allowed."""
    pages: list[Page] = []
    start = 0
    while start < len(rows):
        again = rows[start].again if start else ()
        page = _filled([*again, *rows[start:]], height)
        if len(page) <= len(again):
            again, page = (), _filled(rows[start:], height)
        end = start + len(page) - len(again)
        parting = _parting(rows, start, end)
        pages.append(_ended(page[: parting - start + len(again)]))
        start = parting
    return pages


def _ended(page: Page) -> Page:
    """The last row of a page, closed."""
    top, row = page[-1]
    return [*page[:-1], (top, replace(row, marks=row.marks + row.ends))]


def _filled(rows: Sequence[Row], height: float) -> Page:
    """The rows that fit, each with the distance of its top from the top of the page."""
    page: Page = []
    y = 0.0
    for row in rows:
        top = y + row.gap if page else 0.0
        if page and top + row.height > height + 0.01:
            break
        page.append((top, row))
        y = top + row.height
    return page


def _parting(rows: Sequence[Row], start: int, end: int) -> int:
    """Where the next page begins; a chain of joined rows longer than a page is cut at its end."""
    if end == len(rows):
        return end
    allowed = [n for n in range(start + 1, end + 1) if not rows[n].joined]
    return allowed[-1] if allowed else end

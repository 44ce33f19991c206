"""Where number, date and signatures will stand on the page, until `signing` says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the bottom left corner of a page (the first page is 0)."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Places:
    """The four fields of an official page: number, date, the person's mark and the seal."""

    number: Box
    date: Box
    person: Box
    seal: Box

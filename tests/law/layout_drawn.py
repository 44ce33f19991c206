"""Pieces of a drawn page, and what becomes of them: the tests of drawn pages share these."""

from workflows.layout import Run
from workflows.layout.lines import MM, Piece
from workflows.layout.seen import Drawn, described

A4 = (210 * MM, 297 * MM)
LEFT, RIGHT = 30 * MM, 195 * MM
"""The text of a page that keeps the decree's margins; its middle is at MIDDLE."""
MIDDLE = (LEFT + RIGHT) / 2


def piece(text, x0=LEFT, x1=RIGHT, y=400.0, page=1, size=10, **face):
    return Piece(page, Run(text, size=size, **face), x0, x1, y)


def text(*ys, page=1, x0=LEFT, x1=RIGHT):
    return tuple(piece("Một dòng", x0, x1, y, page) for y in ys)


FULL = text(300, 317, 334, 351)


def leaf(*pieces, sizes=(A4,), **more):
    return described(Drawn(sizes, pieces, **more))[0][0]


def blocks(*pieces, sizes=(A4, A4), **more):
    return described(Drawn(sizes, pieces, **more))[1]


def texts(found):
    return [it.text for it in found]

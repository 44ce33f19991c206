"""Nơi nhận was forgotten: who signs is found on the drawn page, and not called missing too."""

from dataclasses import replace

from tests.law.layout_drawn import FULL, MIDDLE, blocks, piece, text
from tests.law.rows import each
from workflows.layout.lines import MM

TITLE = piece("CHỦ TỊCH", MIDDLE + 60, MIDDLE + 160, 500)
NAME = piece("Trịnh Quang Minh", MIDDLE + 60, MIDDLE + 160, 580)


def signed(*pieces):
    return [it.text for it in blocks(*FULL, *pieces) if it.column == "right"]


def test_who_signs_is_found_though_nobody_is_told():
    assert signed(TITLE, NAME) == ["CHỦ TỊCH", "Trịnh Quang Minh"]
    assert signed(NAME) == []


def test_only_the_last_lines_of_the_last_page_sign():
    assert signed(TITLE, *text(600, 617)) == []
    assert signed(replace(TITLE, page=1), *text(80, page=2)) == []
    assert signed(TITLE, piece("Minh", MIDDLE + 60, MIDDLE + 160, 80, page=2)) == []


@each([(14.9, False), (15, False), (15.1, True)])
def test_who_signs_stands_fifteen_millimetres_right_of_the_middle(beyond, there):
    at = MIDDLE + beyond * MM
    assert bool(signed(piece("CHỦ TỊCH", at - 50, at + 50, 500))) is there

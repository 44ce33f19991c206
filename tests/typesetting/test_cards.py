"""Name cards: two on a sheet, both faces say who sits there, the longest name within the edges."""

import io

import pypdfium2
import pytest

from server.office import office
from server.typesetting import cards as made
from server.typesetting.cards import Card, cards
from server.typesetting.fonts import BOLD, width

MINH = Card("Trịnh Quang Minh", "Chủ tịch, UBND huyện Hoằng Hóa", "A1")
LONG = Card("Công Tằng Tôn Nữ Hoàng Thị Nguyệt Hằng", "Phó Trưởng phòng " * 12, "")


@pytest.fixture
def fonts(one_app):
    return office().cabinet.fonts


def pages(pdf: bytes) -> list[str]:
    return [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(io.BytesIO(pdf))]


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (2, 1), (3, 2), (5, 3)])
def test_two_cards_stand_on_a_sheet(fonts, people, sheets):
    assert len(pages(cards([MINH] * people, fonts))) == sheets


def test_both_faces_say_the_name_the_post_and_the_seat(fonts):
    (page,) = pages(cards([MINH], fonts))
    for words in ("TRỊNH QUANG MINH", "Chủ tịch, UBND huyện Hoằng Hóa", "A1"):
        assert page.count(words) == 2


def test_the_same_people_give_the_same_bytes(fonts):
    assert cards([MINH, LONG], fonts) == cards([MINH, LONG], fonts)


def test_a_long_name_is_set_smaller_and_a_long_post_ends_after_two_lines(fonts):
    (page,) = pages(cards([LONG], fonts))
    assert page.count(LONG.name.upper()) == 2
    assert page.count("Phó Trưởng") < 2 * 12
    assert width(LONG.name.upper(), BOLD, made.LARGEST) > made.ROOM

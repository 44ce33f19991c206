"""What was looked for is marked where it stands, in the subject and in a part of the scan."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.finding.asked import ask
from server.search.highlights import AROUND, Lit
from tests.cast import Cast
from tests.office.front.desks import arrivals, scanned
from tests.office.front.test_hostile_words import IMG, TAG


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def lit(typed: str, text: str) -> str:
    """The text with its hits in square brackets."""
    pieces = Lit(ask(typed)).pieces(text)
    return "".join(f"[{words}]" if is_hit else words for words, is_hit in pieces)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("lut bao", "Phòng, chống [LỤT bão] và lút, bảo vệ đê".replace("lút", "[lút]")
         .replace("bảo", "[bảo]")),
        ("lụt bão ", "Phòng, chống [LỤT bão] và lút, bảo vệ đê"),
        ("dê", "Phòng, chống LỤT bão và lút, bảo vệ đê"),
        ("đê", "Phòng, chống LỤT bão và lút, bảo vệ [đê]"),
        ("chô", "Phòng, [chống] LỤT bão và lút, bảo vệ đê"),
        ('lụt OR "bảo vệ" -tập', "Phòng, chống [LỤT] bão và lút, [bảo vệ] đê"),
        ('"và lút" "chong bao"', "Phòng, chống LỤT bão [và lút], bảo vệ đê"),
        ("x", "Phòng, chống LỤT bão và lút, bảo vệ đê"),
    ],
)  # fmt: skip
def test_a_hit_is_marked_as_it_was_asked_for(typed, shown):
    assert lit(typed, "Phòng, chống LỤT bão và lút, bảo vệ đê") == shown


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_letter_is_lost_or_added(text, typed):
    asked = ask(typed)
    if asked is None:
        return
    pieces = Lit(asked).pieces(text)
    assert "".join(words for words, _ in pieces) == unicodedata.normalize("NFC", text)


def test_of_a_scan_the_part_is_shown_where_most_words_stand():
    text = "lụt " + "chữ khác " * 60 + "về việc phòng chống lụt bão\n trên địa bàn " + "nữa " * 60
    pieces = Lit(ask("lut bao")).snippet(text)
    said = "".join(words for words, _ in pieces)
    assert said.startswith("… ") and said.endswith(" …") and len(said) <= AROUND + 4
    assert ("lụt bão", True) in pieces and "\n" not in said
    assert Lit(ask("hạn hán")).snippet(text) == []
    endless = Lit(ask("x" * 300)).snippet("x" * 300)
    assert "".join(words for words, _ in endless) == "x" * AROUND + " …"


def test_the_page_marks_and_shows_the_scan_only_where_the_line_does_not_say_it_all(one_cast):
    said, scan = arrivals(one_cast.lan.actor, 2, subject="V/v lụt bão")
    scanned(scan, "Kinh phí sửa chữa đập Yên Mỹ sau lụt bão")
    page = one_cast.lan.browser().get("/search?q=lut bao").text
    assert page.count("<mark>lụt bão</mark>") == 2 and "<q>" not in page
    page = one_cast.lan.browser().get("/search?q=bao dap yen my").text
    assert f'href="/incoming/{scan}"' in page and f'href="/incoming/{said}"' not in page
    assert "<q>Kinh phí sửa chữa <mark>đập Yên Mỹ</mark> sau lụt <mark>bão</mark></q>" in page
    assert "Yên Mỹ" not in one_cast.dao.browser().get("/search?q=bao dap yen my").text


def test_what_is_written_there_is_never_markup(one_cast):
    (paper,) = arrivals(one_cast.lan.actor, 1, subject=f"V/v {IMG} lụt")
    scanned(paper, f"{IMG} bão {IMG}")
    page = one_cast.lan.browser().get("/search", query_string={"q": "bao img"}).text
    assert "<mark>bão</mark>" in page and page.count("<mark>img</mark>") == 3
    assert TAG.search(page.replace("<mark>", "").replace("</mark>", "")) is None

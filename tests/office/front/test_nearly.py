"""One letter wrong: Lan asks for what is nearly so, and is offered what she may read alone."""

import html

import pytest
from flask import Flask

from server.search.nearly import is_alike, may_help
from tests.cast import Cast, Hand
from tests.office.front.desks import arrivals
from tests.office.papers import drafted

SUBJECT = "V/v phòng, chống bệnh Dịch tả lợn châu Phi"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def asked(hand: Hand, typed: str, **more: str) -> str:
    page = hand.browser().get("/search", query_string={"q": typed, **more}, follow_redirects=True)
    assert page.status_code == 200
    return html.unescape(page.text)


def nearly(hand: Hand, typed: str) -> str:
    got = hand.asks("GET", "/search", query_string={"q": typed, "near": "true"})
    return str(got.json["nearly"])


def test_a_letter_that_is_wrong_missing_or_moved_is_put_right(cast: Cast):
    (paper,) = arrivals(cast.lan.actor, 1, subject=SUBJECT)
    arrivals(cast.lan.actor, 1, subject="V/v dịch tả")
    for typed in ("dịch tả lợn châu phy", "dịch tả lợn châu phii", "dich ta lon chau pih"):
        assert nearly(cast.lan, typed).endswith(" phi"), typed
        assert "Tìm gần đúng" in asked(cast.lan, typed)
        page = asked(cast.lan, typed, near="1")
        assert f'href="/incoming/{paper}"' in page and f"Không có văn bản nào có “{typed}”" in page
    assert nearly(cast.lan, "bệnh dịch tả lợn trâu phi") == "bệnh dịch tả lợn châu phi"


def test_what_is_found_as_it_was_typed_or_by_nothing_is_left_alone(cast: Cast):
    arrivals(cast.lan.actor, 1, subject=SUBJECT)
    assert nearly(cast.lan, "lợn châu phi") == ""
    assert "Tìm gần đúng" not in asked(cast.lan, "lợn châu phi")
    assert nearly(cast.lan, "họp không giấy tờ") == ""
    page = asked(cast.lan, "họp không giấy tờ", near="1")
    assert "Không tìm thấy văn bản nào." in page and "Tìm gần đúng" not in page


def test_no_word_is_offered_of_a_paper_that_one_may_not_read(cast: Cast):
    drafted(cast, subject="V/v kỷ luật cán bộ Hoằng Tiến")
    typed = "kỷ luật cán bộ hoằng tiêm"
    assert nearly(cast.nam, typed) == "kỷ luật cán bộ hoằng tiến"
    for hand in (cast.cv_tckh, cast.dao):
        assert nearly(hand, typed) == ""


def test_it_is_offered_for_plain_words_alone():
    for typed, may in (
        ("lợn châu phy", True), ("lợn", False), ('"lợn châu" phy', False), ("lợn -phy", False),
        ("lợn OR phy", False), ("loại:QĐ lợn phy", False), ("một " * 9, False), ("", False),
    ):  # fmt: skip
        assert may_help(typed) is may, typed


def test_one_letter_is_one_letter():
    for one, other, alike in (
        ("phi", "phy", True), ("ph", "phi", True), ("sangg", "sang", True), ("tia", "tai", True),
        ("nghipe", "nghiep", True), ("trau", "chau", True), ("giao", "dao", True),
        ("sa", "xa", True), ("axx", "abc", False), ("nal", "lan", False), ("lonn", "lo", False),
    ):  # fmt: skip
        assert is_alike(one, other) is alike is is_alike(other, one), (one, other)

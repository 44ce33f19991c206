"""Whoever has the work hears what its giver said meanwhile: his desk looks as it did before.

Minh gives a task to the finance office; he urges, gives more time or none, lays it aside, takes it
back. On the desk it lies as it lay, or it is gone; the bell says which, and of what.
"""

import html
from typing import Any

import pytest

from server.words_of.law import verb_word
from tests.cast import Cast, Hand
from tests.office.incoming import desk
from tests.office.meetings.test_tasks_given import LATER, given, under_way
from tests.office.papers import due, ok

TITLE = "Rà soát danh mục hồ sơ"


def bell(hand: Hand) -> str:
    return html.unescape(hand.browser().get("/notices").text)


def _asked(cast: Cast) -> str:
    path = under_way(cast.tckh, given(cast.minh, lead="tckh", cooperate=["vhtt"], due_at=due(5)))
    more = {"due_at": due(9), "reason": "Chờ số liệu của xã"}
    ok(cast.tckh.does(path, "request_extension", more))
    return path


SAID: list[tuple[str, dict[str, Any], str]] = [
    ("urge", {"reason": "Trưa mai phải có"}, "Anh/chị được đôn đốc thực hiện một nhiệm vụ"),
    ("grant_extension", {}, "Đã gia hạn một nhiệm vụ của anh/chị, xem hạn mới"),
    ("deny_extension", {"reason": "Hội đồng"}, "Không gia hạn một nhiệm vụ của anh/chị, xem lý do"),
    ("cancel", {"reason": "Thôi"}, "Người giao đã hủy một nhiệm vụ của anh/chị, xem lý do"),
    ("suspend", LATER, "Người giao đã tạm dừng một nhiệm vụ của anh/chị, xem lý do"),
]


@pytest.mark.parametrize(("step", "facts", "words"), SAID, ids=[one[0] for one in SAID])
def test_the_lead_hears_what_the_giver_did(one_cast: Cast, step, facts, words):
    path = _asked(one_cast)
    browser = one_cast.tckh.browser()
    browser.get("/notices")
    ok(one_cast.minh.does(path, step, facts))
    assert "Thông báo: 0 chưa đọc" not in browser.get("/").text
    assert f"{words}: {TITLE}" in bell(one_cast.tckh)
    assert words not in bell(one_cast.minh)


@pytest.mark.parametrize(("step", "facts", "words"), SAID[3:], ids=["cancel", "suspend"])
def test_who_helps_hears_that_it_is_over_or_stands_still(one_cast: Cast, step, facts, words):
    ok(one_cast.minh.does(_asked(one_cast), step, facts))
    assert f"{words}: {TITLE}" in bell(one_cast.hoa)


def test_who_works_on_a_part_hears_that_it_ended_with_the_whole(one_cast: Cast):
    whole = _asked(one_cast)
    number = int(whole.rsplit("/", 1)[1])
    given(one_cast.tckh, lead=one_cast.cv_tckh.account, parent=number, due_at=due(4))
    ok(one_cast.minh.does(whole, "cancel", {"reason": "Thôi"}))
    assert "Người giao đã hủy một nhiệm vụ của anh/chị" in bell(one_cast.cv_tckh)


@pytest.mark.parametrize(("step", "facts", "words"), [
    ("grant_extension", {}, "Đã gia hạn một văn bản đến của anh/chị, xem hạn mới"),
    ("deny_extension", {"reason": "Phải xong"}, "Không gia hạn một văn bản đến của anh/chị"),
])  # fmt: skip
def test_who_asked_for_a_document_hears_the_answer(one_cast: Cast, step, facts, words):
    path = desk.in_progress(one_cast)
    ok(one_cast.nam.does(path, "request_extension", {"until": due(9), "reason": "Bận"}))
    ok(one_cast.hoa.does(path, step, facts))
    assert words in bell(one_cast.nam)


def test_a_task_that_was_taken_on_is_not_called_a_document(one_cast: Cast):
    path = given(one_cast.minh, lead="tckh")
    ok(one_cast.tckh.does(path, "receive"))
    page = html.unescape(one_cast.tckh.browser().get(path).text)
    assert "còn thiếu việc bắt đầu thực hiện" in page
    desk_page = html.unescape(one_cast.tckh.browser().get("/").text)
    assert "Thực hiện nhiệm vụ" in desk_page and "Nhận xử lý" not in desk_page
    assert verb_word("incoming", "start") == "Nhận xử lý"

"""A task's open page follows what others do with it, and keeps what somebody writes on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.papers import due, ok

opens = hall.opens
KEPT = "Nhiệm vụ vừa có thay đổi"


def opened(room: hall.Room, hand, path: str, screen: dict) -> Page:
    tab = room.comes(hand, path, **screen)
    tab.wait_for_selector("html[data-ear=open]", state="attached")
    return tab


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_minh_sees_it_reported_and_accepts_and_nam_sees_that(
    opens: Callable[[str], hall.Room], one_cast: Cast, screen: dict
) -> None:
    cast = one_cast
    path = under_way(cast.nam, given(cast.minh, lead=cast.nam.account, due_at=due(5)))
    room = opens(path)
    minh, nam = (opened(room, hand, path, screen) for hand in (cast.minh, cast.nam))
    ok(cast.nam.does(path, "report", {"result": "Đã rà soát xong 12 danh mục"}))
    expect(minh.locator("#task-told")).to_contain_text("Đã rà soát xong 12 danh mục")
    expect(minh.locator("#primary")).to_contain_text("Chấp nhận kết quả")
    ok(cast.minh.does(path, "accept"))
    expect(nam.locator("#task-head")).to_contain_text("Hoàn thành đúng hạn")
    expect(nam.locator("#task-acts form")).to_have_count(0)
    assert room.said == []


def test_who_writes_keeps_his_words_reads_what_is_new_and_sends_them(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    cast = one_cast
    path = under_way(cast.nam, given(cast.minh, lead=cast.nam.account, due_at=due(5)))
    nam = opened(opens(path), cast.nam, path, DESK)
    nam.locator("summary", has_text="Báo cáo kết quả").first.click()
    result = nam.locator("textarea[name=result]")
    result.fill("Đã làm được mười hai")
    ok(cast.minh.does(path, "grant_extension", {"due_at": due(9)}))
    expect(nam.locator("#changed")).to_contain_text(KEPT)
    expect(nam.locator("#task-past")).to_contain_text("Gia hạn")
    expect(nam.locator("#task-told")).to_contain_text("1 lần")
    expect(result).to_have_value("Đã làm được mười hai")
    nam.locator("form:has(textarea[name=result]) button.btn").click()
    expect(nam.locator("[data-errors]")).to_contain_text("vừa thay đổi")
    expect(result).to_have_value("Đã làm được mười hai")
    nam.locator("form:has(textarea[name=result]) button.btn").click()
    expect(nam.locator("#task-told")).to_contain_text("Đã làm được mười hai")

"""An open page of a task or a case file follows what is done with it, and keeps what one writes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.casefiles.keeping import case_of
from tests.office.incoming import desk
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
    expect(nam.locator("#task-told")).to_contain_text("Đã làm được mười hai")
    expect(nam.locator("[data-errors]")).to_have_count(0)


@pytest.mark.sent
def test_what_comes_into_a_case_file_by_itself_holds_up_nobody_who_writes_there(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    """Nam put a paper in and wrote on: its slip came a second later, and his press was refused."""
    cast, path = one_cast, keeping.opened(one_cast.nam)
    keeping.put(cast.nam, path, papers.SENT)
    nam = opened(opens(path), cast.nam, path, DESK)
    nam.locator("summary", has_text="Kết thúc hồ sơ").click()
    closing = nam.locator("form[action$='/close']")
    closing.locator("[name=note]").fill("Đủ văn bản")
    keeping.put(cast.nam, path, desk.done(cast))
    expect(nam.locator("#changed")).to_contain_text("Hồ sơ vừa có thay đổi")
    expect(nam.locator("#case-told tbody tr")).to_have_count(2)
    expect(closing.locator("[name=note]")).to_have_value("Đủ văn bản")
    closing.locator("button.btn").last.click()
    expect(nam.locator("#case-head")).to_contain_text("Đã kết thúc")
    assert case_of(path).note == "Đủ văn bản"

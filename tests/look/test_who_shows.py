"""Whose the screen is, as the room's people see it: a button where it would be taken (§10.9)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, HALL
from tests.office.meetings.gathering import does, item, opened
from tests.office.papers import registered

opens = hall.opens
SHOWS = "#room-agenda [data-name^='show-']"
DRAWN = "#room-viewer .page canvas >> nth=0"
SECRET = "Nhân sự phòng Nội vụ"


@pytest.fixture
def room(opens: Callable[[str], hall.Room], one_cast: Cast) -> hall.Room:
    """The director of Finance presents the first of three matters; the last is a closed one."""
    cast = one_cast
    paper = registered(cast, pages=3)[1:]
    first = {"title": "Dự toán", "documents": [paper], "rapporteur": cast.tckh.account}
    second = {"title": "Việc khác", "documents": [paper]}
    closed = {"title": SECRET, "documents": [paper], "closed": True}
    who = {"guests": [cast.nam.account], "technician": cast.mai.account}
    return opens(opened(cast, agenda=[first, second, closed], **who))


def _hangs(room: hall.Room) -> Page:
    wall = room.comes(None, "/projector", **HALL)
    code = wall.locator(".pair-code").inner_text()
    does(room.cast.tuan, room.path, "pair_screen", code=code)
    expect(wall.locator("#room-wall")).to_be_attached()
    return wall


def test_who_presents_has_the_button_of_his_matter_while_it_is_dealt_with(room: hall.Room) -> None:
    cast, path = room.cast, room.path
    tckh = room.comes(cast.tckh, path, **DESK)
    expect(tckh.locator("#room-line")).to_contain_text("Đã kết nối")
    expect(tckh.locator(SHOWS)).to_have_count(0)
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    expect(tckh.locator(SHOWS)).to_have_count(1)
    tckh.locator(SHOWS).click()
    expect(tckh.locator("#room-shown")).to_contain_text("lật trang là cả phòng thấy")
    does(cast.minh, path, "end_item", item=first)
    expect(tckh.locator(SHOWS)).to_have_count(0)
    expect(tckh.locator("#room-shown")).to_contain_text("Đang chiếu")
    assert room.said == []


def test_the_technician_turns_the_page_for_who_speaks_and_reads_none_of_it(room: hall.Room) -> None:
    cast, path = room.cast, room.path
    mai, hoa = (room.comes(hand, path, **DESK) for hand in (cast.mai, cast.hoa))
    expect(mai.locator("#room-line")).to_contain_text("Đã kết nối")
    expect(mai.locator(SHOWS)).to_have_count(2)  # of the closed one he has no paper
    mai.locator(SHOWS).first.click()
    expect(mai.locator("[data-name^='show.back-']")).to_be_disabled()
    mai.locator("[data-name^='show.on-']").click()
    expect(hoa.locator("#room-shown")).to_contain_text("trang 2")
    expect(mai.locator(".room-doc.shown")).to_contain_text("trang 2")
    expect(mai.locator("#room-viewer")).to_have_count(0)
    hall.is_clean(mai)
    assert room.said == []


def test_a_closed_matters_page_leaves_the_wall_and_comes_to_no_guest(room: hall.Room) -> None:
    cast, path = room.cast, room.path
    wall = _hangs(room)
    minh, hoa, nam = (room.comes(one, path, **DESK) for one in (cast.minh, cast.hoa, cast.nam))
    expect(minh.locator("#room-line")).to_contain_text("Đã kết nối")
    minh.locator(SHOWS).nth(1).click()
    expect(wall.locator("#room-wall")).to_have_attribute("data-face", "pages")
    expect(wall.locator(DRAWN)).to_be_visible()
    expect(nam.locator("#room-shown")).to_contain_text("Đang chiếu")
    minh.locator(SHOWS).nth(2).click()
    expect(wall.locator("#room-wall")).to_have_attribute("data-face", "agenda")
    expect(nam.locator("#room-shown")).to_contain_text("Chưa trình chiếu")
    expect(hoa.locator("#room-agenda li").nth(2).locator(".room-doc.shown")).to_be_visible()
    assert SECRET not in wall.content() + nam.content()
    assert room.said == []


def test_a_paper_that_did_not_come_to_the_wall_is_fetched_again_by_itself(room: hall.Room) -> None:
    cast, path = room.cast, room.path
    wall = _hangs(room)
    minh = room.comes(cast.minh, path, **DESK)
    wall.route("**/projector/files/**", lambda way: way.abort(), times=1)
    minh.locator(SHOWS).nth(1).click()
    expect(wall.locator(DRAWN)).to_be_visible()
    assert [line for line in room.said if "projector/files" not in line] == []

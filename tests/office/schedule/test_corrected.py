"""While a week is written a line is put right where it stands, by its unit or by the office."""

import html

import pytest
from flask import Flask

from server.schedule import services
from tests.cast import Cast
from tests.office.admin.desk import why
from tests.office.front.clicking import Desk
from tests.office.schedule.test_week import MON, at, entry, proposed, shown

HERE = f"/schedule?week={MON}"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def test_while_the_week_is_written_a_line_is_put_right_where_it_stands(cast: Cast):
    line = proposed(cast)
    services.correct(cast.hoa.actor, line.id, entry(9, content="Kiểm tra tại xã Hoằng Phú"))
    assert [(one.hours, one.content) for one in shown(cast.hoa)] == [
        ("09:00", "Kiểm tra tại xã Hoằng Phú")
    ]
    assert why(services.correct, cast.nam.actor, line.id, entry(10)) == "is_ones_own"
    services.settle(cast.tuan.actor, line.id, taken=True)
    assert why(services.correct, cast.hoa.actor, line.id, entry(10)) == "is_ones_own", "taken in"
    assert why(services.correct, cast.tuan.actor, line.id, entry(8, ends_at=at(7))) == (
        "ends_after_it_begins"
    )
    services.correct(cast.tuan.actor, line.id, entry(14))
    (row,) = shown(cast.hoa)
    assert (row.hours, row.mark) == ("14:00", ""), "moved, and still taken in"
    services.review(cast.tuan.actor, MON)
    assert why(services.correct, cast.tuan.actor, line.id, entry(15)) == "wrong_state"


def test_what_was_left_out_is_not_put_right_any_more(cast: Cast):
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=False, reason="Trùng lịch tỉnh")
    assert why(services.correct, cast.hoa.actor, line.id, entry(10)) == "entry_is_struck"


def test_a_line_of_a_draft_week_is_corrected_on_its_page(cast: Cast) -> None:
    line = proposed(cast)
    there = f"/schedule/entries/{line.id}/change"
    assert there in cast.tuan.browser().get(HERE).text
    assert there not in cast.nam.browser().get(HERE).text, "another's proposal"
    desk = Desk(cast.hoa)
    assert there in desk.opens(HERE) and line.content in html.unescape(desk.opens(there))
    typed = {"begins_at": f"{MON:%d/%m/%Y} 09:30", "content": "Kiểm tra tại xã Hoằng Phú"}
    no = desk.sends(there, there, **typed | {"begins_at": "thứ Hai"})
    assert no.status_code == 422 and "Kiểm tra tại xã Hoằng Phú" in html.unescape(no.text)
    assert desk.sends(there, there, **typed).status_code == 302
    told = html.unescape(desk.opens(HERE))
    assert "Kiểm tra tại xã Hoằng Phú" in told and "Đã sửa đề nghị" in told
    office = Desk(cast.tuan)
    office.opens(there)
    assert office.sends(there, there, **typed | {"content": "Kiểm tra"}).status_code == 302
    assert "Đã sửa đề nghị" in html.unescape(office.opens(HERE)), "it waits for his answer still"
    assert cast.nam.browser().get(there).status_code == 403
    services.settle(cast.tuan.actor, line.id, taken=False, reason="Trùng lịch tỉnh")
    mine = html.unescape(desk.opens(HERE))
    assert "Lý do: Trùng lịch tỉnh" in mine and "không đưa vào lịch" in mine
    assert "Trùng lịch tỉnh" not in html.unescape(cast.nam.browser().get(HERE).text)


def test_the_office_corrects_what_it_took_in_and_nothing_is_proposed_anew(cast: Cast) -> None:
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    there, desk = f"/schedule/entries/{line.id}/change", Desk(cast.tuan)
    desk.opens(there)
    typed = {"begins_at": f"{MON:%d/%m/%Y} 09:30", "content": "Kiểm tra tại xã Hoằng Phú"}
    assert desk.sends(there, there, **typed).status_code == 302
    told = html.unescape(desk.opens(HERE))
    assert "Đã sửa." in told and "đề nghị;" not in told

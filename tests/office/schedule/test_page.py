"""The page of a week: morning and afternoon, days off by name, what waits for the office."""

import datetime as dt
import re

import pypdfium2
import pytest
from flask import Flask

from server.clock import now
from server.database import db, transaction
from server.org.models import CalendarDay
from server.schedule import services, views
from server.schedule.models import ScheduleEntry, WeeklySchedule
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.schedule.test_week import MON, at, entry, proposed

HERE = f"/schedule?week={MON}"
DAY = dt.timedelta(days=1)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def day_of(page: str, heading: str) -> str:
    """The part of the page under a day's heading."""
    return page.partition(heading)[2].partition("</section>")[0]


def test_a_day_is_read_by_its_halves_and_says_who_presides_with_whom_and_where(cast: Cast) -> None:
    proposed(cast, begins_at=at(14, minute=30), content="Họp giao ban")
    proposed(cast, car="36A-005.12")
    monday = day_of(cast.tuan.browser().get(HERE).text, f"Thứ Hai, {MON:%d/%m}")
    morning, _, afternoon = monday.partition('<h3 class="week-half">Buổi chiều</h3>')
    assert '<h3 class="week-half">Buổi sáng</h3>' in morning
    assert "tại xã Hoằng Đồng" in morning and "tại xã Hoằng Đồng" not in afternoon
    assert "Họp giao ban" in afternoon and "14:30" in afternoon
    for said in ("Chủ trì, dự: Chủ tịch Trịnh Quang Minh", "Thành phần: Phòng VH-TT",
                 "Hội trường tầng 2 · xe 36A-005.12 · chuẩn bị:"):  # fmt: skip
        assert said in morning


def test_a_day_off_says_which_and_a_make_up_day_that_it_is_worked(cast: Cast) -> None:
    with transaction() as session:
        for days, kind, name in ((1, "off", "Ngày lễ thử"), (5, "work", "Ngày làm bù thử"),
                                 (2, "plain", "Đã rút lại")):  # fmt: skip
            session.merge(CalendarDay(day=MON + days * DAY, kind=kind, name=name))
    assert views.named(MON) == {
        MON + DAY: "nghỉ: Ngày lễ thử",
        MON + 5 * DAY: "làm việc: Ngày làm bù thử",
    }
    page = cast.thu.browser().get(HERE).text
    tuesday = day_of(page, f"Thứ Ba, {MON + DAY:%d/%m}")
    assert "nghỉ: Ngày lễ thử" in tuesday and "Không có lịch." in tuesday
    assert "Đã rút lại" not in page


def test_the_office_is_told_how_many_proposals_it_has_not_looked_at(cast: Cast) -> None:
    first, second = proposed(cast), proposed(cast, content="Đi thực tế")
    browser = cast.tuan.browser()
    assert "Còn 2 đề nghị chưa xem" in browser.get(HERE).text
    services.settle(cast.tuan.actor, first.id, taken=True)
    page = browser.get(HERE).text
    assert "Còn 1 đề nghị chưa xem" in page and "Trình lãnh đạo duyệt</button>" not in page
    services.settle(cast.tuan.actor, second.id, taken=False, reason="Trùng lịch tỉnh")
    page = browser.get(HERE).text
    assert "chưa xem" not in page and "Trình lãnh đạo duyệt</button>" in page
    assert page.index("Bước tiếp theo") < page.index(f"Thứ Hai, {MON:%d/%m}")
    assert "Đi thực tế" not in page  # turned down, it is not in the week


def test_who_only_reads_the_week_finds_nothing_to_press_in_it(cast: Cast) -> None:
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    acts = re.compile(r"/schedule/entries/\d+/|week-acts")
    assert acts.search(cast.tuan.browser().get(HERE).text)
    assert not acts.search(cast.thu.browser().get(HERE).text)


def test_a_struck_line_is_read_but_no_more_changed(cast: Cast) -> None:
    line = proposed(cast)
    services.settle(cast.tuan.actor, line.id, taken=True)
    services.review(cast.tuan.actor, MON)
    services.publish(cast.minh.actor, MON)
    services.amend(cast.tuan.actor, entry(15), reason="Chủ tịch đi họp tỉnh", replaces=line.id)
    db.session.expire_all()
    monday = day_of(cast.tuan.browser().get(HERE).text, f"Thứ Hai, {MON:%d/%m}")
    morning, _, afternoon = monday.partition("Buổi chiều</h3>")
    assert "<s>08:00</s>" in morning and "đã thay đổi" in morning and "đã hủy" not in morning
    assert "Lý do: Chủ tịch đi họp tỉnh" in morning and f"/entries/{line.id}/" not in morning
    assert "mới, thay đổi" in afternoon and "Thay đổi</a>" in afternoon


@pytest.mark.parametrize(
    "pasted",
    ["incoming/12", "/incoming/12", " https://congso.vn/incoming/12?tab=files#page=2 "],
)
def test_a_line_leads_to_the_paper_whose_address_was_pasted(cast: Cast, pasted: str) -> None:
    desk, new = Desk(cast.hoa), f"/schedule/new?week={MON}"
    typed = {"begins_at": f"{at(8):%d/%m/%Y} 08:00", "content": "Tiếp công dân", "link": pasted}
    assert desk.sends(new, new, **typed).status_code == 302
    assert db.session.query(ScheduleEntry).one().link == "incoming/12"


@pytest.mark.parametrize("pasted", ["https://congso.vn/people/1", "javascript:alert(1)", "../x"])
def test_it_leads_nowhere_else(cast: Cast, pasted: str) -> None:
    desk, new = Desk(cast.hoa), f"/schedule/new?week={MON}"
    typed = {"begins_at": f"{at(8):%d/%m/%Y} 08:00", "content": "Tiếp công dân", "link": pasted}
    got = desk.sends(new, new, **typed)
    assert got.status_code == 422 and "Tiếp công dân" in got.text
    assert db.session.query(ScheduleEntry).count() == 0


def test_the_form_of_another_week_is_sent_for_that_week(cast: Cast) -> None:
    """The running week is published: what is typed for the next one is no change of this one."""
    with transaction() as session:
        week = WeeklySchedule(agency_id=cast.hoa.actor.agency_id, monday=MON - 7 * DAY)
        session.add(week)
        week.reviewed_at = week.published_at = now()
    typed = {"begins_at": f"{MON:%d/%m/%Y} 08:00", "content": "Tiếp công dân"}
    for hand in (cast.hoa, cast.tuan):
        desk, new = Desk(hand), f"/schedule/new?week={MON}"
        action = re.search(r'<form method="post" action="(/schedule/new[^"]*)"', desk.opens(new))
        assert action
        got = desk.sends(action[1], new, **typed)
        assert (got.status_code, got.location) == (302, f"/schedule?week={MON}")
        proposes = "Đã đề nghị; Văn phòng xem" in desk.opens(HERE)
        assert proposes == (hand is cast.hoa), "the office's own line is in at once"


def test_on_paper_the_hours_of_a_line_stand_unbroken(cast: Cast) -> None:
    """They were set as "07:30–08:", and "30" under it."""
    line = proposed(cast, ends_at=at(11, minute=30))
    services.settle(cast.tuan.actor, line.id, taken=True)
    made = cast.tuan.browser().get(f"/schedule/sheet.pdf?week={MON}").data
    with pypdfium2.PdfDocument(made) as leaves:
        words = leaves[0].get_textpage().get_text_range()
    assert "08:00–11:30" in words


def test_a_leaders_own_sheet_says_whose_it_is_and_what_is_internal(cast: Cast) -> None:
    """It had the name of the whole week, and a dash where others are at work."""
    services.propose(cast.tuan.actor, entry(8, internal=True))
    services.propose(cast.tuan.actor, entry(10, presides="phochutich.huyen", content="Đi xã"))
    browser = cast.tuan.browser()
    whole = words_of(browser.get(f"/schedule/sheet.pdf?week={MON}").data)
    assert whole.index("Dự thảo, chưa ban hành") < whole.index("Thứ Hai"), "on its first page"
    assert "Riêng lịch của" not in whole and "Đi xã" in whole and whole.count("(nội bộ)") == 1
    mine = f"/schedule/sheet.pdf?week={MON}&who={cast.minh.actor.person_id}"
    alone = words_of(browser.get(mine).data)
    assert f"Riêng lịch của Chủ tịch {cast.minh.actor.name}" in alone and "Đi xã" not in alone


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())

"""Who is wanted twice is said to those who can do something about it, not to the planner alone."""

import datetime as dt
import re

from server.absences import services as absences
from server.absences.services import Wish
from server.clock import HANOI, today
from tests.office.meetings.gathering import does, planned
from tests.office.meetings.test_pages import Page
from workflows.absence import AbsenceKind

TWICE = "Trùng giờ hoặc vắng mặt"


def test_chair_secretary_and_who_schedules_it_see_who_is_wanted_elsewhere(one_cast):
    cast = one_cast
    first = planned(cast, room="Hội trường")
    does(cast.minh, first, "schedule")
    path = planned(cast, title="Họp chuyên đề", chair=cast.binh.account,
                   delegates=[cast.hoa.account, cast.tckh.account])  # fmt: skip
    for hand in (cast.binh, cast.tuan, cast.minh):
        text = Page(hand, path).text
        assert TWICE in text and "Lê Thị Hoa" in text
    does(cast.minh, path, "schedule")
    does(cast.tuan, path, "open_check_in")
    assert TWICE not in Page(cast.binh, path).text  # people gather: nothing is to be moved
    does(cast.tuan, first, "open_check_in")
    assert TWICE not in Page(cast.hoa, path).text


def test_a_meeting_that_one_may_not_read_is_told_without_its_name(one_cast):
    """Hoa chairs and learns that Nghĩa is wanted elsewhere then; by what, is Minh's to know."""
    cast, title = one_cast, "Kiểm điểm trách nhiệm"
    first = planned(cast, title=title, room="Hội trường",
                    delegates=[cast.binh.account, cast.tckh.account])  # fmt: skip
    does(cast.minh, first, "schedule")
    path = planned(cast, title="Họp chuyên đề", chair=cast.hoa.account,
                   delegates=[cast.tckh.account])  # fmt: skip
    told = re.compile(r"Phạm Hữu Nghĩa[^<]* đã có một cuộc họp khác từ")
    hers, his = Page(cast.hoa, path).text, Page(cast.minh, path).text
    assert told.search(hers) and title not in hers and title in his and not told.search(his)


def test_who_is_away_on_that_day_is_said_before_it_is_scheduled_and_not_why(one_cast):
    """Hoa is on leave that week; nobody would have known before she did not come."""
    cast = one_cast
    first = today() + dt.timedelta(2)
    starts = dt.datetime.combine(first, dt.time(8), tzinfo=HANOI).isoformat()
    said = f"Lê Thị Hoa vắng mặt ngày {first:%d/%m/%Y}."
    path = planned(cast, starts_at=starts)
    assert said not in Page(cast.minh, path).text
    wish = Wish(account=cast.hoa.account, substitute=cast.nam.account, valid_from=first,
                valid_to=first + dt.timedelta(1), kind=AbsenceKind.TRIP)  # fmt: skip
    absences.stand_in(cast.kien.actor, wish)
    for hand in (cast.minh, cast.tuan):
        assert said in Page(hand, path).text
    day_after = (dt.datetime.fromisoformat(starts) + dt.timedelta(1)).isoformat()
    assert "Lê Thị Hoa vắng mặt" not in Page(cast.minh, planned(cast, starts_at=day_after)).text
    does(cast.minh, path, "schedule")  # a warning, never a refusal (MT-T02)


def test_the_secretary_writes_down_on_the_page_who_stays_away(one_cast):
    path = planned(one_cast)
    does(one_cast.minh, path, "schedule")
    does(one_cast.tuan, path, "open_check_in")
    assert 'name="person"' not in _form_of(Page(one_cast.hoa, path).text)
    page = Page(one_cast.tuan, path)
    assert 'name="person"' in _form_of(page.text)
    said = {"person": one_cast.hoa.account, "reason": "Đi viện"}
    assert page.presses("excuse", **said).status_code == 302
    states = {one["account"]: one["state"] for one in one_cast.tuan.sees(path)["attendance"]}
    assert states[one_cast.hoa.account] == "EXCUSED"


def _form_of(text: str) -> str:
    begins = text.index('/excuse"')
    return text[begins : text.index("</form>", begins)]

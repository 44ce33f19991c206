"""Who is wanted twice is said to those who can do something about it, not to the planner alone."""

from tests.office.meetings.gathering import does, planned
from tests.office.meetings.test_pages import Page

TWICE = "Trùng giờ với cuộc họp khác"


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

"""The one large button of a page in the room is of what somebody is there (§10.3, §10.7)."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import PHONE
from tests.office.meetings.gathering import does, opened

opens = hall.opens


def test_a_member_who_writes_too_asks_for_the_floor_and_who_only_writes_has_no_such_button(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    path = opened(one_cast, secretaries=[one_cast.binh.account])
    does(one_cast.tuan, path, "check_in")
    room = opens(path)
    binh, tuan = (room.comes(hand, path, **PHONE) for hand in (one_cast.binh, one_cast.tuan))
    hall.presses(binh, "own")
    expect(binh.get_by_role("button", name="Thôi phát biểu")).to_be_visible()
    expect(tuan.locator("#room-queue")).to_be_visible()
    expect(tuan.locator("[data-name='own']")).to_have_count(0)
    assert one_cast.tuan.sees(path)["queue"][0]["person"] == one_cast.binh.account
    assert room.said == []

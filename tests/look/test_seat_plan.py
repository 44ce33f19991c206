"""The plan of a room in a browser: it follows the meeting, and whoever is moved is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office.meetings.gathering import does, entered
from tests.office.meetings.test_seats import laid_out, seat

opens = hall.opens


@pytest.fixture
def room(opens: Callable[[str], hall.Room], one_cast: Cast) -> hall.Room:
    """A meeting whose doors are open."""
    return opens(entered(one_cast))


def _at(tab: Page, place: str) -> Locator:
    """A seat of the plan."""
    return tab.locator(".seats td").filter(has=tab.locator(f".num:text-is('{place}')"))


def test_the_plan_follows_hands_and_moves_and_who_comes_is_told_his_seat(room: hall.Room) -> None:
    cast, path = room.cast, room.path
    laid_out(cast)
    mine = seat(cast.hoa, path)
    hoa = room.comes(cast.hoa, path, **PHONE)
    hall.presses(hoa, "own")
    expect(hoa.locator("#toast")).to_contain_text(f"Ghế của anh/chị: {mine}.")
    expect(hoa.locator("#room-seat")).to_have_text(f"Ghế của tôi: {mine}")
    plan = room.comes(cast.tuan, f"{path}/seats", **DESK)
    for name in ("minh", "binh", "tckh"):
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")
    does(cast.hoa, path, "request_floor")
    expect(_at(plan, mine)).to_contain_text("chờ phát biểu: 1")
    plan.get_by_text("Đổi chỗ ngồi", exact=True).first.click()
    plan.get_by_label("Người dự họp").select_option(cast.hoa.account)
    plan.get_by_label("Sang ghế").select_option("B3")
    plan.get_by_role("button", name="Đổi chỗ ngồi").click()
    expect(_at(plan, "B3")).to_contain_text(cast.hoa.actor.name)
    expect(hoa.locator("#toast")).to_contain_text("Anh/chị được xếp sang ghế B3.")
    expect(hoa.locator("#room-seat")).to_have_text("Ghế của tôi: B3")
    hall.is_clean(plan)
    assert room.said == []


IN_SIGHT = """() => {
  const plan = document.querySelector(".seat-plan").getBoundingClientRect();
  const seats = [...document.querySelectorAll(".seats td")];
  const inside = ({ left, right }) => left >= plan.left - 1 && right <= plan.right + 1;
  const seen = seats.filter((one) => inside(one.getBoundingClientRect()));
  return [seen.length, seats.length, seen.some((one) => one.classList.contains("mine"))];
}"""


def test_ten_seats_stand_beside_each_other_and_the_own_one_is_seen_on_a_telephone(
    room: hall.Room,
) -> None:
    """The tenth was cut off on a desk's screen; on a telephone one's own lay out of sight."""
    cast, path = room.cast, room.path
    laid_out(cast, rows=2, seats=10)
    does(cast.binh, path, "excuse", reason="Đi công tác tại tỉnh")
    plan = room.comes(cast.tckh, f"{path}/seats", **DESK)
    there, seats, _mine = plan.evaluate(IN_SIGHT)
    assert (there, seats) == (20, 20)
    plan = room.comes(cast.tckh, f"{path}/seats", **PHONE)
    there, seats, mine = plan.evaluate(IN_SIGHT)
    assert 0 < there < seats and mine

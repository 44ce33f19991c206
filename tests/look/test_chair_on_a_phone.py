"""The chair with his telephone: what is next lies under his thumb, and no slip carries a vote."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import PHONE
from tests.look.hall import is_clean, presses
from tests.office.meetings.gathering import does, item, opened
from tests.office.papers import registered

opens = hall.opens
TOP = "one => one.getBoundingClientRect().top + scrollY"


def _top(page: Page, what: str) -> float:
    return float(page.locator(what).evaluate(TOP))


def _session(cast: Cast) -> str:
    """Two matters that nobody opposes, and the budget, of which Hoa thinks otherwise."""
    paper = registered(cast, pages=2)[1:]
    agenda = [{"title": "Quy chế họp"}, {"title": "Kế hoạch cải cách hành chính"},
              {"title": "Dự toán năm 2027", "documents": [paper], "needs_vote": True}]  # fmt: skip
    path = opened(cast, agenda=agenda, guests=[cast.nam.account])
    two = [{"item": item(cast.minh, path, n), "stance": "agree"} for n in (1, 2)]
    for hand in (cast.minh, cast.binh, cast.hoa):
        does(hand, path, "mark_stances", stances=two)
    return path


def test_the_page_that_he_shows_is_near_and_what_nobody_opposes_is_adopted_on_second_thought(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    path = _session(one_cast)
    room = opens(path)
    minh = room.comes(one_cast.minh, path, **PHONE)
    _adopts(minh)
    presses(minh, "start-next")
    expect(minh.locator("#room-item")).to_contain_text("3. Dự toán năm 2027")
    minh.locator("[data-name^='show-']").click()
    expect(minh.locator("#room-viewer .page canvas").first).to_be_in_viewport()
    minh.evaluate("scrollTo(0, 0)")
    assert _top(minh, "#room-viewer") < PHONE["viewport"]["height"] - 160, "in sight, unscrolled"
    assert _top(minh, "#room-queue") < _top(minh, "#room-ask") < _top(minh, "#room-conclude")
    viewer = minh.locator("#room-viewer .viewer").bounding_box()
    around = minh.locator("#room-viewer").bounding_box()
    assert viewer and around and around["height"] - viewer["height"] < 4, "no gap below"
    is_clean(minh)
    assert room.said == []


def _adopts(minh: Page) -> None:
    """Asked once more, he says no, and then yes; what is done is said, and no old result stays."""
    answers = [False, True]
    minh.on("dialog", lambda asked: asked.accept() if answers.pop(0) else asked.dismiss())
    expect(minh.locator("#room-together .btn.main")).to_have_count(1)
    expect(minh.locator("[data-name='start-next']")).not_to_have_class("btn big main")
    presses(minh, "adopt")
    expect(minh.locator("#room-item")).to_contain_text("Chưa bàn nội dung nào")
    presses(minh, "adopt")
    expect(minh.locator("#room-item")).to_contain_text("Tiếp theo: 3. Dự toán năm 2027")
    expect(minh.locator("#room-vote")).to_be_hidden()
    assert answers == []

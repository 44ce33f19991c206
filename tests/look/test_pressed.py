"""A finger is on a button when the room has news: the button stays, and the press counts (§10.8).

Five hundred vote within two seconds, and each ballot counted is news of the very part in which a
delegate presses her choice.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from server.clock import now
from server.database import db, transaction
from server.meetings.live import sweeping
from server.meetings.live.event_models import MeetingEvent
from server.meetings.people.models import Delegate
from server.meetings.sites.models import Site
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import PHONE
from tests.office.meetings.gathering import does, entered, opened, voting

opens = hall.opens
CHOICE, CAST = "[data-name='pick-for']", "[data-name='cast']"


class Ballot:
    """Binh has it in his hand, on a telephone; what comes to his page by its line is noted."""

    def __init__(self, room: hall.Room, vote: int):
        self.room, self.vote, self.heard = room, vote, [""]
        self.page = room.comes(room.cast.binh, room.path, **PHONE)
        self.page.on("websocket", lambda line: line.on("framereceived", self._hear))
        self.page.reload()
        expect(self.page.locator("#room-vote")).to_contain_text("đã bỏ 0 trên")

    def _hear(self, frame: str | bytes) -> None:
        self.heard.append(str(frame))

    def is_told(self) -> None:
        """Somebody votes, and the count has come to this page, whether it shows it yet or not."""
        does(self.room.cast.minh, self.room.path, "cast", vote=self.vote, choice="for")
        sweeping.look()
        while not any("vote.progress" in one for one in self.heard):
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(200)

    def finger_down(self) -> None:
        place = self.page.locator(CHOICE)
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()

    def says(self, words: str) -> None:
        expect(self.page.locator("#room-vote")).to_contain_text(words)


@pytest.fixture
def ballot(opens: Callable[[str], hall.Room], one_cast: Cast) -> Ballot:
    path = opened(one_cast)
    vote = voting(one_cast, path)
    return Ballot(opens(path), vote)


def test_a_choice_that_is_pressed_while_others_vote_is_chosen(ballot: Ballot):
    ballot.finger_down()
    ballot.is_told()
    ballot.page.mouse.up()
    expect(ballot.page.locator(CAST)).to_be_visible()
    expect(ballot.page.locator(CHOICE)).to_have_attribute("aria-pressed", "true")
    ballot.says("đã bỏ 1 trên")
    hall.presses(ballot.page, "cast")
    ballot.says("Đã ghi nhận phiếu lúc")
    assert ballot.room.said == []


def test_a_key_that_is_held_down_chooses_too(ballot: Ballot):
    ballot.page.locator(CHOICE).focus()
    ballot.page.keyboard.down(" ")
    ballot.is_told()
    ballot.page.keyboard.up(" ")
    expect(ballot.page.locator(CAST)).to_be_visible()


def test_a_finger_that_slides_away_presses_nothing_and_the_news_is_shown(ballot: Ballot):
    ballot.finger_down()
    ballot.is_told()
    assert "đã bỏ 0 trên" in ballot.page.locator("#room-vote").inner_text()
    ballot.page.mouse.move(1, 1)
    ballot.page.mouse.up()
    ballot.says("đã bỏ 1 trên")
    expect(ballot.page.locator(CAST)).to_have_count(0)


def test_a_finger_that_is_never_lifted_does_not_hold_the_room_up(ballot: Ballot):
    ballot.finger_down()
    ballot.is_told()
    ballot.says("đã bỏ 1 trên")
    ballot.page.mouse.up()


def test_a_double_click_is_one_press(opens: Callable[[str], hall.Room], one_cast: Cast):
    """Between its two clicks “Khai mạc” became “Bắt đầu nội dung 1”, and that “Tạm nghỉ”."""
    path = entered(one_cast)
    for one in ("minh", "binh", "hoa"):
        does(getattr(one_cast, one), path, "check_in")
    page = opens(path).comes(one_cast.minh, path)
    page.locator("[data-name='own']").hover()
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    expect(page.locator("[data-name='start-next']")).to_be_visible()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    does(one_cast.tuan, path, "remark", text="Đã khai mạc")
    page.wait_for_timeout(300)
    assert {one["state"] for one in one_cast.minh.sees(path)["agenda"]} == {"PLANNED"}
    page.locator("[data-name='start-next']").click()
    expect(page.locator("#room-item")).to_contain_text("Dự toán năm 2027")


def test_a_remark_is_written_once_however_often_it_is_sent(
    opens: Callable[[str], hall.Room], one_cast: Cast
):
    path = opened(one_cast)
    page = opens(path).comes(one_cast.tuan, path)
    page.locator("#room-text").fill("Ghi một lần")
    page.locator("form[data-room-act='remark']").evaluate(
        "form => { form.requestSubmit(); form.requestSubmit(); }"
    )
    expect(page.locator("#room-text")).to_have_value("")
    page.wait_for_timeout(300)
    said = db.session.scalars(select(MeetingEvent).filter_by(kind="remark")).all()
    assert len(said) == 1


def test_who_sits_before_a_sites_screen_signs_in_there_and_not_in_the_room(
    opens: Callable[[str], hall.Room], one_cast: Cast
):
    site = {"name": "Xã Hoằng Phú", "head": one_cast.binh.account, "people": [one_cast.hoa.account]}
    path = entered(one_cast, sites=[site])
    page = opens(path).comes(one_cast.hoa, path, **PHONE)
    expect(page.locator("#room-act button")).to_have_text(["Tôi có mặt tại Xã Hoằng Phú"])
    page.locator("[data-name='own']").click()
    expect(page.locator("#room-act")).not_to_contain_text("chưa điểm danh")
    row = db.session.scalars(select(Delegate).filter_by(account=one_cast.hoa.account)).one()
    assert row.remote
    does(one_cast.hoa, path, "leave")
    page.reload()
    expect(page.locator("#room-act")).to_contain_text("Anh/chị đã ra về lúc")


def test_of_few_in_secret_the_chair_reads_no_count_that_stands_still_but_that_all_have_voted(
    opens: Callable[[str], hall.Room], one_cast: Cast
):
    path = opened(one_cast)
    page = opens(path).comes(one_cast.minh, path)
    vote = voting(one_cast, path, "secret")
    told = page.locator("#room-vote")
    expect(told).to_contain_text("4 người được bỏ phiếu, bỏ đủ mới báo")
    for name in ("minh", "binh", "hoa", "tckh"):
        expect(told).not_to_contain_text("trên 4 phiếu")
        does(getattr(one_cast, name), path, "cast", vote=vote, choice="for")
    sweeping.look()
    expect(told).to_contain_text("đã bỏ 4 trên 4 phiếu")
    does(one_cast.minh, path, "close_vote", vote=vote)
    page.set_viewport_size(PHONE["viewport"])
    page.goto(f"{path}/votes/{vote}/ballots")
    expect(page.locator("code.digest")).to_have_count(5)  # the file's, and each ballot's
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_keeps_the_room_is_told_above_it_which_site_is_lost(
    opens: Callable[[str], hall.Room], one_cast: Cast
):
    at = [{"name": "Xã Hoằng Phú", "head": one_cast.anh.account}]
    path = opened(one_cast, sites=at, attending=[one_cast.anh.account])
    with transaction() as session:
        session.execute(update(Site).values(seen_at=now() - dt.timedelta(minutes=1)))
    room = opens(path)
    chair, delegate = room.comes(one_cast.minh, path), room.comes(one_cast.hoa, path)
    expect(chair.locator("#room-notes")).to_contain_text("Mất kết nối với điểm cầu: Xã Hoằng Phú")
    expect(delegate.locator("#room-sites")).to_contain_text("mất kết nối", ignore_case=True)
    expect(delegate.locator("#room-notes")).to_be_empty()

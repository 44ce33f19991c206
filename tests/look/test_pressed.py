"""A finger is on a button when the room has news: the button stays, and the press counts (§10.8).

Five hundred vote within two seconds, and each ballot counted is news of the very part in which a
delegate presses her choice.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from server.meetings import sweeping
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import PHONE
from tests.office.meetings.gathering import does, opened, voting

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

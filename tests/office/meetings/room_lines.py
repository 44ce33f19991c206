"""The lines of `test_any_order`: pages that are open, a house that dies, a member who is put out.

Beside each page it is kept how far it heard: it hears every number once and in order, over a lost
line and a new process too, and nothing more from the moment its owner is put out.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from server import sockets
from server.admin.staff.people import reset_password
from server.database import db
from server.door.services import create_token
from server.meetings.live import events, minding, sweeping
from tests.office.meetings.room_people import PeopleOfTheRoom

PAGES = ("hoa", "tuan")
OUT = st.sampled_from(["tckh", "hoa"])


class LinesOfTheRoom(PeopleOfTheRoom):
    """Hoa and Tuấn have the room open; one member is put out sooner or later."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Any] = {}
        self.heard: dict[str, int] = {}
        self.out = set[str]()
        self.quiet: Any = None

    @initialize()
    def some_open_the_room(self) -> None:
        self._the_house_is_new()
        for who in PAGES:
            self._joins(who)

    def teardown(self) -> None:
        for page in self.pages.values():
            page.disconnect()
        super().teardown()

    def _joins(self, who: str) -> None:
        """With the number that he knows, where he was here before; what he missed is told him."""
        since, token = self.heard.get(who, 0), create_token(self.account(who))
        page = sockets.socketio.test_client(self.house["app"], auth={"token": token})
        answer = page.emit("join", {"meeting": self.id, "since": since}, callback=True)
        assert answer["ok"], answer
        if since:
            missed = [one["seq"] for one in answer["events"]]
            assert missed == list(range(since + 1, answer["seq"] + 1))
        self.pages[who], self.heard[who] = page, answer["seq"]

    def _the_house_is_new(self) -> None:
        """Another process: it knows nothing but what is written down."""
        events._said.clear()
        minding._minded.clear()
        sockets._here[:] = [sockets.House()]
        db.session.remove()

    def does(self, who: str, step: str, allowed: bool, **given: Any) -> bool:
        """Who was put out does not come as far as the room."""
        if who not in self.out:
            return super().does(who, step, allowed, **given)
        seq = self.meeting().seq
        door = f"/meetings/{self.id}/actions/{step}"
        assert getattr(self.house["cast"], who).asks("POST", door, json={}).status_code == 401
        assert self.meeting().seq == seq
        return False

    @rule()
    def the_house_dies_and_stands_again(self) -> None:
        for page in self.pages.values():
            page.disconnect()
        self._the_house_is_new()
        for who in [*self.pages]:
            self._joins(who)

    @rule(who=st.sampled_from(PAGES))
    def a_line_is_lost_and_comes_back(self, who: str) -> None:
        if who in self.pages:
            self.pages[who].disconnect()
            self._joins(who)

    @precondition(lambda self: not self.out and self.state == "IN_SESSION")
    @rule(who=OUT)
    def is_put_out(self, who: str) -> None:
        """Kiên gives him another password; who chairs is let be, for he hands the chair over."""
        if who == self.chair:
            return
        kien = self.house["cast"].kien.actor
        reset_password(kien, self.account(who), password="mật khẩu khác hẳn 2026")
        self.out = {who}
        sweeping.look()
        page = self.pages.pop(who, None)
        if page is not None:
            page.get_received()
            self.quiet = page

    @invariant()
    def each_page_hears_each_number_once(self) -> None:
        for who, page in self.pages.items():
            told = [one["args"][0]["seq"] for one in page.get_received() if one["name"] == "ev"]
            assert told == list(range(self.heard[who] + 1, self.heard[who] + 1 + len(told)))
            self.heard[who] += len(told)
            assert self.heard[who] == self.meeting().seq, who
        if self.quiet is not None:
            assert not [one for one in self.quiet.get_received() if one["name"] == "ev"]

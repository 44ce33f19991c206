"""Who is put out of the room while he sits in it reads why, and comes back by signing in."""

import re
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, Route, expect

from server.admin.staff import people
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office.meetings.gathering import opened
from tests.office.meetings.test_out_of_the_room import no_reader

opens = hall.opens
SIGNS_OF_LIFE = 45_000
"""Milliseconds: the page asks every ten seconds, and on a busy machine an answer may be lost."""
Opens = Callable[[str], hall.Room]


def test_a_delegate_and_the_chair_whose_sessions_end_elsewhere_read_why_and_come_back(
    opens: Opens, one_cast: Cast
) -> None:
    cast, path = one_cast, opened(one_cast)
    room = opens(path)
    for hand, screen in ((cast.hoa, PHONE), (cast.minh, DESK)):
        page = room.comes(hand, path, **screen)
        expect(page.locator("#room-line")).to_contain_text("Đã kết nối")
        people.sign_out(cast.kien.actor, hand.account)
        expect(page).to_have_url(re.compile(r"/login\?next="), timeout=SIGNS_OF_LIFE)
        expect(page.locator(".say")).to_contain_text("được kết thúc từ máy khác")
        _signs_in(page, hand.account)
        expect(page.locator("#room-line")).to_contain_text("Đã kết nối")


def test_whose_part_was_taken_away_is_told_so_and_sees_the_room_no_more(
    opens: Opens, one_cast: Cast
) -> None:
    """Nothing of the room stays on the glass."""
    cast, path = one_cast, opened(one_cast)
    page = opens(path).comes(cast.tckh, path, **PHONE)
    expect(page.locator("#room-line")).to_contain_text("Đã kết nối")
    no_reader(cast.tckh)
    expect(page.locator("#room-line")).to_contain_text("không còn trong cuộc họp này")
    for part in (".room-bar", ".room-body", ".paper-body"):
        expect(page.locator(part)).to_be_hidden()
    page.get_by_role("link", name="Về danh sách cuộc họp").click()
    expect(page).to_have_url(re.compile("/meetings$"))


def test_whose_part_went_while_the_page_asked_what_it_may_keep_reads_that_in_the_room_too(
    opens: Opens, one_app: Flask, one_cast: Cast
) -> None:
    """The list is refused before the room is: no page of not-found stands there instead."""
    cast, path = one_cast, opened(one_cast)
    page = opens(path).comes(cast.tckh, "/meetings", **DESK)

    def loses_it_first(asked: Route) -> None:
        with one_app.app_context():
            no_reader(cast.tckh)
        asked.continue_()

    page.route(re.compile("/kept$"), loses_it_first)
    page.goto(path)
    expect(page.locator("#room-line")).to_contain_text("không còn trong cuộc họp này")


def _signs_in(page: Page, account: str) -> None:
    page.get_by_label("Tài khoản").fill(account)
    page.get_by_label("Mật khẩu").fill("congso-demo")
    page.get_by_role("button", name="Vào làm việc").click()

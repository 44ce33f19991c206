"""An old page asks whether who opened it is still at work in this browser, before it sends."""

from flask import Flask
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.org import queries
from server.org.models import Appointment, Position
from tests.cast import Cast
from tests.office.front.test_door import TWO_POSTS, knock, token_of
from tests.office.outcome import change


def test_who_is_still_at_work_is_given_a_key_that_todays_session_takes(cast: Cast) -> None:
    browser = cast.hoa.browser()
    got = browser.get(f"/login/still?as={cast.hoa.actor.appointment_id}")
    assert (got.status_code, got.headers["Cache-Control"]) == (204, "no-store")
    sent = browser.post("/language", data={"lang": "vi", "csrf_token": got.headers["X-CSRFToken"]})
    assert sent.status_code == 302, "the key is one that a form may bring"


def test_who_is_not_is_told_so_and_that_nothing_was_sent(one_app: Flask) -> None:
    got = one_app.test_client().get("/login/still?as=1")
    assert got.status_code == 200
    assert "X-CSRFToken" not in got.headers
    assert "Phiên làm việc đã hết" in got.text
    assert "Chưa gửi gì cả" in got.text


def test_whoever_else_is_at_work_there_is_named(cast: Cast) -> None:
    got = cast.hoa.browser().get(f"/login/still?as={cast.nam.actor.appointment_id}")
    assert got.status_code == 200
    assert "X-CSRFToken" not in got.headers
    assert cast.hoa.account in got.text


def test_who_changed_his_post_meanwhile_is_told_which_he_acts_in(one_app: Flask) -> None:
    browser, _answer = knock(one_app, TWO_POSTS)
    page = browser.get("/").text
    opened_as = page.split('data-who="', 1)[1].split('"', 1)[0]
    assert browser.get(f"/login/still?as={opened_as}").status_code == 204
    person = queries.person_by_account(TWO_POSTS)
    assert person is not None
    other = queries.posts_of(person.id)[1]
    browser.post("/post", data={"post": other.id, "csrf_token": token_of(page)})
    got = browser.get(f"/login/still?as={opened_as}")
    assert got.status_code == 200
    assert "Đang làm việc với tư cách khác" in got.text
    assert "Phòng Nội vụ" in got.text


def ended(account: str) -> int:
    """His post is no more since last midnight, as after a reorganisation; its appointment."""
    person = queries.person_by_account(account)
    assert person is not None
    (mine, *_others) = queries.posts_of(person.id)
    change(Appointment, {"id": mine.id}, valid_to=today())
    return mine.id


def test_who_sends_a_form_in_a_post_that_ended_is_led_back_to_what_he_typed(one_app: Flask) -> None:
    browser, _answer = knock(one_app, "chuyenvien.huyen")
    key = token_of(browser.get("/outgoing/new").text)
    ended("chuyenvien.huyen")
    page = "http://localhost/outgoing/new"
    said = {"subject": "Gõ dở lúc nửa đêm", "csrf_token": key}
    got = browser.post("/outgoing/new", data=said, headers={"Referer": page})
    assert got.status_code == 403, "behind the door his words would be gone"
    assert "đăng nhập nếu được hỏi" in got.text and 'href="/outgoing/new"' in got.text
    assert browser.get("/outgoing/new").location == "/login?next=/outgoing/new"


def test_whose_post_ended_and_who_came_in_anew_reads_that_there_is_no_way_back(
    one_app: Flask,
) -> None:
    person = queries.person_by_account(TWO_POSTS)
    assert person is not None
    opened_as = ended(TWO_POSTS)
    browser, _answer = knock(one_app, TWO_POSTS)
    got = browser.get(f"/login/still?as={opened_as}")
    assert "Chức vụ đã kết thúc" in got.text and "Hãy đổi lại" not in got.text
    named = select(Position.title).join(Appointment).where(Appointment.person_id == person.id)
    assert any(title in got.text for title in db.session.scalars(named))

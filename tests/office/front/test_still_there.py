"""An old page asks whether who opened it is still at work in this browser, before it sends."""

from flask import Flask

from server.org import queries
from tests.cast import Cast
from tests.office.front.test_door import TWO_POSTS, knock, token_of


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

"""The door: who comes in, in which post, and who does not (DESIGN §9, §11.3)."""

import datetime as dt

import pytest
from flask import Flask
from flask_babel import refresh
from sqlalchemy import delete

from server.clock import as_if, now
from server.database import db, transaction
from server.demo.cast import PASSWORD
from server.door.models import WebSession
from server.door.services import create_token
from server.org import queries
from server.org.models import Appointment, Person
from tests.cast import Browser, Hand
from tests.office.front.desks import presented
from tests.office.outcome import refused, says, steps


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `people` asks both."""
    return one_app


TWO_POSTS = "kiemnhiem.huyen"


def token_of(page: str) -> str:
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def knock(app, account: str, password: str = PASSWORD, **how):
    """One try at the door, from `address`, going on to `next`."""
    browser = Browser(app, use_cookies=True)
    place = {"environ_base": {"REMOTE_ADDR": how.pop("address", "10.0.0.1")}}
    token = token_of(browser.get("/login", **place).text)
    form = {"account": account, "password": password, "csrf_token": token, **how}
    return browser, browser.post("/login", data=form, **place)


def test_who_signs_in_lands_on_what_waits_for_them(app, cast):
    browser, answer = knock(app, "chutich.huyen")
    assert answer.headers["Location"] == "/"
    assert "Việc của tôi" in browser.get("/").text


def test_the_account_is_read_without_regard_to_capitals_and_spaces(app):
    assert knock(app, "  ChuTich.Huyen ")[1].status_code == 302


@pytest.mark.parametrize(
    ("account", "password"), [("chutich.huyen", "sai"), ("khong.co", PASSWORD), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_words(app, account, password):
    answer = knock(app, account, password)[1]
    assert answer.status_code == 401
    assert "Sai tài khoản hoặc mật khẩu." in answer.text


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/incoming?q=a", "/incoming?q=a"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_door_leads_only_into_this_house(app, wanted, place):
    assert knock(app, "chutich.huyen", next=wanted)[1].headers["Location"] == place


@pytest.mark.parametrize("path", ["/", "/incoming", "/outgoing", "/registers", "/notices"])
def test_nobody_sees_a_room_without_signing_in(app, path):
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")


def test_a_form_without_its_token_is_refused(app, cast):
    browser = cast.minh.browser()
    got = browser.post("/logout")
    assert got.status_code == 403 and says("csrf", got.text)
    assert browser.get("/").status_code == 200


def test_a_form_from_another_browser_is_refused(app, cast):
    stranger = Browser(app, use_cookies=True)
    token = token_of(stranger.get("/login").text)
    browser = cast.minh.browser()
    assert browser.post("/logout", data={"csrf_token": token}).status_code == 403


def test_signing_in_changes_the_cookie(app):
    browser = Browser(app, use_cookies=True)
    token = token_of(browser.get("/login").text)
    planted = browser.get_cookie("congso").value
    form = {"account": "chutich.huyen", "password": PASSWORD, "csrf_token": token}
    browser.post("/login", data=form)
    assert browser.get_cookie("congso").value != planted
    stranger = Browser(app, use_cookies=True)
    stranger.set_cookie("congso", planted)
    assert stranger.get("/").status_code == 302


def test_a_deleted_session_is_signed_out_at_once(app, cast):
    browser = cast.minh.browser()
    assert browser.get("/").status_code == 200
    with transaction() as session:
        session.execute(delete(WebSession))
    assert browser.get("/").headers["Location"].startswith("/login")


def test_a_browser_that_is_never_left_alone_is_out_after_a_week(cast):
    """Somebody else's copy of the cookie, too: however often it asks, it opens no longer."""
    browser, begun = cast.minh.browser(), now()
    for hours in range(11, 7 * 24, 11):
        with as_if(begun + dt.timedelta(hours=hours)):
            assert browser.get("/").status_code == 200, hours
    with as_if(begun + dt.timedelta(days=7, minutes=1)):
        assert browser.get("/").headers["Location"].startswith("/login")


def test_a_browser_that_lay_over_night_is_out(cast):
    browser, begun = cast.minh.browser(), now()
    with as_if(begun + dt.timedelta(hours=12, minutes=1)):
        assert browser.get("/").headers["Location"].startswith("/login")


def test_who_leaves_is_out(cast):
    browser = cast.minh.browser()
    form = {"csrf_token": token_of(browser.get("/").text)}
    assert browser.post("/logout", data=form).headers["Location"] == "/login"
    assert browser.get("/").status_code == 302


def test_a_person_who_is_no_longer_active_is_out_at_once(cast):
    browser = cast.minh.browser()
    with transaction() as session:
        session.query(Person).filter_by(account="chutich.huyen").update({"active": False})
    assert browser.get("/").status_code == 302


def test_who_has_two_posts_chooses_one(app):
    browser, answer = knock(app, TWO_POSTS)
    assert answer.headers["Location"].startswith("/post")
    page = browser.get("/post").text
    assert "Phó Chánh Văn phòng" in page
    assert "Phòng Nội vụ" in page


def test_another_post_changes_desk_and_rights_at_once(app):
    browser, _ = knock(app, TWO_POSTS)
    person = queries.person_by_account(TWO_POSTS)
    second = queries.posts_of(person.id)[1]
    before = browser.get("/").text
    assert "Phó Chánh Văn phòng" in _acting(before)
    form = {"post": second.id, "csrf_token": token_of(before)}
    assert browser.post("/post", data=form).status_code == 302
    assert "Phòng Nội vụ" in _acting(browser.get("/").text)


def test_a_second_post_is_offered_without_a_new_sign_in(app, cast):
    """Rights are resolved at each request (DESIGN §11.3)."""
    browser = cast.nam.browser()
    assert "Đổi tư cách làm việc" not in browser.get("/").text
    with transaction() as session:
        held = session.get(Appointment, cast.nam.actor.appointment_id)
        more = {"position_id": cast.hoa.actor.position_id, "valid_from": held.valid_from}
        session.add(Appointment(person_id=held.person_id, main=False, **more))
    assert "Đổi tư cách làm việc" in browser.get("/").text


def _acting(page: str) -> str:
    return page.split("đang làm việc với tư cách")[1].split("</b>", maxsplit=1)[0]


def test_nobody_acts_in_anothers_post(app, cast):
    browser = cast.nam.browser()
    form = {"post": cast.minh.actor.appointment_id, "csrf_token": token_of(browser.get("/").text)}
    assert browser.post("/post", data=form).status_code == 403
    presented(cast, subject="V/v chỉ Chủ tịch thấy")
    assert "V/v chỉ Chủ tịch thấy" not in browser.get("/").text


def test_the_language_is_kept_and_leads_back_into_the_house(app, cast):
    browser = cast.minh.browser()
    form = {"lang": "en", "csrf_token": token_of(browser.get("/").text)}
    away = browser.post("/language", data=form, headers={"Referer": "https://evil.example/x"})
    assert away.headers["Location"] == "/"
    back = browser.post("/language", data=form, headers={"Referer": "http://localhost/incoming"})
    assert back.headers["Location"] == "/incoming"
    refresh()  # the tests' application context outlives a request
    assert '<html lang="en"' in browser.get("/").text


def test_reading_pages_writes_nothing(app, cast):
    browser = cast.minh.browser()
    browser.get("/")
    before = db.session.query(WebSession.seen_at).filter(WebSession.person_id.isnot(None)).all()
    browser.get("/incoming")
    browser.get("/")
    db.session.rollback()
    after = db.session.query(WebSession.seen_at).filter(WebSession.person_id.isnot(None)).all()
    assert after == before


def test_a_hand_is_signed_in_as_whom_it_says(app):
    assert "Trịnh Quang Minh" in Hand(app, "chutich.huyen").browser().get("/").text


def test_a_token_made_for_reading_changes_nothing(app, cast):
    (paper_id,) = presented(cast)
    path = f"/incoming/{paper_id}"
    reader = Hand(app, "chutich.huyen", create_token("chutich.huyen", scope="read"))
    assert reader.asks("GET", path).status_code == 200
    refused(reader.does(path, "pass_up"), "token_out_of_scope")
    refused(reader.asks("POST", "/outgoing", json={}), "token_out_of_scope")
    assert steps(path)[-1] == "present"


def test_a_token_of_the_gateway_opens_the_gateway_alone(app, cast):
    (paper_id,) = presented(cast)
    path = f"/incoming/{paper_id}"
    axis = Hand(app, "vanthu.huyen", create_token("vanthu.huyen", scope="gateway"))
    for where in (path, "/incoming", "/me"):
        refused(axis.asks("GET", where), "token_out_of_scope")
    refused(axis.asks("POST", f"{path}/actions/register", json={}), "token_out_of_scope")
    got = axis.asks("POST", "/gateway/edxml", data=b"x", content_type="text/xml")
    assert (got.status_code, got.json["code"]) == (422, "gateway_malformed")
    page = app.test_client().get("/", headers={"Authorization": f"Bearer {axis.token}"})
    assert page.status_code == 403

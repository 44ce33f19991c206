"""Five failures close an account where they came from, and for nobody else (DESIGN §9)."""

from ipaddress import ip_network
from unittest.mock import Mock

import pytest
from flask import Flask, g
from werkzeug import Response
from werkzeug.test import Client

from server import web
from server.demo.cast import PASSWORD
from server.door.proxies import visitor
from tests.cast import Browser
from tests.office.front.test_door import knock, token_of
from tests.office.outcome import says

PROXY = {"REMOTE_ADDR": "10.0.0.1"}


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases."""
    return one_app


def test_five_failures_close_the_door_for_that_address_only(app):
    for _ in range(5):
        assert knock(app, "chutich.huyen", "sai")[1].status_code == 401
    locked = knock(app, "chutich.huyen")[1]
    assert locked.status_code == 429 and says("sign_in_locked", locked.text)
    assert knock(app, "chutich.huyen", address="10.0.0.2")[1].status_code == 302
    assert knock(app, "vanthu.huyen")[1].status_code == 302


def _again(app, browser, account: str, password: str = PASSWORD):
    """Somebody knocks once more from a browser that is out again."""
    place = {"environ_base": {"REMOTE_ADDR": "10.0.0.1"}}
    inside = browser.get("/login", follow_redirects=True, **place).text
    browser.post("/logout", data={"csrf_token": token_of(inside)}, **place)
    form = {"account": account, "password": password}
    form["csrf_token"] = token_of(browser.get("/login", **place).text)
    return browser.post("/login", data=form, **place).status_code


def test_who_came_in_from_this_browser_before_is_not_locked_out_by_others_at_the_address(app):
    minhs, _sent = knock(app, "chutich.huyen")
    for _ in range(5):
        knock(app, " CHUTICH.huyen", "sai")
    assert knock(app, "chutich.huyen")[1].status_code == 429
    assert _again(app, minhs, " Chutich.huyen ") == 302
    for _ in range(5):
        assert _again(app, minhs, "chutich.huyen", "sai") == 401
    assert _again(app, minhs, "chutich.huyen") == 429
    assert _again(app, minhs, "vanthu.huyen") == 302


def test_a_browser_is_known_for_whoever_came_in_from_it_alone(app):
    lans, _sent = knock(app, "vanthu.huyen")
    for _ in range(5):
        knock(app, "chutich.huyen", "sai")
    assert _again(app, lans, "chutich.huyen") == 429
    forged = Browser(app, use_cookies=True)
    forged.set_cookie("congso_known", '["a",["chutich.huyen"]].x', path="/login")
    token = token_of(forged.get("/login", environ_base={"REMOTE_ADDR": "10.0.0.1"}).text)
    form = {"account": "chutich.huyen", "password": PASSWORD, "csrf_token": token}
    sent = forged.post("/login", data=form, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert sent.status_code == 429


def test_behind_a_proxy_five_failures_close_the_door_for_that_visitor_only(app, monkeypatch):
    monkeypatch.setenv("CONGSO_PROXIES", "10.0.0.1, 10.9.0.0/16")
    monkeypatch.setattr(web, "create_app", lambda: app)
    monkeypatch.setattr(web, "threading", Mock())
    monkeypatch.setattr(web.outbox, "speak_here", Mock())  # else this process says all at once
    served = web.Web.load(Mock())

    def tries(visitors: str, password: str = PASSWORD) -> int:
        browser = Client(served, Response)
        place = {"headers": {"X-Forwarded-For": visitors}, "environ_base": PROXY}
        token = token_of(browser.get("/login", **place).text)
        _forget_form()
        form = {"account": "chutich.huyen", "password": password, "csrf_token": token}
        status = browser.post("/login", data=form, **place).status_code
        _forget_form()
        return status

    for jest in range(5):  # what the visitor wrote himself stands first
        assert tries(f"192.0.2.{jest}, 203.0.113.5, 10.9.3.3", "sai") == 401
    assert tries("203.0.113.5") == 429
    assert tries("203.0.113.6") == 302


def _forget_form() -> None:
    """The tests' application context outlives a request, its CSRF token must not (`Browser`)."""
    for name in ("csrf_token", "csrf_valid"):
        g.pop(name, None)


@pytest.mark.parametrize(
    ("peer", "told", "seen"),
    [
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("10.0.0.1", "192.0.2.1, 10.0.0.1", "192.0.2.1"),
        ("10.0.0.1", "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", " 2001:DB8::1 ", "2001:db8::1"),
        ("10.0.0.1", "192.0.2.1, <script>", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1,,", "10.0.0.1"),
        ("", "192.0.2.1", ""),
    ],
)
def test_of_what_a_proxy_hands_on_only_what_it_saw_itself_counts(peer, told, seen):
    assert visitor(peer, told, (ip_network("10.0.0.1"),)) == seen


def test_four_failures_are_forgiven_by_one_success(app):
    for _ in range(4):
        knock(app, "chutich.huyen", "sai")
    assert knock(app, "chutich.huyen")[1].status_code == 302
    assert knock(app, "chutich.huyen", "sai")[1].status_code == 401
    assert knock(app, "chutich.huyen")[1].status_code == 302

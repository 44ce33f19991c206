"""Nam comes in by the province's single sign-on; nobody else does in his name (CONTRACT §4)."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.admin.staff import people
from server.answers import words_of
from server.config import Settings
from server.database import db, transaction
from server.door.models import OutsideIdentity
from server.org.models import Person
from tests.cast import Browser, Cast
from tests.issuer import CLIENT, SECRET, Issuer, issuer
from tests.office.admin.desk import kien, last_change, person, why
from tests.office.front.clicking import Desk

NAM = "chuyenvien.huyen"


@pytest.fixture
def province(app: Flask, cast: Cast) -> Iterator[Issuer]:
    before = app.config["SETTINGS"]
    with issuer() as server:
        more = {"oidc_issuer": server.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET,
                "oidc_name": "Đăng nhập của tỉnh"}  # fmt: skip
        app.config["SETTINGS"] = Settings(**before.model_dump() | more)
        yield server
    app.config["SETTINGS"] = before
    app.extensions.pop("oidc", None)


def sent(browser: FlaskClient, to: str = "/") -> str:
    """Where the office sends somebody who presses its button."""
    page = html.unescape(browser.get(f"/login?next={to}").text)
    assert "Đăng nhập của tỉnh" in page
    assert f'href="/login/oidc?next={to}"' in page.replace("%2F", "/")
    gone = browser.get("/login/oidc", query_string={"next": to})
    assert gone.status_code == 302, gone.text
    return str(gone.location)


def comes(app: Flask, province: Issuer, to: str = "/") -> tuple[FlaskClient, TestResponse]:
    browser = Browser(app, use_cookies=True)
    return browser, browser.get(province.lets_in(sent(browser, to)))


def says(page: TestResponse, reason: str, **facts: str) -> None:
    """The no, in its words, on the page that still has a door."""
    assert str(words_of(reason, facts)) in html.unescape(page.text)


def links() -> list[tuple[str, str]]:
    db.session.expire_all()
    rows = db.session.scalars(select(OutsideIdentity)).all()
    return [(one.subject, db.session.get_one(Person, one.person_id).account) for one in rows]


def test_nam_is_at_his_desk_without_a_password_and_where_he_wanted_to_go(app, cast, province):
    browser, back = comes(app, province, "/outgoing")
    assert (back.status_code, back.location) == (302, "/outgoing")
    assert cast.nam.actor.name in html.unescape(browser.get("/").text)
    assert links() == [("s-1", NAM)]
    assert last_change().act == "identity_linked"
    assert last_change().by_account == NAM
    comes(app, province)
    assert len(links()) == 1


def test_from_then_on_his_subject_counts_and_not_what_he_is_called(app, cast, province):
    comes(app, province)
    province.who["preferred_username"] = "nguyen.hoai.nam.moi"
    browser, back = comes(app, province)
    assert back.status_code == 302
    assert cast.nam.actor.name in html.unescape(browser.get("/").text)


def test_another_who_got_his_name_there_is_not_him_until_kien_takes_the_link_off(
    app, cast, province
):
    first, _back = comes(app, province)
    province.who["sub"] = "s-2"
    browser, back = comes(app, province)
    assert back.status_code == 403
    says(back, "oidc_is_another", account=NAM)
    assert browser.get("/").status_code in (302, 401)
    desk = Desk(cast.kien)
    assert f"/people/{NAM}/unlink" in desk.opens(f"/people/{NAM}")
    done = desk.sends(f"/people/{NAM}/unlink", page=f"/people/{NAM}")
    assert done.status_code == 302
    assert last_change().act == "identity_unlinked"
    assert "/login" in first.get("/").location, "who had come in by it is out"
    assert f"/people/{NAM}/unlink" not in desk.opens(f"/people/{NAM}")
    assert comes(app, province)[1].status_code == 302
    assert links() == [("s-2", NAM)]


@pytest.mark.parametrize("name", ["khong.ai", "cv-tckh.huyen", ""])
def test_whoever_is_unknown_here_or_locked_reads_why_and_may_still_type_a_password(
    app, cast, province, name
):
    with transaction():
        person("cv-tckh.huyen").active = False
    province.who["preferred_username"] = name
    _browser, back = comes(app, province)
    assert back.status_code == 403
    if name:
        says(back, "oidc_not_here", account=name)
    else:
        says(back, "oidc_says_no_name", claim="preferred_username")
    assert 'name="password"' in back.text
    assert links() == []


@pytest.mark.parametrize(
    "lies",
    [
        {"aud": "mot-phan-mem-khac"},
        {"iss": "https://gia-danh.vn"},
        {"nonce": "cua-phien-khac"},
        {"exp": 1_600_000_000},
    ],
    ids=lambda lies: next(iter(lies)),
)
def test_a_token_of_another_for_another_or_of_another_time_opens_nothing(app, cast, province, lies):
    province.lies = lies
    browser, back = comes(app, province)
    assert back.status_code == 403
    says(back, "oidc_is_no_proof")
    assert browser.get("/").location.startswith("/login")
    assert links() == []


def test_a_token_that_another_key_signed_opens_nothing(app, cast, province):
    province.signs_with = RSAKey.generate_key(2048, {"kid": "mot"})
    assert comes(app, province)[1].status_code == 403


def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(app, cast, province):
    """Else a link in a mail would sit somebody at another's desk."""
    other, mine = (Browser(app, use_cookies=True) for _ in range(2))
    back = province.lets_in(sent(other))
    sent(mine)
    assert mine.get(back).status_code == 403
    assert mine.get("/login/oidc/back").status_code == 403
    assert other.get(back).status_code == 302
    assert other.get(back).status_code == 403, "a second time it is nobody's answer"


def test_who_says_no_at_the_issuer_is_at_the_door_again(app, cast, province):
    browser = Browser(app, use_cookies=True)
    state = dict(parse_qsl(urlsplit(sent(browser)).query))["state"]
    said = urlencode({"error": "access_denied", "state": state})
    back = browser.get(f"/login/oidc/back?{said}")
    assert back.status_code == 403
    says(back, "oidc_is_no_proof")


def test_an_issuer_that_is_down_is_said_and_the_password_still_opens(app, cast, province):
    province.shutdown()
    province.server_close()
    gone = Browser(app, use_cookies=True).get("/login/oidc")
    assert gone.status_code == 503
    says(gone, "oidc_is_down")
    assert 'name="password"' in gone.text


def test_a_discovery_in_another_name_is_not_believed(app, cast, province):
    province.named = "https://gia-danh.vn"
    assert Browser(app, use_cookies=True).get("/login/oidc").status_code == 403


def test_it_stands_for_the_password_alone(app, cast, province, monkeypatch):
    """A second factor that he has is asked for here, whatever the issuer asked."""
    monkeypatch.setattr("server.door.factors.has_any", lambda _person: True)
    browser, back = comes(app, province)
    assert back.location == "/login/second"
    assert browser.get("/").location.startswith("/login")


@pytest.mark.parametrize(
    ("verified", "status"), [(True, 302), (False, 403), (None, 403), ("true", 403)]
)
def test_an_address_counts_only_where_the_issuer_saw_whose_it_is(
    app, cast, province, verified, status
):
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"oidc_claim": "email"})
    province.who = {"sub": "s-1", "email": NAM, "email_verified": verified}
    assert comes(app, province)[1].status_code == status


@pytest.mark.parametrize("to", ["//gia-danh.vn", "https://gia-danh.vn", "/\\gia-danh.vn"])
def test_the_way_on_leads_out_of_this_office_for_nobody(app, cast, province, to):
    browser = Browser(app, use_cookies=True)
    gone = browser.get("/login/oidc", query_string={"next": to})
    assert browser.get(province.lets_in(gone.location)).location == "/"


def _signs_out(browser: FlaskClient) -> TestResponse:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/").text)
    assert token
    return browser.post("/logout", data={"csrf_token": token[1]})


def test_who_came_in_by_it_is_led_out_of_it_too_on_a_machine_that_several_share(
    app, cast, province
):
    browser, _back = comes(app, province)
    left = _signs_out(browser)
    assert left.status_code == 302, left.text
    page = html.unescape(browser.get(left.location).text)
    assert "Máy dùng chung: thoát cả “Đăng nhập của tỉnh”" in page
    gone = urlsplit(browser.get("/login/oidc/out").location)
    assert f"{gone.scheme}://{gone.netloc}{gone.path}" == f"{province.url}/end"
    assert dict(parse_qsl(gone.query))["client_id"] == CLIENT
    by_password = cast.nam.browser()
    assert _signs_out(by_password).location == "/login"


def test_where_the_issuer_ends_no_sessions_one_is_at_our_door(app, cast, province):
    province.ends_sessions = False
    assert Browser(app, use_cookies=True).get("/login/oidc/out").location == "/login"


def test_without_an_issuer_there_is_no_button_and_no_door(one_app, one_cast):
    browser = Browser(one_app, use_cookies=True)
    assert "/login/oidc" not in browser.get("/login").text
    for path in ("/login/oidc", "/login/oidc/back", "/login/oidc/out"):
        got = browser.get(path)
        assert got.status_code == 404
        says(got, "oidc_is_off")


def test_only_an_administrator_takes_a_link_off_and_only_one_that_is_there(app, cast, province):
    assert why(people.unlink, kien(), NAM) == "no_such_row"
    comes(app, province)
    assert why(people.unlink, cast.minh.actor, NAM) == "not_allowed"
    people.unlink(kien(), NAM)
    assert links() == []


@pytest.mark.parametrize("issuer_said", ["http://tinh.vn", "tinh.vn", "https://tinh.vn/?a=1"])
def test_an_issuer_is_named_by_https_or_sits_on_this_machine(issuer_said):
    with pytest.raises(ValueError, match="oidc_issuer"):
        Settings(oidc_issuer=issuer_said)

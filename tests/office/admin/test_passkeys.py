"""Passkeys: they open the door, count once, hold to one address; a post may demand one."""

import re
from dataclasses import replace

import pyotp
import pytest

from server import clock
from server.account import services, views
from server.admin.organisation import places
from server.admin.staff import people, resets
from server.answers import ANSWERS
from server.config import Settings
from server.database import db
from server.demo.cast import PASSWORD
from server.door import factors
from server.door.models import Factor
from tests.office.admin.desk import actor, hanh, kien, last_change, person, position, why
from tests.office.admin.test_account import LAN, Door, later, with_totp, words_of
from tests.office.outcome import says
from tests.office.passkey import Passkey


@pytest.fixture
def house(one_app):
    """The office as it is reached from outside."""
    kept = one_app.config["SETTINGS"]
    one_app.config["SETTINGS"] = Settings(home=kept.home, base_url="https://congso.test")
    return one_app


def asked(door: Door, what: str, page: str = "/login"):
    """What the browser is asked, at whichever page it stands."""
    answer = door.sends("/login/passkey/options", page, **{"for": what})
    assert answer.status_code == 200, answer.text
    return answer.json


def enrolled(house, account: str = LAN, **more) -> Passkey:
    """Lan has made a key at her desk."""
    door, key = Door(house, account), Passkey(**more)
    door.knocks()
    said = {"name": "máy của Lan", "old": PASSWORD}
    options = asked(door, "new", "/account")
    made = door.sends("/account/passkeys", "/account", credential=key.made(options), **said)
    assert made.status_code in (200, 302), made.text
    return key


def sign_in(house, key: Passkey, **changed):
    door = Door(house)
    answer = key.proves(asked(door, "sign-in") | changed)
    return door, door.sends("/login/passkey", "/login", credential=answer, next="/incoming")


def test_lan_makes_a_passkey_and_comes_in_by_it_alone(house):
    key = enrolled(house)
    assert factors.codes_left(person(LAN).id) == 10, "the paper for the day it is lost"
    door, sent = sign_in(house, key)
    assert sent.headers["Location"] == "/incoming" and door.is_in()
    page = words_of(door.client.get("/account"))
    assert "máy của Lan" in page and "dùng lần cuối" in page and "Thêm passkey" in page
    assert "Thêm passkey “máy của Lan”" in page


def test_the_browser_is_asked_for_a_key_that_is_found_by_itself_and_opens_by_its_holder(house):
    door = Door(house)
    door.knocks()
    options = asked(door, "new", "/account")
    assert options["rp"] == {"id": "congso.test", "name": "Công Sở"}
    assert options["attestation"] == "none"
    wanted = options["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    assert asked(Door(house), "sign-in")["userVerification"] == "required"


def test_with_the_password_a_key_is_the_second_factor(house):
    key = enrolled(house)
    door = Door(house)
    assert door.knocks() == "/login/second"
    assert "Dùng passkey" in words_of(door.client.get("/login/second"))
    options = asked(door, "second", "/login/second")
    assert [one["type"] for one in options["allowCredentials"]] == ["public-key"]
    key.verified = 0
    sent = door.sends("/login/second", credential=key.proves(options))
    assert sent.headers["Location"] == "/incoming" and door.is_in()


def test_alone_it_opens_only_when_its_holder_was_verified(house):
    key = enrolled(house)
    key.verified = 0
    door, sent = sign_in(house, key)
    assert sent.status_code == 422 and says("passkey_failed", sent.text)
    assert not door.is_in()


def test_a_key_that_was_asked_at_another_address_opens_nothing(house):
    key = enrolled(house)
    for cheat in (
        {"origin": "https://congso.test.evil.vn"},
        {"origin": "http://congso.test"},
        {"host": "evil.vn"},
    ):
        assert sign_in(house, replace(key, **cheat))[1].status_code == 422, cheat


def test_a_strangers_key_with_the_same_number_opens_nothing(house):
    enrolled(house)
    assert sign_in(house, Passkey())[1].status_code == 422
    assert sign_in(house, Passkey(number=b"\x09" * 16))[1].status_code == 422


def test_an_answer_counts_once_and_only_for_what_was_asked_of_this_browser(house):
    key = enrolled(house)
    door = Door(house)
    answer = key.proves(asked(door, "sign-in"))
    assert Door(house).sends("/login/passkey", "/login", credential=answer).status_code == 422
    assert door.sends("/login/passkey", "/login", credential=answer).status_code == 302
    again = Door(house)
    asked(again, "sign-in")
    assert again.sends("/login/passkey", "/login", credential=answer).status_code == 422
    assert sign_in(house, key, challenge="AAAA")[1].status_code == 422


def test_a_question_that_was_answered_wrongly_is_not_answered_again(house):
    key, door = enrolled(house), Door(house)
    options = asked(door, "sign-in")
    for answer in (Passkey().proves(options), key.proves(options)):
        assert door.sends("/login/passkey", "/login", credential=answer).status_code == 422


def test_a_question_is_open_for_five_minutes(house, monkeypatch):
    key, door = enrolled(house), Door(house)
    answer = key.proves(asked(door, "sign-in"))
    moment = clock.now() + clock.dt.timedelta(minutes=6)
    monkeypatch.setattr("server.door.passkeys.now", lambda: moment)
    assert door.sends("/login/passkey", "/login", credential=answer).status_code == 422


def test_a_key_that_counts_back_is_refused_and_its_owner_reads_why(house):
    key = enrolled(house)
    sign_in(house, key)
    key.count = 0
    _door, sent = sign_in(house, key)
    assert sent.status_code == 409
    assert last_change().act == "passkey_counted_back"
    assert "sao chép" in str(views.history(person(LAN).id))
    key.count = 7
    assert sign_in(house, key)[1].status_code == 302


def test_a_key_without_a_counter_is_taken_as_telephones_have_none(house):
    key = enrolled(house)
    for _ in range(2):
        key.count = -1
        assert sign_in(house, key)[1].status_code == 302


MALFORMED = (
    "", "x", "null", "[]", "{}", '{"id": 1}', "[" * 20_000, "9" * 30_000,
    '{"id":"AA","rawId":"AA","type":"public-key",'
    '"response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}',
)  # fmt: skip


def test_a_malformed_answer_is_a_no_and_never_a_fault(house):
    door = Door(house)
    for answer in MALFORMED:
        asked(door, "sign-in")
        assert door.sends("/login/passkey", "/login", credential=answer).status_code == 422
    door.knocks()
    for answer in MALFORMED:
        asked(door, "new", "/account")
        said = {"name": "máy", "old": PASSWORD, "credential": answer}
        assert door.sends("/account/passkeys", "/account", **said).status_code == 422


def test_a_new_key_needs_the_password_and_a_verified_holder_and_is_nobody_elses(house):
    enrolled(house)
    hoa = Door(house, "truongphong.huyen")
    hoa.knocks()
    for key, old, reason in (
        (Passkey(number=b"\x08" * 16), "sai", "own_password_wrong"),
        (Passkey(number=b"\x08" * 16, verified=0), PASSWORD, "passkey_failed"),
        (Passkey(), PASSWORD, "passkey_is_known"),
    ):
        credential = key.made(asked(hoa, "new", "/account"))
        said = {"name": "máy", "old": old, "credential": credential}
        sent = hoa.sends("/account/passkeys", "/account", **said)
        assert sent.status_code == ANSWERS[reason].status and says(reason, sent.text)
    assert db.session.query(Factor).count() == 1


def test_who_stands_at_the_door_is_asked_nothing_of_others(house):
    for what in ("new", "second", ""):
        answer = Door(house).sends("/login/passkey/options", "/login", **{"for": what})
        assert (answer.status_code, list(answer.json)) == (401, ["words"])


def test_a_locked_account_and_one_without_a_post_are_not_opened_by_a_key(house):
    key = enrolled(house)
    people.deactivate(kien(), LAN, reason="nghỉ")
    assert sign_in(house, key)[1].status_code == 422


def test_a_post_that_demands_a_passkey_takes_no_figures(house, monkeypatch):
    clock_of_lan = with_totp()
    places.require_second(kien(), position(LAN).id, wanted="passkey")
    door = Door(house)
    door.knocks()
    later(monkeypatch, 60)
    sent = door.sends("/login/second", code=clock_of_lan.at(factors.now()))
    assert sent.headers["Location"] == "/login/factor", "what he has lets him set up what he lacks"
    page = words_of(door.client.get("/login/factor"))
    assert "Tạo passkey trên máy này" in page and "<code>" not in page
    wrong = door.sends("/login/factor", code=pyotp.TOTP("A" * 32).at(clock.now()))
    assert wrong.status_code == 422 and not door.is_in()
    key = Passkey()
    made = key.made(asked(door, "new", "/login/factor"))
    assert door.sends("/login/factor", credential=made).headers["Location"] == "/incoming"
    later(monkeypatch, 120)
    again = Door(house)
    again.knocks()
    assert again.sends("/login/second", code=clock_of_lan.at(factors.now())).status_code == 422
    assert factors.counting(person(LAN).id) == {"passkey"}


def test_a_post_that_demands_any_factor_is_content_with_a_passkey(house):
    key = enrolled(house)
    places.require_second(kien(), position(LAN).id, wanted="any")
    assert sign_in(house, key)[1].headers["Location"] == "/incoming"
    mine = factors.of(person(LAN).id)[0]
    drop = services.drop_factor
    assert why(drop, actor(LAN), mine.id, password=PASSWORD) == "factor_is_required"
    with_totp()
    drop(actor(LAN), mine.id, password=PASSWORD)
    assert sign_in(house, key)[1].status_code == 422, "a key that was taken away"


def test_the_last_passkey_stays_where_a_post_demands_one_whatever_else_there_is(house):
    enrolled(house)
    with_totp()
    places.require_second(kien(), position(LAN).id, wanted="passkey")
    mine, figures = (factors.of(person(LAN).id, kind)[0] for kind in ("passkey", "totp"))
    drop = services.drop_factor
    assert why(drop, actor(LAN), mine.id, password=PASSWORD) == "factor_is_required"
    drop(actor(LAN), figures.id, password=PASSWORD)


def test_a_code_from_the_paper_still_opens_for_who_lost_the_key(house):
    enrolled(house)
    codes = services.new_codes(actor(LAN), password=PASSWORD)
    door = Door(house)
    door.knocks()
    assert door.sends("/login/second", code=codes[0]).status_code == 302


def test_two_administrators_take_the_factors_off_and_their_owner_reads_both(house):
    key = enrolled(house)
    assert resets.end_factors(kien(), LAN, reason="mất máy") is False
    assert why(resets.end_factors, kien(), LAN, reason="mất máy") == "same_person"
    assert sign_in(house, key)[1].status_code == 302
    page = words_of(Door(house, "quantri2").sees("/people/pending"))
    assert "quantri" in page and "mất máy" in page
    assert resets.end_factors(hanh(), LAN, reason="đã gọi điện hỏi") is True
    assert sign_in(house, key)[1].status_code == 422
    said = str(views.history(person(LAN).id))
    assert "mất máy" in said and "đã gọi điện hỏi" in said


def test_without_a_name_of_its_own_an_office_offers_no_passkeys(one_app):
    door = Door(one_app, address="10.0.0.1")
    for url in ("", "https://10.1.2.3", "http://congso.test"):
        home = one_app.config["SETTINGS"].home
        one_app.config["SETTINGS"] = Settings(home=home, base_url=url)
        here = {"base_url": "http://10.1.2.3"} if not url else {}
        page = door.client.get("/login", **door.place, **here)
        assert "Đăng nhập bằng passkey" not in words_of(page)
        assert re.search("data-passkey", page.text) is None
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        typed = {"csrf_token": token, "for": "sign-in"}
        asked_all_the_same = door.client.post("/login/passkey/options", data=typed, **here)
        assert says("passkeys_need_a_name", asked_all_the_same.json["words"])

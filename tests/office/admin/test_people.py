"""Kiên creates accounts, renames, locks and unlocks them; every change is kept twice."""

import datetime as dt
import json

import pytest
import time_machine

from server.admin import jobs
from server.admin.staff import people
from server.admin.staff.people import Newcomer
from server.audit.models import LedgerEvent
from server.clock import now, today
from server.database import db
from server.door import services
from server.door.models import Token, WebSession
from server.office import office
from server.org import queries
from server.org.actor import the_server
from server.org.models import PersonName
from tests.office.admin.desk import DAY, kien, last_change, person, why
from workflows import Refused

PASSWORD = "hoa sen tháng sáu"
VINH = Newcomer(account="vinh.huyen", full_name="Lê  Quang Vinh", password=PASSWORD)


def newcomer(**more: str) -> Newcomer:
    said = {"account": "vinh.huyen", "full_name": "Lê Quang Vinh", "password": PASSWORD} | more
    return Newcomer(**said)


def test_a_new_account_signs_in_and_holds_no_right_at_all(app):
    made = people.create(kien(), VINH)
    assert made.full_name == "Lê Quang Vinh"
    assert services.sign_in("vinh.huyen", PASSWORD, "10.0.0.1").id == made.id
    with pytest.raises(Refused, match="no_post"):
        queries.actor_of(made)


def test_with_a_pin_a_key_of_the_demo_authority_is_issued(app):
    made = people.create(kien(), newcomer(pin="135790"))
    assert made.seal.startswith("pkcs12:")
    assert (office().cabinet.keys / "vinh.huyen.p12").is_file()


def test_without_a_pin_there_is_no_key_and_none_lies_about(app):
    assert people.create(kien(), VINH).seal == ""
    assert not (office().cabinet.keys / "vinh.huyen.p12").exists()


def test_where_no_demo_authority_was_founded_no_key_is_promised(app):
    (office().cabinet.keys / "ca.key").unlink()
    assert why(people.create, kien(), newcomer(pin="135790")) == "no_demo_authority"
    assert queries.person_by_account("vinh.huyen") is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"account": "Vinh Huyện"}, "bad_account"),
        ({"account": "../keys/ca"}, "bad_account"),
        ({"account": "pending"}, "bad_account"),
        ({"account": "seal.huyen"}, "account_taken"),
        ({"account": "vanthu.huyen"}, "account_taken"),
        ({"full_name": "TS. Lê Quang Vinh"}, "name_bears_a_degree"),
        ({"password": "ngắn"}, "weak_password"),
        ({"password": "vinh.huyen-2026"}, "weak_password"),
        ({"pin": "12345"}, "bad_pin"),
        ({"pin": "mười hai"}, "bad_pin"),
    ],
)
def test_an_account_that_does_not_fit_is_refused_and_nothing_is_kept(app, wrong, reason):
    assert why(people.create, kien(), newcomer(**wrong)) == reason
    assert queries.person_by_account("vinh.huyen") is None


def test_no_account_is_called_as_a_page_of_the_room(app):
    pages = {one.rule.split("/")[2] for one in app.url_map.iter_rules() if "/people/" in one.rule}
    assert {one for one in pages if one[0] != "<"} <= people.OF_THE_HOUSE


def test_who_is_called_ong_has_that_name_and_a_degree_is_none(app):
    assert people.create(kien(), newcomer(full_name="Ông Ích Vinh")).full_name == "Ông Ích Vinh"
    wrong = {"full_name": "Thạc sĩ Ông Ích Vinh", "valid_from": today()}
    assert why(people.rename, kien(), "vinh.huyen", **wrong) == "name_bears_a_degree"


def test_a_taken_account_without_a_key_is_refused_too(app):
    people.create(kien(), VINH)
    assert why(people.create, kien(), VINH) == "account_taken"


def test_creating_is_kept_in_words_and_in_the_ledger_by_ids_alone(app):
    made = people.create(kien(), VINH)
    kept = last_change()
    assert (kept.by_account, kept.act, kept.subject) == (
        "quantri", "person_created", f"person/{made.id}",
    )  # fmt: skip
    events = db.session.query(LedgerEvent).filter_by(subject=f"person/{made.id}")
    said = [json.loads(one.content) for one in events.order_by(LedgerEvent.id)]
    assert [one["event"] for one in said] == ["person_written", "person_created"]
    assert said[1]["by"] == kien().person_id
    assert "vinh" not in str(said).lower()


def test_a_new_name_counts_from_its_day_and_the_old_one_until_then(app):
    people.rename(kien(), "chuyenvien.huyen", full_name="Nguyễn Nam", valid_from=today())
    nam = person("chuyenvien.huyen")
    assert nam.full_name == "Nguyễn Nam"
    rows = db.session.query(PersonName).filter_by(person_id=nam.id).order_by(PersonName.id).all()
    assert [(row.full_name, row.valid_to) for row in rows] == [
        ("Nguyễn Hoài Nam", today()), ("Nguyễn Nam", None),
    ]  # fmt: skip
    kept = last_change()
    assert (kept.before, kept.after) == ({"name": "Nguyễn Hoài Nam"}, {"name": "Nguyễn Nam"})


def test_a_name_that_begins_tomorrow_is_taken_in_the_night(app):
    with time_machine.travel(now(), tick=False) as clock:
        people.rename(kien(), "chuyenvien.huyen", full_name="Nguyễn Nam", valid_from=today() + DAY)
        jobs.begin_the_day()
        assert person("chuyenvien.huyen").full_name == "Nguyễn Hoài Nam"
        clock.shift(DAY)
        jobs.begin_the_day()
        jobs.begin_the_day()
        assert person("chuyenvien.huyen").full_name == "Nguyễn Nam"


def test_a_name_is_never_changed_backwards(app):
    def renamed(day: dt.date, name: str = "Nguyễn Nam") -> str:
        return why(people.rename, kien(), "chuyenvien.huyen", full_name=name, valid_from=day)

    assert renamed(today() - DAY) == "end_is_backdated"
    assert renamed(today(), "Nguyễn Hoài Nam") == "same_name"
    later = today() + 5 * DAY
    people.rename(kien(), "chuyenvien.huyen", full_name="Nguyễn Nam", valid_from=later)
    assert renamed(today() + DAY, "Nguyễn N.") == "name_is_dated_later"


def test_locking_an_account_signs_it_out_everywhere_at_once(app, cast):
    browser = cast.nam.browser()
    assert browser.get("/").status_code == 200
    assert cast.nam.asks("GET", "/incoming").status_code == 200
    people.deactivate(kien(), "chuyenvien.huyen", reason="thôi việc")
    assert browser.get("/").status_code == 302
    assert cast.nam.asks("GET", "/incoming").status_code == 401
    with pytest.raises(Refused, match="sign_in_failed"):
        services.sign_in("chuyenvien.huyen", "congso-demo", "10.0.0.1")


def test_unlocking_lets_in_again_but_revives_no_old_token(app, cast):
    cast.nam.asks("GET", "/incoming")
    people.deactivate(kien(), "chuyenvien.huyen", reason="nghỉ")
    people.activate(kien(), "chuyenvien.huyen", reason="trở lại")
    assert services.sign_in("chuyenvien.huyen", "congso-demo", "10.0.0.1").active
    assert cast.nam.asks("GET", "/incoming").status_code == 401
    assert why(people.activate, kien(), "chuyenvien.huyen", reason="x") == "is_active_already"


def test_nobody_locks_himself_out_and_nothing_is_locked_twice(app):
    assert why(people.deactivate, kien(), "quantri", reason="x") == "not_oneself"
    people.deactivate(kien(), "chuyenvien.huyen", reason="nghỉ")
    again = why(people.deactivate, kien(), "chuyenvien.huyen", reason="x")
    assert again == "is_inactive_already"


def test_the_last_administrator_stays(app):
    people.deactivate(kien(), "quantri2", reason="nghỉ hưu")
    assert why(people.deactivate, the_server(), "quantri", reason="x") == "last_administrator"


def test_a_new_password_ends_what_the_old_one_opened(app, cast):
    browser = cast.nam.browser()
    cast.nam.asks("GET", "/incoming")
    people.reset_password(kien(), "chuyenvien.huyen", password="mật khẩu mới dài")
    assert browser.get("/").status_code == 302
    nam = person("chuyenvien.huyen")
    assert db.session.query(WebSession).filter_by(person_id=nam.id).count() == 0
    assert db.session.query(Token).filter_by(person_id=nam.id, ended_at=None).count() == 0
    assert services.sign_in("chuyenvien.huyen", "mật khẩu mới dài", "10.0.0.1").id == nam.id
    assert "mật khẩu mới dài" not in last_change().words


def test_ending_sessions_leaves_the_others_signed_in(app, cast):
    nam, hoa = cast.nam.browser(), cast.hoa.browser()
    people.sign_out(kien(), "chuyenvien.huyen")
    assert nam.get("/").status_code == 302
    assert hoa.get("/").status_code == 200


def test_an_account_that_is_not_there_is_said_so(app):
    assert why(people.sign_out, kien(), "khongco") == "no_such_person"

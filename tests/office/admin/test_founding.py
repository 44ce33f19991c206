"""A new office: two administrators, founded once by whoever reads the key on the machine."""

import re
import stat
import threading

import pytest
from flask import Flask

from server.admin.models import Founding
from server.admin.staff import founding, posts
from server.admin.staff.founding import Founders
from server.app import create_app
from server.config import Settings
from server.database import Base, db
from server.door.services import sign_in
from server.org import queries
from server.org.models import Person, PersonChange
from tests import services
from tests.cast import Browser
from tests.office.admin.desk import actor, person, why
from tests.office.outcome import says
from workflows import Role

WORDS = "sông Mã nước trong xanh"
NEW = {
    "account": "an.quantri",
    "full_name": "Lê An",
    "password": WORDS,
    "second_account": "ba.quantri",
    "second_name": "Trần Ba",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """An office with its tables and nobody in it."""
    if request.param == "postgresql":
        with services.database(request.getfixturevalue("postgres_server")) as url:
            yield from _office(tmp_path, url)
    else:
        yield from _office(tmp_path, "")


@pytest.fixture
def one_empty(tmp_path):
    yield from _office(tmp_path, "")


def _office(home, url):
    app = create_app(Settings(home=home, database_url=url), TESTING=True)
    with app.app_context(), app.test_request_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def found(**more: str) -> str:
    return founding.found(Founders(**NEW | more), said_key=founding.key())


def knocks(app: Flask, **typed: str):
    client = Browser(app, use_cookies=True)
    page = client.get("/login", follow_redirects=True).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return client.post("/first", data={"csrf_token": token, **typed})


def test_two_administrators_come_and_may_give_each_others_grants(empty):
    handed = found()
    an, ba = actor("an.quantri"), actor("ba.quantri")
    assert an.roles == ba.roles == {Role.ADMIN}
    assert sign_in("an.quantri", WORDS, "1").id == an.person_id
    assert sign_in("ba.quantri", handed, "1").password_by == "an.quantri"
    assert db.session.query(PersonChange).filter_by(act="office_founded").count() == 1
    post = queries.posts_of(an.person_id)[0].position_id
    terms = posts.Terms(valid_from=queries.today(), decision_code="1/QĐ")
    assert why(posts.appoint, an, "an.quantri", position_id=post, terms=terms) == "grants_himself"


def test_it_happens_once(empty):
    key = founding.key()
    found()
    again = Founders(**NEW | {"account": "x", "second_account": "y"})
    assert why(founding.found, again, said_key=key) == "is_founded"
    assert not (founding.office().cabinet.keys.parent / "founding-key").exists()


def test_of_many_at_one_moment_one_founds(empty, monkeypatch):
    monkeypatch.setattr(founding, "is_founded", lambda: False)
    key, told = founding.key(), []

    def come(n: int) -> None:
        new = Founders(**NEW | {"account": f"a{n}.x", "second_account": f"b{n}.x"})
        with empty.app_context(), empty.test_request_context():
            try:
                founding.found(new, said_key=key)
                told.append("founded")
            except founding.Refused as no:
                told.append(no.reason)
            db.session.remove()

    hands = [threading.Thread(target=come, args=(n,)) for n in range(3)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(told)[0] == "founded" and told.count("founded") == 1, told
    assert db.session.query(Person).count() == 2


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"password": "ngắn"}, "weak_password"),
        ({"account": "Lê An"}, "bad_account"),
        ({"second_account": "an.quantri"}, "account_taken"),
    ],
)
def test_what_founders_must_keep_and_then_nothing_is_there(one_empty, more, reason):
    assert why(found, **more) == reason
    assert (db.session.query(Person).count(), db.session.query(Founding).count()) == (0, 0)


def test_the_key_is_for_the_machines_holder_only_and_is_asked_of_everybody_else(one_empty):
    place = founding.office().cabinet.keys.parent / "founding-key"
    key = founding.key()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600 and len(key) >= 24
    assert founding.key() == key
    wrong = knocks(one_empty, key="đoán", **NEW)
    assert wrong.status_code == 403 and says("founding_key_wrong", wrong.text)
    assert db.session.query(Person).count() == 0
    assert 'value="Lê An"' in wrong.text and WORDS not in wrong.text


def test_the_front_door_leads_there_while_nobody_is_there_and_never_again(one_empty):
    client = Browser(one_empty, use_cookies=True)
    assert client.get("/login").headers["Location"] == "/first"
    done = knocks(one_empty, key=founding.key(), **NEW)
    assert done.status_code == 200 and "ba.quantri" in done.text
    assert client.get("/login").status_code == 200
    assert client.get("/first").status_code == 404
    assert knocks(one_empty, key="x", **NEW).status_code == 404


def test_an_office_with_people_has_had_its_first_ones(one_app):
    assert founding.is_founded()
    assert why(found) == "is_founded"
    assert person("quantri") is not None and Base.metadata.tables["foundings"] is not None

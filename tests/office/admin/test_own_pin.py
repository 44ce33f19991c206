"""Minh was given a PIN with his key; from the day he changes it nobody else knows one."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

import signing
from server.account import services
from server.database import db, transaction
from server.org.models import Person, PersonChange
from server.signatures import pins
from signing import SealFailed
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import last_change
from tests.office.outcome import refused, says
from tests.office.papers import ok

NEW = "975310"


@pytest.fixture(autouse=True)
def _his_file_alone(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The cast's keys are shared by all tests: here Minh's is a copy of his own."""
    for name in {"cast", "one_cast"} & set(request.fixturenames):
        minh = request.getfixturevalue(name).minh
        with transaction():
            mine = row(minh)
            copy = shutil.copy(mine.seal.partition(":")[2], tmp_path / "minh.p12")
            mine.seal = f"pkcs12:{copy}"


def sends(hand, *, pin: str, new: str, again: str):
    browser = hand.browser()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/account").text)[1]
    form = {"csrf_token": token, "pin": pin, "new_pin": new, "pin_again": again}
    return browser.post("/account/pin", data=form)


def changed(cast: Cast) -> None:
    got = sends(cast.minh, pin=cast.pin, new=NEW, again=NEW)
    assert got.status_code == 302, got.text


def row(hand) -> Person:
    return db.session.get_one(Person, hand.actor.person_id)


def test_minh_signs_with_the_new_pin_and_no_more_with_the_old_one(cast: Cast) -> None:
    path = papers.ready(cast)
    changed(cast)
    assert last_change().act == "pin_changed" and NEW not in last_change().words
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "wrong_pin")
    ok(cast.minh.does(path, "sign", {"pin": NEW}))
    for name, body in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, name, body))  # the agency's own seal keeps its own


def test_the_certificate_and_all_above_it_stay_and_the_file_is_its_owners_alone(one_cast: Cast):
    place = Path(row(one_cast.minh).seal.partition(":")[2])
    before = signing.opened(f"pkcs12:{place}", one_cast.pin).signing_cert.dump()
    changed(one_cast)
    assert signing.opened(f"pkcs12:{place}", NEW).signing_cert.dump() == before
    assert place.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in place.parent.iterdir() if one.name.endswith(".new")] == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"pin": "000000"}, "wrong_pin"),
        ({"again": "975311"}, "passwords_differ"),
        ({"new": "12345", "again": "12345"}, "bad_pin"),
        ({"new": "1234567890123", "again": "1234567890123"}, "bad_pin"),
        ({"new": "hoa sen", "again": "hoa sen"}, "bad_pin"),
        ({"new": "246810", "again": "246810"}, "same_pin"),
    ],
)
def test_what_will_not_do_is_said_at_its_entry_and_changes_nothing(one_cast, typed, reason):
    got = sends(one_cast.minh, **({"pin": one_cast.pin, "new": NEW, "again": NEW} | typed))
    assert got.status_code in (403, 422) and says(reason, got.text)
    assert NEW not in got.text and one_cast.pin not in got.text
    assert signing.opened(row(one_cast.minh).seal, one_cast.pin)


def test_five_wrong_ones_close_it_as_they_do_when_one_signs(one_cast: Cast) -> None:
    for _ in range(pins.TRIES):
        got = sends(one_cast.minh, pin="111111", new=NEW, again=NEW)
    assert says("pin_locked", got.text)
    locked = sends(one_cast.minh, pin=one_cast.pin, new=NEW, again=NEW)
    assert says("pin_locked", locked.text)
    path = papers.ready(one_cast)
    refused(one_cast.minh.does(path, "sign", {"pin": one_cast.pin}), "pin_locked")


@pytest.mark.parametrize(
    "address", ["pkcs11:/lib/token.so#1", "csc:nha-cung-cap#7", "agent:" + "0" * 64]
)
def test_a_key_that_lies_elsewhere_has_its_pin_there(one_cast: Cast, address: str) -> None:
    with transaction():
        row(one_cast.minh).seal = address
    assert "/account/pin" not in one_cast.minh.browser().get("/account").text
    got = sends(one_cast.minh, pin=one_cast.pin, new=NEW, again=NEW)
    assert got.status_code == 409 and says("pin_is_kept_elsewhere", got.text)


def test_who_has_no_key_is_offered_no_pin(one_cast: Cast) -> None:
    with transaction():
        row(one_cast.yen).seal = ""
    assert "/account/pin" not in one_cast.yen.browser().get("/account").text


def test_what_is_undone_leaves_the_old_pin(one_cast: Cast, monkeypatch) -> None:
    def falls(*_given: object, **_more: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(pins, "change", falls)
    changes = select(func.count()).select_from(PersonChange)
    before = db.session.scalar(changes)
    with pytest.raises(OSError, match="full"):
        services.change_pin(one_cast.minh.actor, pin=one_cast.pin, new=NEW, again=NEW)
    assert db.session.scalar(changes) == before
    assert signing.opened(row(one_cast.minh).seal, one_cast.pin)


def test_the_cabinet_relocks_nothing_that_is_no_file_or_opens_with_another_pin(tmp_path: Path):
    for address, reason in (("csc:x", "no_seal"), (f"pkcs12:{tmp_path}/no.p12", "no_seal")):
        with pytest.raises(SealFailed, match=reason):
            signing.relock(address, "1", "2")
    (tmp_path / "a.p12").write_bytes(b"not one")
    with pytest.raises(SealFailed, match="broken_seal"):
        signing.relock(f"pkcs12:{tmp_path}/a.p12", "1", "2")
    assert (tmp_path / "a.p12").read_bytes() == b"not one"

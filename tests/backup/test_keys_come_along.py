"""Whose key lay in the home signs with it in the next one, wherever that is: files and services."""

import json
import shutil
from pathlib import Path

from sqlalchemy import select, update

from server.backup.archive import unpack
from server.backup.laying_back import lay_back
from server.config import Settings
from server.database import db, transaction
from server.ledger import heads
from server.office import office
from server.org.models import Agency, Person
from signing.checkpoint import KEY_FILE
from tests.backup.tonight import opened, saved, settings_of
from tests.cast import Cast
from tests.office.outgoing import desk
from tests.office.papers import ok

SERVICE = {"url": "https://ky.example/csc/v2", "client_id": "congso", "client_secret": "bí mật"}


SECRET = {".key", ".p12", ".json", ""}


def with_a_service(cast: Cast) -> Path:
    """Bình's key is at a service far away; what the office is known by there lies in the home."""
    place = settings_of(cast).services / "vnpt.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(SERVICE))
    place.chmod(0o600)
    binh = Person.account == cast.binh.account
    with transaction() as session:
        session.execute(update(Person).where(binh).values(seal=f"csc:{place}#binh"))
    return place


def as_registered(home: Path) -> None:
    """The tests' offices share one folder of keys; in the real world each has its own."""
    with transaction() as session:
        for holder in (*session.scalars(select(Person)), *session.scalars(select(Agency))):
            kind, _colon, place = holder.seal.partition(":")
            if kind == "pkcs12":
                holder.seal = f"pkcs12:{home.absolute() / 'keys' / Path(place).name}"


def addresses() -> list[str]:
    db.session.rollback()
    found = [*db.session.scalars(select(Person.seal)), *db.session.scalars(select(Agency.seal))]
    return [one for one in found if one]


def test_all_that_signs_is_in_the_backup_and_for_nobody_elses_eyes(
    one_cast: Cast, room: Path
) -> None:
    with_a_service(one_cast)
    heads.log_key()
    home, there = settings_of(one_cast).home, room / "there"
    unpack(saved(one_cast, room), there, "")
    keys = [one for one in office().cabinet.keys.rglob("[!.]*") if one.is_file()]
    kept = {str(one.relative_to(home)) for one in keys}
    assert {f"keys/{KEY_FILE}", "keys/log.pub", "keys/ca.key", "keys/tsa.key"} <= kept
    for name in {*kept, "csc/vnpt.json", "secret"}:
        assert (there / name).read_bytes() == (home / name).read_bytes(), name
        if Path(name).suffix in SECRET:
            assert (there / name).stat().st_mode & 0o077 == 0, name
    assert not (there / "quarantine.key").exists()


def test_in_another_home_everybody_signs_with_the_key_that_came_along(
    one_cast: Cast, room: Path
) -> None:
    with_a_service(one_cast)
    path, old = desk.ready(one_cast), settings_of(one_cast)
    as_registered(old.home)
    tar = saved(one_cast, room)
    there = Settings(home=room / "new")
    lay_back(there, tar)
    shutil.move(old.keys, room / "gone")
    try:
        with opened(there) as again:
            assert not [one for one in addresses() if str(old.home.absolute()) in one]
            assert f"csc:{there.services}/vnpt.json#binh" in addresses()
            assert ok(again.minh.does(path, "sign", {"pin": again.pin}))["state"] == "SIGNED"
            ok(again.lan.does(path, "number"))
            ok(again.lan.does(path, "register"))
            assert ok(again.lan.does(path, "seal", {"pin": again.pin}))["state"] == "SEALED"
    finally:
        shutil.move(room / "gone", old.keys)

"""Minutes, volumes, copies, lists and reports are stamped again as papers are (LTV-03).

Whoever opens one has the longer-lived version, and the one before stays known.
"""

import datetime as dt
import json
from importlib import import_module

import pytest
import time_machine
from sqlalchemy import delete, select

import signing
from server.audit.models import LedgerEvent
from server.database import db
from server.files import store
from server.lasting import rounds
from server.office import office
from server.papers import lasting
from server.papers.lasting import LastingFile, LastingVersion
from server.press import read_signatures
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.casefiles.test_minutes_signed import works
from tests.office.front import test_volumes as books
from tests.office.incoming import test_copying as copies
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.meetings import closed
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.reports import test_kept as kept

FILLING = import_module("server.migrations.versions.0118_signed_reports_are_kept_alive")
HOUR = dt.timedelta(hours=1)


def minutes(cast: Cast) -> tuple[str, str]:
    """Locked by both, and where their file is had."""
    path = closed.locked(cast)
    return "meetings", f"{path}/files/1"


def volume(cast: Cast) -> tuple[str, str]:
    desk.as_registered(cast)
    path = books.closed(cast.lan)
    ok(books.signs(cast.minh, path, "sign"))
    ok(books.signs(cast.lan, path, "seal"))
    return "volume", f"{path}/file"


def copy(cast: Cast) -> tuple[str, str]:
    came = copies.brought(cast, copies.scanned())
    said = {"form": "SY", "of_a_copy": False, "recipients": "Các xã", "pin": cast.pin}
    ok(cast.lan.does(came, "copy_electronically", said))
    return "incoming", f"{came}/copies/1"


def sealed(cast: Cast) -> tuple[str, str]:
    """Sealed, and not gone out yet: it goes out in the version that lasts longest."""
    path = papers.sealed(cast)
    return "outgoing", f"{path}/files/1"


def delivered(cast: Cast) -> tuple[str, str]:
    """The minutes of a delivery, signed by Nam who gave and Thu who took."""
    path = keeping.opened(cast.nam)
    keeping.put(cast.nam, path, papers.dispatched(cast))
    for step in ("close", "transfer"):
        ok(cast.nam.does(path, step))
    keeping.pack()
    ok(cast.thu.does(path, "accept_transfer"))
    works()
    here = f"/casefiles/deliveries/{cast.thu.sees('/casefiles/deliveries')['items'][0]['id']}"
    for hand in (cast.nam, cast.thu):
        ok(hand.asks("POST", f"{here}/actions/sign", json={"pin": cast.pin}))
    return "list", f"{here}/signed"


def report(cast: Cast) -> tuple[str, str]:
    """What the units owe the archive, kept and signed by Thu who made it (RP-12)."""
    path = kept.made(cast.thu, "owed-unit")
    assert kept.signs(cast.thu, path).status_code == 302
    return "report", f"{path}/file"


def renewed(kind: str) -> tuple[LastingFile, str]:
    """Brought to its full level, and stamped again when it is due; and what it was before."""
    rounds.keep()
    rounds.keep()
    newest = select(LastingFile).filter_by(paper_kind=kind).order_by(LastingFile.id.desc())
    row = db.session.scalars(newest).first()
    assert row is not None and (row.level, row.lacks) == ("B-LTA", "")
    before = row.sha256
    with time_machine.travel(row.due_at + HOUR, tick=True):
        assert rounds.keep()["brought"] >= 1
    db.session.refresh(row)
    assert row.sha256 != before
    return row, before


def whose(cast: Cast, kind: str) -> Hand:
    """Minutes are read by who was there, a delivery's by who took it, the rest by the clerk."""
    return {"meetings": cast.tuan, "list": cast.thu, "report": cast.thu}.get(kind, cast.lan)


def opened(hand: Hand, kind: str, door: str) -> bytes:
    """A report that is kept has a page, and no door for programs."""
    if kind == "report":
        return kept.file_of(hand, door.removesuffix("/file"))
    with hand.asks("GET", door) as got:
        assert got.status_code == 200, got.text
        return got.data


@pytest.mark.parametrize("made", [minutes, volume, copy, sealed, delivered, report])
@pytest.mark.usefixtures("at_hand")
def test_whoever_opens_it_has_the_version_that_lasts_longest(one_cast: Cast, made):
    kind, door = made(one_cast)
    row, before = renewed(kind)
    data = opened(whose(one_cast, kind), kind, door)
    assert data == store().fetch(row.sha256)
    assert data.startswith(store().fetch(before)), "only something was added"
    read = read_signatures(data, office().cabinet)
    assert read["verdict"] == "valid"
    assert [one["field"] for one in read["signatures"]].count("LuuTru2") == 1
    last = select(LedgerEvent.content).filter_by(subject=f"{kind}/{row.paper_id}")
    told = [json.loads(one) for one in db.session.scalars(last.order_by(LedgerEvent.id))][-1]
    assert (told["event"], told["input_sha256"]) == ("lengthen", before)
    assert told["revision_sha256"] == row.sha256


@pytest.mark.parametrize("made", [minutes, volume, copy, delivered, report])
@pytest.mark.usefixtures("at_hand")
def test_the_version_before_is_still_known_as_one_of_it(one_cast: Cast, made):
    kind, _door = made(one_cast)
    row, before = renewed(kind)
    for version in (before, row.sha256):
        found = lasting.of_version(version)
        assert found is not None and found.id == row.id
    assert [one.id for one in lasting.of_paper(kind, row.paper_id)] == [row.id]


@pytest.mark.parametrize("made", [minutes, volume, copy, sealed, delivered, report])
@pytest.mark.usefixtures("at_hand")
def test_the_log_expects_the_new_version_and_misses_it_where_the_old_one_lies(one_cast: Cast, made):
    kind, _door = made(one_cast)
    row, _before = renewed(kind)
    assert found() == []
    tamper(f"UPDATE lasting_files SET sha256 = '{another()}' WHERE id = {row.id}")
    assert [f"lưu lâu dài cho {kind}/{row.paper_id}" in one for one in found()] == [True]


@pytest.mark.usefixtures("at_hand")
def test_a_paper_that_waits_for_the_door_goes_out_in_its_newest_version(one_cast: Cast):
    path = papers.sealed(one_cast)
    row, _before = renewed("outgoing")
    assert row.paper_id == id_of(path)
    ok(one_cast.lan.does(path, "dispatch"))
    with one_cast.lan.asks("GET", f"{path}/files/1") as got:
        assert got.data == store().fetch(row.sha256)


@pytest.mark.usefixtures("at_hand")
def test_a_report_that_was_signed_before_gets_its_long_life_too(one_cast: Cast):
    """By the migration, once: what an office signed yesterday lasts as long."""
    report(one_cast)
    before = db.session.scalars(select(LastingFile.sha256)).one()
    for model in (LastingVersion, LastingFile):
        db.session.execute(delete(model))
    for _twice in range(2):
        FILLING.fill(db.session.connection())
    db.session.commit()
    row, _raised = renewed("report")
    versions = select(LastingVersion.sha256).filter_by(file_id=row.id).order_by(LastingVersion.id)
    assert db.session.scalars(versions).first() == before


@pytest.mark.usefixtures("at_hand")
def test_a_signed_report_proves_itself_offline_as_a_sealed_paper_does(one_cast: Cast):
    """By nothing but the roots, as `congso verify` judges it."""
    read = []
    for made in (sealed, report):
        kind, door = made(one_cast)
        for _raised in range(2):
            rounds.keep()
        data = opened(one_cast.thu if kind == "report" else one_cast.lan, kind, door)
        read.append(signing.verify(data, signing.Trust.of([office().cabinet.keys])))
    paper, mine = read
    assert (mine.word, mine.profile, len(mine.signatures)) == ("VALID", "report", 2)
    assert {one.level for one in paper.signatures} == {one.level for one in mine.signatures}
    assert {one.level for one in mine.signatures} == {"B-LTA"}


def test_a_report_whose_row_names_another_file_is_found(one_cast: Cast):
    """Its events name the file: as it was set, as it was signed."""
    path = kept.made(one_cast.thu, "owed-unit")
    assert found() == []
    kept.signs(one_cast.thu, path)
    assert found() == []
    tamper(f"UPDATE kept_reports SET file_sha256 = '{another()}'")
    assert ["ở report/1 đã bị thay" in one for one in found()] == [True]

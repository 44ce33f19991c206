"""Everything of the district, in one packet: whole, its own alone, checkable, handed out once."""

import datetime as dt
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from server import clock, jobs
from server.database import db, transaction
from server.exporting import owned, packing, services
from server.exporting.models import AgencyExport
from server.ledger.heads import sign_head_now
from server.ledger.outside.bundle import examine
from server.ledger.sequencing import place_all
from server.org import queries
from server.org.models import Agency
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.earlier import old_register as old

HUYEN = "huyen"
WHY = "Bàn giao khi sắp xếp"


def agency(code: str = HUYEN) -> Agency:
    return queries.agency_by_code(code)


def packed(place: Path, code: str = HUYEN) -> zipfile.ZipFile:
    packing.pack(agency(code), place, lambda _percent: None)
    return zipfile.ZipFile(place)


def rows(archive: zipfile.ZipFile, table: str) -> list[dict]:
    said = archive.read(f"du-lieu/{table}.jsonl").decode()
    return [json.loads(one) for one in said.splitlines()]


def test_all_of_the_district_is_in_it_and_nothing_of_the_commune(cast, tmp_path):
    """What Lan got and what an older system kept, with its files and its proofs; unpacked, every
    file is what its digest says."""
    path = papers.in_progress(cast)
    old.taken_over(cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    theirs = papers.ok(cast.dao.asks("POST", "/incoming", data={
        "file": (papers.io.BytesIO(papers.scan("Của xã")), "xa.pdf"), **papers.fields(number="9"),
    }))  # fmt: skip
    place_all()
    sign_head_now()
    archive = packed(tmp_path / "huyen.zip")
    mine = {one["id"] for one in rows(archive, "incoming_documents")}
    assert (int(path.rsplit("/", 1)[1]) in mine, theirs["id"] in mine) == (True, False)
    assert {one["agency_id"] for one in rows(archive, "register_rows")} == {agency().id}
    assert [one["code"] for one in rows(archive, "agencies")] == [HUYEN]
    assert [one["old_no"] for one in rows(archive, "earlier_documents")] == ["1"]
    accounts = {one["account"] for one in rows(archive, "persons")}
    assert "vanthu.huyen" in accounts and "vanthu.hoangphu" not in accounts
    assert {one["transition"] for one in rows(archive, "history")} >= {"register", "take_over"}
    _checks(archive, tmp_path)


def _checks(archive: zipfile.ZipFile, folder: Path) -> None:
    archive.extractall(folder / "out")
    summed = ["sha256sum", "--strict", "--quiet", "-c", packing.SUMS]
    assert subprocess.run(summed, cwd=folder / "out", check=False).returncode == 0
    named = {one["sha256"] for one in rows(archive, "paper_files")}
    assert named and named <= {Path(name).stem for name in archive.namelist()}
    sums = archive.read(packing.SUMS).decode()
    listed = {line.split("  ", 1)[1] for line in sums.splitlines()}
    assert listed == {*archive.namelist()} - {packing.SUMS}
    guide = archive.read(packing.GUIDE).decode()
    assert "sha256sum -c SHA256SUMS" in guide and owned.LEFT_OUT["meeting_notes"] in guide
    examine(archive.read(packing.PROOFS).decode().splitlines())


def test_every_row_of_an_exported_table_is_somebodys(cast, tmp_path):
    """The counts of the packet are those of the database, table by table."""
    papers.directed(cast)
    told = json.loads(packed(tmp_path / "a.zip").read(packing.MANIFEST))["tables"]
    assert set(told) == set(owned.names())
    for name, count in told.items():
        found = db.session.execute(owned.rows_of(name, {agency().id})).all()
        assert len(found) == count, name
    for name in ("incoming_documents", "history", "directives", "positions", "readers"):
        assert told[name], name


def test_what_may_be_a_secret_stays_here(one_cast, tmp_path):
    path = papers.arrived(one_cast)
    papers.ok(one_cast.lan.does(path, "quarantine", {"reason": "Có thể là văn bản mật"}))
    archive = packed(tmp_path / "a.zip")
    assert rows(archive, "incoming_documents") == rows(archive, "paper_files") == []
    assert not [name for name in archive.namelist() if name.startswith("tep/")]
    assert "Có thể là" not in str([archive.read(name) for name in archive.namelist()])


def test_one_asks_a_leader_agrees_and_he_alone_takes_it_once(one_cast, monkeypatch):
    made = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    assert why(services.propose, one_cast.kien.actor, HUYEN, reason=WHY) == "export_under_way"
    for hand, no in ((one_cast.kien, "not_allowed"), (one_cast.anh, "not_found"),
                     (one_cast.lan, "wrong_role")):  # fmt: skip
        assert why(services.confirm, hand.actor, made.id) == no
    job_id = services.confirm(one_cast.minh.actor, made.id).job_id
    assert why(services.take, one_cast.minh.actor, made.id) == "export_not_here"
    jobs.work(job_id)
    assert why(services.take, one_cast.kien.actor, made.id) == "not_allowed"
    assert why(services.take, one_cast.binh.actor, made.id) == "not_allowed"
    place = services.take(one_cast.minh.actor, made.id)
    assert zipfile.is_zipfile(place) and place.stat().st_mode & 0o77 == 0
    assert services.take(one_cast.minh.actor, made.id) == place, "the line broke"
    later = clock.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(services, "now", lambda: later)
    assert why(services.take, one_cast.minh.actor, made.id) == "export_not_here"
    services.clear()
    assert not place.exists()


def test_what_could_not_be_made_is_asked_for_anew(one_cast):
    """The disk was full: the page says "hãy đề nghị lại", and it can be done."""
    made = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    job = db.session.get_one(jobs.Job, services.confirm(one_cast.minh.actor, made.id).job_id)
    assert why(services.propose, one_cast.kien.actor, HUYEN, reason=WHY) == "export_under_way"
    with transaction():
        job.state = jobs.FAILED
    assert "hãy đề nghị lại" in one_cast.minh.browser().get("/exports").text
    anew = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    jobs.work(services.confirm(one_cast.minh.actor, anew.id).job_id)
    assert services.take(one_cast.minh.actor, anew.id).is_file()


def test_what_nobody_takes_leaves_the_disk(one_cast, monkeypatch):
    made = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    jobs.work(services.confirm(one_cast.minh.actor, made.id).job_id)
    later = clock.now() + dt.timedelta(days=8)
    monkeypatch.setattr(services, "now", lambda: later)
    services.clear()
    assert (made.stage, services.place_of(made.id).exists()) == ("GONE", False)


def test_a_leader_says_no_and_why(one_cast):
    made = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    services.reject(one_cast.minh.actor, made.id, reason="Chưa có quyết định")
    assert why(services.confirm, one_cast.minh.actor, made.id) == "export_is_settled"
    (one,) = one_cast.minh.sees("/exports")["items"]
    assert (one["stage"], one["decided_why"]) == ("REFUSED", "Chưa có quyết định")


def _on_desk(*hands) -> list[bool]:
    """Whether it stands there, and behind the bell."""
    told = []
    for hand in hands:
        desk, bell = (hand.browser().get(door).text for door in ("/", "/notices"))
        assert ("Việc xuất dữ liệu" in desk) is ("Việc xuất dữ liệu" in bell)
        told.append("Việc xuất dữ liệu" in desk and 'href="/exports"' in desk)
    return told


def test_it_waits_on_the_leaders_desks_then_on_his_who_agreed(one_cast, monkeypatch):
    minh, binh, lan = one_cast.minh, one_cast.binh, one_cast.lan
    made = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    assert _on_desk(minh, binh, lan, one_cast.anh) == [True, True, False, False]
    job_id = services.confirm(minh.actor, made.id).job_id
    assert _on_desk(minh, binh) == [False, False], "it is being written"
    jobs.work(job_id)
    assert _on_desk(minh, binh) == [True, False]
    services.take(minh.actor, made.id)
    assert _on_desk(minh) == [False]
    refused = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    services.reject(binh.actor, refused.id, reason="Chưa có quyết định")
    assert _on_desk(minh, binh) == [False, False]
    left = services.propose(one_cast.kien.actor, HUYEN, reason=WHY)
    jobs.work(services.confirm(minh.actor, left.id).job_id)
    later = clock.now() + dt.timedelta(days=8)
    monkeypatch.setattr(services, "now", lambda: later)
    services.clear()
    assert _on_desk(minh) == [False], "nobody fetched it, and it is gone"


def test_the_pages_lead_from_the_wish_to_the_file(one_cast, monkeypatch):
    kien, minh = one_cast.kien.browser(), one_cast.minh.browser()
    _sends(kien, "/exports", agency=HUYEN, reason=WHY)
    made = db.session.scalar(select(AgencyExport))
    assert WHY in minh.get("/exports").text
    _sends(minh, f"/exports/{made.id}/confirm")
    jobs.work(db.session.get_one(AgencyExport, made.id).job_id)
    got = _sends(minh, f"/exports/{made.id}/file")
    assert (got.status_code, got.mimetype) == (200, "application/zip")
    assert got.data[:4] == b"PK\x03\x04"
    got.close()
    there = f'action="/exports/{made.id}/file"'
    assert there in minh.get("/exports").text, "the line may have broken"
    later = clock.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(services, "now", lambda: later)
    assert there not in minh.get("/exports").text


def _sends(browser, path: str, **said: str):
    token = browser.get("/exports").text.split('name="csrf_token"', 1)[1].split('value="', 1)[1]
    return browser.post(path, data=said | {"csrf_token": token.split('"', 1)[0]})


def test_a_packet_that_failed_leaves_nothing_half_written(one_cast, tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "_files", lambda *_it: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        packed(tmp_path / "out" / "a.zip")
    assert list((tmp_path / "out").iterdir()) == []

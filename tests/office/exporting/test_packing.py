"""How rows become lines, how cells stay words, and what the packet says of itself."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from click.testing import CliRunner

from server import jobs
from server.audit.models import LedgerEvent
from server.clock import HANOI
from server.commands import giving_out, inside
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.exporting import listing, owned, packing, readme, services
from server.exporting.heads import HEADS
from server.exporting.models import MAKING, READY, AgencyExport
from server.files import store
from server.org import queries
from server.papers.models import PaperFile
from tests.office import papers
from tests.office.earlier import old_register as old
from tests.office.outcome import refused

WHY = "Chuyển sang hệ thống khác"
NOON = dt.datetime(2026, 11, 26, 5, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (NOON, "2026-11-26T12:00:00+07:00"),
        (NOON.astimezone(HANOI), "2026-11-26T12:00:00+07:00"),
        (dt.date(2026, 11, 26), "2026-11-26"),
        (b"\x00\xff", "00ff"),
        (frozenset(), "frozenset()"),
    ],
)
def test_what_json_has_no_word_for_is_said_plainly(value, said):
    assert packing.plain(value) == said


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (-5, "'-5"),
        (None, ""),
        ("", ""),
        (15, "15"),
        (True, "True"),
        ({"words": "đất"}, '{"words": "đất"}'),
        ("V/v =1", "V/v =1"),
        (dt.date(2026, 11, 26), "2026-11-26"),
    ],
)
def test_a_cell_never_becomes_a_formula(value, cell):
    assert packing.harmless(value) == cell


def packed(place, code: str = "huyen") -> zipfile.ZipFile:
    packing.pack(queries.agency_by_code(code), place, lambda _percent: None)
    return zipfile.ZipFile(place)


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    said = archive.read(f"du-lieu/{name}.jsonl").decode()
    return [json.loads(one) for one in said.splitlines()]


def sheet(archive: zipfile.ZipFile, name: str) -> Sequence[dict[str, str]]:
    text = archive.read(f"so/{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_register_lies_beside_as_a_sheet_and_no_subject_works_anything_out(one_cast, tmp_path):
    papers.registered(one_cast, subject="=HYPERLINK(1)")
    archive = packed(tmp_path / "a.zip")
    (line,) = sheet(archive, "register_rows")
    assert (line["Số"], line["Trích yếu nội dung"]) == ("1", "'=HYPERLINK(1)")
    (row,) = table(archive, "register_rows")
    assert row["subject"] == "=HYPERLINK(1)", "the data itself are as they are"
    assert "pieces" not in row and "pieces" not in line


def test_old_books_are_sheets_too(one_cast, tmp_path):
    old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    (line,) = sheet(packed(tmp_path / "a.zip"), "earlier_documents")
    said = (line["Số trong sổ cũ"], line["Năm"], line["Ký hiệu"])
    assert said == ("1", "2021", "SNV-CCHC")


@pytest.mark.parametrize("book", packing.BOOKS)
def test_every_column_of_a_sheet_has_a_head_that_an_archivist_reads(book):
    names = [one.name for one in owned.rows_of(book, {1}).selected_columns]
    heads = [HEADS[name] for name in names]
    assert len(set(heads)) == len(names)


def test_a_file_is_found_by_its_own_name_and_opens_by_its_ending(one_cast, tmp_path):
    papers.arrived(one_cast, subject="Về việc báo cáo biên chế")
    archive = packed(tmp_path / "a.zip")
    (line,) = sheet(archive, "tep")
    file = db.session.query(PaperFile).one()
    assert line["Tên tệp"] == file.name and line["Trích yếu"] == "Về việc báo cáo biên chế"
    assert (line["Là tệp của"], line["Mã (id)"]) == ("văn bản đến", str(file.paper_id))
    assert line["Tệp trong gói"].endswith(f"{file.sha256}.pdf")
    assert archive.read(line["Tệp trong gói"]).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "ending"),
    [("Báo cáo.PDF", ".pdf"), ("a.docx", ".docx"), ("a", ""), ("", ""), ("a.b/../c", ""),
     ("so.xlsx ", ""), ("bản.đồ", ""), ("a.pdf.exe1", ".exe1"), ("a.toolong", "")],
)  # fmt: skip
def test_an_ending_is_a_few_plain_letters_or_none(name, ending):
    assert listing.place("ab12", name) == f"tep/ab/ab12{ending}"


def test_no_password_and_no_address_of_a_key_is_in_it(one_cast, tmp_path):
    archive = packed(tmp_path / "a.zip")
    people = table(archive, "persons")
    assert people and not {"password_hash", "seal", "password_by"} & {*people[0]}
    assert "seal" not in table(archive, "agencies")[0]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    lan = queries.person_by_account(one_cast.lan.account)
    assert lan is not None and lan.password_hash.encode() not in everything


def test_one_two_agencies_share_no_row_of_their_own(one_cast, tmp_path):
    papers.registered(one_cast)
    mine = packed(tmp_path / "a.zip")
    theirs = packed(tmp_path / "b.zip", "hoangphu")
    for name in ("positions", "appointments", "register_rows", "paper_files", "history", "units"):
        shared = [one for one in table(mine, name) if one in table(theirs, name)]
        assert shared == [], name


def test_a_file_that_is_gone_is_named_and_the_rest_goes_along(one_cast, tmp_path):
    papers.arrived(one_cast)
    papers.arrived(one_cast, number="8")
    gone = db.session.query(PaperFile).order_by(PaperFile.id).first()
    store().destroy(gone.sha256)
    archive = packed(tmp_path / "a.zip")
    told = json.loads(archive.read(packing.MANIFEST))
    assert (told["missing"], told["files"]) == ([gone.sha256], 1)
    assert gone.sha256 in archive.read(packing.GUIDE).decode()


def test_the_manifest_says_whose_it_is_and_what_is_not_in_it(one_cast, tmp_path):
    del one_cast
    told = json.loads(packed(tmp_path / "a.zip").read(packing.MANIFEST))
    assert (told["format"], told["agency"]) == ("congso-agency/1", "huyen")
    assert told["left_out"] == dict(owned.LEFT_OUT)
    assert told["hidden_columns"]["persons"] == sorted(owned.HIDDEN["persons"])
    assert dt.datetime.fromisoformat(told["at"]).utcoffset() == dt.timedelta(hours=7)


def test_the_guide_names_every_part_in_vietnamese(one_cast):
    del one_cast
    said = readme.words(queries.agency_by_code("huyen"), {"history": 3, "tasks": 0}, [])
    for part in (packing.SUMS, packing.MANIFEST, packing.PROOFS, "du-lieu/", "so/", "tep/"):
        assert part in said, part
    assert "persons: password_by, password_hash" in said, "columns too"
    assert "history: 3" in said and "tasks: 0" not in said
    assert "HUYỆN HOẰNG HÓA" in said and "mà không có trong gói" not in said


def test_progress_is_told_and_never_goes_back(one_cast, tmp_path):
    papers.arrived(one_cast)
    told: list[Any] = []
    packing.pack(queries.agency_by_code("huyen"), tmp_path / "a.zip", told.append)
    assert told == sorted(told) and 0 <= told[0] <= told[-1] < 100


def test_the_office_goes_on_while_its_rows_are_read(one_cast, tmp_path, monkeypatch):
    """What comes in meanwhile is not half in it: all rows are of one moment."""
    began = packing._table

    def slow(packet, rows, name: str, agency_id: int) -> int:
        if name == "incoming_documents":
            papers.arrived(one_cast)
        return began(packet, rows, name, agency_id)

    monkeypatch.setattr(packing, "_table", slow)
    archive = packed(tmp_path / "a.zip")
    assert db.session.query(IncomingDocument).count() == 1
    for name in ("incoming_documents", "paper_files", "history"):
        assert table(archive, name) == [], name


def made(cast) -> AgencyExport:
    row = services.propose(cast.kien.actor, "huyen", reason=WHY)
    return services.confirm(cast.minh.actor, row.id)


def test_killed_in_the_middle_it_is_written_anew(one_cast, monkeypatch):
    row = made(one_cast)
    monkeypatch.setattr(packing, "_files", lambda *_it: 1 / 0)
    jobs.work(row.job_id)
    db.session.rollback()
    assert db.session.get_one(AgencyExport, row.id).stage == MAKING
    monkeypatch.undo()
    monkeypatch.setattr(jobs, "progress", lambda _percent: None)
    services.make(row.id)
    assert db.session.get_one(AgencyExport, row.id).stage == READY
    assert services.make(row.id) == {}, "a second time changes nothing"


def test_each_word_about_an_export_is_in_the_log(one_cast):
    row = made(one_cast)
    jobs.work(row.job_id)
    services.take(one_cast.minh.actor, row.id)
    said = db.session.query(LedgerEvent).filter_by(subject=f"export/{row.id}")
    events = [one.content for one in said.order_by(LedgerEvent.id)]
    assert [
        next(name for name in ("proposed", "confirmed", "taken") if f"export_{name}" in one)
        for one in events
    ] == ["proposed", "confirmed", "taken"]
    assert db.session.get_one(AgencyExport, row.id).sha256 in events[-1]


@pytest.mark.parametrize(
    ("who", "body", "code"),
    [
        ("minh", {"agency": "huyen", "reason": WHY}, "wrong_role"),
        ("lan", {"agency": "huyen", "reason": WHY}, "wrong_role"),
        ("kien", {"agency": "khong-co", "reason": WHY}, "unknown_agency"),
        ("kien", {"agency": "huyen", "reason": ""}, "invalid"),
        ("kien", {"agency": "huyen"}, "invalid"),
    ],
)
def test_a_wish_that_will_not_do_is_refused_in_words(one_cast, who, body, code):
    refused(getattr(one_cast, who).asks("POST", "/exports", json=body), code)
    assert db.session.query(AgencyExport).count() == 0


def test_the_api_leads_from_the_wish_to_the_file(one_cast):
    body = {"agency": "huyen", "reason": WHY}
    first = one_cast.kien.asks("POST", "/exports", json=body, key="k")
    assert (first.status_code, first.json["stage"]) == (202, "PROPOSED")
    assert one_cast.kien.asks("POST", "/exports", json=body, key="k").json == first.json
    here = f"/exports/{first.json['id']}"
    refused(one_cast.anh.asks("POST", f"{here}/actions/confirm", json={}), "not_found")
    row = one_cast.minh.asks("POST", f"{here}/actions/confirm", json={}).json
    assert (row["stage"], row["decided_by"]) == ("MAKING", "chutich.huyen")
    jobs.work(db.session.get_one(AgencyExport, row["id"]).job_id)
    with one_cast.minh.asks("POST", f"{here}/file") as got:
        assert (got.status_code, got.mimetype) == (200, "application/zip")
        assert zipfile.is_zipfile(io.BytesIO(got.data))
    assert one_cast.kien.sees("/exports")["items"][0]["stage"] == "TAKEN"
    assert one_cast.anh.sees("/exports")["items"] == []


def test_it_has_its_name_once_it_is_on_the_disk(one_cast, tmp_path, monkeypatch):
    """As a backup: a power cut leaves all of it or nothing."""
    seen: list[tuple[str, bool]] = []
    place = tmp_path / "huyen.zip"
    flushed = lambda what: seen.append((what.name, place.exists()))  # noqa: E731
    monkeypatch.setattr(packing, "flush", flushed)
    packing.pack(queries.agency_by_code("huyen"), place, lambda _percent: None)
    assert seen == [(f".{place.name}.part", False), (tmp_path.name, True)]


def test_the_operator_has_it_written_without_a_browser(one_app, one_cast, tmp_path, monkeypatch):
    papers.registered(one_cast)
    db.session.rollback()
    monkeypatch.setattr(inside, "create_app", lambda _settings: one_app)
    place = tmp_path / "huyen.zip"
    done = CliRunner().invoke(giving_out.give_out, ["huyen", str(place)])
    assert done.exit_code == 0 and str(place) in done.output
    assert len(table(zipfile.ZipFile(place), "incoming_documents")) == 1
    digest = done.output.split()[0]
    told = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert '"export_taken"' in told.content and digest in told.content, "nobody takes it unseen"
    again = CliRunner().invoke(giving_out.give_out, ["huyen", str(place)])
    assert again.exit_code == 1 and "hãy chọn tên khác" in again.output
    strange = CliRunner().invoke(giving_out.give_out, ["khong-co", str(tmp_path / "b.zip")])
    assert strange.exit_code == 1 and not (tmp_path / "b.zip").exists()

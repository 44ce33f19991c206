"""A closed file on its way to the archive: package, check, minutes (article 30; DOMAIN §9)."""

import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from server.archive import checking, sheets
from server.archive.models import Handover
from server.commands.verifying import verify
from server.database import db
from server.files import store
from server.ledger.outside.bundle import examine
from server.office import office
from server.papers.services import files_of
from tests.office import papers
from tests.office.casefiles.keeping import case_of, closed, handed, id_of, opened, pack, packed, put
from tests.office.outcome import history, reads, refused, says, waits
from tests.verapdf import lacks

pytestmark = pytest.mark.sent
WHY = {"reason": "Thiếu báo cáo quý III"}


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_it_waits_for_the_archivist_once_its_package_is_made(one_cast):
    path = handed(one_cast)
    assert waits(one_cast.thu, path) == {"accept_transfer"} and reads(one_cast.thu, path)
    refused(one_cast.thu.does(path, "accept_transfer"), "has_package")
    page = one_cast.thu.browser().get(path).text
    assert "Gói hồ sơ đang được lập" in page and "Nhận vào lưu trữ" not in page
    pack()
    letter = papers.SENT
    assert not reads(one_cast.thu, letter), "before it is the archive's, he reads no paper in it"
    done = papers.ok(one_cast.thu.does(path, "accept_transfer"))
    assert done["state"] == "ACCEPTED" and reads(one_cast.thu, letter)
    assert len(done["package_sha256"]) == 64


def test_who_does_not_keep_the_archive_does_not_take_it_in(one_cast):
    path = packed(one_cast)
    for hand in (one_cast.nam, one_cast.hoa, one_cast.minh):
        refused(hand.does(path, "accept_transfer"), "wrong_role")


def test_the_archive_gives_back_what_is_not_complete_and_it_comes_again(one_cast):
    path = packed(one_cast)
    first = case_of(path).package_sha256
    refused(one_cast.thu.does(path, "return_transfer", {"reason": " "}), "has_reason")
    papers.ok(one_cast.thu.does(path, "return_transfer", WHY))
    assert waits(one_cast.nam, path) == {"close"}
    papers.ok(one_cast.hoa.does(path, "reopen", {"reason": "Bổ sung"}))
    put(one_cast.nam, path, papers.dispatched(one_cast))
    papers.ok(one_cast.nam.does(path, "close"))
    papers.ok(one_cast.nam.does(path, "transfer"))
    pack()
    assert case_of(path).package_sha256 not in ("", first)
    papers.ok(one_cast.thu.does(path, "accept_transfer"))


def test_a_package_whose_bytes_are_no_longer_its_own_is_not_taken_in(one_cast):
    path = packed(one_cast)
    place = store().path(case_of(path).package_sha256)
    data = bytearray(place.read_bytes())
    data[200] ^= 1
    place.chmod(0o640)
    place.write_bytes(bytes(data))
    refused(one_cast.thu.does(path, "accept_transfer"), "package_is_sound")


@pytest.mark.parametrize(
    ("which", "words"), [("manifest.json", "không đọc được gói"), ("a paper", "đã bị sửa")]
)
def test_a_package_whose_bytes_no_longer_unpack_is_named(package, tmp_path, which, words):
    """Where the first byte of a packed stream is not one that any stream begins with."""
    with zipfile.ZipFile(package) as packed_:
        infos = {one.filename: one for one in packed_.infolist()}
        said = json.loads(packed_.read("manifest.json"))
    name = said["files"][0]["path"] if which == "a paper" else which
    data = bytearray(package.read_bytes())
    begin = infos[name].header_offset
    sizes = int.from_bytes(data[begin + 26 : begin + 28], "little") + int.from_bytes(
        data[begin + 28 : begin + 30], "little"
    )
    data[begin + 30 + sizes] = 0xFF
    torn = tmp_path / "torn.zip"
    torn.write_bytes(bytes(data))
    assert any(words in one for one in checking.faults(torn))


def test_it_holds_every_paper_byte_for_byte_its_data_and_its_copies(one_cast, package, tmp_path):
    with zipfile.ZipFile(package) as packed_:
        said = json.loads(packed_.read("manifest.json"))
        assert said["format"] == "congso-casefile/2"
        file = said["file"]
        assert (file["FileNotation"], file["DocTotal"]) == ("01.VHTT", 2)
        assert file["Maintenance"] == "10 năm"
        sent = next(one for one in said["documents"] if one["document"] == "outgoing/1")
        row = files_of("outgoing", 1)[0]
        assert packed_.read(sent["files"][0]["path"]) == store().fetch(row.sha256)
        assert sent["files"][0]["signatures"]["verdict"] == "valid"
        original, copy = (packed_.read(sent["files"][0][name]) for name in ("path", "pdfa"))
        assert lacks(tmp_path, original, copy) == [[], []], "signed, numbered and sealed, too"
        tree = ET.fromstring(packed_.read("metadata.xml"))
        assert tree.findtext("FileCode") == file["FileCode"]
        assert [one.get("DocOrdinal") for one in tree.findall("Document")] == ["1", "2"]
        assert "01/UBND-VHTT" in text_of(packed_.read("muc-luc.pdf"))


def test_it_says_what_lies_where_and_the_machines_own_tool_checks_it(one_cast, package, tmp_path):
    """Years later there may be no Công Sở at hand: a guide, and sums that `sha256sum` reads."""
    with zipfile.ZipFile(package) as packed_:
        packed_.extractall(out := tmp_path / "unpacked")
    guide = (out / "README.txt").read_text()
    assert guide.startswith("HỒ SƠ ") and "01.VHTT" in guide and "congso verify" in guide
    listed = dict(
        reversed(line.split("  ")) for line in (out / "SHA256SUMS").read_text().splitlines()
    )
    there = {str(one.relative_to(out)) for one in out.rglob("*") if one.is_file()}
    assert listed.keys() >= there - {"SHA256SUMS", "manifest.json", "nhat-ky/goi.json"}
    for name, known in listed.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == known, name


def test_each_paper_brings_its_steps_under_the_head_that_the_log_signed(one_cast, package):
    with zipfile.ZipFile(package) as packed_:
        said = json.loads(packed_.read("manifest.json"))
        proofs = [one["proof"] for one in said["documents"] if one["proof"]]
        sent = next(one for one in said["documents"] if one["document"] == "outgoing/1")
        assert sent["logged"] is True and said["proof"]
        for name in (*proofs, said["proof"]):
            assert examine(io.StringIO(packed_.read(name).decode())).entries > 0


def test_years_later_anybody_checks_it_with_one_command(package):
    got = CliRunner().invoke(verify, [str(package), "--trust", str(office().cabinet.keys)])
    assert got.exit_code == 0, got.output
    assert "nguyên vẹn" in got.output and "01.VHTT" in got.output
    assert ".pdf: Chữ ký hợp lệ" in got.output and "valid" not in got.output


def _bent(package: Path, change) -> Path:
    """The same package with one entry changed, left out or added."""
    made = package.with_name("bent.zip")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        if extra := change("", b""):
            new.writestr("them.pdf", extra)
    return made


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda n, d: d + b" " if n == "metadata.xml" else d or None, "metadata.xml: đã bị sửa"),
        (lambda n, d: None if n == "muc-luc.pdf" else d or None, "muc-luc.pdf: thiếu"),
        (lambda n, d: d if n else b"%PDF", "them.pdf: không có trong danh sách"),
        (lambda n, d: b"{}" if n == "manifest.json" else d or None, "không phải gói hồ sơ"),
    ],
)
def test_what_was_altered_left_out_or_added_is_named(package, change, words):
    bent = _bent(package, change)
    assert any(words in one for one in checking.faults(bent))
    got = CliRunner().invoke(verify, [str(bent), "--trust", str(office().cabinet.keys)])
    assert got.exit_code != 0


def test_a_manifest_rewritten_to_fit_is_caught_by_the_log(package):
    """Who changes a paper and its digest in the manifest cannot change what the log says of it."""
    with zipfile.ZipFile(package) as old:
        said = json.loads(old.read("manifest.json"))
    sent = next(one for one in said["documents"] if one["document"] == "outgoing/1")
    sent["sha256"] = "0" * 64
    told = json.dumps(said).encode()
    bent = _bent(package, lambda n, d: told if n == "manifest.json" else d or None)
    assert any("nhật ký không nói về tệp" in one for one in checking.faults(bent))


def test_no_zip_at_all_and_no_package_are_said_to_be_so(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK no")
    assert not checking.is_package(tmp_path / "a.zip")
    assert checking.faults(tmp_path / "a.zip")[0].startswith("không đọc được gói")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr("x.txt", "x")
    assert not checking.is_package(tmp_path / "b.zip")


def test_made_twice_of_the_same_state_it_is_the_same(one_cast):
    path = packed(one_cast)
    case = case_of(path)
    with zipfile.ZipFile(store().path(case.package_sha256)) as packed_:
        assert {one.date_time for one in packed_.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert history(path)[-1].transition == "transfer", "packing is no step of the file"


def test_files_that_go_together_have_one_list_and_one_minutes(one_cast):
    first, second = closed(one_cast), opened(one_cast.nam, code="02.VHTT", title="Thư viện")
    put(one_cast.nam, second, papers.SENT)
    papers.ok(one_cast.nam.does(second, "close"))
    browser = one_cast.nam.browser()
    page = browser.get("/casefiles/transfer").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    empty = browser.post("/casefiles/transfer", data={"csrf_token": token})
    assert empty.status_code == 422
    form = {"csrf_token": token, "files": [str(id_of(first)), str(id_of(second))]}
    there = browser.post("/casefiles/transfer", data=form).location
    pack()
    assert browser.get(f"{there}/minutes.pdf").status_code == 404, "nothing was taken yet"
    waiting = browser.get(there).text
    assert one_cast.nam.actor.name in waiting and f"{there}/minutes.pdf" not in waiting
    for path in (first, second):
        papers.ok(one_cast.thu.does(path, "accept_transfer"))
    said = text_of(browser.get(f"{there}/minutes.pdf").data)
    assert "tổng số hồ sơ: 2" in said and one_cast.thu.actor.name in said
    listed = text_of(browser.get(f"{there}/list.pdf").data)
    assert "01.VHTT" in listed and "Thư viện" in listed
    assert f"{one_cast.nam.actor.name}, {one_cast.nam.actor.title}" in listed, "who signs, as what"
    assert "Viết bằng chữ: hai hồ sơ (đơn vị bảo quản)" in listed, "Annex V, III"
    assert db.session.query(Handover).count() == 1
    thu = one_cast.thu.browser()
    assert "đã nhận 2" in thu.get("/casefiles/deliveries").text
    taken = thu.get(there).text
    assert one_cast.thu.actor.name in taken and f"{there}/minutes.pdf" in taken
    for path, named in ((first, "01.VHTT"), (second, "Thư viện")):
        assert f'href="{path}"' in taken and named in taken
    assert one_cast.cv_tckh.browser().get(there).status_code == 404
    assert one_cast.dao.browser().get(there).status_code == 404


def test_nothing_goes_where_one_of_them_may_not(one_cast):
    first, still_open = closed(one_cast), opened(one_cast.nam, code="02.VHTT")
    browser = one_cast.nam.browser()
    token = browser.get("/casefiles/transfer").text.split('name="csrf_token" value="', 1)[1]
    form = {
        "csrf_token": token.split('"', 1)[0],
        "files": [str(id_of(one)) for one in (first, still_open)],
    }
    answer = browser.post("/casefiles/transfer", data=form)
    assert answer.status_code == 422, "an open file was never offered"
    assert case_of(first).state == "CLOSED"


def test_a_package_is_for_who_may_read_all_that_lies_in_it(one_cast):
    path = packed(one_cast)
    mine = one_cast.nam.browser().get(f"{path}/package.zip", buffered=True)
    assert mine.data[:2] == b"PK"
    assert says("not_yours", one_cast.thu.browser().get(f"{path}/package.zip").text)
    assert one_cast.son.browser().get(f"{path}/package.zip").status_code == 403
    papers.ok(one_cast.thu.does(path, "accept_transfer"))
    got = one_cast.thu.browser().get(f"{path}/package.zip", buffered=True)
    assert got.data[:2] == b"PK"
    other = opened(one_cast.nam, code="02.VHTT")
    assert one_cast.nam.browser().get(f"{other}/package.zip").status_code == 404


def test_the_contents_are_a_sheet_that_shows_what_its_reader_may_read(one_cast):
    path = closed(one_cast)
    mine = text_of(one_cast.nam.browser().get(f"{path}/contents.pdf").data)
    assert "01/UBND-VHTT" in mine and "2 văn bản" in mine
    assert "(không được đọc)" in text_of(one_cast.binh.browser().get(f"{path}/contents.pdf").data)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2024, 3, 5), "ngày 05 tháng 3 năm"), (date(2024, 2, 14), "ngày 14 tháng 02 năm")],
)
def test_a_sheet_writes_its_day_as_the_decree_does(one_cast, day, words):
    """B10, FMT-15: a zero before days below ten and before months 1 and 2 only."""
    case = case_of(opened(one_cast.nam))
    case.ended_on = day
    assert words in sheets.contents(case, []).place

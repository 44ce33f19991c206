"""Everything made while handling goes in: photographs and sound, in the matter's course (CF-04)."""

import datetime as dt
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from server import jobs
from server.archive import checking, exhibit_pages
from server.clock import today
from server.commands.verifying import verify
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.files import store
from server.ledger.checking.whole import findings
from server.office import office
from server.papers.services import files_of
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import opened, pack, put
from tests.office.casefiles.test_destroyed import HOW, TEN_YEARS, decided, takes
from tests.office.casefiles.test_read_by_request import lent_to
from tests.office.casefiles.test_taken_along import asked
from tests.office.outcome import change, history, id_of, reads, refused, steps
from tests.uploads import recorded

pytestmark = pytest.mark.sent
WHAT = "Chụp hiện trạng nhà văn hóa thôn 3"
BEFORE = today() - dt.timedelta(days=9)


def photo() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (120, 90), "steelblue").save(into, "JPEG")
    return into.getvalue()


def lays(hand: Hand, path: str, name: str, data: bytes, **said: str):
    typed = {"title": WHAT, "day": BEFORE.isoformat()} | said
    return hand.asks("POST", f"{path}/files", data=typed | {"file": (io.BytesIO(data), name)})


def laid(hand: Hand, path: str, name: str, data: bytes, **said: str) -> dict:
    got = lays(hand, path, name, data, **said)
    assert got.status_code == 201, got.text
    return got.json


def with_all(cast: Cast) -> str:
    """A letter that went out today, a photograph from before it, and a record of the meeting."""
    path = opened(cast.nam)
    put(cast.nam, path, papers.SENT)
    laid(cast.nam, path, "hien-trang.jpg", photo())
    later = (BEFORE + dt.timedelta(1)).isoformat()
    laid(cast.nam, path, "hop-thon.mp3", recorded.mp3(), title="Ghi âm họp thôn 3", day=later)
    return path


def test_nam_lays_in_a_photograph_and_a_record_and_they_lie_where_the_matter_has_them(
    one_cast: Cast,
):
    path = with_all(one_cast)
    lines = one_cast.nam.sees(path)["contents"]
    assert [one["doc_type"] for one in lines] == ["Ảnh", "Ghi âm", "Công văn"]
    assert lines[0]["subject"] == WHAT and lines[0]["author"] == one_cast.nam.actor.name
    assert [one["ordinal"] for one in lines] == [1, 2, 3] and lines[0]["paper"] is None
    assert steps(path) == ["open", "add", "attach", "attach"]
    assert history(path)[-2].reason == f"{WHAT} (hien-trang.jpg)"
    with one_cast.hoa.asks("GET", f"/{lines[0]['file']}") as got:
        assert (got.data, got.mimetype) == (photo(), "image/jpeg")
    page = one_cast.nam.browser().get(path)
    assert f'src="/{lines[1]["file"]}"' in page.text and "<audio controls" in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"], "the browser may play it"
    assert not reads(one_cast.cv_tckh, path)
    assert one_cast.cv_tckh.asks("GET", f"/{lines[0]['file']}").status_code == 404
    assert list(findings()) == [], "the log names each of its files"


def pages_of(pdf: bytes) -> list[str]:
    return [
        " ".join(one.get_textpage().get_text_range().split()) for one in pypdfium2.PdfDocument(pdf)
    ]


def test_closed_packed_and_taken_along_they_are_entries_like_the_others(one_cast: Cast, tmp_path):
    path = with_all(one_cast)
    root = ET.fromstring(one_cast.nam.browser().get(f"{path}/metadata.xml").data)  # noqa: S314
    kinds = [one.findtext("TypeName") for one in root.findall("Document")]
    assert kinds == ["Ảnh", "Ghi âm", "Công văn"] and root.findtext("DocTotal") == "3"
    job = asked(one_cast.nam, path).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with one_cast.nam.browser().get(f"{job}/file") as got:
        whole = got.data
    first, *_rest, sound, _letter = pages_of(whole)
    assert "TÀI LIỆU KHÔNG IN ĐƯỢC TRONG TỆP NÀY" in sound.upper() and "hop-thon.mp3" in sound
    pages = int(re.findall(r"gồm 3 văn bản, (\d+) trang", first)[0])
    assert "Ghi âm" in first and len(pikepdf.open(io.BytesIO(whole)).pages) == 1 + pages
    papers.ok(one_cast.nam.does(path, "close"))
    papers.ok(one_cast.nam.does(path, "transfer"))
    pack()
    place = store().path(one_cast.nam.sees(path)["package_sha256"])
    assert checking.faults(place) == []
    _counted(place, tmp_path / "ho-so.zip")
    with zipfile.ZipFile(place) as packed:
        said = json.loads(packed.read("manifest.json"))["documents"]
        sound = packed.read(said[1]["files"][0]["path"])
    assert sound == recorded.mp3() and said[1]["files"][0]["name"] == "hop-thon.mp3"
    assert said[0]["logged"] and said[0]["proof"] == "nhat-ky/ho-so.json"
    papers.ok(one_cast.thu.does(path, "accept_transfer"))


def _counted(place: Path, package: Path) -> None:
    """Whoever judges the package reads of everything in it, of what bears no signature too."""
    shutil.copy(place, package)
    got = CliRunner().invoke(verify, [str(package), "--trust", str(office().cabinet.keys)])
    assert got.exit_code == 0, got.output
    assert "3 văn bản, tài liệu (3 tệp)" in got.output
    assert got.output.count("đúng như khi nộp lưu; không phải PDF") == 2
    got = CliRunner().invoke(verify, [str(package), "--json"])
    told = json.loads(got.output)
    assert (told["documents"], told["files"], len(told["papers"])) == (3, 3, 1)
    assert [Path(one).suffix for one in told["others"]] == [".jpg", ".mp3"]


def test_it_says_what_it_is_of_which_day_and_comes_through_the_same_inspection(one_cast: Cast):
    path = opened(one_cast.nam)
    tomorrow = (today() + dt.timedelta(1)).isoformat()
    refused(lays(one_cast.nam, path, "a.jpg", photo(), day=tomorrow), "made_by_today")
    assert lays(one_cast.nam, path, "a.jpg", photo(), title=" ").status_code == 422
    refused(lays(one_cast.nam, path, "a.mp3", recorded.mp3()[:900]), "file_broken")
    refused(lays(one_cast.nam, path, "a.exe", b"MZ" + bytes(90)), "file_type_unknown")
    refused(lays(one_cast.nam, path, "Ảnh tài liệu mật.jpg", photo()), "file_may_be_secret")
    refused(lays(one_cast.lan, path, "a.jpg", photo()), "not_found")
    assert one_cast.nam.sees(path)["contents"] == []
    assert steps(path) == ["open"]


def test_a_double_is_taken_out_and_a_closed_file_takes_no_more(one_cast: Cast):
    path = with_all(one_cast)
    item = one_cast.nam.sees(path)["contents"][0]["item"]
    papers.ok(one_cast.nam.does(path, "remove", {"item": item, "reason": "Chụp trùng"}))
    assert len(one_cast.nam.sees(path)["contents"]) == 2
    papers.ok(one_cast.nam.does(path, "close"))
    refused(lays(one_cast.nam, path, "a.jpg", photo()), "wrong_state")
    refused(one_cast.nam.does(path, "add", {"papers": ["exhibits/1"]}), "wrong_state")
    other = opened(one_cast.nam, code="02.VHTT")
    refused(one_cast.nam.does(other, "add", {"papers": ["exhibits/1"]}), "unknown_paper")


def test_who_may_not_lay_it_in_has_nothing_looked_at(one_cast: Cast, monkeypatch):
    """Who was lent Nam's file keeps it not; closed, it takes nothing of Nam's either: an
    inspection costs a child process, and is for who may."""
    path = opened(one_cast.nam)
    put(one_cast.nam, path, papers.SENT)
    looked: list[str] = []
    monkeypatch.setattr(exhibit_pages, "take_made", lambda name, _data: looked.append(name))
    lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    refused(lays(one_cast.cv_tckh, path, "a.jpg", photo()), "not_yours")
    assert one_cast.cv_tckh.browser().get(f"{path}/exhibits").status_code == 403
    papers.ok(one_cast.nam.does(path, "close"))
    refused(lays(one_cast.nam, path, "a.jpg", photo()), "wrong_state")
    assert one_cast.nam.browser().get(f"{path}/exhibits").status_code == 409
    assert looked == []


def test_the_page_asks_for_it_and_keeps_what_was_typed(one_cast: Cast):
    path = opened(one_cast.nam)
    door = f"{path}/exhibits"
    browser = one_cast.nam.browser()
    assert f'href="{door}"' in browser.get(path).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(door).text)[0]
    typed = {"csrf_token": token, "title": WHAT, "day": "32/13/2026"}
    again = browser.post(door, data=typed | {"file": (io.BytesIO(photo()), "a.jpg")})
    assert again.status_code == 422 and WHAT in again.text
    good = typed | {"day": f"{BEFORE:%d/%m/%Y}"}
    empty = browser.post(door, data=good)
    assert empty.status_code == 422 and "Hãy chọn ít nhất một tệp" in empty.text
    both = [(io.BytesIO(photo()), "a.jpg"), (io.BytesIO(recorded.ogg()), "b.ogg")]
    assert browser.post(door, data=good | {"file": both}).location == path
    assert len(one_cast.nam.sees(path)["contents"]) == 2
    assert one_cast.son.browser().get(door).status_code == 403


def test_who_is_lent_the_file_sees_its_photographs_too_and_each_look_is_written_down(
    one_cast: Cast,
):
    path = opened(one_cast.nam)
    laid(one_cast.nam, path, "hien-trang.jpg", photo())
    door = f"{path}/files/1"
    assert one_cast.cv_tckh.asks("GET", door).status_code == 404
    lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    with one_cast.cv_tckh.asks("GET", door) as got:
        assert got.data == photo()
    assert steps(path)[-1] == "read_by_access"


def test_an_expired_files_photographs_go_with_it(one_cast: Cast):
    """AR-07: what was laid in by hand lies nowhere else."""
    path = opened(one_cast.nam)
    laid(one_cast.nam, path, "hien-trang.jpg", photo())
    papers.ok(one_cast.nam.does(path, "close"))
    papers.ok(one_cast.nam.does(path, "transfer"))
    change(CaseFile, {"id": id_of(path)}, state="ACCEPTED", **TEN_YEARS)
    (row,) = files_of("casefiles", id_of(path))
    papers.ok(takes(one_cast.thu, decided(one_cast, path), "carry_out", **HOW))
    assert not store().has(row.sha256)
    refused(one_cast.nam.asks("GET", f"{path}/files/1"), "is_destroyed")
    (line,) = one_cast.nam.sees(path)["contents"]
    assert (line["subject"], line["doc_type"]) == (WHAT, "Ảnh"), "what is said of it stays"
    assert WHAT in one_cast.nam.browser().get(path).text
    assert list(findings()) == []

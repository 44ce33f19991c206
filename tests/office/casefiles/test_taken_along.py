"""Nam takes a whole file along: one PDF in the course of the matter, its metadata as XML."""

import hashlib
import io
import re
import xml.etree.ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import func, select

from server import jobs
from server.database import db
from server.desks.models import ReadLog
from server.documents.incoming.models import IncomingDocument
from tests.cast import Cast, Hand
from tests.office.casefiles.keeping import filled, opened, put
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, refused

pytestmark = pytest.mark.sent


def asked(hand: Hand, path: str) -> str:
    browser = hand.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(path).text)[0]
    return browser.post(f"{path}/whole", data={"csrf_token": token})


def test_nam_has_all_of_it_in_one_pdf_though_it_is_still_open(one_cast: Cast):
    path = filled(one_cast)
    page = one_cast.nam.browser().get(path).text
    assert f'action="{path}/whole"' in page
    job = asked(one_cast.nam, path).headers["Location"]
    before = db.session.scalar(select(func.count()).select_from(ReadLog))
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    told = one_cast.nam.browser().get(job).text
    assert f'href="{job}/file"' in told and "ho-so-01.VHTT" in told and "có tờ ghi thay" in told
    with (
        one_cast.nam.browser().get(f"{job}/file") as got,
        pikepdf.open(io.BytesIO(got.data)) as pdf,
    ):
        pages = int(re.findall(r"gồm 2 văn bản, (\d+) trang", text_of(got.data))[0])
        assert len(pdf.pages) == 1 + pages and "/AcroForm" not in pdf.Root
    assert db.session.scalar(select(func.count()).select_from(ReadLog)) == before + 2


def text_of(data: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split())


def test_the_xml_has_the_decrees_fields_and_a_digest_of_each_file(one_cast: Cast):
    path = filled(one_cast)
    got = one_cast.nam.browser().get(f"{path}/metadata.xml")
    root = ET.fromstring(got.data)  # noqa: S314 - our own
    assert root.findtext("DocTotal") == "2" and root.findtext("Title") == "Chuyển đổi số năm nay"
    days = [one.findtext("IssuedDate") for one in root.findall("Document")]
    assert len(days) == 2 and all(one.get("sha256") for one in root.iter("File"))


def test_a_letter_says_in_it_who_signed_it_and_what_was_ordered_word_for_word(one_cast: Cast):
    """IN-06, IN-08: fields 11, 14 and 17 of Annex VI, P.II.III; what a file's note says, whole."""
    note = " ".join(["Gồm cả ảnh hiện trường."] * 20)
    path = opened(one_cast.nam, note=note)
    letter = desk.done(one_cast)
    said = {"signer": "Đỗ Minh Tuấn", "note": "Bản giấy gửi sau."}
    change(IncomingDocument, {"id": id_of(letter)}, **said)
    put(one_cast.nam, path, letter)
    root = ET.fromstring(one_cast.nam.browser().get(f"{path}/metadata.xml").data)  # noqa: S314
    (one,) = root.findall("Document")
    assert one.findtext("SignerInfo/FullName") == said["signer"]
    assert one.findtext("Description") == said["note"]
    minh = one_cast.minh.actor
    ordered = f" {minh.name}, {minh.post}: {desk.ORDER.text}"
    assert one.findtext("TraceHeaderList").endswith(ordered)
    assert root.findtext("Description") == note


def test_a_note_longer_than_the_archive_has_room_for_is_asked_about(one_cast: Cast):
    """CF-07: 500 letters; the last ones used to be left out of what the archive gets."""
    said = {"title": "Chuyển đổi số", "code": "01.VHTT", "retention": 10, "note": "ộ" * 501}
    no = refused(one_cast.nam.asks("POST", "/casefiles", json=said), "invalid")
    assert [one["field"] for one in no["errors"]] == ["note"]


def test_a_program_has_the_same_xml_and_nobody_else_any(one_cast: Cast):
    path = filled(one_cast)
    got = one_cast.nam.asks("GET", f"{path}/metadata.xml")
    assert got.mimetype == "application/xml"
    assert got.data == one_cast.nam.browser().get(f"{path}/metadata.xml").data
    refused(one_cast.son.asks("GET", f"{path}/metadata.xml"), "not_yours")
    refused(one_cast.cv_tckh.asks("GET", f"{path}/metadata.xml"), "not_found")


def test_a_program_has_the_pdf_by_a_job_of_its_own(one_cast: Cast):
    """CF-08 for another system: 202, the job, its file under the file's digest."""
    path, nam = filled(one_cast), one_cast.nam
    asked = nam.asks("POST", f"{path}/whole", key="ca-ho-so")
    assert (asked.status_code, asked.json["state"]) == (202, "queued")
    job = asked.headers["Location"].removeprefix("/api/v1")
    refused(nam.asks("GET", f"{job}/file"), "not_found")
    jobs.work(asked.json["id"])
    db.session.rollback()
    told = nam.sees(job)["result"]
    with nam.asks("GET", f"{job}/file") as got:
        said = (got.mimetype, got.headers["ETag"])
        assert said == ("application/pdf", f'"{told["file"]["sha256"]}"')
        assert hashlib.sha256(got.data).hexdigest() == told["file"]["sha256"]
        assert "gồm 2 văn bản" in text_of(got.data)
    again = nam.asks("POST", f"{path}/whole", key="ca-ho-so")
    assert (again.json["id"], again.headers["Location"]) == (asked.json["id"], f"/api/v1{job}")
    refused(one_cast.lan.asks("GET", f"{job}/file"), "not_found")
    refused(one_cast.son.asks("POST", f"{path}/whole"), "not_yours")
    refused(one_cast.cv_tckh.asks("POST", f"{path}/whole"), "not_found")


def test_who_may_not_read_all_of_it_takes_none_of_it(one_cast: Cast):
    path = filled(one_cast)
    assert asked(one_cast.son, path).status_code == 403
    assert one_cast.son.browser().get(f"{path}/metadata.xml").status_code == 403
    assert "metadata.xml" not in one_cast.son.browser().get(path).text
    assert one_cast.cv_tckh.browser().get(f"{path}/metadata.xml").status_code == 404

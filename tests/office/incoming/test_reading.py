"""A scan that is only a picture is read in the background; its fields are proposed in place."""

import io
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import select, update

from server import jobs
from server.app import FONTS
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.incoming import arriving, reading
from server.documents.incoming.issuers import named_as_in_directory
from server.documents.incoming.marks import marks
from server.documents.incoming.models import IncomingDocument
from server.papers import scans
from server.papers.intake import take_in
from server.papers.models import ScanText
from server.papers.services import Ref
from server.uploads.reading.tessdata import tessdata
from tests.cast import Cast
from tests.uploads.sheets import plain, written

LETTER = (
    (120, 100, "ỦY BAN NHÂN DÂN"), (800, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (140, 150, "HUYỆN HOẰNG HÓA"), (920, 150, "Độc lập - Tự do - Hạnh phúc"),
    (120, 250, "Số: 2374/UBND-VHTT"), (850, 250, "Hoằng Hóa, ngày 30 tháng 5 năm 2023"),
    (120, 310, "V/v triển khai phòng họp"),
    (400, 450, "Kính gửi: Ủy ban nhân dân xã Hoằng Phú"),
)  # fmt: skip
needs_data = pytest.mark.skipif(not tessdata(), reason="no Vietnamese reading data: make setup")


def picture(lines=LETTER, kind: str = "PNG") -> bytes:
    """A page as a scanner gives it, at 200 dpi."""
    face = ImageFont.truetype(str(FONTS / "Tinos-Regular.ttf"), 40)
    sheet = Image.new("L", (1654, 900), 255)
    for x, y, words in lines:
        ImageDraw.Draw(sheet).text((x, y), words, font=face, fill=0)
    out = io.BytesIO()
    sheet.save(out, kind, **({"resolution": 200} if kind == "PDF" else {}))
    return out.getvalue()


def _arrived(cast: Cast, data: bytes, name: str) -> int:
    return arriving.receive(cast.lan.actor, fields={}, files=[take_in(name, data)]).id


def _job() -> jobs.Job | None:
    return db.session.scalar(select(jobs.Job).where(jobs.Job.kind == reading.JOB))


def _read() -> None:
    job = _job()
    assert job is not None
    jobs.work(job.id)


def _paper(paper_id: int) -> IncomingDocument:
    db.session.expire_all()
    return db.session.get(IncomingDocument, paper_id)


@needs_data
@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_picture_is_read_and_its_fields_are_proposed(one_app: Flask, kind: str) -> None:
    cast = Cast(one_app)
    paper_id = _arrived(cast, picture(kind=kind), f"a.{kind.lower()}")
    seen = _paper(paper_id).version
    _read()
    paper = _paper(paper_id)
    assert (paper.number, paper.notation) == ("2374", "UBND-VHTT")
    assert paper.issuer == "Ủy ban nhân dân huyện Hoằng Hóa"
    assert paper.subject == "V/v triển khai phòng họp"
    assert paper.version == seen, "what Lan is typing meanwhile must not be stale"
    assert "hoang phu" in db.session.get(ScanText, paper.file_sha256).folded
    ((left, top, width, height),) = marks(paper)["subject"]
    assert all(left + width < 0.4 for left, _top, width, _high in marks(paper)["issuer"])
    assert left < 0.09 and 0.3 < top < 0.4 and width > 0.2 and height < 0.1


@needs_data
def test_what_lan_wrote_is_not_overwritten(one_app: Flask) -> None:
    cast = Cast(one_app)
    paper_id = arriving.receive(
        cast.lan.actor, fields={"number": "99"}, files=[take_in("a.png", picture())]
    ).id
    _read()
    assert (_paper(paper_id).number, _paper(paper_id).notation) == ("99", "UBND-VHTT")


@needs_data
def test_a_paper_that_has_gone_on_meanwhile_is_left_alone(one_app: Flask) -> None:
    cast = Cast(one_app)
    paper_id = _arrived(cast, picture(), "a.png")
    arriving.send_back(cast.lan.actor, Ref(paper_id), code="UNREADABLE", reason="")
    _read()
    assert _paper(paper_id).number == ""


@needs_data
def test_a_secret_that_only_a_picture_shows_is_hidden_once_it_is_read(one_app: Flask) -> None:
    stamped = picture((*LETTER, (120, 380, "TUYỆT MẬT")))
    paper_id = _arrived(Cast(one_app), stamped, "a.png")
    _read()
    assert _paper(paper_id).state == "QUARANTINED"


def _hard(monkeypatch: pytest.MonkeyPatch, *pages: int) -> list[tuple[str, int]]:
    """A reader that runs over its time on these pages (from 1), alone or among others."""
    asked = []

    def ask(_data: bytes, _name: str, task: str, first: int, most: int, **_: str) -> dict[str, Any]:
        asked.append((task, first + 1))
        read = range(first + 1, min(first + most, 3) + 1)
        if set(pages) & set(read):
            raise scans.Refused("inspection_timeout", "file")
        return {"pages": [{"text": f"trang {n}", "words": []} for n in read], "count": 3}

    monkeypatch.setattr(scans, "ask", ask)
    monkeypatch.setattr(reading, "tessdata", lambda: "somewhere")
    return asked


def _three(cast: Cast) -> int:
    return _arrived(cast, plain(pages=3), "a.pdf")


def test_a_page_that_breaks_its_reader_is_left_out_and_named(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _hard(monkeypatch, 2)
    cast = Cast(one_app)
    paper = _three(cast)
    _read()
    assert asked == [("read", n) for n in (1, 1, 2, 2, 3)], "the page before it is not lost"
    assert _paper(paper).scanned_text() == "trang 1\f\ftrang 3"
    for where in (f"/incoming/{paper}", f"/incoming/{paper}/confirm"):
        page = cast.lan.browser().get(where).text
        assert "Trang 2 chưa đọc được." in page and "read-again" in page


def test_lan_has_it_read_again_with_more_time(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hard(monkeypatch, 2)
    cast = Cast(one_app)
    paper = _three(cast)
    _read()
    asked = _hard(monkeypatch)
    door = f"/incoming/{paper}"
    left = {"percent": None, "unread": [{"file": "a.pdf", "pages": [2]}], "gave_up": False}
    assert cast.lan.sees(f"{door}/reading") == left
    for _twice in range(2):
        assert cast.lan.asks("POST", f"{door}/read-again").get_json()["percent"] == 0
    again = db.session.scalars(select(jobs.Job).where(jobs.Job.state == jobs.QUEUED)).all()
    assert "Máy đang đọc" in cast.lan.browser().get(f"/incoming/{paper}").text
    for job in again:
        jobs.work(job.id)
    assert asked == [("read_again", 2)]
    assert _paper(paper).scanned_text() == "trang 1\ftrang 2\ftrang 3"
    assert "chưa đọc được" not in cast.lan.browser().get(f"/incoming/{paper}").text


def test_what_is_read_as_urgent_lies_urgent_on_the_clerks_desk(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """§4.4: from now on it is told when it is left lying."""
    said = {"pages": [{"text": "Số: 5/UBND-VX\nHỎA TỐC\n", "words": []}], "count": 1}
    monkeypatch.setattr(reading, "tessdata", lambda: "somewhere")
    monkeypatch.setattr(scans, "ask", lambda *_given, **_more: said)
    paper = _arrived(Cast(one_app), plain(), "a.pdf")
    of_paper = select(Desk).where(Desk.paper_kind == "incoming", Desk.paper_id == paper)
    before = db.session.scalars(of_paper).all()
    assert {(one.urgency, one.escalates_at) for one in before} == {("NORMAL", None)}
    _read()
    assert _paper(paper).urgency == "HOA_TOC"
    after = db.session.scalars(of_paper).all()
    assert {(one.urgency, one.escalates_at is None) for one in after} == {("HOA_TOC", False)}
    assert len(after) == len(before)


def test_a_child_that_is_busy_is_no_page_that_cannot_be_read(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = _three(Cast(one_app))

    def busy(*_args: object, **_more: object) -> None:
        raise scans.Refused("inspection_busy", "file")

    monkeypatch.setattr(scans, "ask", busy)
    with pytest.raises(scans.Refused, match="inspection_busy"):
        reading.read(paper)
    assert db.session.get(ScanText, _paper(paper).file_sha256) is None


def test_a_scan_that_nobody_read_in_five_tries_says_so(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = Cast(one_app)
    _hard(monkeypatch)
    paper = _three(cast)
    with transaction() as session:
        session.execute(update(jobs.Job).values(state=jobs.FAILED))
    assert "Bản quét chưa đọc được." in cast.lan.browser().get(f"/incoming/{paper}").text
    reading.ask_once_more(cast.lan.actor, paper)
    assert reading.state_of(_paper(paper)) is not None


def test_what_has_a_text_layer_is_not_read_again(one_app: Flask) -> None:
    paper_id = _arrived(Cast(one_app), written([(60, 760, "So: 12/UBND-VX")]), "a.pdf")
    assert _job() is None
    (found,) = marks(_paper(paper_id))["number"]
    left, top, width, height = found
    assert left > 0.1 and 0.08 < top < 0.1 and width < 0.2 and height < 0.02


def test_without_the_data_nothing_waits_to_be_read(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "tessdata", lambda: "")
    _arrived(Cast(one_app), plain(), "a.pdf")
    assert _job() is None


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Uỷ ban nhân dân huyện Hoằng Hoá", "Ủy ban nhân dân huyện Hoằng Hóa"),
        ("UBND huyện Hoằng Hóa", "Ủy ban nhân dân huyện Hoằng Hóa"),
        ("Ủy ban nhân dân huyen Hoang Hoa", "Ủy ban nhân dân huyện Hoằng Hóa"),
        ("Ủy ban nhân dân huyện Hoãng Hóa", "Ủy ban nhân dân huyện Hoằng Hóa"),
        ("Sở Nội vụ tỉnh Cà Mau", "Sở Nội vụ tỉnh Cà Mau"),
        ("Trạm khuyến nông hoằng hóa", "Trạm khuyến nông Hoằng Hóa"),
        ("", ""),
    ],
)
def test_an_issuer_is_found_in_the_directory_with_marks_folded(
    one_app: Flask, read: str, meant: str
) -> None:
    assert named_as_in_directory(read) == meant


@needs_data
def test_lan_s_desk_says_how_far_the_reading_is(app: Flask) -> None:
    lan = Cast(app).lan
    paper_id = _arrived(Cast(app), picture(), "a.png")
    browser = lan.browser()
    assert "Máy đang đọc" in browser.get(f"/incoming/{paper_id}/confirm").text
    _read()
    assert "Lấy đề xuất" in browser.get(f"/incoming/{paper_id}/reading").text
    page = browser.get(f"/incoming/{paper_id}/confirm").text
    assert "data-marks=" in page and "2374" in page and "Máy đang đọc" not in page

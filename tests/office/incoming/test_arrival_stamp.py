"""Dấu "ĐẾN" stands on the copy that is looked at; the file that came stays as it came."""

import io

import pikepdf
import pytest
from flask import Flask

from server.app import FONTS
from server.documents.incoming import stamping
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.papers.services import find
from server.typesetting.arrival import HIGH, WIDE, ArrivalStamp, draw_arrival
from server.typesetting.rows import MM
from server.uploads import ask, inspect
from tests.cast import Cast
from tests.office import papers
from tests.uploads.sheets import picture, plain, written

STAMP = ArrivalStamp("UBND huyện Hoằng Hóa", "57", "25/11/2026", "", "")


def _text(pdf: bytes) -> str:
    return inspect(pdf, "a.pdf").text[0]


def test_it_is_50_by_35_mm_and_says_what_the_annex_says() -> None:
    made = draw_arrival(STAMP, FONTS)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [float(n) for n in pdf.pages[0].mediabox[2:]] == pytest.approx([WIDE, HIGH], abs=0.1)
    assert (WIDE, HIGH) == (50 * MM, 35 * MM)
    for words in ("UBND HUYỆN HOẰNG HÓA", "ĐẾN", "Số: 57", "Ngày: 25/11/2026", "Chuyển:", "HS:"):
        assert words in _text(made)


def test_a_long_name_is_set_smaller_and_never_leaves_the_frame() -> None:
    long = ArrivalStamp("Văn phòng " * 20, "1", "25/11/2026", "Phòng " * 40, "01.2026, " * 9)
    for start, _end, left, _top, right, _bottom in inspect(
        draw_arrival(long, FONTS), "a.pdf"
    ).words:
        assert 0 <= left < right < 1, start


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.tif"])
@pytest.mark.parametrize("spot", [(0.1, 0.2), (0.99, 0.99)])
def test_it_lies_on_the_page_whole(name: str, spot: tuple[float, float]) -> None:
    data = {"a.pdf": plain(2), "a.png": picture("PNG"), "a.tif": picture("TIFF")}[name]
    ink = draw_arrival(STAMP, FONTS).hex()
    (made,) = ask(data, name, "stamp", stamp=ink, spot=spot)["files"]
    assert "Ngày: 25/11/2026" in _text(made)


def test_a_registered_paper_is_looked_at_with_its_stamp(app: Flask) -> None:
    cast = Cast(app)
    path = papers.registered(cast)
    paper_id = int(path.rsplit("/", 1)[1])
    browser = cast.lan.browser()
    assert "Bản xem có dấu ĐẾN" in browser.get(path).text
    seen = browser.get(f"{path}/stamped", buffered=True)
    assert seen.mimetype == "application/pdf" and "Số: 1\n" in _text(seen.data).replace("\r", "")
    paper = find(IncomingDocument, cast.lan.actor, paper_id)
    assert (
        store().fetch(paper.file_sha256)
        == cast.lan.asks("GET", f"{path}/files/1", buffered=True).data
    )
    assert store().fetch(paper.file_sha256) != seen.data


def test_it_is_made_once_and_anew_when_the_stamp_says_more(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = Cast(one_app)
    path = papers.presented(cast)
    browser = cast.lan.browser()
    first = browser.get(f"{path}/stamped", buffered=True).data
    with monkeypatch.context() as patch:
        patch.setattr(stamping, "_make", None)
        assert browser.get(f"{path}/stamped", buffered=True).data == first
    papers.ok(cast.minh.does(path, "direct", papers.ORDER | {"due_at": papers.due(10)}))
    assert "Chuyển: Phòng Văn hóa" in _text(browser.get(f"{path}/stamped", buffered=True).data)


def test_before_the_register_and_for_strangers_there_is_no_stamp(one_app: Flask) -> None:
    cast = Cast(one_app)
    path = papers.arrived(cast)
    browser = cast.lan.browser()
    assert browser.get(f"{path}/stamped", buffered=True).status_code == 404
    assert "dấu ĐẾN" not in browser.get(path).text
    papers.ok(cast.lan.does(path, "register"))
    assert cast.dao.browser().get(f"{path}/stamped").status_code == 404


def test_it_stands_under_the_subject_of_a_letter(one_app: Flask) -> None:
    lines = [
        (60, 780, "UBND TINH THANH HOA"),
        (60, 750, "So: 12/UBND-VX"),
        (60, 730, "V/v viec hop"),
    ]
    data = {"file": (io.BytesIO(written(lines)), "a.pdf"), "doc_type": "Công văn"}
    cast = Cast(one_app)
    paper_id = cast.lan.asks("POST", "/incoming", data=data).json["id"]
    paper = find(IncomingDocument, cast.lan.actor, paper_id)
    _left, top = stamping.spot_of(paper)
    assert 1 - 730 / 842 < top < 1 - 690 / 842

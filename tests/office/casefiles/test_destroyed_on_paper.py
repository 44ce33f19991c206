"""The list of expired files on the council's table, and behind the head's decision (AR-07)."""

import pypdfium2
import pytest
from sqlalchemy import func, select

from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.papers.destroyed import DestroyedFile
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import CODE, id_of, opened, put
from tests.office.casefiles.test_destroyed import (
    COUNCIL,
    HOW,
    TEN_YEARS,
    expired,
    listed,
    takes,
    whole,
)
from tests.office.outcome import change, refused
from workflows.dates import written

pytestmark = pytest.mark.sent


def page(hand: Hand, path: str) -> str:
    with hand.browser().get(path) as got:
        assert got.mimetype == "application/pdf", got.status_code
        pdf = pypdfium2.PdfDocument(got.data)
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in pdf).split())


def other(cast: Cast) -> str:
    """A second one, whose ten years are over too."""
    path = opened(cast.nam, code="02.VHTT", title="Lễ hội Bút Nghè")
    put(cast.nam, path, papers.SENT)
    for step in ("close", "transfer"):
        papers.ok(cast.nam.does(path, step))
    change(CaseFile, {"id": id_of(path)}, state="ACCEPTED", **TEN_YEARS)
    return path


def test_thu_lays_the_list_before_the_council_and_what_it_lets_go_behind_the_decision(
    one_cast: Cast,
) -> None:
    going, kept = expired(one_cast), other(one_cast)
    row = listed(one_cast, going, kept)
    said = page(one_cast.thu, f"{row}/list.pdf")
    assert "HẾT THỜI HẠN BẢO QUẢN" in said.upper() and "Danh mục này có 2 hồ sơ" in said
    for words in (f"{CODE} ({today().year})", "02.VHTT", "Lễ hội Bút Nghè", "10 năm"):
        assert words in said
    assert f"{row}/annex.pdf" not in one_cast.thu.browser().get(row).text
    assert one_cast.thu.browser().get(f"{row}/annex.pdf").status_code == 404
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL | {"kept": [id_of(kept)]}))
    again = page(one_cast.minh, f"{row}/list.pdf")
    assert "Hội đồng đề nghị giữ lại" in again and "02/BB-HĐ ngày 20/11/2026" in again
    blank = page(one_cast.minh, f"{row}/annex.pdf")
    assert "Kèm theo Quyết định số ………/QĐ-……… ngày …… tháng" in blank
    papers.ok(takes(one_cast.minh, row, "decide", decision="09/QĐ-UBND"))
    assert f'href="{row}/annex.pdf"' in one_cast.thu.browser().get(row).text
    annex = page(one_cast.thu, f"{row}/annex.pdf")
    assert "(Kèm theo Quyết định số 09/QĐ-UBND ngày …… tháng" in annex, "on paper: its day is there"
    assert "TÀI LIỆU TIÊU HỦY" in annex.upper() and "Danh mục này có 1 hồ sơ" in annex
    assert CODE in annex and "02.VHTT" not in annex


def test_the_deed_has_its_minutes_once_nothing_is_left(one_cast: Cast) -> None:
    """For who was witness to sign: what went, when, how, by whose decision; what was kept."""
    going, kept = whole(one_cast), other(one_cast)
    row = listed(one_cast, going, kept)
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL | {"kept": [id_of(kept)]}))
    papers.ok(takes(one_cast.minh, row, "decide", decision="09/QĐ-UBND"))
    assert one_cast.thu.browser().get(f"{row}/minutes.pdf").status_code == 404
    assert "minutes.pdf" not in one_cast.thu.browser().get(row).text
    papers.ok(takes(one_cast.thu, row, "carry_out", **HOW))
    assert f'href="{row}/minutes.pdf"' in one_cast.thu.browser().get(row).text
    said = page(one_cast.thu, f"{row}/minutes.pdf")
    gone = db.session.scalar(select(func.count(DestroyedFile.sha256.distinct())))
    assert gone and f"Đã tiêu hủy 1 hồ sơ, {gone} tệp máy tính" in said
    for words in ("TIÊU HỦY HỒ SƠ", "02/BB-HĐ ngày 20/11/2026", "Quyết định số 09/QĐ-UBND",
                  one_cast.thu.actor.name, one_cast.minh.actor.name, f"{CODE} ({today().year})",
                  "Giữ lại theo ý kiến Hội đồng: 02.VHTT", "NGƯỜI CHỨNG KIẾN"):  # fmt: skip
        assert words.upper() in said.upper(), words
    assert "Lễ hội Bút Nghè" not in said
    assert HOW["reason"] in said
    assert one_cast.nam.browser().get(f"{row}/minutes.pdf").status_code == 403


def test_of_a_decision_that_was_drafted_here_its_day_is_known(one_cast: Cast) -> None:
    row = listed(one_cast, expired(one_cast))
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    code = one_cast.lan.sees(papers.SENT)["code"]
    papers.ok(takes(one_cast.minh, row, "decide", decision=code))
    day = one_cast.lan.sees(papers.SENT)["issued_on"]
    assert day and str(today()) >= day
    assert f"số {code} {written(today())}" in page(one_cast.thu, f"{row}/annex.pdf")


def test_who_has_no_part_in_it_prints_nothing(one_cast: Cast) -> None:
    row = listed(one_cast, expired(one_cast))
    for hand, status in ((one_cast.nam, 403), (one_cast.anh, 404)):
        assert hand.browser().get(f"{row}/list.pdf").status_code == status
    refused(one_cast.nam.asks("GET", row), "wrong_role")

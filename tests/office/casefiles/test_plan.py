"""The list of files of a year: written by units, approved by the head, opened by (article 28)."""

import pypdfium2

from server.archive.models import FilingLine
from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from tests.cast import Hand
from tests.office.outcome import change, refused, says

YEAR = today().year
PLAN = f"/casefiles/plan/{YEAR}"
LINE = {"title": "Xây dựng nông thôn mới", "retention": "20", "keeper": "chuyenvien.huyen"}


def sends(hand: Hand, path: str, **said):
    """A form of these pages, with the door's token."""
    browser = hand.browser()
    token = browser.get("/post").text.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    return browser.post(path, data={"csrf_token": token} | said)


def line_of(title: str) -> int:
    db.session.rollback()
    return db.session.query(FilingLine).filter_by(title=title).order_by(FilingLine.id.desc())[0].id


def written(one_cast) -> int:
    """Hoa has put one line down, the head has approved the list."""
    assert sends(one_cast.hoa, f"{PLAN}/new", **LINE).status_code == 302
    assert sends(one_cast.minh, f"{PLAN}/approve", decision="02/QĐ-UBND").status_code == 302
    return line_of(LINE["title"])


def test_a_unit_writes_its_lines_under_its_heading_and_they_are_numbered(one_cast):
    """CF-03: under each heading, or through the whole list; one way a year."""
    for title in ("Báo cáo", "Kế hoạch"):
        sends(one_cast.hoa, f"{PLAN}/new", **LINE | {"title": title})
    other = LINE | {"title": "Dự toán", "keeper": one_cast.cv_tckh.account, "retention": "0"}
    assert sends(one_cast.tuan, f"{PLAN}/new", **other).status_code == 302
    page = one_cast.nam.browser().get(PLAN).text
    assert "01.VHTT" in page and "02.VHTT" in page and "01.TCKH" in page
    assert "I. Phòng Văn hóa và Thông tin" in page
    assert sends(one_cast.tuan, f"{PLAN}/whole").status_code == 302
    assert "03.TCKH" in one_cast.nam.browser().get(PLAN).text
    assert sends(one_cast.tuan, f"{PLAN}/heading").status_code == 302
    assert "03.TCKH" not in one_cast.nam.browser().get(PLAN).text


def test_who_writes_a_term_reads_what_is_usual_and_who_has_the_last_word(one_cast):
    """AR-08: on the line of the list, and on a file that is opened beside it."""
    for hand, path in ((one_cast.hoa, f"{PLAN}/new"), (one_cast.nam, "/casefiles/new")):
        page = hand.browser().get(path).text
        for words in (
            "bản gốc văn bản đi, sổ đăng ký văn bản đi, hồ sơ cuộc họp",
            "của Ủy ban nhân dân: Vĩnh viễn",
            "sổ đăng ký văn bản đến: 20 năm",
            "công văn trao đổi, lịch công tác tuần: 10 năm",
            "Lưu trữ cơ quan xác nhận",
        ):
            assert words in page, (path, words)


def test_a_head_writes_for_the_own_unit_alone(one_cast):
    theirs = LINE | {"keeper": one_cast.cv_tckh.account}
    answer = sends(one_cast.hoa, f"{PLAN}/new", **theirs)
    assert answer.status_code in (403, 422)
    assert sends(one_cast.nam, f"{PLAN}/new", **LINE).status_code == 403
    assert sends(one_cast.hoa, f"{PLAN}/whole").status_code == 403


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(one_cast):
    answer = sends(one_cast.hoa, f"{PLAN}/new", **LINE | {"retention": ""})
    assert answer.status_code == 422 and LINE["title"] in answer.text


def test_a_line_is_dropped_while_the_list_is_written(one_cast):
    sends(one_cast.hoa, f"{PLAN}/new", **LINE)
    assert says("unknown_line", sends(one_cast.hoa, f"{PLAN}/drop", line="999").text)
    line = str(line_of(LINE["title"]))
    assert sends(one_cast.hoa, f"{PLAN}/drop", line=line).status_code == 302
    assert says("list_is_empty", sends(one_cast.minh, f"{PLAN}/approve", decision="1/QĐ").text)


def test_the_head_approves_it_and_nobody_changes_it_any_more(one_cast):
    written(one_cast)
    page = one_cast.nam.browser().get(PLAN).text
    assert "02/QĐ-UBND" in page and one_cast.minh.actor.name in page
    assert says("list_is_approved", sends(one_cast.hoa, f"{PLAN}/new", **LINE).text)
    assert sends(one_cast.binh, f"{PLAN}/approve", decision="3/QĐ").status_code == 403
    mine = {"subject": f"agency/{one_cast.minh.actor.agency_id}"}
    assert "plan_approved" in db.session.query(LedgerEvent).filter_by(**mine).one().content


def test_a_file_is_opened_by_its_line_as_the_list_says(one_cast):
    """CF-01: by whom the list of the year gives the work to."""
    sends(one_cast.hoa, f"{PLAN}/new", **LINE)
    early = {"line": line_of(LINE["title"])}
    refused(one_cast.nam.asks("POST", "/casefiles", json=early), "list_is_not_approved")
    sends(one_cast.minh, f"{PLAN}/approve", decision="02/QĐ-UBND")
    refused(one_cast.cv_tckh.asks("POST", "/casefiles", json=early), "not_yours")
    refused(one_cast.cv_xa.asks("POST", "/casefiles", json=early), "unknown_line")
    there = sends(one_cast.nam, f"{PLAN}/open", line=str(early["line"])).location
    file = one_cast.nam.sees(there)
    assert (file["code"], file["title"], file["retention"]) == ("01.VHTT", LINE["title"], 20)
    again = sends(one_cast.nam, f"{PLAN}/open", line=str(early["line"]))
    assert again.status_code == 409 and says("code_is_free", again.text)
    assert there in one_cast.nam.browser().get(PLAN).text


def test_whoever_opens_it_it_is_its_makers(one_cast):
    line = written(one_cast)
    path = sends(one_cast.hoa, f"{PLAN}/open", line=str(line)).location
    case = db.session.get_one(CaseFile, int(path.rsplit("/", 1)[1]))
    assert case.keeper_post_id == one_cast.nam.actor.position_id
    assert case.keeper and case.keeper.account == one_cast.nam.account


def test_next_year_begins_with_this_years_list(one_cast):
    after = f"/casefiles/plan/{YEAR + 1}"
    assert says("plan_not_empty", sends(one_cast.tuan, f"{after}/copy").text)
    written(one_cast)
    assert sends(one_cast.tuan, f"{after}/copy").status_code == 302
    assert LINE["title"] in one_cast.nam.browser().get(after).text
    assert says("plan_not_empty", sends(one_cast.tuan, f"{after}/copy").text)


def test_it_is_printed_as_the_decree_has_it(one_cast):
    assert one_cast.nam.browser().get(f"{PLAN}/list.pdf").location == PLAN
    written(one_cast)
    with pypdfium2.PdfDocument(one_cast.nam.browser().get(f"{PLAN}/list.pdf").data) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert "DANH MỤC HỒ SƠ" in text and "1 hồ sơ bảo quản có thời hạn" in text
    assert one_cast.nam.actor.name in text
    assert "của Ủy ban nhân dân huyện Hoằng Hóa)" in text, "Annex V, II: whose decision it is"


def test_the_longest_code_of_a_unit_stands_in_one_line_of_the_list(one_cast):
    """It was broken before its last letter: `01.LĐTBX` and under it `H`."""
    written(one_cast)
    change(FilingLine, {}, code="03.LĐTBXH")
    with pypdfium2.PdfDocument(one_cast.nam.browser().get(f"{PLAN}/list.pdf").data) as document:
        assert "03.LĐTBXH" in document[0].get_textpage().get_text_range()

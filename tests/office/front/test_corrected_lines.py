"""A miswritten line of a register is corrected in sight: what it said stays (DOMAIN §4.3, §5.4)."""

import datetime as dt
import html
import io

import openpyxl
import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.home.volumes import close
from server.registers.lines import correct_line
from tests.office.front.test_book_files import written
from tests.office.incoming import desk as coming
from tests.office.outcome import history, id_of, last_step, line_of, refused, state_of
from tests.office.outgoing import desk as going
from tests.office.papers import ok

YEAR = today().year
WHY = {"reason": "Gõ nhầm khi vào sổ"}
OLD = "V/v đẩy mạnh chuyển đổi số trong hội họp"
NEW = {"subject": "V/v đẩy mạnh chuyển đổi số trong họp trực tuyến"}


@pytest.fixture
def came(one_cast):
    return coming.registered(one_cast)


@pytest.fixture
def went(one_cast):
    return going.as_registered(one_cast)


def corrects(hand, path, **said):
    return hand.does(path, "correct_line", WHY | said)


def book(hand, name="in"):
    return html.unescape(hand.browser().get(f"/registers/{name}/{YEAR}").text)


def test_lan_mends_the_subject_and_the_old_one_stays_struck_through(one_cast, came):
    thing = ok(corrects(one_cast.lan, came, **NEW))
    assert (thing["subject"], thing["arrival_no"], thing["state"]) == (
        NEW["subject"], 1, "REGISTERED",
    )  # fmt: skip
    row = line_of(came)
    assert row.subject == NEW["subject"]
    assert row.note == f"Trích yếu sửa ngày {today():%d/%m/%Y}, trước ghi “{OLD}”"
    assert f"trước ghi “<s>{OLD}</s>”" in book(one_cast.lan)


def test_the_history_says_who_why_and_what_it_said(one_cast, came):
    ok(corrects(one_cast.lan, came, **NEW))
    step, by, why = last_step(came)
    assert (step, by) == ("correct_line", "vanthu.huyen")
    assert why.startswith("Gõ nhầm khi vào sổ (Trích yếu sửa ngày")
    assert OLD in why
    assert OLD in html.unescape(one_cast.lan.browser().get(came).text)


def test_the_ledger_has_the_act_and_none_of_its_words(one_cast, came):
    ok(corrects(one_cast.lan, came, **NEW))
    event = db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id.desc())).first()
    assert event.subject == came.strip("/")
    assert "correct_line" in event.content
    assert not any(word in event.content for word in ("hội họp", "trực tuyến", "Gõ nhầm"))


def test_all_columns_of_the_document_can_be_mended_and_each_says_what_it_was(one_cast, came):
    before = line_of(came)
    old = (before.code, before.issuer, before.doc_type)
    new = {"number": "88", "notation": "STTTT-CĐS", "issued_on": "2025-02-03"}
    ok(corrects(one_cast.lan, came, **new, issuer="Sở TT&TT", doc_type="Kế hoạch"))
    row = line_of(came)
    assert (row.code, row.issuer, row.doc_type) == ("88/STTTT-CĐS", "Sở TT&TT", "Kế hoạch")
    assert row.issued_on == dt.date(2025, 2, 3)
    assert [one in row.note for one in old] == [True, True, True]
    assert row.note.count("trước ghi") == 4


def test_the_number_and_the_day_of_arrival_are_the_registers_own(one_cast, came):
    before = line_of(came)
    kept = (before.number, before.entered_on)
    for name, value in (("arrival_no", 7), ("entered_on", "2025-01-01"), ("registered_on", "x")):
        refused(corrects(one_cast.lan, came, **NEW, **{name: value}), "invalid")
    assert (line_of(came).number, line_of(came).entered_on) == kept
    assert line_of(came).note == ""


def test_without_a_reason_or_a_change_nothing_is_written(one_cast, came):
    refused(corrects(one_cast.lan, came, **NEW, reason=" "), "has_reason")
    refused(corrects(one_cast.lan, came, subject=OLD), "nothing_changes")
    refused(corrects(one_cast.lan, came, subject=""), "has_register_columns")
    assert (line_of(came).subject, line_of(came).note) == (OLD, "")
    assert db.session.get_one(IncomingDocument, id_of(came)).subject == OLD


def test_the_paper_is_found_by_its_new_words(one_cast, came):
    ok(corrects(one_cast.lan, came, subject="V/v phòng chống lụt bão"))
    page = one_cast.lan.browser().get(f"/registers/in/{YEAR}?q=lut bao").text
    assert "phòng chống lụt bão" in page


def test_a_line_is_mended_twice_and_keeps_both(one_cast, came):
    ok(corrects(one_cast.lan, came, subject="V/v hop"))
    ok(corrects(one_cast.lan, came, **NEW))
    assert [OLD in line_of(came).note, "“V/v hop”" in line_of(came).note] == [True, True]
    assert book(one_cast.lan).count("<s>") == 2


def test_nobody_but_a_clerk_of_the_agency_mends_it(one_cast, came):
    for hand in (one_cast.minh, one_cast.tuan):
        refused(corrects(hand, came, **NEW), "wrong_role")
    for hand in (one_cast.dao, one_cast.nam):
        refused(corrects(hand, came, **NEW), "not_found")
    assert line_of(came).subject == OLD


def test_the_second_clerk_of_the_agency_mends_it_too(one_cast, came):
    ok(corrects(one_cast.lien, came, **NEW))
    assert history(came)[-1].account == one_cast.lien.actor.account


def test_what_was_not_registered_yet_is_confirmed_and_not_corrected(one_cast):
    path = coming.arrived(one_cast)
    refused(corrects(one_cast.lan, path, **NEW), "wrong_state")


def test_a_line_in_a_closed_volume_stands(one_cast, came):
    close(one_cast.lan.actor, "in", YEAR, goes_on=True)
    refused(corrects(one_cast.lan, came, **NEW), "is_in_open_book")
    assert "correct_line" not in one_cast.lan.sees(came)["actions"]
    assert line_of(came).subject == OLD


def test_a_line_registered_after_the_volume_was_closed_is_mended(one_cast, came):
    close(one_cast.lan.actor, "in", YEAR, goes_on=True)
    later = coming.registered(one_cast, number="99")
    ok(corrects(one_cast.lan, later, **NEW))


def test_the_outgoing_line_says_it_anew_and_the_document_stays(one_cast, went):
    before = line_of(went)
    old, subject = before.recipients, before.subject
    ok(corrects(one_cast.lan, went, recipients="Sở TT&TT; Lưu: VT", kept_by="VT", copies=3))
    row = line_of(went)
    assert (row.recipients, row.kept_by, row.copies) == ("Sở TT&TT; Lưu: VT", "VT", 3)
    assert f"Nơi nhận sửa ngày {today():%d/%m/%Y}, trước ghi “{old}”" in row.note
    assert (row.subject, state_of(went)) == (subject, "REGISTERED")
    assert f"trước ghi “<s>{old}</s>”" in book(one_cast.lan, "out")


def test_number_day_and_signer_of_what_went_out_stand(one_cast, went):
    for name in ("code", "number", "issued_on", "signer", "doc_type"):
        refused(corrects(one_cast.lan, went, **{name: "1"}), "invalid")
    refused(corrects(one_cast.lan, went), "nothing_changes")
    refused(corrects(one_cast.lan, went, kept_by="VT, VP", reason=""), "has_reason")
    refused(corrects(one_cast.minh, went, kept_by="VT, VP"), "wrong_role")
    assert line_of(went).note == ""


def test_the_outgoing_line_in_a_closed_volume_stands(one_cast, went):
    close(one_cast.lan.actor, "out", YEAR, goes_on=True)
    refused(corrects(one_cast.lan, went, kept_by="VT, VP"), "is_in_open_book")


def test_a_note_stands_in_the_last_column_from_the_first_and_more_is_added_behind(one_cast):
    """Column 10: what comes later is added, nothing is erased (Annex IV VI)."""
    path = coming.arrived(one_cast)
    ok(one_cast.lan.does(path, "register", {"note": "Bản chính gửi sau"}))
    assert line_of(path).note == "Bản chính gửi sau"
    ok(corrects(one_cast.lan, path, note="Đã nhận bản chính"))
    assert line_of(path).note == "Bản chính gửi sau; Đã nhận bản chính"
    assert last_step(path)[2] == "Gõ nhầm khi vào sổ (Ghi chú “Đã nhận bản chính”)"
    assert "Bản chính gửi sau; Đã nhận bản chính" in book(one_cast.lan)


def test_who_took_the_paper_and_a_note_are_written_into_the_outgoing_line_too(one_cast, went):
    ok(corrects(one_cast.lan, went, receipt="Lê Văn Tám", note="Kèm 01 đĩa CD"))
    row = line_of(went)
    assert (row.receipt, row.note) == ("Lê Văn Tám", "Kèm 01 đĩa CD"), "no word was struck"
    ok(corrects(one_cast.lan, went, receipt="Lê Văn Bảy"))
    assert "Ký nhận sửa ngày" in line_of(went).note and "“Lê Văn Tám”" in line_of(went).note


def test_a_suspicion_that_was_none_hides_no_correction(one_cast, came):
    """SEC-03a: the line says again what it said, what was struck through too."""
    ok(corrects(one_cast.lan, came, **NEW, note="Bản chính gửi sau"))
    said = line_of(came).note
    ok(one_cast.lan.does(came, "quarantine", {"reason": "Có dấu chỉ độ mật"}))
    assert "trước ghi" not in line_of(came).note and "Bản chính" not in line_of(came).note
    ok(one_cast.minh.does(came, "release_entered", {"reason": "Không phải văn bản mật"}))
    assert line_of(came).note == said and OLD in said
    assert f"trước ghi “<s>{OLD}</s>”" in book(one_cast.lan)


def test_of_two_lines_only_the_one_is_mended(one_cast, came):
    other = coming.registered(one_cast, number="77")
    ok(corrects(one_cast.lan, came, **NEW))
    assert (line_of(other).subject, line_of(other).note) == (OLD, "")


def test_a_line_that_is_not_there_has_nothing_to_correct(one_cast):
    assert correct_line((one_cast.lan.actor.agency_id, "IN", None, None), subject="x") == []


def test_on_the_page_her_words_are_asked_and_kept_after_a_no(one_cast, came):
    page = html.unescape(one_cast.lan.browser().get(came).text)
    assert "Sửa dòng trong sổ" in page
    assert "ghi lại ở cột Ghi chú, gạch ngang" in page
    assert "Sửa dòng trong sổ" not in html.unescape(one_cast.minh.browser().get(came).text)


def test_the_sheet_strikes_the_old_words_and_no_others(one_cast, went):
    ok(corrects(one_cast.lan, went, kept_by="VT, Phòng Văn hóa"))
    sheet = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx")), rich_text=True).active
    note = sheet.cell(6, 10).value
    struck = [one.text for one in note if getattr(one, "font", None) and one.font.strike]
    assert struck == [line_of(went).note.split("“")[1].rstrip("”")]
    assert str(note) == line_of(went).note


@pytest.mark.parametrize("way", ["came", "went"])
def test_a_correction_is_not_taken_back_by_a_page_that_is_older(one_cast, request, way):
    """Her form sends every column as it stood when she opened it."""
    path = request.getfixturevalue(way)
    one_cast.lan.sees(path)
    before = one_cast.lan.seen[path]
    ok(corrects(one_cast.lien, path, note="Kèm đĩa"))
    one_cast.lan.seen[path] = before
    refused(one_cast.lan._acts(path, "correct_line", WHY | {"note": "Bản giấy"}), "stale")
    ok(corrects(one_cast.lan, path, note="Bản giấy"))
    assert "Kèm đĩa" in line_of(path).note and "Bản giấy" in line_of(path).note

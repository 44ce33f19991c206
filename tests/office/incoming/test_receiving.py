"""What comes in at Lan's counter: received, returned, hidden, entered in the book (IN-T01–T07)."""

import io
from datetime import date, datetime, timedelta
from itertools import chain, repeat

import pytest
import time_machine

from server.clock import HANOI, today
from server.documents.incoming import arriving
from server.documents.incoming.models import IncomingDocument
from server.papers.services import Ref
from tests.office.front.clicking import Desk
from tests.office.incoming import desk
from tests.office.incoming.desk import paper_of
from tests.office.outcome import (
    change,
    history,
    id_of,
    last_step,
    line_of,
    numbers,
    reads,
    refused,
    show_to,
    state_of,
    steps,
    told,
    waits,
    waits_nowhere,
)
from tests.office.papers import arrived, fields, ok, scan
from tests.uploads.hostile_pdfs import PDFS

CLOCK = "server.documents.incoming.arriving.today"
"""The wall clock that Lan registers by."""


def hand_in(cast, name: str, data: bytes, **more):
    with_file = {"file": (io.BytesIO(data), name), **fields(**more)}
    return cast.lan.asks("POST", "/incoming", data=with_file)


def test_a_scan_lies_with_both_clerks_and_nobody_else_sees_it(cast):
    """IN-02: what is not in the register is no unit's business yet."""
    path = arrived(cast)
    assert waits(cast.lan, path) == waits(cast.lien, path) == {"register"}
    others = (cast.minh, cast.tuan, cast.nam, cast.dao, cast.son)
    assert not any(reads(hand, path) for hand in others)
    assert last_step(path)[:2] == ("receive_paper", "vanthu.huyen")


def test_only_a_clerk_receives(cast):
    """IN-02: what is put into an officer's hand he takes to the clerk's counter."""
    for hand in (cast.minh, cast.nam, cast.mai, cast.kien):
        data = {"file": (io.BytesIO(scan()), "a.pdf"), **fields()}
        refused(hand.asks("POST", "/incoming", data=data), "wrong_role")


HOSTILE = {code: (name, make) for name, make, code in PDFS}
CODES = ("file_not_what_it_says", "file_encrypted", "file_has_script", "file_has_action",
         "file_has_attachment")  # fmt: skip


def test_a_file_that_may_not_come_in_is_refused_in_words_and_leaves_nothing_behind(cast):
    refused(hand_in(cast, "cv.pdf", b""), "file_empty")
    for code in CODES:
        name, make = HOSTILE[code]
        refused(hand_in(cast, name, make()), code)
    assert cast.lan.sees("/incoming")["items"] == []


def test_more_than_a_counter_takes_is_refused_before_it_is_read(cast):
    form = {"content_type": "multipart/form-data; boundary=x", "data": bytes(201 * 1024 * 1024)}
    refused(cast.lan.asks("POST", "/incoming", **form), "body_too_large")


def test_what_the_scan_says_too_long_is_asked_about_and_takes_no_number(cast):
    path = desk.arrived(cast)
    change(IncomingDocument, {"id": id_of(path)}, subject="V/v " + "triển khai " * 60)
    no = refused(cast.lan.does(path, "register"), "over_long")
    assert no["errors"][0]["field"] == "subject" and "500" in no["detail"]
    ok(cast.lan.does(path, "register", {"subject": "V/v triển khai"}))
    assert line_of(path).number == 1


def test_a_document_gets_the_next_number_and_its_line_in_the_book(cast):
    path = desk.arrived(cast, electronic=True)
    thing = ok(cast.lan.does(path, "register"))
    assert (thing["state"], thing["arrival_no"]) == ("REGISTERED", 1)
    assert thing["registered_on"] == today().isoformat()
    row = line_of(path)
    assert (row.number, row.code, row.issuer) == (1, "1250/UBND-VX", "UBND tỉnh Thanh Hóa")
    assert (row.doc_type, row.subject) == ("Công văn", "V/v đẩy mạnh chuyển đổi số trong hội họp")
    assert told(path) == [("03", "")]
    assert reads(cast.minh, path)
    assert reads(cast.son, path)
    assert not reads(cast.hoa, path)
    assert waits(cast.lan, path) == {"present"}


def test_paper_is_told_to_nobody(cast):
    path = desk.arrived(cast)
    ok(cast.lan.does(path, "register"))
    assert told(path) == []


def test_fields_confirmed_at_registering_are_the_ones_in_the_book(cast):
    path = desk.arrived(cast, number="", subject="")
    refused(cast.lan.does(path, "register", {"number": "77"}), "has_register_columns")
    ok(cast.lan.does(path, "register", {"number": "77", "subject": "  V/v họp giao ban "}))
    assert (line_of(path).code, line_of(path).subject) == ("77/UBND-VX", "V/v họp giao ban")
    assert numbers("IN", cast.lan.actor.agency_id) == [1]


def test_what_is_too_long_for_the_register_stops_and_is_never_cut(cast):
    """IN-06."""
    path = desk.arrived(cast)
    answer = cast.lan.does(path, "register", {"number": "123456789012", "subject": "x" * 501})
    wrong = refused(answer, "invalid")["errors"]
    assert {one["field"] for one in wrong} == {"number", "subject"}
    assert state_of(path) == "ARRIVED"


def test_what_came_before_seven_in_the_morning_came_that_day_and_not_the_day_before(cast):
    """06:30 in Hà Nội is still yesterday in UTC; column 1 is the day of the office."""
    early = datetime(2026, 3, 4, 6, 30, tzinfo=HANOI)
    with time_machine.travel(early, tick=False):
        path = desk.arrived(cast)
    with time_machine.travel(early + timedelta(hours=3), tick=False):
        arriving.register(cast.lan.actor, Ref(id_of(path)), fields={})
    assert line_of(path).entered_on == date(2026, 3, 4)


def test_a_double_is_named_by_its_number_and_entered_only_with_a_reason(cast):
    desk.registered(cast)
    path = desk.arrived(cast, notation="ubnd-vx", issuer="Ubnd Tinh Thanh Hoa")
    no = refused(cast.lan.does(path, "register"), "duplicate")
    assert "số đến 1" in no["detail"]
    assert no["errors"][0]["field"] == "reason"
    refused(cast.lan.does(path, "register", {"reason": "  "}), "duplicate")
    ok(cast.lan.does(path, "register", {"reason": "Bản gửi lại có đính chính."}))
    assert last_step(path)[2] == "Bản gửi lại có đính chính."
    assert numbers("IN", cast.lan.actor.agency_id) == [1, 2]


@pytest.mark.parametrize(
    "other",
    [{"number": "1251"}, {"notation": "UBND-NN"}, {"issuer": "Sở Nội vụ"},
     {"issued_on": date(today().year - 1, 12, 31)}],
    ids=["number", "notation", "issuer", "year"],
)  # fmt: skip
def test_what_differs_in_number_notation_issuer_or_year_is_no_double(cast, other):
    desk.registered(cast)
    path = desk.arrived(cast, **other)
    assert ok(cast.lan.does(path, "register"))["arrival_no"] == 2


def test_a_double_of_a_returned_one_is_no_double(cast):
    path = desk.arrived(cast, electronic=True)
    ok(cast.lan.does(path, "return", {"code": "UNREADABLE"}))
    assert ok(cast.lan.does(desk.arrived(cast), "register"))["arrival_no"] == 1


def test_what_is_not_intact_is_returned_and_uses_no_number(cast):
    path = desk.arrived(cast, electronic=True)
    change(IncomingDocument, {"id": id_of(path)}, verdict="INVALID")
    no = refused(cast.lan.does(path, "register", {"reason": "Vẫn cần vào sổ"}), "is_not_invalid")
    assert "phải trả lại" in no["detail"]
    ok(cast.lan.does(path, "return", {"code": "BAD_SIGNATURE", "reason": "Sai chữ ký"}))
    assert told(path) == [("02", "BAD_SIGNATURE: Sai chữ ký")]
    assert waits_nowhere(path)
    assert numbers("IN", cast.lan.actor.agency_id) == []
    refused(cast.lan.does(path, "register"), "wrong_state")


@pytest.mark.parametrize("verdict", ["INDETERMINATE", "NOT_SIGNED"])
def test_an_electronic_one_without_a_sound_signature_needs_a_reason(cast, verdict):
    path = desk.arrived(cast, electronic=True)
    change(IncomingDocument, {"id": id_of(path)}, verdict=verdict)
    refused(cast.lan.does(path, "register"), "has_reason_for_doubtful_signature")
    ok(cast.lan.does(path, "register", {"reason": "Đã hỏi nơi gửi qua điện thoại."}))
    assert last_step(path)[2] == "Đã hỏi nơi gửi qua điện thoại."


def test_what_nobody_has_verified_is_verified_first(cast):
    path = desk.arrived(cast)
    report = {"word": "VALID"}
    change(IncomingDocument, {"id": id_of(path)}, verdict="", verification=report)
    refused(cast.lan.does(path, "register"), "is_verified")
    assert ok(cast.lan.does(path, "verify"))["verdict"] == "VALID"
    refused(cast.lan.does(path, "verify"), "is_unverified")


def test_a_return_has_one_of_the_decrees_reasons(cast):
    path = desk.arrived(cast, electronic=True)
    refused(cast.lan.does(path, "return", {"code": "NO_TIME"}), "has_return_code")
    refused(cast.lan.does(path, "report_anomaly", {"reason": " "}), "has_reason")
    refused(cast.lan.does(path, "quarantine", {"reason": ""}), "has_reason")
    assert told(path) == []


def test_a_signature_that_holds_is_called_bad_only_in_her_own_words(cast):
    """The sender reads them: that the machine found nothing amiss, Lan is told first."""
    path = desk.arrived(cast, electronic=True)
    change(IncomingDocument, {"id": id_of(path)}, verdict="VALID")
    bad = {"code": "BAD_SIGNATURE"}
    refused(cast.lan.does(path, "return", bad), "has_reason_against_sound_signature")
    ok(cast.lan.does(path, "return", bad | {"reason": "Người ký không đứng đầu cơ quan gửi."}))
    assert told(path) == [("02", "BAD_SIGNATURE: Người ký không đứng đầu cơ quan gửi.")]


def test_something_odd_is_told_to_the_sender_and_stays_with_the_clerk(cast):
    path = desk.arrived(cast, electronic=True)
    ok(cast.lan.does(path, "report_anomaly", {"reason": "Thiếu trang 2."}))
    assert told(path) == [("01", "Thiếu trang 2.")]
    assert waits(cast.lan, path) == {"register"}
    assert paper_of(path).note == "Thiếu trang 2."


def test_two_books_of_two_agencies_each_begin_at_one(cast):
    """IN-01: one sequence for each agency."""
    desk.registered(cast)
    desk.registered(cast, number="7")
    data = {"file": (io.BytesIO(scan()), "a.pdf"), **fields()}
    path = f"/incoming/{ok(cast.dao.asks('POST', '/incoming', data=data))['id']}"
    assert ok(cast.dao.does(path, "register"))["arrival_no"] == 1
    assert numbers("IN", cast.lan.actor.agency_id) == [1, 2]
    assert not reads(cast.lan, path)


def test_a_book_begins_anew_with_the_year(cast, monkeypatch):
    """IN-01: one sequence for each calendar year."""
    desk.registered(cast)
    new_year = date(today().year + 1, 1, 1)
    monkeypatch.setattr(CLOCK, lambda: new_year)
    thing = ok(cast.lan.does(desk.arrived(cast, number="7"), "register"))
    assert (thing["arrival_no"], thing["registered_on"]) == (1, new_year.isoformat())


def test_who_registers_while_the_year_turns_gets_number_and_day_of_one_book(one_cast, monkeypatch):
    """Lan presses in the last second of the year: what she is given is of the day it was taken."""
    desk.registered(one_cast)
    path, year = desk.arrived(one_cast, number="7"), today().year
    moments = chain([date(year, 12, 31)], repeat(date(year + 1, 1, 1)))
    monkeypatch.setattr(CLOCK, lambda: next(moments))
    thing = ok(one_cast.lan.does(path, "register"))
    assert (thing["arrival_no"], thing["registered_on"]) == (2, f"{year}-12-31")


def test_a_clock_that_went_back_gives_no_earlier_day_to_a_later_number(cast, monkeypatch):
    june = date(today().year + 1, 6, 2)
    monkeypatch.setattr(CLOCK, lambda: june)
    desk.registered(cast)
    path = desk.arrived(cast, number="7")
    monkeypatch.setattr(CLOCK, lambda: june - timedelta(days=1))
    refused(cast.lan.does(path, "register"), "number_would_be_backdated")
    assert numbers("IN", cast.lan.actor.agency_id) == [1]


def test_a_history_says_who_when_from_where_and_never_changes(cast):
    path = desk.registered(cast)
    rows = history(path)
    assert [(row.transition, row.source, row.target) for row in rows] == [
        ("receive_paper", "", "ARRIVED"),
        ("register", "ARRIVED", "REGISTERED"),
    ]
    assert {row.name for row in rows} == {cast.lan.actor.name}
    assert steps(path) == ["receive_paper", "register"]


def test_another_agencys_paper_does_not_exist(cast):
    path = desk.registered(cast)
    refused(cast.dao.does(path, "present"), "not_found")
    show_to(path, cast.dao)
    refused(cast.dao.does(path, "present"), "not_yours")


def test_no_reason_is_chosen_beforehand_for_who_returns_a_letter(one_cast):
    """One press sent a sound letter back for a bad signature, the first of the list."""
    path = desk.arrived(one_cast, electronic=True)
    front = Desk(one_cast.lan)
    offered = front.opens(path).split('name="code"', 1)[1].split("</select>", 1)[0]
    assert offered.split("<option ", 2)[1].startswith('value="" selected>')
    no = front.sends(f"{path}/return", page=path, code="")
    assert no.status_code == 422
    assert "Hãy chọn một mục trong danh sách." in no.text
    assert one_cast.lan.sees(path)["state"] == "ARRIVED"

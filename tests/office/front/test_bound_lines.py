"""Lan closed the volume: its lines stand, and what happens later is told behind them, with its day.

Decree 30, articles 16.2b and 22.3b.
"""

import html

import pytest
import time_machine
from sqlalchemy import select

from server.clock import now, today
from server.database import db, transaction
from server.home.volumes import close
from server.registers.lines import amend_row, remark
from server.registers.models import RegisterRow
from server.registers.volumes import withdraw_volumes
from tests.office.incoming import desk as coming
from tests.office.outcome import id_of, line_of, refused
from tests.office.outgoing import desk as going
from tests.office.papers import ok

YEAR = today().year
WHY = {"reason": "Có dấu chỉ độ mật"}
LATER = f"(ghi ngày {today():%d/%m/%Y}, sau khi khóa quyển)"
UPDATE = {"fields": {"subject": "V/v hội họp trực tuyến"}}
COPY = {"signer": "chutich.huyen", "capacity": "TM", "copies": 2, "recipients": "Các phòng, ban"}
BOUND = [
    one.name
    for one in RegisterRow.__table__.c
    if one.name not in {"later", "volume_id", "unit_id", "salt"}
]


def closed(cast, book: str, year: int = YEAR) -> None:
    close(cast.lan.actor, book, year, goes_on=True)


def columns(path: str) -> list[object]:
    """What was bound of a line."""
    db.session.expire_all()
    return [getattr(line_of(path), name) for name in BOUND]


def later(path: str) -> str:
    return line_of(path).later


def test_an_accepted_update_words_the_paper_anew_and_a_bound_line_stands(one_cast):
    path = coming.asked(coming.registered(one_cast), "update", **UPDATE)
    before = columns(path) if closed(one_cast, "in") is None else []
    assert ok(one_cast.lan.does(path, "accept_update"))["subject"] == UPDATE["fields"]["subject"]
    assert columns(path) == before
    assert later(path) == f"Trích yếu “V/v hội họp trực tuyến” {LATER}"


def test_an_accepted_update_corrects_the_line_of_an_open_volume(one_cast):
    path = coming.asked(coming.registered(one_cast), "update", **UPDATE)
    ok(one_cast.lan.does(path, "accept_update"))
    assert line_of(path).subject == UPDATE["fields"]["subject"]
    assert "trước ghi" in line_of(path).note and later(path) == ""


def test_to_whom_it_was_given_after_the_volume_was_closed_is_told_behind(one_cast):
    path = coming.presented(one_cast)
    closed(one_cast, "in")
    before = columns(path)
    ok(one_cast.minh.does(path, "direct", {"text": "Xử lý", "lead": "vhtt"}))
    assert columns(path) == before
    given = f"Nơi nhận “Phòng Văn hóa và Thông tin”; Ngày chuyển “{today():%d/%m/%Y}” {LATER}"
    assert later(path) == given
    assert line_of(path).unit_id is not None, "the head of the unit sees the line"


def test_what_went_out_after_the_volume_was_closed_is_told_behind_and_shown(one_cast):
    path = going.as_sealed(one_cast)
    closed(one_cast, "out")
    before = columns(path)
    ok(one_cast.lan.does(path, "dispatch"))
    assert columns(path) == before
    assert later(path) == f"Ngày chuyển “{today():%d/%m/%Y}” {LATER}"
    page = html.unescape(one_cast.lan.browser().get(f"/registers/out/{YEAR}").text)
    assert later(path) in page
    (row,) = one_cast.lan.sees(f"/registers/out/{YEAR}")["items"]
    assert (row["later"], row["handed_on"]) == (later(path), None)


def test_a_number_voided_after_the_volume_was_closed_is_struck_in_the_book_too(one_cast):
    path = going.as_registered(one_cast)
    closed(one_cast, "out")
    one_cast.lan.does(path, "void_number", {"reason": "Đánh máy sai"})
    ok(one_cast.minh.does(path, "void_number"))
    assert (line_of(path).note, later(path)) == ("", f"Hủy: Đánh máy sai {LATER}")
    assert '<tr class="void">' in one_cast.lan.browser().get(f"/registers/out/{YEAR}").text


def test_words_are_said_once_each_with_its_day(one_cast):
    path = coming.registered(one_cast)
    closed(one_cast, "in")
    with transaction():
        remark("IN", id_of(path), "Đã thu hồi")
        remark("IN", id_of(path), "Đã thu hồi")
        remark("IN", id_of(path), "12/UBND")
        amend_row("IN", id_of(path), receipt="")
    assert later(path) == f"Đã thu hồi {LATER}; 12/UBND {LATER}"


def test_the_line_of_a_copy_tells_of_the_copy_alone(one_cast):
    path = going.as_dispatched(one_cast)
    ok(one_cast.lan.does(path, "copy", COPY))
    with transaction():
        remark("OUT", id_of(path), "Thu hồi theo 05/QĐ-UBND")
        amend_row("OUT", id_of(path), receipt="Ánh")
    rows = db.session.scalars(select(RegisterRow).order_by(RegisterRow.id)).all()
    own, copied = (row for row in rows if row.paper_id == id_of(path) and row.direction == "OUT")
    assert (own.note, own.receipt) == ("Thu hồi theo 05/QĐ-UBND", "Ánh")
    assert (copied.book, copied.note, copied.receipt) == ("OUT:SAO", "", "")


@pytest.mark.parametrize("closed_first", [False, True])
def test_after_new_year_a_line_is_corrected_until_its_volume_is_closed(one_cast, closed_first):
    path = coming.registered(one_cast)
    with time_machine.travel(now().replace(year=YEAR + 1, month=1, day=4, hour=3), tick=False):
        if closed_first:
            closed(one_cast, "in")
            said = {"subject": "V/v họp", "reason": "Gõ nhầm"}
            refused(one_cast.lan.does(path, "correct_line", said), "is_in_open_book")
            assert "correct_line" not in one_cast.lan.sees(path)["actions"]
            return
        ok(one_cast.lan.does(path, "correct_line", {"subject": "V/v họp", "reason": "Gõ nhầm"}))
    assert line_of(path).subject == "V/v họp"
    assert f"Trích yếu sửa ngày 04/01/{YEAR + 1}" in line_of(path).note


def test_a_line_that_is_closed_anew_is_written_in_again(one_cast):
    path = coming.registered(one_cast)
    closed(one_cast, "in")
    with transaction():
        withdraw_volumes([(one_cast.lan.actor.agency_id, "IN", YEAR, 1)])
        remark("IN", id_of(path), "Đã thu hồi")
    assert (line_of(path).note, later(path)) == ("Đã thu hồi", "")


def test_what_may_be_a_secret_leaves_what_was_told_later_too_and_comes_back_bound(one_cast):
    path = coming.registered(one_cast)
    closed(one_cast, "in")
    subject = line_of(path).subject
    with transaction():
        amend_row("IN", id_of(path), recipients="Phòng Nội vụ")
    told = later(path)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert (line_of(path).subject, later(path)) == ("", "")
    ok(one_cast.minh.does(path, "release_entered", WHY))
    assert (line_of(path).subject, line_of(path).note) == (subject, "")
    assert later(path) == told

"""Lan posts what was printed and lends what is kept: the two books beside the registers."""

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.outgoing.sending import issuing
from server.papers.services import Ref
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.outcome import id_of, last_step, refused, show_role
from tests.office.outgoing import desk
from tests.office.papers import ok

YEAR = today().year
HEALTH = "Sở Y tế; 101 Nguyễn Trãi, thành phố Thanh Hóa"
CULTURE = "Sở Văn hóa, Thể thao và Du lịch; 17 Đại lộ Lê Lợi, thành phố Thanh Hóa"
POSTED = {"to": f"{HEALTH}\n{CULTURE}", "envelopes": 2}
LENT = {"borrower": "Lê Văn Tám, Phòng TC-KH", "allowed_by": "chutich.huyen"}


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


@pytest.fixture
def printed(cast: Cast) -> str:
    """A letter of which Lan printed two originals before it went out."""
    return on_paper(cast)


def on_paper(cast: Cast, **more: str) -> str:
    path = desk.as_sealed(cast, **more)
    issuing.paper_issue(cast.lan.actor, Ref(id_of(path)), copies=2)
    issuing.dispatch(cast.lan.actor, Ref(id_of(path)))
    return path


def lines(cast: Cast, book: str) -> list[dict]:
    return cast.lan.sees(f"/registers/{book}/{YEAR}")["items"]


def test_each_place_has_its_line_in_the_postal_book(cast, printed):
    ok(cast.lan.does(printed, "send_by_post", POSTED))
    second, first = lines(cast, "post")
    assert (first["recipient"], second["recipient"]) == (HEALTH, CULTURE)
    assert first["posted_on"] == today().isoformat()
    assert (first["envelopes"], first["receipt"]) == (2, "")
    assert first["code"] == desk.paper_of(printed).code
    said = "Sở Y tế; Sở Văn hóa, Thể thao và Du lịch"
    assert last_step(printed) == ("send_by_post", "vanthu.huyen", said)


def test_the_post_signs_for_what_it_took_and_for_nothing_twice(cast, printed):
    ok(cast.lan.does(printed, "send_by_post", POSTED))
    second, first = lines(cast, "post")
    stamped = {"lines": [first["id"]], "receipt": "RR123456789VN, 26/11"}
    ok(cast.lan.does(printed, "postmark", stamped))
    assert [line["receipt"] for line in lines(cast, "post")] == ["", "RR123456789VN, 26/11"]
    refused(cast.lan.does(printed, "postmark", stamped), "unknown_posting")
    ok(cast.lan.does(printed, "postmark", stamped | {"lines": [second["id"]]}))
    refused(cast.lan.does(printed, "postmark", stamped), "awaits_postmark")


def test_the_post_signs_for_no_line_of_another_letter(cast, printed):
    other = on_paper(cast, subject="V/v khác")
    for path in (printed, other):
        ok(cast.lan.does(path, "send_by_post", POSTED))
    theirs = next(line for line in lines(cast, "post") if line["outgoing_id"] == id_of(other))
    body = {"lines": [theirs["id"]], "receipt": "RR1"}
    refused(cast.lan.does(printed, "postmark", body), "unknown_posting")


def test_what_is_electronic_alone_is_put_into_no_envelope_until_it_is_copied(cast):
    path = desk.as_dispatched(cast)
    refused(cast.lan.does(path, "send_by_post", POSTED), "is_on_paper")
    refused(cast.lan.does(path, "lend_kept_copy", LENT), "has_paper_original")
    ok(cast.lan.does(path, "copy", {"signer": "chutich.huyen", "capacity": "TM", "copies": 1}))
    ok(cast.lan.does(path, "send_by_post", POSTED))
    refused(cast.lan.does(path, "lend_kept_copy", LENT), "has_paper_original")


def test_a_line_without_place_or_envelope_is_none(cast, printed):
    refused(cast.lan.does(printed, "send_by_post", {"to": " \n "}), "has_addressees")
    refused(cast.lan.does(printed, "send_by_post", POSTED | {"envelopes": 0}), "invalid")
    assert lines(cast, "post") == []


def test_envelopes_are_printed_until_the_post_has_them(cast):
    path = on_paper(cast, urgency="HOA_TOC")
    assert cast.lan.asks("GET", f"{path}/envelopes").status_code == 404
    ok(cast.lan.does(path, "send_by_post", POSTED))
    made = cast.lan.asks("GET", f"{path}/envelopes").data
    pages = [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(made)
    ]
    assert len(pages) == 2
    for words in ("ỦY BAN NHÂN DÂN HUYỆN", desk.paper_of(path).code, "Kính gửi: Sở Y tế",
                  "101 Nguyễn Trãi", "HỎA TỐC"):  # fmt: skip
        assert words in pages[0]
    assert "Sở Văn hóa, Thể thao và" in pages[1]
    browser = cast.lan.browser()
    assert f"{path}/envelopes.pdf" in browser.get(path).text
    assert browser.get(f"{path}/envelopes.pdf").data == made
    ok(cast.lan.does(path, "postmark", {"lines": [n["id"] for n in lines(cast, "post")],
                                        "receipt": "RR1"}))  # fmt: skip
    assert browser.get(f"{path}/envelopes.pdf").status_code == 404


def test_the_next_letter_proposes_whom_it_did_not_reach_with_the_address_written_last(cast):
    first, second = on_paper(cast), on_paper(cast, subject="V/v khác")
    name = "Ủy ban nhân dân xã Hoằng Phú"
    assert f">{name}</textarea>" in cast.lan.browser().get(first).text.replace("&#10;", "\n")
    ok(cast.lan.does(first, "send_by_post", {"to": f"{name}; thôn Trung, xã Hoằng Phú"}))
    assert f"{name}; thôn Trung, xã Hoằng Phú</textarea>" in cast.lan.browser().get(second).text


def test_a_kept_original_is_lent_by_leave_of_a_leader_and_comes_back(cast, printed):
    ok(cast.lan.does(printed, "lend_kept_copy", LENT))
    (line,) = lines(cast, "kept")
    paper = desk.paper_of(printed)
    assert (line["borrower"], line["code"]) == (LENT["borrower"], paper.code)
    assert (line["doc_type"], line["subject"]) == (paper.doc_type, paper.subject)
    assert line["allowed_by"].startswith(cast.minh.actor.name)
    assert line["returned_on"] is None
    refused(cast.lan.does(printed, "lend_kept_copy", LENT), "is_at_hand")
    ok(cast.lan.does(printed, "take_back_kept_copy", {"note": "Còn nguyên"}))
    (line,) = lines(cast, "kept")
    assert (line["returned_on"], line["note"]) == (today().isoformat(), "Còn nguyên")
    refused(cast.lan.does(printed, "take_back_kept_copy"), "is_lent")
    ok(cast.lan.does(printed, "lend_kept_copy", LENT))
    assert len(lines(cast, "kept")) == 2


def test_nobody_lends_by_leave_of_somebody_who_may_not_give_it(cast, printed):
    for account, why in (("chuyenvien.huyen", "is_allowed"), ("khong.ai", "unknown_person"),
                         ("chutich.hoangphu", "unknown_person")):  # fmt: skip
        refused(cast.lan.does(printed, "lend_kept_copy", LENT | {"allowed_by": account}), why)
    refused(cast.lan.does(printed, "lend_kept_copy", LENT | {"borrower": " "}), "invalid")
    assert lines(cast, "kept") == []


def test_what_was_recalled_is_kept_and_lent_but_not_posted(cast, printed):
    order = {"reason": "Sai số liệu", "order_code": "12/UBND"}
    ok(cast.lan.does(printed, "lend_kept_copy", LENT))
    cast.minh.does(printed, "recall", order)
    ok(cast.lan.does(printed, "recall", order))
    refused(cast.lan.does(printed, "send_by_post", POSTED), "wrong_state")
    ok(cast.lan.does(printed, "take_back_kept_copy"))


def test_only_the_clerk_of_the_agency_writes_in_these_books(cast, printed):
    show_role(printed, "OFFICER")
    refused(cast.nam.does(printed, "send_by_post", POSTED), "wrong_role")
    refused(cast.minh.does(printed, "lend_kept_copy", LENT), "wrong_role")
    assert "send_by_post" in cast.lan.sees(printed)["actions"]
    assert "send_by_post" not in cast.minh.sees(printed)["actions"]


def test_the_page_asks_and_tells_of_post_and_kept_original(cast, printed):
    browser = cast.lan.browser()
    page = browser.get(printed).text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    typed = {"csrf_token": token, "to": HEALTH, "envelopes": "1"}
    assert browser.post(f"{printed}/send_by_post", data=typed).status_code == 302
    lent = LENT | {"csrf_token": token, "borrower": ""}
    no = browser.post(f"{printed}/lend_kept_copy", data=lent)
    assert (no.status_code, "Hãy điền ô này." in no.text) == (422, True)
    browser.post(f"{printed}/lend_kept_copy", data=LENT | {"csrf_token": token})
    page = browser.get(printed).text
    assert f"Sở Y tế ({today():%d/%m/%Y}, chưa có ký nhận)" in page
    assert f"{LENT['borrower']} mượn ngày {today():%d/%m/%Y}, chưa trả" in page
    gone = browser.post(f"{printed}/postmark", data={"csrf_token": token, "lines": "999999",
                                                     "receipt": "RR1"})  # fmt: skip
    assert gone.status_code == 422
    assert "Hãy chọn một mục" in gone.text


def test_the_registers_numbers_are_without_gaps_and_the_other_books_stand_as_they_were(
    cast, printed
):
    ok(cast.lan.does(printed, "send_by_post", POSTED))
    ok(cast.lan.does(printed, "lend_kept_copy", LENT))
    rows = select(RegisterRow).order_by(RegisterRow.id)
    found = [(row.book, row.number) for row in db.session.scalars(rows)]
    assert found == [("OUT:CHUNG", 1), ("POST", 1), ("POST", 2), ("KEPT", 1)]

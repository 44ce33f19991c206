"""What the clerk is told before she decides: odd, but no reason to turn an envelope away."""

import datetime as dt
from typing import Any

import pytest

from server.clock import today
from server.documents.incoming.fields import add_note
from server.exchange import directory
from server.exchange.entering import fields_of
from server.exchange.envelope import UPDATE, Attachment, Message
from server.exchange.reading import PAPER_FOLLOWS, read
from tests.cast import Cast
from tests.office.exchange.letters import (
    LETTER,
    PROVINCE,
    attachment,
    envelope,
    hand_in,
    papers,
)
from tests.office.outcome import line_of
from tests.office.papers import ok
from workflows.kinds import NORMATIVE


def taken(cast: Cast, **more: Any):
    assert hand_in(cast.lan, envelope(**more)).status_code == 202
    return papers()[-1]


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def test_an_ordinary_letter_has_no_notes(cast: Cast) -> None:
    assert taken(cast).note == ""


def test_a_due_date_before_the_issue_is_shown_and_not_used(cast: Cast) -> None:
    """§8.8, 7."""
    paper = taken(cast, due_on=today() - dt.timedelta(days=3))
    assert paper.printed_due is None
    assert "sớm hơn ngày văn bản" in paper.note


@pytest.mark.parametrize(
    ("name", "kept"),
    [("công văn", "Công văn"), ("QUYẾT ĐỊNH", "Quyết định"), ("Cong van ", "Công văn")],
)
def test_a_type_is_known_however_it_is_written(cast: Cast, name: str, kept: str) -> None:
    paper = taken(cast, doc_type=name)
    assert (paper.doc_type, paper.note) == (kept, "")


@pytest.mark.parametrize("name", [kind.name for kind in NORMATIVE])
def test_a_legal_document_is_registered_as_what_it_is(cast: Cast, name: str) -> None:
    """IN-T07; NUM-05: nobody drafts one here, and the register takes it."""
    paper = taken(cast, doc_type=name.upper())
    assert (paper.doc_type, paper.note) == (name, "")
    ok(cast.lan.does("/incoming/1", "register", {"reason": "Chưa có chữ ký."}))
    assert line_of("/incoming/1").doc_type == name


def test_a_type_that_nobody_knows_is_another_and_the_clerk_reads_which(cast: Cast) -> None:
    """§8.1: "khác"."""
    paper = taken(cast, doc_type="Kết luận")
    assert paper.doc_type == "Văn bản khác"
    assert paper.note == "Tên loại nơi gửi ghi: Kết luận."
    ok(cast.lan.does("/incoming/1", "register", {"reason": "Chưa có chữ ký."}))


@pytest.mark.parametrize("name", ["", " "])
def test_a_letter_that_does_not_say_its_type_is_left_to_the_clerk(cast: Cast, name: str) -> None:
    assert (taken(cast, doc_type=name).doc_type, papers()[-1].note) == ("", "")
    no = cast.lan.does("/incoming/1", "register", {"reason": "Chưa có chữ ký."})
    assert no.json["code"] == "has_register_columns"


def test_an_update_that_writes_its_odd_type_again_changes_none_that_lan_chose(cast: Cast) -> None:
    taken(cast, doc_type="Kết luận")
    said = {"reason": "Chưa có chữ ký.", "doc_type": "Thông báo"}
    ok(cast.lan.does("/incoming/1", "register", said))
    more = {"business": UPDATE, "updates": LETTER.document_id, "doc_type": "Kết luận"}
    assert hand_in(cast.lan, envelope(document_id="cap-nhat", **more)).status_code == 202
    assert papers()[0].request_data["fields"] == {}


@pytest.mark.parametrize(
    ("raw", "urgency", "noted"),
    [
        ("", "NORMAL", False),
        ("0", "NORMAL", False),
        ("1", "KHAN", False),
        ("2", "THUONG_KHAN", False),
        ("3", "HOA_TOC", False),
        ("4", "HOA_TOC", False),
        ("Khẩn", "KHAN", False),
        ("hoả tốc", "HOA_TOC", False),
        ("HOA_TOC", "HOA_TOC", False),
        ("Hỏa tốc hẹn giờ", "HOA_TOC", False),
        ("9", "NORMAL", True),
    ],
)
def test_urgency_by_number_or_word(cast: Cast, raw: str, urgency: str, noted: bool) -> None:
    paper = taken(cast, urgency=raw)
    assert (paper.urgency, "Độ khẩn" in paper.note) == (urgency, noted)


def test_a_letter_without_files_is_taken_and_said_to_have_none(cast: Cast) -> None:
    """The clerk returns it as MISSING_ATTACHMENT."""
    paper = taken(cast, attachments=[])
    assert (paper.verdict, "không kèm tệp" in paper.note) == ("NOT_SIGNED", True)


def test_what_is_longer_than_the_register_allows_is_cut_and_kept_in_the_note(cast: Cast) -> None:
    paper = taken(cast, subject="ă" * 700, number="1" * 12, notation="K" * 40)
    assert (len(paper.subject), len(paper.number), len(paper.notation)) == (500, 11, 30)
    assert "ă" * 700 in paper.note


def test_an_impossible_date_is_told_and_left_to_the_clerk(cast: Cast) -> None:
    day = f"{today():%Y/%m/%d}".encode()
    hand_in(cast.lan, envelope().replace(day, b"2014/02/30"))
    (paper,) = papers()
    assert paper.issued_on is None
    assert "2014/02/30" in paper.note


@pytest.mark.parametrize(("said", "told"), [(b"0", False), (b"1", True), (b" 1 ", True)])
def test_that_the_paper_copy_follows_is_told_to_lan(cast: Cast, said: bytes, told: bool) -> None:
    """§8.1: she lays it into the entry of this one when it comes (IN-05)."""
    body = envelope().replace(b"<Paper>0<", b"<Paper>%b<" % said)
    assert hand_in(cast.lan, body).status_code == 202
    assert (PAPER_FOLLOWS in papers()[0].note) is told


def test_a_sender_who_gives_no_name_is_known_by_the_directory(cast: Cast) -> None:
    body = envelope().replace(b"<OrganName>" + PROVINCE.name.encode(), b"<OrganName>")
    hand_in(cast.lan, body)
    assert papers()[0].issuer == "Ủy ban nhân dân tỉnh Thanh Hóa"


def test_all_files_are_there_the_main_one_first(cast: Cast) -> None:
    more = Attachment(name="phụ lục.pdf", data=attachment().data + b"\n", content_id="cid:2")
    taken(cast, attachments=[attachment(), more])
    files = cast.lan.sees("/incoming/1")["files"]
    assert [(one["n"], one["name"]) for one in files] == [(1, "cv-1250.pdf"), (2, "phụ lục.pdf")]


def test_who_shall_be_added_or_removed_is_shown_raw(cast: Cast) -> None:
    """§8.2: which number means which is not known, so nothing is changed by itself."""
    taken(cast)
    ok = {"reason": "Chưa có chữ ký."}
    assert cast.lan.does("/incoming/1", "register", ok).status_code == 200
    said = b"<BussinessDocumentInfo><ReceiverList><Receiver><OrganId>H56.13</OrganId>"
    said += b"<ReceiverType>1</ReceiverType></Receiver></ReceiverList></BussinessDocumentInfo>"
    body = envelope(document_id="cap-nhat", business=UPDATE, updates=LETTER.document_id)
    hand_in(cast.lan, body.replace(b"<Paper>", said + b"<Paper>"))
    assert papers()[0].request_data["receivers"] == "H56.13 (1)"


def test_notes_stand_one_below_the_other(cast: Cast) -> None:
    paper = taken(cast)
    add_note(paper, "một")
    add_note(paper, "hai")
    assert paper.note == "một\nhai"


def test_what_the_envelope_does_not_say_is_empty() -> None:
    bare = envelope(doc_type="", subject="", issued_on=None, urgency="")
    said = read(bare)
    assert isinstance(said, Message)
    fields = fields_of(said)
    assert (fields["doc_type"], fields["subject"], fields["issued_on"]) == ("", "", "")


def test_a_line_of_successors_that_bites_its_tail_has_an_end(cast: Cast) -> None:
    one, other = directory.inside("H56.12.21"), directory.inside("H56.12.22")
    assert one is not None
    assert other is not None
    one.successor_id, other.successor_id = other.id, one.id
    assert directory.line_of(one) == [one, other]

"""When two envelopes are one: the fingerprint of §8.6, field by field."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from server.exchange.envelope import About, Attachment, Message, Organ, Replaced

SENDER, TO = Organ(organ_id="H56", name="Tỉnh"), Organ(organ_id="H56.12", name="Huyện")
FILE = Attachment(name="cv.pdf", data=b"%PDF-1", content_id="cid:1", media_type="application/pdf")
BASE = Message(
    sender=SENDER,
    recipients=[TO],
    document_id="d1",
    number="57",
    notation="UBND-VHTT",
    issued_on=dt.date(2026, 2, 13),
    doc_type="Công văn",
    subject="V/v nghỉ Tết",
    due_on=dt.date(2026, 2, 24),
    urgency="1",
    reason="Sai sót",
    updates="d0",
    replaced=[Replaced(document_id="cũ", organ_ids=["H1", "H2"])],
    about=[About(organ_id="H9", document_id="hỏi", code="9/X")],
    attachments=[FILE, replace(FILE, name="phụ lục.xlsx", data=b"PK")],
)

COUNTS: dict[str, Any] = {
    "number": "58",
    "notation": "UBND-VP",
    "issued_on": None,
    "doc_type": "Thông báo",
    "subject": "V/v nghỉ Tết.",
    "due_on": dt.date(2026, 2, 25),
    "urgency": "2",
    "reason": "",
    "updates": "",
    "replaced": [Replaced(document_id="cũ", organ_ids=["H1"])],
    "about": [About(organ_id="H9", document_id="hỏi khác", code="9/X")],
    "attachments": [FILE],
}
ROUTE: dict[str, Any] = {
    "sender": replace(SENDER, name="UBND tỉnh", email="vp@"),
    "recipients": [TO, SENDER],
    "document_id": "d2",
    "business": 1,
    "place": "Thanh Hóa",
    "content": "Nội dung",
    "competence": "KT.",
    "position": "Phó Chủ tịch",
    "signer": "Lê Văn Minh",
    "to_places": ["Như trên"],
    "receivers": ["H1 (1)"],
    "staff": "Lan",
    "sent_at": dt.datetime(2026, 2, 13, 8, tzinfo=dt.UTC),
    "missing": ["phụ lục.xlsx"],
    "notes": ["Bỏ 4 byte thừa"],
    "unlike": ["thẻ La lạ"],
    "secret": True,
    "written_into": True,
}


def test_every_field_is_decided_to_count_or_not() -> None:
    assert {field.name for field in fields(Message)} == COUNTS.keys() | ROUTE.keys()


@pytest.mark.parametrize("name", COUNTS)
def test_an_envelope_that_says_something_else_is_another(name: str) -> None:
    assert replace(BASE, **{name: COUNTS[name]}).content_sha256 != BASE.content_sha256


@pytest.mark.parametrize("name", ROUTE)
def test_the_way_it_came_makes_it_no_other(name: str) -> None:
    assert replace(BASE, **{name: ROUTE[name]}).content_sha256 == BASE.content_sha256


@pytest.mark.parametrize(
    "same",
    [
        {"replaced": [Replaced(document_id="cũ", organ_ids=["H2", "H1"])]},
        {"about": [About(organ_id="H9", document_id="hỏi", code="khác", issued_on="2026/01/01")]},
        {"attachments": [replace(one, content_id="x", media_type="y", description="z")
                         for one in BASE.attachments]},
    ],
    ids=["order of organs", "code of the answered", "wrapping of files"],
)  # fmt: skip
def test_what_vendors_write_as_they_like_does_not_count(same: dict[str, Any]) -> None:
    assert replace(BASE, **same).content_sha256 == BASE.content_sha256


@pytest.mark.parametrize(
    "files",
    [
        [BASE.attachments[1], BASE.attachments[0]],
        [replace(FILE, data=b"%PDF-2"), BASE.attachments[1]],
        [replace(FILE, name="cv-1.pdf"), BASE.attachments[1]],
        [*BASE.attachments, FILE],
    ],
    ids=["order", "bytes", "name", "one more"],
)
def test_other_files_are_another_envelope(files: list[Attachment]) -> None:
    assert replace(BASE, attachments=files).content_sha256 != BASE.content_sha256


def test_two_fields_do_not_run_into_each_other() -> None:
    """`1` + `2/X` is not `12` + `/X`."""
    one, other = replace(BASE, number="1", notation="23"), replace(BASE, number="12", notation="3")
    assert one.content_sha256 != other.content_sha256


def test_the_fingerprint_outlives_the_process() -> None:
    """It is kept in the database: a change of how it is made would let every letter in twice."""
    assert BASE.content_sha256 == (
        "2ebb3413750ec262348a9c8637cea4f9a48f76f7595f8e617fc985226160addc"
    )

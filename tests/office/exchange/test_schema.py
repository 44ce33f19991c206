"""edXML by its schema: all that we write is by it; what others send otherwise is read, and said."""

import html
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from lxml import etree

from server.clock import now
from server.documents.delivery.models import UNLIKE
from server.exchange import checking
from server.exchange.checking import SCHEMA, differences
from server.exchange.envelope import NEW, RECALL, REPLACE, About, Replaced, StatusMessage
from server.exchange.reading import read
from server.exchange.writing import write
from tests.cast import Cast
from tests.office.exchange.letters import (
    COMMUNE,
    DISTRICT,
    LETTER,
    arrivals,
    attachment,
    envelope,
    hand_in,
    papers,
)
from workflows.dispatch import STATUS
from workflows.kinds import KINDS

ABOUT = About(organ_id="H56", code="12/UBND-VX", issued_on="2026/11/01", document_id="cu")


def unlike(body: bytes) -> list[str]:
    return differences(etree.fromstring(body))


@pytest.mark.parametrize("kind", [one.name for one in KINDS])
def test_every_kind_of_document_goes_out_by_the_schema(kind: str) -> None:
    two = [attachment(), attachment(name="phu-luc.xlsx")]
    assert unlike(envelope(doc_type=kind, attachments=two, recipients=[DISTRICT, COMMUNE])) == []


@pytest.mark.parametrize(
    "more",
    [
        {"business": NEW, "about": [ABOUT, ABOUT], "due_on": LETTER.issued_on},
        {"business": RECALL, "about": [ABOUT], "attachments": [], "reason": "Nhầm", "signer": ""},
        {"business": REPLACE, "replaced": [Replaced(document_id="cu", organ_ids=["H56", "H57"])]},
        {"to_places": ["Như trên", "Lưu VT"], "staff": "Lan", "content": "Trích yếu dài"},
    ],
)
def test_so_does_every_business(more: dict[str, Any]) -> None:
    assert unlike(envelope(**more)) == []


@pytest.mark.parametrize("code", sorted(STATUS))
@pytest.mark.parametrize("about", [ABOUT, About(organ_id="H56", document_id="cu")])
def test_so_does_every_status(code: str, about: About) -> None:
    said = StatusMessage(sender=DISTRICT, about=about, code=code, words="Vì vậy", at=now())
    assert unlike(write(said)) == []


FILES = "danh mục tệp không khớp với các tệp"
SWAPPED = (b"<CodeNumber>1250</CodeNumber>", b"<CodeNotation>UBND-VX</CodeNotation>")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"".join(SWAPPED), b"".join(reversed(SWAPPED)), "thẻ CodeNotation lạ, sai chỗ hoặc lặp"),
        (b"<Priority>0</Priority>", b"<La/>", "thẻ La lạ, sai chỗ hoặc lặp"),
        (b"<Subject>", b"<Subject/><Subject>", "giá trị của Subject sai mẫu"),
        (LETTER.document_id.encode(), b" ", "giá trị của DocumentId sai mẫu"),
        (b"<BussinessDocType>0", b"<BussinessDocType>7", "giá trị của BussinessDocType sai mẫu"),
        (b"<PromulgationDate>", b"<PromulgationDate>x", "giá trị của PromulgationDate sai mẫu"),
        (b"<TypeName>C\xc3\xb4ng v\xc4\x83n</TypeName>", b"", "DocumentType thiếu thẻ con"),
        (b"<Reference><ContentId>", b"<Reference><ContentId>x", FILES),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_said_in_words(old: bytes, new: bytes, words: str) -> None:
    body = envelope()
    assert old in body
    assert unlike(body.replace(old, new, 1))[0] == words


def test_of_many_differences_three_are_named() -> None:
    body = envelope().replace(b"Code", b"Koode").replace(b"Subject", b"Sub")
    body = body.replace(b"<Paper>0", b"<Paper>9").replace(b"<Timestamp>", b"<Timestamp>x")
    body = body.replace(b"<BussinessDocType>0", b"<BussinessDocType>x")
    said = unlike(body)
    assert len(said) == 4 and said[3].endswith("điểm khác")


def test_letters_that_come_at_one_moment_are_each_told_their_own() -> None:
    """Two that read the schema at once would leave it broken for every letter after them."""
    assert isinstance(checking._schema, etree.XMLSchema), "read before the first letter"
    odd = [
        envelope(),
        envelope().replace(b"Subject", b"Sub"),
        envelope().replace(b"<Paper>0", b"<Paper>9"),
        envelope().replace(b"<BussinessDocType>0", b"<BussinessDocType>x"),
    ]
    alone = [unlike(body) for body in odd]
    with ThreadPoolExecutor(len(odd)) as hands:
        assert list(hands.map(unlike, odd * 400)) == alone * 400


def test_a_vendors_letter_is_taken_all_the_same_and_its_record_says_so(one_app: Flask) -> None:
    """Traps 10 and 13 of §8.8 are no reason to return a letter."""
    lan = Cast(one_app).lan
    body = envelope().replace(b"".join(SWAPPED), b"".join(reversed(SWAPPED)))
    assert hand_in(lan, body).status_code == 202
    (paper,), (arrival,) = papers(), arrivals()
    assert arrival.notes.startswith(UNLIKE) and "CodeNotation" in arrival.notes
    assert "lược đồ" not in paper.note
    page = html.unescape(lan.browser().get(f"/incoming/{paper.id}").text)
    assert f"{UNLIKE} thẻ CodeNotation" in page


def test_ours_has_no_such_line(one_app: Flask) -> None:
    lan = Cast(one_app).lan
    assert hand_in(lan, envelope()).status_code == 202
    assert UNLIKE not in arrivals()[0].notes
    assert UNLIKE not in lan.browser().get("/incoming/1").text


def test_a_status_says_it_too() -> None:
    said = StatusMessage(sender=DISTRICT, about=ABOUT, code="99", at=now())
    assert list(read(write(said)).unlike) == ["giá trị của StatusCode sai mẫu"]


def test_the_same_file_twice_in_a_letter_has_two_names() -> None:
    same = replace(attachment(), content_id="cid:1")
    assert unlike(envelope(attachments=[same, same])) == [FILES]


def test_the_schema_needs_no_other_file_and_no_network() -> None:
    text = SCHEMA.read_text()
    for word in ("xs:import", "xs:include", "xs:redefine", "<!DOCTYPE", "<!ENTITY"):
        assert word not in text

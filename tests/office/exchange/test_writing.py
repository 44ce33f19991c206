"""What stands on the wire, element by element, as the standard names them (DOMAIN §8.1–8.4)."""

import base64
import datetime as dt
from dataclasses import replace

import pytest
from lxml import etree

from server.clock import HANOI
from server.exchange.envelope import (
    NAMESPACE,
    About,
    Attachment,
    Message,
    Organ,
    Replaced,
    StatusMessage,
)
from server.exchange.reading import read
from server.exchange.writing import day, moment, write

SENDER = Organ(
    organ_id="H56.12", name="UBND huyện Hoằng Hóa", superior="UBND tỉnh Thanh Hóa",
    address="Bút Sơn", email="hoanghoa@thanhhoa.gov.vn", telephone="0237 3865 001",
)  # fmt: skip
RECIPIENTS = [Organ(organ_id="H56.12.21", name="UBND xã Hoằng Phú"), Organ(organ_id="H56.12.22")]
FILE = Attachment(
    name="57-UBND-VHTT.pdf", data=b"%PDF-\xff\0", media_type="application/pdf",
    content_id="cid:1", description="Văn bản chính",
)  # fmt: skip
LETTER = Message(
    sender=SENDER,
    recipients=RECIPIENTS,
    document_id="d-1",
    business=3,
    reason="Thay thế do sai căn cứ",
    number="05",
    notation="UBND-VHTT",
    place="Hoằng Hóa",
    issued_on=dt.date(2024, 2, 29),
    doc_type="Công văn",
    subject="V/v nghỉ Tết & trực <24/24>",
    content="Trích yếu dài",
    competence="KT. CHỦ TỊCH",
    position="Phó Chủ tịch",
    signer="Lê Thị Bình",
    due_on=dt.date(2024, 12, 31),
    to_places=["Như trên", "Lưu: VT"],
    urgency="2",
    about=[About(organ_id="H56", code="1250/UBND-VX", issued_on="2024/01/02", document_id="hỏi")],
    updates="d-0",
    replaced=[Replaced(document_id="cũ", organ_ids=["H1", "H2"]), Replaced(document_id="cũ 2")],
    staff="Nguyễn Thị Lan",
    sent_at=dt.datetime(2024, 2, 29, 23, 30, tzinfo=dt.UTC),
    attachments=[FILE],
)
SAID = StatusMessage(
    sender=SENDER,
    about=LETTER.about[0],
    code="03",
    words="Đã tiếp nhận",
    staff="Đào",
    at=dt.datetime(2026, 1, 1, 0, 0, 5, tzinfo=HANOI),
)


def texts(said: Message | StatusMessage, path: str) -> list[str]:
    """The texts at the end of a path of local names from the root, in order."""
    root = etree.fromstring(write(said))
    steps = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [node.text or "" for node in root.findall(steps)]


HEAD = "edXMLEnvelope/edXMLHeader/MessageHeader/"
TRACE = "edXMLEnvelope/edXMLHeader/TraceHeaderList/"
ROWS = [
    (HEAD + "From/OrganId", ["H56.12"]),
    (HEAD + "From/OrganizationInCharge", ["UBND tỉnh Thanh Hóa"]),
    (HEAD + "From/OrganName", ["UBND huyện Hoằng Hóa"]),
    (HEAD + "From/OrganAdd", ["Bút Sơn"]),
    (HEAD + "From/Email", ["hoanghoa@thanhhoa.gov.vn"]),
    (HEAD + "From/Telephone", ["0237 3865 001"]),
    (HEAD + "To/OrganId", ["H56.12.21", "H56.12.22"]),
    (HEAD + "Code/CodeNumber", ["05"]),
    (HEAD + "Code/CodeNotation", ["UBND-VHTT"]),
    (HEAD + "PromulgationInfo/Place", ["Hoằng Hóa"]),
    (HEAD + "PromulgationInfo/PromulgationDate", ["2024/02/29"]),
    (HEAD + "DocumentType/Type", ["1"]),
    (HEAD + "DocumentType/TypeName", ["Công văn"]),
    (HEAD + "Subject", ["V/v nghỉ Tết & trực <24/24>"]),
    (HEAD + "Content", ["Trích yếu dài"]),
    (HEAD + "SignerInfo/Competence", ["KT. CHỦ TỊCH"]),
    (HEAD + "SignerInfo/Position", ["Phó Chủ tịch"]),
    (HEAD + "SignerInfo/FullName", ["Lê Thị Bình"]),
    (HEAD + "DueDate", ["2024/12/31"]),
    (HEAD + "ToPlaces/Place", ["Như trên", "Lưu: VT"]),
    (HEAD + "OtherInfo/Priority", ["2"]),
    (HEAD + "ResponseFor/OrganId", ["H56"]),
    (HEAD + "ResponseFor/Code", ["1250/UBND-VX"]),
    (HEAD + "ResponseFor/PromulgationDate", ["2024/01/02"]),
    (HEAD + "ResponseFor/DocumentId", ["hỏi"]),
    (HEAD + "DocumentId", ["d-1"]),
    (TRACE + "TraceHeader/OrganId", ["H56.12"]),
    (TRACE + "TraceHeader/Timestamp", ["2024/03/01 06:30:00"]),
    (TRACE + "Bussiness/DocumentId", ["d-0"]),
    (TRACE + "Bussiness/BussinessDocType", ["3"]),
    (TRACE + "Bussiness/BussinessDocReason", ["Thay thế do sai căn cứ"]),
    (TRACE + "Bussiness/Paper", ["0"]),
    (TRACE + "Bussiness/ReplacementInfoList/ReplacementInfo/DocumentId", ["cũ", "cũ 2"]),
    (TRACE + "Bussiness/ReplacementInfoList/ReplacementInfo/OrganIdList/OrganId", ["H1", "H2"]),
    (TRACE + "Bussiness/StaffInfo/Staff", ["Nguyễn Thị Lan"]),
    ("edXMLEnvelope/edXMLBody/edXMLManifest/Reference/ContentId", ["cid:1"]),
    ("edXMLEnvelope/edXMLBody/edXMLManifest/Reference/AttachmentName", [FILE.name]),
    ("AttachmentEncoded/Attachment/ContentId", ["cid:1"]),
    ("AttachmentEncoded/Attachment/ContentType", ["application/pdf"]),
    ("AttachmentEncoded/Attachment/Description", ["Văn bản chính"]),
    ("AttachmentEncoded/Attachment/ContentTransferEncoded",
     [base64.b64encode(FILE.data).decode()]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_each_word_of_a_document_stands_where_the_standard_has_it(
    path: str, said: list[str]
) -> None:
    assert texts(LETTER, path) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("From/OrganId", "H56.12"),
        ("ResponseFor/OrganId", "H56"),
        ("ResponseFor/DocumentId", "hỏi"),
        ("StaffInfo/Staff", "Đào"),
        ("StatusCode", "03"),
        ("Description", "Đã tiếp nhận"),
        ("Timestamp", "2026/01/01 00:00:05"),
    ],
)
def test_each_word_of_a_status_stands_where_the_standard_has_it(path: str, said: str) -> None:
    assert texts(SAID, HEAD + path) == [said]


def test_a_status_carries_no_file_and_no_document() -> None:
    root = etree.fromstring(write(SAID))
    assert [etree.QName(node).localname for node in root] == ["edXMLEnvelope"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"due_on": None}, HEAD + "DueDate"),
        ({"updates": ""}, TRACE + "Bussiness/DocumentId"),
        ({"replaced": ()}, TRACE + "Bussiness/ReplacementInfoList"),
        ({"about": ()}, HEAD + "ResponseFor"),
        ({"to_places": ()}, HEAD + "ToPlaces/Place"),
        ({"attachments": ()}, "AttachmentEncoded/Attachment"),
    ],
)
def test_what_there_is_not_is_left_out(change: dict[str, object], path: str) -> None:
    assert texts(LETTER, path) != []
    assert texts(replace(LETTER, **change), path) == []


def test_a_document_without_a_day_has_an_empty_one() -> None:
    """The element is required; what is in it is not."""
    path = HEAD + "PromulgationInfo/PromulgationDate"
    assert texts(replace(LETTER, issued_on=None), path) == [""]


def test_everything_is_read_again_as_it_was_written() -> None:
    again = read(write(LETTER))
    assert isinstance(again, Message)
    assert again.content_sha256 == LETTER.content_sha256
    for name in ("sender", "document_id", "business", "number", "notation", "place", "issued_on",
                 "doc_type", "subject", "content", "competence", "position", "signer", "due_on",
                 "urgency", "updates", "staff", "sent_at", "reason"):  # fmt: skip
        assert getattr(again, name) == getattr(LETTER, name), name
    assert list(again.to_places) == list(LETTER.to_places)
    assert list(again.about) == list(LETTER.about)


def test_a_status_is_read_again_as_it_was_written() -> None:
    assert read(write(SAID)) == replace(SAID, said_at="2026/01/01 00:00:05")


def test_the_same_letter_is_the_same_bytes() -> None:
    assert write(LETTER) == write(replace(LETTER))
    assert write(LETTER).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<edXML xmlns=")


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (dt.date(2026, 1, 5), "2026/01/05")],
)
def test_a_day_is_written_with_strokes(value: dt.date | None, written: str) -> None:
    assert day(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (dt.datetime(2025, 12, 31, 17, tzinfo=dt.UTC), "2026/01/01 00:00:00"),
        (dt.datetime(2025, 12, 31, 16, 59, 59, tzinfo=dt.UTC), "2025/12/31 23:59:59"),
        (dt.datetime(2026, 2, 17, 8, 0, 1, 999999, HANOI), "2026/02/17 08:00:01"),
    ],
)
def test_a_moment_is_written_as_hanois_clock_shows_it(
    value: dt.datetime | None, written: str
) -> None:
    assert moment(value) == written

"""One value at a time, as the counters of vendors write it (DOMAIN §8.2, §8.3, §8.8)."""

import datetime as dt
import unicodedata

import pytest
from lxml import etree

from server.clock import HANOI
from server.exchange.envelope import Message
from server.exchange.reading import day_of, moment_of, organ_key, organ_of, read, split_code
from server.exchange.walking import LONGEST, LONGEST_ID, MOST_PARTS, every, one, said
from tests.office.exchange.letters import envelope, status
from workflows import Refused


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026/02/17", dt.date(2026, 2, 17)),
        ("2026-02-17", dt.date(2026, 2, 17)),
        ("2026/2/7", dt.date(2026, 2, 7)),
        ("17/02/2026", dt.date(2026, 2, 17)),
        ("7-2-2026", dt.date(2026, 2, 7)),
        ("2024/02/29", dt.date(2024, 2, 29)),
        ("31/12/2025", dt.date(2025, 12, 31)),
        ("2026/01/01 00:00:00", dt.date(2026, 1, 1)),
        ("2026-02-17T08:00:00+07:00", dt.date(2026, 2, 17)),
        ("9999/12/31", dt.date(9999, 12, 31)),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(raw: str, day: dt.date) -> None:
    notes: list[str] = []
    assert day_of(raw, "Ngày văn bản", notes) == day
    assert notes == []


@pytest.mark.parametrize(
    "raw",
    [
        "2025/02/29", "29/02/2025", "2026/04/31", "32/01/2026", "2026/00/10", "2026/01/00",
        "0000/01/01", "mùng 1 Tết", "17.02.2026", "2026", "17/02/26", "2026/02/177", "177/02/2026",
        "17/02/20261", "02/2026", "/02/2026", "2026/02/",
    ],
)  # fmt: skip
def test_a_day_that_never_was_is_told_as_it_was_written(raw: str) -> None:
    notes: list[str] = []
    assert day_of(raw, "Hạn trả lời", notes) is None
    assert notes == [f"Hạn trả lời không có thật, nơi gửi ghi: {raw}."]


def test_no_day_is_no_oddity_and_a_long_one_is_cut_in_its_note() -> None:
    notes: list[str] = []
    assert day_of("", "Ngày", notes) is None
    assert notes == []
    day_of("x" * 100, "Ngày", notes)
    assert notes == [f"Ngày không có thật, nơi gửi ghi: {'x' * 40}."]


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026/02/17 00:00:00", (2026, 2, 17, 0, 0, 0)),
        ("2026/02/17 23:59:59", (2026, 2, 17, 23, 59, 59)),
        ("2026-02-17T07:08:09", (2026, 2, 17, 7, 8, 9)),
        ("2026/2/7 7:08", (2026, 2, 7, 7, 8, 0)),
        ("2024/02/29 12:00:01.250", (2024, 2, 29, 12, 0, 1)),
    ],
)
def test_a_moment_is_hanois(raw: str, moment: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = moment
    assert moment_of(raw) == dt.datetime(year, month, day, hour, minute, second, tzinfo=HANOI)


@pytest.mark.parametrize(
    "raw",
    ["", "2026/02/17", "2026/02/30 08:00:00", "2026/02/17 24:00:00", "2026/02/17 08:60:00",
     "2026/02/17 08:00:60", "08:00 17/02/2026", "17/02/2026 08:00", "lúc 8 giờ"],
)  # fmt: skip
def test_a_moment_that_cannot_be_is_none(raw: str) -> None:
    assert moment_of(raw) is None


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("H56.12", "H56.12"),
        (" h56.12\n", "H56.12"),
        ("000.00.12.h56", "000.00.12.H56"),
        ("", ""),
        (unicodedata.normalize("NFD", "điện"), "ĐIỆN"),
        (unicodedata.normalize("NFD", "sở"), "SỞ"),
    ],
)
def test_an_organ_id_is_opaque(raw: str, key: str) -> None:
    assert organ_key(raw) == key


@pytest.mark.parametrize(
    ("number", "notation", "both"),
    [
        ("57", "UBND-VHTT", ("57", "UBND-VHTT")),
        (" 57 ", " UBND-VHTT ", ("57", "UBND-VHTT")),
        ("57", "57/UBND-VHTT", ("57", "UBND-VHTT")),
        ("57", "57 /UBND-VHTT", ("57", "UBND-VHTT")),
        ("57", "/UBND-VHTT", ("", "UBND-VHTT")),
        ("", "57/UBND-VHTT", ("57", "UBND-VHTT")),
        ("", "05/2025/QĐ-UBND", ("05", "2025/QĐ-UBND")),
        ("05/2025/QĐ-UBND", "", ("05", "2025/QĐ-UBND")),
        ("05", "2025/QĐ-UBND", ("05", "2025/QĐ-UBND")),
        ("UBND-VHTT", "57", ("57", "UBND-VHTT")),
        ("57", "58", ("57", "58")),
        ("", "58", ("", "58")),
        ("57", "", ("57", "")),
        ("", "", ("", "")),
        ("12a", "TTr-HĐND", ("12a", "TTr-HĐND")),
    ],
)  # fmt: skip
def test_a_code_comes_apart_in_number_and_notation(
    number: str, notation: str, both: tuple[str, str]
) -> None:
    assert split_code(number, notation) == both


def node(xml: str) -> etree._Element:
    return etree.fromstring(xml)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<a><b>Công văn</b></a>", "Công văn"),
        ("<a><b>  Công\n\tvăn  </b></a>", "Công văn"),
        ("<a><b>null</b></a>", ""),
        ("<a><b> NULL </b></a>", ""),
        ("<a><b>nullo</b></a>", "nullo"),
        ("<a><b/></a>", ""),
        ("<a/>", ""),
        ("<a><b/><b>sau</b></a>", ""),
        ("<a><x><b>sâu</b></x></a>", ""),
        ("<a xmlns='urn:x'><b>Văn</b></a>", "Văn"),
        ("<a><!-- b --><b>Văn</b></a>", "Văn"),
        (f"<a><b>{unicodedata.normalize('NFD', 'Hoằng Hóa')}</b></a>", "Hoằng Hóa"),
    ],
)
def test_a_text_is_one_line_in_composed_letters_and_null_is_nothing(xml: str, text: str) -> None:
    assert said(node(xml), "b") == text


def test_a_text_has_an_end() -> None:
    assert len(said(node(f"<a><b>{'ệ' * 10_000}</b></a>"), "b")) == LONGEST
    assert len(said(node(f"<a><b>{'ệ' * 10_000}</b></a>"), "b", most=7)) == 7


def test_parts_without_number_are_counted_to_five_hundred() -> None:
    assert len(every(node(f"<a>{'<b/>' * (MOST_PARTS + 1)}</a>"), "b")) == MOST_PARTS
    assert every(None, "b") == []


def test_the_first_of_a_name_is_found_however_deep() -> None:
    tree = node("<a><x><b>1</b></x><b>2</b></a>")
    found = one(tree, "b")
    assert found is not None and found.text == "1"
    assert one(tree, "c") is None and one(None, "b") is None


def test_an_organ_says_what_it_says_and_its_id_is_cut() -> None:
    organ = organ_of(
        node(
            f"<From><OrganId>{'h' * 300}</OrganId><OrganName>Sở Nội vụ</OrganName>"
            "<OrganizationInCharge>UBND tỉnh</OrganizationInCharge>"
            "<OrganAdd>45 Hạc Thành</OrganAdd><Email>null</Email><Telephone>0237</Telephone></From>"
        )
    )
    assert organ.organ_id == "H" * LONGEST_ID
    assert (organ.name, organ.superior, organ.address) == ("Sở Nội vụ", "UBND tỉnh", "45 Hạc Thành")
    assert (organ.email, organ.telephone) == ("", "0237")


@pytest.mark.parametrize(
    ("raw", "business"), [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("", 0), ("00", 0), ("null", 0)]
)
def test_the_business_of_an_envelope(raw: str, business: int) -> None:
    body = envelope().replace(b"<BussinessDocType>0", f"<BussinessDocType>{raw}".encode())
    found = read(body)
    assert isinstance(found, Message) and found.business == business


@pytest.mark.parametrize("raw", ["4", "01", "-1", "1.0", "mới", "٣"])
def test_a_business_that_the_standard_does_not_know_is_refused(raw: str) -> None:
    body = envelope().replace(b"<BussinessDocType>0", f"<BussinessDocType>{raw}".encode())
    with pytest.raises(Refused, match="^gateway_unknown_business$") as no:
        read(body)
    assert no.value.field == "BussinessDocType"


def _without(body: bytes, *elements: bytes) -> bytes:
    """The envelope with the first of each of these elements emptied."""
    for name in elements:
        head, _, rest = body.partition(b"<" + name + b">")
        body = head + b"<" + name + b">" + rest[rest.index(b"</" + name + b">") :]
    return body


@pytest.mark.parametrize(
    ("body", "field", "name"),
    [
        (_without(envelope(), b"OrganId"), "From", "From/OrganId"),
        (_without(envelope(), b"From"), "From", "From/OrganId"),
        (_without(envelope(), b"MessageHeader"), "DocumentId", "DocumentId"),
        (_without(envelope(), b"DocumentId"), "DocumentId", "DocumentId"),
        (_without(status("03", "x"), b"OrganId"), "From", "From/OrganId"),
        (_without(status("03", "x"), b"DocumentId"), "ResponseFor", "ResponseFor/DocumentId"),
        (_without(status("03", "x"), b"ResponseFor"), "ResponseFor", "ResponseFor/DocumentId"),
    ],
)
def test_what_an_envelope_cannot_do_without_is_named(body: bytes, field: str, name: str) -> None:
    with pytest.raises(Refused, match="^gateway_field_missing$") as no:
        read(body)
    assert (no.value.field, no.value.said) == (field, {"name": name})


def test_a_status_that_names_its_document_by_code_alone_is_no_status() -> None:
    body = status("03", "x").replace(b"<Code></Code>", b"<Code>57/UBND-VHTT</Code>")
    with pytest.raises(Refused, match="^gateway_field_missing$"):
        read(_without(body, b"DocumentId"))


def test_recipients_without_an_id_are_passed_over() -> None:
    found = read(_without(envelope(), b"To"))
    assert isinstance(found, Message) and found.recipients == ()


def test_a_file_that_nobody_sent_is_named_or_shown_as_nameless() -> None:
    body = (
        envelope().replace(b"<AttachmentEncoded>", b"<x>").replace(b"</AttachmentEncoded>", b"</x>")
    )
    assert read(body).notes == ("Thiếu tệp kèm theo phong bì: cv-1250.pdf.",)
    assert read(_without(body, b"AttachmentName")).notes == ("Thiếu tệp kèm theo phong bì: ?.",)


def test_the_receivers_of_an_update_are_shown_raw() -> None:
    lists = (
        b"<BussinessDocumentInfo><ReceiverList><Receiver><OrganId>h1</OrganId>"
        b"<ReceiverType>1</ReceiverType></Receiver><Receiver/></ReceiverList>"
        b"</BussinessDocumentInfo></Bussiness>"
    )
    found = read(envelope().replace(b"</Bussiness>", lists))
    assert isinstance(found, Message) and found.receivers == ("h1 (1)", " ()")

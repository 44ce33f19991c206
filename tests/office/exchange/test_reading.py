"""Every trap of DOMAIN §8.8, as vendors set them: read, noted, or refused in words."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.clock import HANOI
from server.exchange.envelope import Replaced, StatusMessage
from server.exchange.reading import moment_of, read, split_code
from server.exchange.repairing import MENDED
from tests.office.exchange.letters import COMMUNE, DISTRICT, LETTER, PROVINCE, envelope, status
from tests.office.exchange.opened import NAMED, PDF, document, reason_of, wrapped, zipped
from workflows import Refused


def test_what_is_written_is_read_again() -> None:
    said = document(
        envelope(
            attachments=[NAMED],
            reason="Lý do",
            replaced=[Replaced(document_id="cũ", organ_ids=["H1"])],
        )
    )
    assert said.sender == PROVINCE
    assert list(said.recipients) == [DISTRICT]
    assert (said.number, said.notation, said.issued_on) == ("1250", "UBND-VX", LETTER.issued_on)
    assert (said.subject, said.doc_type, said.urgency) == (LETTER.subject, "Công văn", "0")
    assert said.attachments[0].data == PDF
    assert said.replaced == (Replaced(document_id="cũ", organ_ids=("H1",)),)
    assert said.notes == ()


def test_a_status_is_read_again_with_its_leading_zero() -> None:
    said = read(status("03", "x", words="Đã vào sổ", staff="Đào"))
    assert isinstance(said, StatusMessage)
    assert (said.sender.organ_id, said.code, said.words) == (COMMUNE.organ_id, "03", "Đã vào sổ")
    assert (said.about.document_id, said.about.organ_id) == ("x", DISTRICT.organ_id)
    assert said.at is not None


# 1, 14: before the declaration


@pytest.mark.parametrize(
    "junk", [b"1212", b"\xef\xbb\xbf", b"\r\n  ", b"\xef\xbb\xbf\r\n", b"x" * 16]
)
def test_a_little_junk_before_the_declaration_is_let_pass(junk: bytes) -> None:
    """C06."""
    assert document(junk + envelope()).number == "1250"


def test_the_junk_is_remembered() -> None:
    assert "1212" in document(b"1212" + envelope()).notes[0]


def test_more_junk_than_that_is_no_envelope() -> None:
    assert reason_of(b"x" * 17 + envelope()) == "gateway_malformed"


def test_crlf_and_indentation_change_nothing() -> None:
    wide = envelope(attachments=[NAMED]).replace(b"><", b">\r\n  <")
    assert document(wide).content_sha256 == document(envelope(attachments=[NAMED])).content_sha256


# 2, 3, 4: prefixes and namespaces


def test_an_undeclared_prefix_is_mended_and_said() -> None:
    body = envelope(attachments=[NAMED])
    for name in (b"AttachmentEncoded", b"Reference"):
        body = body.replace(b"<" + name + b">", b"<edXML:" + name + b' xlink:href="cid:1">')
        body = body.replace(b"</" + name + b">", b"</edXML:" + name + b">")
    said = document(body)
    assert MENDED in said.notes
    assert said.attachments[0].data == PDF


def test_a_sound_envelope_is_not_called_mended() -> None:
    assert document(envelope()).notes == ()


def test_another_namespace_or_none_is_read_by_local_name() -> None:
    bare = envelope(attachments=[NAMED]).replace(
        b' xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"', b""
    )
    assert document(bare).attachments[0].data == PDF


def test_a_signature_in_any_namespace_disturbs_nothing() -> None:
    fake = b"<Signature><SignedInfo/><X509Certificate>AAAA</X509Certificate></Signature>"
    body = envelope().replace(b"</TraceHeaderList>", b"</TraceHeaderList>" + fake)
    assert document(body).number == "1250"


@pytest.mark.parametrize("raw", ["2014/02/30", "2014/13/01", "hôm qua", "0000/01/01"])
def test_an_impossible_date_is_kept_raw_and_flagged(raw: str) -> None:
    day = f"{LETTER.issued_on:%Y/%m/%d}".encode()
    said = document(envelope().replace(day, raw.encode()))
    assert said.issued_on is None
    assert any(raw in note for note in said.notes)


@pytest.mark.parametrize("raw", ["2026/3/5", "2026-03-05", "05/03/2026", "2026/03/05 00:00:00"])
def test_the_ways_vendors_write_a_day(raw: str) -> None:
    day = f"{LETTER.issued_on:%Y/%m/%d}".encode()
    assert document(envelope().replace(day, raw.encode())).issued_on == dt.date(2026, 3, 5)


def test_a_moment_without_zone_is_hanois() -> None:
    assert moment_of("2026/03/05 07:08:09") == dt.datetime(2026, 3, 5, 7, 8, 9, tzinfo=HANOI)
    assert moment_of("2026/03/05 25:08:09") is None
    assert moment_of("sáng nay") is None


def test_null_and_spaces_are_nothing() -> None:
    body = envelope().replace(b"<Email></Email>", b"<Email> null </Email>")
    body = body.replace(b"<OrganId>H56</OrganId>", b"<OrganId>\n  h56 </OrganId>")
    said = document(body)
    assert (said.sender.email, said.sender.organ_id) == ("", "H56")


# 10, 11, 12, 13, 16


def test_the_order_of_elements_does_not_matter() -> None:
    body = envelope()
    code = b"<Code><CodeNumber>1250</CodeNumber><CodeNotation>UBND-VX</CodeNotation></Code>"
    assert code in body
    moved = body.replace(code, b"").replace(
        b"</DocumentId></Mess", b"</DocumentId>" + code + b"</Mess"
    )
    assert document(moved).content_sha256 == document(body).content_sha256


def test_an_empty_response_for_says_nothing() -> None:
    empty = b"<ResponseFor><OrganId/><Code/><DocumentId></DocumentId></ResponseFor><DocumentId>"
    assert document(envelope().replace(b"<DocumentId>", empty, 1)).about == ()


def test_a_replacement_named_twice_is_one() -> None:
    twice = [
        Replaced(document_id="a", organ_ids=["H1"]),
        Replaced(document_id="a", organ_ids=["H1", "H2"]),
    ]
    assert document(envelope(replaced=twice)).replaced == (
        Replaced(document_id="a", organ_ids=("H1", "H2")),
    )


@pytest.mark.parametrize(
    ("number", "notation"),
    [
        ("7816", "VPCP-TTĐT"),
        ("", "7816/VPCP-TTĐT"),
        ("7816", "7816/VPCP-TTĐT"),
        ("7816/VPCP-TTĐT", ""),
        ("VPCP-TTĐT", "7816"),
    ],
)
def test_number_and_notation_come_right_however_they_were_filled_in(
    number: str, notation: str
) -> None:
    assert split_code(number, notation) == ("7816", "VPCP-TTĐT")


def test_a_notation_with_its_own_stroke_is_left_whole() -> None:
    assert split_code("12", "BC/TU") == ("12", "BC/TU")


def test_an_old_soap_envelope_is_recognised() -> None:
    soap = (
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/></s:Envelope>'
    )
    assert reason_of(soap) == "gateway_soap"


@pytest.mark.parametrize("raw", ["4", "13", "moi", "-1"])
def test_a_business_that_does_not_exist_is_refused(raw: str) -> None:
    body = envelope().replace(b"<BussinessDocType>0", f"<BussinessDocType>{raw}".encode())
    assert reason_of(body) == "gateway_unknown_business"


def test_a_business_that_is_not_said_is_new() -> None:
    body = envelope().replace(b"<BussinessDocType>0</BussinessDocType>", b"")
    assert document(body).business == 0


# hostile XML


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<html/>",
        b"<edXML",
        '<?xml version="1.0" encoding="utf-16"?><edXML/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE e+AD4-<edXML/>',
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_envelope_or_a_trap_is_malformed(body: bytes) -> None:
    assert reason_of(body) == "gateway_malformed"


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>',
        b'<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><edXML a="&b;"/>',
    ],
)
def test_who_slips_entities_in_hears_that_none_may_be_declared(body: bytes) -> None:
    assert reason_of(body) == "gateway_doctype"


def test_an_envelope_without_a_header_lacks_its_sender() -> None:
    assert reason_of(b"<edXML/>") == "gateway_field_missing"


SOUND = envelope(attachments=[NAMED])
FACES = (SOUND, status("03", "x"), wrapped(zipped({"a.pdf": PDF})))


@settings(max_examples=400, deadline=None)
@given(
    face=st.sampled_from(FACES),
    cuts=st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 60), st.binary(max_size=12)), max_size=5
    ),
)
def test_a_mangled_envelope_is_read_or_refused_and_nothing_else(
    face: bytes, cuts: list[tuple[int, int, bytes]]
) -> None:
    """The counter of a vendor writes anything at all."""
    for at, length, put in cuts:
        face = face[:at] + put + face[at + length :]
    try:
        said = read(face)
    except Refused as no:
        assert no.reason.startswith(("gateway_", "file_", "archive_", "body_"))
    else:
        assert said.sender.organ_id


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(st.text(max_size=40), min_size=6, max_size=6))
def test_any_text_in_any_field_is_read_or_refused(texts: list[str]) -> None:
    fields = ("number", "notation", "subject", "doc_type", "document_id", "urgency")
    plain = [
        "".join(
            c for c in text if c.isprintable() and not "\ud800" <= c <= "\udfff" and c < "\ufffe"
        )
        for text in texts
    ]
    body = envelope(**dict(zip(fields, plain, strict=True)))
    try:
        read(body)
    except Refused as no:
        assert no.reason.startswith("gateway_")

"""Every trap of DOMAIN §8.8, as vendors set them: read, noted, or refused in words."""

import base64
import datetime as dt
import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.clock import HANOI
from server.exchange.envelope import Attachment, Message, Replaced, StatusMessage
from server.exchange.reading import moment_of, read, split_code
from server.exchange.repairing import MENDED
from tests.office.exchange.letters import COMMUNE, DISTRICT, LETTER, PROVINCE, envelope, status
from workflows import Refused

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NAMED = Attachment(name="cv.pdf", data=PDF, media_type="application/pdf", content_id="cid:1")


def document(body: bytes) -> Message:
    said = read(body)
    assert isinstance(said, Message)
    return said


def reason_of(body: bytes) -> str:
    with pytest.raises(Refused) as no:
        read(body)
    return no.value.reason


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def wrapped(data: bytes, name: str = "cv.pdf", media: str = "application/pdf") -> bytes:
    """Bytes sent as the content of the attachment, whatever they are."""
    return envelope(attachments=[replace(NAMED, data=data, name=name, media_type=media)])


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


def signed(*digests: tuple[str, str, str], **more: object) -> bytes:
    """The letter under a signature in its header; each Reference: URI, algorithm, value."""
    names = "".join(
        f'<ds:Reference URI="{uri}"><ds:DigestMethod Algorithm="{algorithm}"/>'
        f"<ds:DigestValue>{value}</ds:DigestValue></ds:Reference>"
        for uri, algorithm, value in digests
    )
    said = f'<ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo>{names}</ds:SignedInfo></ds:Signature>'
    body = envelope(**{"attachments": [NAMED]} | more)
    return body.replace(b"</TraceHeaderList>", b"</TraceHeaderList>" + said.encode())


def digest(data: bytes, name: str = "sha256") -> str:
    return base64.b64encode(hashlib.new(name, data).digest()).decode()


DSIG = "http://www.w3.org/2000/09/xmldsig#"
SHA256, SHA1 = "http://www.w3.org/2001/04/xmlenc#sha256", f"{DSIG}sha1"
PACKED = zipped({"0a5d.pdf": PDF})


def test_what_a_signature_refers_to_is_no_file_that_is_missing() -> None:
    """A Reference of XMLDSig has no ContentId; that of the manifest has."""
    said = document(signed(("", SHA1, digest(b"whole", "sha1")), ("cid:1", SHA256, digest(PDF))))
    assert said.notes == () and [one.is_another for one in said.attachments] == [False]


@pytest.mark.parametrize(
    ("algorithm", "value", "is_another"),
    [
        (SHA256, digest(PDF), False),
        (SHA1, digest(PDF, "sha1"), False),
        (SHA256, f"\n  {digest(PDF)}\n", False),
        (SHA256, digest(PDF + b" "), True),
        (SHA1, digest(PDF), True),
        (SHA256, "${digest}", False),
        ("http://example.com/none", digest(b"x"), False),
        ("", digest(b"x"), False),
    ],
)
def test_a_digest_that_is_of_another_file_is_seen(
    algorithm: str, value: str, is_another: bool
) -> None:
    """By the algorithm it names; what means nothing to us says nothing against the file."""
    (file,) = document(signed(("cid:1", algorithm, value))).attachments
    assert file.is_another == is_another


@pytest.mark.parametrize("form", [PDF, PACKED, base64.b64encode(PACKED)])
def test_a_digest_may_be_of_the_file_as_it_was_packed_or_written(form: bytes) -> None:
    packed = [replace(NAMED, data=PACKED)]
    (file,) = document(signed(("cid:1", SHA256, digest(form)), attachments=packed)).attachments
    assert (file.data, file.is_another) == (PDF, False)


# 5, 6: what the attachments really are


@pytest.mark.parametrize("media", ["application/pdf", "text/plain", "application/msword"])
def test_a_zip_with_one_file_is_that_file_whatever_it_claims(media: str) -> None:
    """C05: the PDF is shown under AttachmentName."""
    uuid = zipped({"6f1c2d0e": PDF})
    (file,) = document(wrapped(uuid, media=media)).attachments
    assert (file.name, file.data) == ("cv.pdf", PDF)


def test_a_name_that_only_names_the_wrapping_gets_the_ending_of_its_content() -> None:
    (file,) = document(wrapped(zipped({"a.pdf": PDF}), name="CV 1250.zip")).attachments
    assert file.name == "CV 1250.pdf"


@pytest.mark.parametrize("name", ["CV 57.SIGNED.PDF", "Công văn số 57.PDF"])
def test_capitals_and_spaces_in_names_are_kept(name: str) -> None:
    assert document(wrapped(PDF, name=name)).attachments[0].name == name


def test_paths_and_control_characters_are_no_part_of_a_name() -> None:
    assert document(wrapped(PDF, name="../../etc/x\u202egpj.pdf")).attachments[0].name == "xgpj.pdf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"a.pdf": PDF, "b.pdf": PDF}), "gateway_zip"),
        (zipped({"a.edxml": b"<edXML/>"}), "gateway_nested"),
        (zipped({"a.zip": zipped({"b.pdf": PDF})}), "gateway_nested"),
        (zipped({"a.pdf": b"\0" * 9_000_000}), "archive_bomb"),
        (b"PK\x03\x04torn", "file_broken"),
    ],
)
def test_other_archives_are_refused(data: bytes, reason: str) -> None:
    assert reason_of(wrapped(data)) == reason


def test_an_office_file_is_a_zip_that_stays_one() -> None:
    docx = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    (file,) = document(wrapped(docx, name="dự thảo.docx")).attachments
    assert file.data == docx


def _with_content(said: str) -> bytes:
    body = wrapped(PDF)
    return body.replace(base64.b64encode(PDF), said.encode())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("${attachment.content}", "gateway_placeholder"),
        ("đây không phải base64", "gateway_bad_base64"),
        ("AAA", "gateway_bad_base64"),
        ("", "file_empty"),
    ],
)
def test_a_content_that_is_none_is_refused(said: str, reason: str) -> None:
    assert reason_of(_with_content(said)) == reason


def test_base64_in_lines_is_base64() -> None:
    lines = base64.encodebytes(PDF * 10).decode()
    assert document(_with_content(lines)).attachments[0].data == PDF * 10


def test_a_file_over_fifty_megabytes_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.exchange.attachments.MOST_FILE", 100)
    assert reason_of(wrapped(b"%PDF-" + b"x" * 96)) == "file_too_large"
    assert document(wrapped(b"%PDF-" + b"x" * 95)).attachments


def test_all_together_must_not_weigh_more_than_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.exchange.attachments.MOST_MESSAGE", len(PDF) * 2)
    files = [replace(NAMED, content_id=f"cid:{n}") for n in range(3)]
    assert reason_of(envelope(attachments=files)) == "body_too_large"
    assert len(document(envelope(attachments=files[:2])).attachments) == 2


def test_files_are_matched_by_content_id_and_the_first_pdf_leads() -> None:
    """§8.7: not by order."""
    annex = Attachment(name="bảng.xlsx", data=b"x" * 9, content_id="cid:a")
    body = envelope(attachments=[annex, NAMED])
    head, tail = body.split(b"<AttachmentEncoded>")
    one, two = tail.split(b"</Attachment>")[:2]
    turned = head + b"<AttachmentEncoded>" + two + b"</Attachment>" + one
    turned += b"</Attachment></AttachmentEncoded></edXML>"
    assert [file.name for file in document(turned).attachments] == ["cv.pdf", "bảng.xlsx"]


def test_files_under_one_content_id_are_all_taken_the_first_as_first() -> None:
    files = [replace(NAMED, name=f"{n}.pdf", data=PDF + bytes([65 + n])) for n in range(2)]
    assert [file.name for file in document(envelope(attachments=files)).attachments] == [
        "0.pdf",
        "1.pdf",
    ]


def test_a_file_that_the_manifest_names_and_nobody_sent_is_noted() -> None:
    """The clerk returns it as MISSING_ATTACHMENT."""
    body = envelope(attachments=[NAMED]).replace(b"<ContentId>cid:1", b"<ContentId>cid:2", 1)
    assert "Thiếu tệp" in document(body).notes[0]


# 7, 8, 9: dates and texts that are not


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
        b'<?xml version="1.0"?><!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>',
        b'<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><edXML a="&b;"/>',
        '<?xml version="1.0" encoding="utf-16"?><edXML/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE e+AD4-<edXML/>',
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_envelope_or_a_trap_is_malformed(body: bytes) -> None:
    assert reason_of(body) == "gateway_malformed"


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

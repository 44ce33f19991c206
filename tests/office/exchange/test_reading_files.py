"""The files of an envelope: digests, wrappings, names, weights and manifest (DOMAIN §8.8)."""

import base64
import hashlib
from dataclasses import replace

import pytest

from server.exchange.envelope import Attachment
from tests.office.exchange.letters import envelope
from tests.office.exchange.opened import NAMED, PDF, document, reason_of, wrapped, zipped


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


def test_each_file_is_held_against_its_own_digest_alone() -> None:
    """Two files, and of the second one is said that it is another: the first is what it was."""
    annex = replace(NAMED, name="phu-luc.pdf", data=PDF + b" ", content_id="2")
    one = ("cid:1", SHA256, digest(PDF))
    for data, is_another in ((annex.data, False), (b"other", True)):
        body = signed(one, ("cid:2", SHA256, digest(data)), attachments=[NAMED, annex])
        found = {it.content_id: it.is_another for it in document(body).attachments}
        assert found == {"1": False, "2": is_another}


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


@pytest.mark.parametrize(("uri", "is_another"), [("CID:1", True), ("1", False), ("#1", False)])
def test_only_by_cid_a_digest_is_of_a_file_in_small_letters_or_capitals(
    uri: str, is_another: bool
) -> None:
    """Whatever else a signature names is a part of the envelope, and not the file called so."""
    (file,) = document(signed((uri, SHA256, digest(b"other")))).attachments
    assert file.is_another == is_another


def test_the_manifest_may_write_cid_in_capitals() -> None:
    body = envelope(attachments=[NAMED]).replace(b"<ContentId>cid:1", b"<ContentId>CID:1", 1)
    assert document(body).notes == ()


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

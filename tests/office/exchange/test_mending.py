"""What is forgiven in an envelope's XML, what is noted, what is not (§8.8, 1–4, 14, 16)."""

import pytest

from server.exchange.envelope import NAMESPACE
from server.exchange.repairing import JUNK, MENDED, tree_of
from workflows import Refused

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'
NAMED = f'<edXML xmlns="{NAMESPACE}"'.encode()
SOUND = DECLARED + NAMED + b"><a/></edXML>"


def reason_of(body: bytes) -> str:
    with pytest.raises(Refused) as no:
        tree_of(body)
    return no.value.reason


@pytest.mark.parametrize("spaces", [b"", b"\xef\xbb\xbf", b"\n", b" \r\n\t", b"\xef\xbb\xbf \n"])
def test_a_mark_of_order_and_spaces_before_it_are_no_junk(spaces: bytes) -> None:
    root, notes = tree_of(spaces + SOUND)
    assert (root[0].tag, notes) == (f"{{{NAMESPACE}}}a", [])


@pytest.mark.parametrize("length", [1, JUNK - 1, JUNK])
def test_junk_up_to_sixteen_bytes_is_counted_and_shown(length: int) -> None:
    root, notes = tree_of(b"1" * length + SOUND)
    assert root.tag == f"{{{NAMESPACE}}}edXML"
    assert notes == [f"Bỏ {length} byte thừa trước khai báo XML: {'1' * length!r}."]


def test_junk_of_no_alphabet_is_shown_without_breaking_the_note() -> None:
    assert tree_of("Lỗi".encode() + SOUND)[1] == [
        "Bỏ 5 byte thừa trước khai báo XML: 'L\ufffd\ufffd\ufffdi'."
    ]


def test_longer_junk_is_no_envelope() -> None:
    assert reason_of(b"1" * (JUNK + 1) + SOUND) == "gateway_malformed"


def test_an_envelope_needs_no_declaration() -> None:
    assert tree_of(NAMED + b"/>")[1] == []


@pytest.mark.parametrize(
    "tag",
    [
        b"<edXML:Reference/>",
        b"<eD-x.1:Reference/>",
        b'<Reference xlink:href="cid:1"/>',
        b"<Reference xlink:href='cid:1'/>",
        b'<Reference\n xlink:href = "1" xsi:type="x"/>',
        b"<a><b:c/></a><d:e/>",
        b"<_x:Reference></_x:Reference>",
    ],
)
def test_a_prefix_that_nobody_declared_is_declared_for_the_vendor_and_said(tag: bytes) -> None:
    root, notes = tree_of(DECLARED + NAMED + b">" + tag + b"</edXML>")
    assert notes == [MENDED]
    assert {prefix for prefix in root.nsmap if prefix} != set()
    assert set(root.nsmap.values()) == {NAMESPACE}


def test_a_prefix_that_is_declared_keeps_its_own_namespace() -> None:
    body = NAMED + b' xmlns:x="urn:x"><x:a/><y:b/></edXML>'
    root, notes = tree_of(body)
    assert (root.nsmap["x"], root.nsmap["y"], notes) == ("urn:x", NAMESPACE, [MENDED])


def test_junk_and_a_missing_prefix_are_two_notes() -> None:
    notes = tree_of(b"12" + DECLARED + NAMED + b"><x:a/></edXML>")[1]
    assert len(notes) == 2 and notes[1] == MENDED


def test_a_prefix_behind_the_files_is_found_in_the_tail() -> None:
    files = b"<f>" + b"A" * (1 << 20) + b"</f>"
    assert tree_of(NAMED + b">" + files + b"<x:a/></edXML>")[1] == [MENDED]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"edXML",
        b"<edXML",
        b"<edXML><a></edXML>",
        b"<edXML/><edXML/>",
        b"<edXML><x:a></edXML>",
        b"<edxml/>",
        b"<EDXML/>",
        b"<message/>",
        b"<edXML>&nbsp;</edXML>",
        b"<edXML>\0</edXML>",
        b"<edXML>\xff\xfe</edXML>",
        b"<edXML>\x01</edXML>",
    ],
)
def test_what_is_no_envelope_is_said_to_be_none(body: bytes) -> None:
    assert reason_of(body) == "gateway_malformed"


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE edXML>",
        b'<!DOCTYPE edXML SYSTEM "http://evil/">',
        DECLARED + b'<!DOCTYPE e [<!ENTITY a "b">]>',
        DECLARED + b"<!-- x -->\n<!DOCTYPE e>",
    ],
)
def test_a_document_type_is_a_trap(head: bytes) -> None:
    assert reason_of(head + b"<edXML/>") == "gateway_doctype"


@pytest.mark.parametrize("alphabet", ["utf-16", "utf-32", "utf-16-le"])
def test_an_alphabet_that_could_hide_something_is_not_read(alphabet: str) -> None:
    assert reason_of(SOUND.decode().encode(alphabet)) == "gateway_malformed"


def test_what_is_declared_otherwise_is_read_as_utf_8() -> None:
    body = '<?xml version="1.0" encoding="windows-1258"?><edXML>Hoằng Hóa</edXML>'.encode()
    assert tree_of(body)[0].text == "Hoằng Hóa"


@pytest.mark.parametrize("inner", [b"<!-- edXML -->", b"<?php edXML ?>"])
def test_remarks_and_instructions_are_no_content(inner: bytes) -> None:
    root, _notes = tree_of(NAMED + b">" + inner + b"<a/></edXML>")
    assert len(root) == 1


@pytest.mark.parametrize(
    "soap",
    [
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>',
        b'<s:Fault xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>',
        b'<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>',
        b"<s:Envelope/>",
    ],
)
def test_an_old_envelope_is_told_apart_from_none(soap: bytes) -> None:
    assert reason_of(soap) == "gateway_soap"

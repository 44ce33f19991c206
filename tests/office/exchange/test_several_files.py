"""A letter with annexes: each file under its own name, byte for byte, the main one first (§8.7).

What is what says the ContentId, in whatever order the parts were written.
"""

import hashlib
from dataclasses import replace

import pytest
from lxml import etree

from server.database import transaction
from server.exchange.carrier import carry
from server.exchange.envelope import Attachment, Message
from server.exchange.reading import read
from server.papers.intake import attach, take_in
from tests.cast import Cast
from tests.office.exchange.letters import envelope, hand_in
from tests.office.exchange.test_composing import said as sent_letter
from tests.office.papers import SENT, scan

MAIN = scan("Công văn")
FILES = [
    Attachment(name="57-UBND.pdf", data=MAIN, media_type="application/pdf", content_id="cid:1"),
    Attachment(name="Phụ lục I.pdf", data=scan("Phụ lục I"), content_id="cid:2"),
    Attachment(name="Phụ lục II.pdf", data=scan("Phụ lục II"), content_id="cid:10"),
]


def turned(body: bytes, parts: str) -> bytes:
    """The same envelope with the children of one part the other way round."""
    root = etree.fromstring(body)
    (there,) = root.iter(f"{{*}}{parts}")
    there[:] = reversed(there)
    return etree.tostring(root)


def called(body: bytes, cid: str, name: str) -> bytes:
    """The same with another name for a file in the manifest."""
    root = etree.fromstring(body)
    for one in root.iter("{*}Reference"):
        if one.findtext("{*}ContentId") == cid:
            one.find("{*}AttachmentName").text = name
    return etree.tostring(root)


def told(body: bytes) -> tuple[list[tuple[str, bytes]], str]:
    found = read(body)
    assert isinstance(found, Message)
    return [(one.name, one.data) for one in found.attachments], " ".join(found.notes)


AS_SENT = [(one.name, one.data) for one in FILES]


@pytest.mark.parametrize("parts", ["AttachmentEncoded", "edXMLManifest"])
def test_each_file_keeps_its_name_and_bytes_in_whatever_order_it_was_written(parts: str) -> None:
    """The list says the order, and never the order what a file is."""
    wanted = AS_SENT if parts == "AttachmentEncoded" else list(reversed(AS_SENT))
    assert told(turned(envelope(attachments=FILES), parts)) == (wanted, "")


def test_a_file_without_a_name_of_its_own_has_that_of_the_list() -> None:
    body = envelope(attachments=[FILES[0], replace(FILES[1], name="")])
    assert told(called(body, "cid:2", "Phụ lục I.pdf"))[0] == AS_SENT[:2]


def test_where_the_list_calls_one_by_the_name_of_another_the_clerk_is_told() -> None:
    """Bytes and the name beside them belong together; which was meant as the letter she looks."""
    body = envelope(attachments=FILES[:2])
    crossed = called(called(body, "cid:1", "Phụ lục I.pdf"), "cid:2", "57-UBND.pdf")
    files, notes = told(crossed)
    assert files == AS_SENT[:2]
    assert "gọi lẫn tên các tệp: 57-UBND.pdf, Phụ lục I.pdf" in notes
    assert told(called(body, "cid:2", "tên khác.pdf")) == (AS_SENT[:2], "")


def test_lan_has_the_files_in_the_order_of_the_list_byte_for_byte(one_cast: Cast) -> None:
    body = turned(envelope(attachments=FILES), "AttachmentEncoded")
    assert hand_in(one_cast.lan, body).status_code == 202
    files = one_cast.lan.sees("/incoming/1")["files"]
    digests = [hashlib.sha256(one.data).hexdigest() for one in FILES]
    assert [(one["name"], one["sha256"]) for one in files] == [
        (one.name, digest) for one, digest in zip(FILES, digests, strict=True)
    ]
    for n, one in enumerate(FILES, 1):
        got = one_cast.lan.asks("GET", f"/incoming/1/files/{n}")
        assert got.data == one.data
        got.close()


@pytest.mark.sent
def test_what_we_send_names_each_file_apart_though_two_are_the_same(one_cast: Cast) -> None:
    annex = take_in("Phụ lục.pdf", MAIN)
    with transaction():
        attach("outgoing", 1, [annex, replace(annex, name="Bản thứ hai.pdf")], 2)
    letter = sent_letter()
    ids = [one.content_id for one in letter.attachments]
    assert ids == [f"{n}.{hashlib.sha256(one.data).hexdigest()}"
                   for n, one in enumerate(letter.attachments, 1)]  # fmt: skip
    assert letter.unlike == () and letter.notes == ()
    carry()
    there = [(it["name"], it["sha256"]) for it in one_cast.dao.sees("/incoming/1")["files"]]
    here = [(it["name"], it["sha256"]) for it in one_cast.lan.sees(SENT)["files"]]
    assert there == here and len(there) == 3


def test_a_file_that_is_broken_keeps_all_of_them_out(one_cast: Cast) -> None:
    broken = [FILES[0], replace(FILES[1], data=b"")]
    got = hand_in(one_cast.lan, envelope(attachments=broken))
    assert (got.status_code, got.json["code"]) == (422, "file_empty")
    assert one_cast.lan.sees("/incoming")["items"] == []

"""Large envelopes: what the house promises to take, what is over, and who hears why (§8.7)."""

import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request
from lxml import etree

from server.exchange import attachments, bodies, composing, digests, door, dropped, enclosed, lines
from server.exchange.composing import enveloped, said_by
from server.exchange.envelope import MOST_ENVELOPE, MOST_MESSAGE, Message
from server.exchange.reading import read, read_head
from server.exchange.writing import write
from server.files import store
from tests.cast import Cast
from tests.office.exchange.far_end import Lead, far_end
from tests.office.exchange.letters import (
    LETTER,
    arrivals,
    attachment,
    envelope,
    hand_in,
    hand_in_form,
    papers,
    posted,
)
from tests.office.exchange.test_folders import laid
from tests.office.papers import dispatched, scan
from workflows import Refused

FILE = scan()
TWO = [attachment(FILE, "a.pdf"), attachment(scan("Phụ lục"), "b.pdf")]
SIZE = sum(len(one.data) for one in TWO)


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bytes of files as these two have, and the house takes requests of no more."""
    monkeypatch.setattr(attachments, "MOST_MESSAGE", SIZE)


def in_lines(body: bytes) -> bytes:
    """As other systems write base64: 76 letters a line, CRLF behind each."""
    cut = body.replace(b"</ContentTransferEncoded>", b"<ContentTransferEncoded>")
    parts = cut.split(b"<ContentTransferEncoded>")
    for n in range(1, len(parts), 2):
        text = parts[n]
        parts[n] = b"\r\n".join(text[at : at + 76] for at in range(0, len(text), 76))
    opened = [b"<ContentTransferEncoded>", b"</ContentTransferEncoded>"]
    return b"".join(part + (opened[n % 2] if n + 1 < len(parts) else b"")
                    for n, part in enumerate(parts))  # fmt: skip


def test_an_envelope_has_room_for_all_files_that_a_message_may_have() -> None:
    """200 MiB are 274 MiB in base64 with its line ends."""
    assert MOST_MESSAGE * 4 / 3 * 78 / 76 + (1 << 20) < MOST_ENVELOPE


def test_files_up_to_the_limit_pass_however_they_are_written(one_app: Flask, limit: None) -> None:
    lan = Cast(one_app).lan
    one_app.config["MAX_CONTENT_LENGTH"] = SIZE
    try:
        body = in_lines(envelope(attachments=TWO))
        assert len(body) > SIZE * 4 // 3
        got = hand_in(lan, body)
        assert got.status_code == 202, got.text
        assert hand_in_form(lan, envelope(attachments=TWO, document_id="2")).status_code == 202
    finally:
        one_app.config["MAX_CONTENT_LENGTH"] = MOST_MESSAGE
    assert [len(one.attachments) for one in [read(body)] if isinstance(one, Message)] == [2]
    assert len(papers()) == 2


def test_a_byte_more_of_files_is_refused_in_words(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_MESSAGE", SIZE - 1)
    got = hand_in(Cast(one_app).lan, envelope(attachments=TWO))
    assert (got.status_code, got.json["code"]) == (413, "body_too_large")
    assert "200 MB" in got.json["detail"] and arrivals() == []


def test_an_envelope_over_its_own_limit_is_not_even_read(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MOST_ENVELOPE", 500)
    for post in (hand_in, hand_in_form):
        got = post(Cast(one_app).lan, envelope())
        assert (got.status_code, got.json["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("over", ["MOST_FILE", "MOST_MESSAGE"])
def test_what_a_folder_brings_too_large_is_told_its_sender_as_02(
    one_cast: Cast, lead: Lead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: str
) -> None:
    monkeypatch.setattr(attachments, over, 100)
    lead(H56=f"folder:{tmp_path}")
    laid(tmp_path, envelope(attachments=TWO))
    dropped.look()
    (letter,) = posted(status_code="02")
    assert (letter.to_organ, letter.document_id) == ("H56", LETTER.document_id)
    assert "MB" in letter.words and papers() == []


def test_one_too_large_to_be_read_is_told_by_its_head(
    one_cast: Cast, lead: Lead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropped, "MOST_ENVELOPE", 3000)
    monkeypatch.setattr(dropped, "MOST_HEAD", 2500)
    lead(H56=f"folder:{tmp_path}")
    laid(tmp_path, envelope(attachments=TWO))
    dropped.look()
    assert posted(status_code="02")[0].to_organ == "H56"
    assert len(dropped.refused(tmp_path)) == 1


@pytest.mark.parametrize("body", [b"", b"<edXML>", envelope()[:300], b"\0" * 99])
def test_a_head_that_does_not_end_says_nothing(body: bytes) -> None:
    with pytest.raises(Refused, match="gateway_malformed"):
        read_head(body)


def test_a_head_with_entities_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="gateway_doctype"):
        read_head(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + envelope())


def test_the_head_says_what_the_whole_does() -> None:
    whole, head = read(envelope()), read_head(envelope()[:2600])
    assert isinstance(whole, Message) and isinstance(head, Message)
    assert (head.sender, head.document_id) == (whole.sender, whole.document_id)
    assert head.recipients == whole.recipients and head.attachments == ()


def test_of_two_large_ones_the_second_waits_and_then_is_told_to_come_again(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "HEAVY", 100)
    monkeypatch.setattr(door, "PATIENCE", 0.01)
    monkeypatch.setattr(door, "_heavy", threading.BoundedSemaphore())
    lan = Cast(one_app).lan
    with door._heavy:
        got = hand_in(lan, envelope())
        assert (got.status_code, got.json["code"]) == (503, "gateway_busy")
    for _ in range(2):
        assert hand_in(lan, envelope()).status_code == 202


def no_copy(*_what: Any, **_how: Any) -> bytes:
    """Of 267 MiB each copy is as many more."""
    raise AssertionError("all of it in memory")


@pytest.mark.parametrize("post", [hand_in, hand_in_form])
def test_a_large_one_is_read_from_the_disk_and_kept_as_it_came(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch, post: Any
) -> None:
    monkeypatch.setattr(door, "HEAVY", 100)
    monkeypatch.setattr(Request, "get_data", no_copy)
    lan, body = Cast(one_app).lan, in_lines(envelope(attachments=TWO))
    again = {"key": "mot-lan"}
    assert [post(lan, body, **again).status_code for _ in range(2)] == [202, 202]
    (paper,), (arrival,) = papers(), arrivals()
    assert paper.number == "1250"
    assert store().fetch(arrival.envelope_sha256) == body


def test_a_large_one_goes_out_piece_by_piece_as_the_same_bytes(
    one_app: Flask, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatched(Cast(one_app))
    (letter,) = posted()
    whole = write(said_by(letter))
    monkeypatch.setattr(composing, "HEAVY", 100)
    monkeypatch.setattr(composing, "write", no_copy)
    monkeypatch.setattr(bodies, "BLOCK", 999)
    with enveloped(letter) as body, far_end() as there:
        lines.Server(there.address, "x").hand(body)
    assert there.bodies == [whole]


def test_the_text_of_a_file_is_held_once() -> None:
    node = etree.fromstring(b"<C>YWJj</C>")
    assert enclosed._let_go(node) == "YWJj" and node.text is None


def test_a_file_of_which_no_digest_is_said_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 50 MB each form more is 117 MB."""

    def no(_value: str) -> bytes:
        raise AssertionError("decoded once more")

    monkeypatch.setattr(digests, "_decoded", no)
    said = read(envelope(attachments=TWO))
    assert isinstance(said, Message) and [one.is_another for one in said.attachments] == [False] * 2

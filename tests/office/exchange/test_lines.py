"""What goes to other systems, by the gateway of their server (DOMAIN §8.5)."""

import datetime as dt
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.clock import now
from server.database import db
from server.exchange import carrier, lines, resting
from server.exchange.carrier import carry
from server.exchange.envelope import Message, StatusMessage
from server.exchange.reading import read
from tests.cast import Cast
from tests.office.exchange.far_end import Lead, far_end
from tests.office.exchange.letters import (
    PROVINCE,
    arrived_from_the_province,
    delivery,
    envelope,
    hand_in,
    posted,
    status,
)
from tests.office.papers import dispatched
from workflows import Refused

NO = '{"code": "gateway_unknown_recipient", "title": "Không nhận", "detail": "Không có nơi nhận."}'


def with_token(address: str) -> str:
    return address.replace("://", "://the-tinh@")


def in_an_hour(monkeypatch: pytest.MonkeyPatch, hours: int = 1) -> None:
    at = now() + dt.timedelta(hours=hours)
    monkeypatch.setattr(carrier, "now", lambda: at)


def test_lans_letter_lies_at_the_provinces_gateway_as_she_sent_it(
    one_cast: Cast, lead: Lead
) -> None:
    dispatched(one_cast, to=["tinh"])
    with far_end() as province:
        lead(H56=with_token(province.address))
        carry()
        carry()
    ((path, head, body),) = province.got
    assert path == "/api/v1/gateway/edxml"
    assert head["Authorization"] == "Bearer the-tinh"
    said = read(body)
    assert isinstance(said, Message)
    assert (said.sender.organ_id, said.recipients[0].organ_id) == ("H56.12", "H56")
    assert said.attachments[0].data.startswith(b"%PDF")
    assert (delivery().state, posted(kind="document")[0].state) == ("SENT", "SENT")


def test_what_happens_to_it_there_comes_back_by_our_gateway(one_cast: Cast, lead: Lead) -> None:
    dispatched(one_cast, to=["tinh"])
    with far_end() as province:
        lead(H56=with_token(province.address))
        carry()
    said = read(province.bodies[0])
    assert isinstance(said, Message)
    for code, state in (("01", "DELIVERED"), ("03", "ACCEPTED"), ("06", "COMPLETED")):
        body = status(code, said.document_id, PROVINCE)
        assert hand_in(one_cast.lan, body).status_code == 202
        assert delivery().state == state


def test_our_answers_go_the_same_way(one_cast: Cast, lead: Lead) -> None:
    arrived_from_the_province(one_cast)
    with far_end() as province:
        lead(H56=with_token(province.address))
        carry()
    said = read(province.bodies[0])
    assert isinstance(said, StatusMessage)
    assert (said.code, said.about.organ_id) == ("01", "H56")
    assert posted()[0].state == "SENT"


@pytest.mark.parametrize("status_", [302, 401, 403, 408, 409, 429, 500, 502, 503])
def test_what_time_or_an_administrator_mends_is_tried_again_with_the_same_envelope(
    one_cast: Cast, lead: Lead, monkeypatch: pytest.MonkeyPatch, status_: int
) -> None:
    """A token that ran out, too many at once, a server that is down; no other is followed."""
    arrived_from_the_province(one_cast)
    with far_end((status_, "?"), (202, "{}")) as province:
        lead(H56=with_token(province.address))
        carry()
        assert (posted()[0].state, posted()[0].tries) == ("QUEUED", 1)
        assert str(status_) in posted()[0].error
        resting.wake_all()
        in_an_hour(monkeypatch)
        carry()
    assert posted()[0].state == "SENT"
    (_, one, first), (path, other, second) = province.got
    assert (first, one["Idempotency-Key"]) == (second, other["Idempotency-Key"])
    assert path == lines.DOOR


def test_a_no_for_good_is_told_in_the_others_words_and_not_tried_again(
    one_cast: Cast, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived_from_the_province(one_cast)
    with far_end((422, NO)) as province:
        lead(H56=with_token(province.address))
        carry()
        in_an_hour(monkeypatch)
        carry()
    assert len(province.got) == 1
    (letter,) = posted()
    assert letter.state == "FAILED"
    assert letter.error == "Nơi nhận không nhận phong bì: Không có nơi nhận."


@pytest.mark.parametrize("said", ["[1]", "<html>", '{"detail": null}'])
def test_a_no_without_words_is_told_by_its_number(said: str) -> None:
    with far_end((400, said)) as there, pytest.raises(Refused, match="line_refused") as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert no.value.said == {"why": "400"}


@pytest.mark.parametrize(
    ("status_", "reason", "words"),
    [(403, "line_down", "không cho vào"), (413, "line_refused", "lớn hơn mức"),
     (502, "line_down", "đang tắt")],
)  # fmt: skip
def test_a_number_that_a_proxy_says_is_told_in_words_beside_it(status_, reason, words) -> None:
    with far_end((status_, "<html>")) as there, pytest.raises(Refused, match=reason) as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert words in no.value.said["why"] and f", mã {status_}" in no.value.said["why"]


@pytest.mark.parametrize(
    "said", ["The SSL certificate error", "No required SSL certificate was sent"]
)
def test_a_letter_waits_where_a_proxy_says_400_of_our_certificate(said: str) -> None:
    """As nginx does that asks everybody for one: it ran out, and each letter would be lost."""
    page = f"<html><head><title>400 {said}</title></head></html>"
    with far_end((400, page)) as there, pytest.raises(Refused, match="line_down") as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert "chứng thư kết nối (TLS) của máy này, mã 400" in no.value.said["why"]


def test_the_others_words_stand_in_parentheses_without_their_full_stop() -> None:
    with far_end((401, NO)) as there, pytest.raises(Refused, match="line_down") as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert no.value.said == {"why": "nơi nhận báo: Không có nơi nhận"}


def test_a_token_that_is_no_more_asks_no_clerk_to_sign_in() -> None:
    said = '{"code": "unauthenticated", "detail": "Hãy đăng nhập."}'
    with far_end((401, said)) as there, pytest.raises(Refused, match="line_down") as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert no.value.said == {"why": "máy nơi nhận không nhận thẻ hoặc chữ ký của máy này, mã 401"}


@pytest.mark.parametrize(
    ("answer", "reason", "words"),
    [
        ((200, '{"errorCode": 18}'), "line_refused", "Không có nơi nhận này (18)"),
        ((200, '{"ErrorCode": "20"}'), "line_down", "Lỗi hệ thống của trục (20)"),
        ((500, '{"error_code": 22}'), "line_refused", "Sai định dạng edXML (22)"),
        ((400, '{"code": "21"}'), "line_down", "Trục không xử lý được tệp (21)"),
        ((200, '{"code": 15}'), "line_refused", "Sai tài khoản kết nối (15)"),
        ((200, '{"errorCode": 99}'), "line_down", "99"),
    ],
)
def test_an_axis_says_no_by_its_error_code_whatever_the_status(answer, reason, words) -> None:
    """§8.5: which of them another try mends; error 15 is not status 15."""
    with far_end(answer) as there, pytest.raises(Refused, match=f"^{reason}$") as no:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert no.value.said == {"why": words}


@pytest.mark.parametrize("said", ['{"errorCode": 0}', '{"code": "00"}', '{"code": "taken"}', "ok"])
def test_what_is_no_error_code_is_a_yes(said: str) -> None:
    with far_end((200, said)) as there:
        lines.Server(there.address, "x").hand(b"<edXML/>")
    assert len(there.got) == 1


def test_who_was_not_reached_rests_and_holds_up_nobody_else(
    one_cast: Cast, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A partition of days: each letter waits its turn, and the province's alone."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://t@127.0.0.1:{taken.getsockname()[1]}"
    with far_end() as neighbour:
        lead(H56=nobody, H57=with_token(neighbour.address))
        arrived_from_the_province(one_cast)
        carry()
        assert hand_in(one_cast.lan, envelope(document_id="2")).status_code == 202
        away = replace(PROVINCE, organ_id="H57")
        assert hand_in(one_cast.lan, envelope(sender=away, document_id="3")).status_code == 202
        carry()
    assert [(one.to_organ, one.state, one.tries) for one in posted()] == [
        ("H56", "QUEUED", 1), ("H56", "QUEUED", 0), ("H57", "SENT", 0)]  # fmt: skip
    assert "Chưa nối được tới nơi nhận" in posted()[0].error
    resting.wake_all()
    carry()
    assert posted()[1].tries == 1


def test_the_line_of_ones_own_goes_before_the_longest_beginning(lead: Lead) -> None:
    named = {"*": "folder:/a", "H56*": "folder:/b", "H56.12*": "folder:/c", "H56.12": "folder:/d"}
    lead(**named)
    found = [lines.line_to(one) for one in ("H56.12", "H56.12.21", "H56.13", "H57")]
    assert found == [lines.Folder(Path(f"/{one}")) for one in "dcba"]
    lead(H56="folder:/b")
    assert lines.line_to("H56.1") is None


def test_the_worker_has_words_for_a_letter_that_is_refused(
    one_app: Flask, one_cast: Cast, lead: Lead
) -> None:
    """It works outside of any request: nobody there has chosen a language."""
    arrived_from_the_province(one_cast)
    with far_end((422, NO)) as province, ThreadPoolExecutor(1) as worker:
        lead(H56=with_token(province.address))
        worker.submit(_carries, one_app).result()
    assert posted()[0].error == "Nơi nhận không nhận phong bì: Không có nơi nhận."


def _carries(app: Flask) -> None:
    with app.app_context():
        carry()
        db.session.remove()


def test_without_a_key_of_ours_lan_reads_so_and_nobody_looks_for_a_broken_network(
    one_app: Flask,
) -> None:
    with far_end() as there, pytest.raises(Refused, match="line_down") as no:
        lines.Server(there.address).hand(envelope())
    assert "chưa có khóa để ký" in no.value.said["why"] and there.got == []

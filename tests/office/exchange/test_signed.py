"""The province's server signs each request: it alone is let in, once, and only as it signed it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from werkzeug.test import TestResponse

from server.admin.neighbours import services as neighbours
from server.admin.neighbours.services import Wanted
from server.clock import now
from server.exchange import dropped, lines, resting, signed
from server.exchange.carrier import carry
from server.exchange.models import NeighbourKey
from server.exchange.reading import read
from server.office import office
from signing import make_request_key
from signing import signed as signs
from tests.cast import Cast
from tests.office.admin.desk import kien
from tests.office.exchange.far_end import Lead, far_end
from tests.office.exchange.letters import (
    PROVINCE,
    arrivals,
    arrived_from_the_province,
    delivery,
    envelope,
    hand_in,
    heard,
    posted,
    status,
)
from tests.office.exchange.test_folders import laid
from tests.office.papers import dispatched

DOOR = "/api/v1/gateway/edxml"


class Far:
    """The province's server, with a key of its own."""

    def __init__(self, app: Flask, keys: Path) -> None:
        self.app, self.place = app, keys / "tinh.key"
        self.public = make_request_key(self.place)

    def head(self, body: bytes, at: dt.datetime | None = None, key: str = "khoa") -> dict[str, str]:
        plain = {"Content-Type": "application/xml", "Idempotency-Key": key}
        asked = {
            "@method": "POST", "@authority": "localhost", "@path": DOOR, "@query": "?",
            **{name.lower(): said for name, said in plain.items()},
        }  # fmt: skip
        return plain | signs(self.place, asked, body, int((at or now()).timestamp()))

    def sends(self, body: bytes, head: dict[str, str] | None = None, **how: Any) -> TestResponse:
        said = head or self.head(body, **how)
        return self.app.test_client().post(DOOR, data=body, headers=said)


@pytest.fixture
def far(one_app: Flask, tmp_path: Path) -> Far:
    """Kiên entered its key; nothing of the province is taken without."""
    there = Far(one_app, tmp_path / "far")
    wanted = Wanted(name="Trục tỉnh", organs="h56, h57.*", signed_only=True)
    neighbours.enter(kien(), wanted, there.public)
    return there


def refused(got: TestResponse, status_code: int, code: str) -> None:
    assert (got.status_code, got.json["code"]) == (status_code, code), got.json
    assert got.content_type == "application/problem+json" and got.json["detail"]
    assert arrivals() == []


def test_a_signed_letter_is_taken_without_any_token(far: Far) -> None:
    assert far.sends(envelope()).status_code == 202
    assert len(arrivals()) == 1


def test_of_a_neighbour_who_signs_nothing_else_is_taken(far: Far, one_cast: Cast) -> None:
    """Neither by a clerk's token nor by a program's."""
    refused(hand_in(one_cast.lan, envelope()), 401, "gateway_must_sign")


def test_nor_from_a_folder_and_nobody_is_told_in_its_name(
    far: Far, one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    lead(H58=f"folder:{tmp_path}")
    laid(tmp_path, envelope())
    dropped.look()
    (kept,) = dropped.refused(tmp_path)
    assert "H56" in kept.with_name(f"{kept.name}.txt").read_text()
    assert arrivals() == [] and posted() == []


def test_a_neighbour_may_also_come_by_token_until_kien_says_otherwise(
    far: Far, one_cast: Cast
) -> None:
    row = signed.live_neighbours()[0]
    neighbours.change(kien(), row.id, Wanted(name="Trục tỉnh", organs="H56"))
    assert hand_in(one_cast.lan, envelope()).status_code == 202
    assert far.sends(envelope(document_id="2")).status_code == 202


def test_what_is_altered_on_the_way_is_refused(far: Far) -> None:
    head = far.head(envelope())
    refused(far.sends(envelope(subject="Khác"), head), 401, "gateway_body_altered")
    other = far.head(envelope()) | {"Idempotency-Key": "khac"}
    refused(far.sends(envelope(), other), 401, "gateway_signature_wrong")


def test_what_was_signed_for_another_host_is_refused(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office with a public address is that one, whatever a request calls it."""
    public = replace(office(), base_url="https://huyen.gov.vn")
    monkeypatch.setattr(signed, "office", lambda: public)
    refused(far.sends(envelope()), 401, "gateway_signature_wrong")


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_is_old_or_ahead_of_our_clock_is_refused(far: Far, minutes: int) -> None:
    at = now() + dt.timedelta(minutes=minutes)
    got = far.sends(envelope(), at=at)
    refused(got, 401, "gateway_signature_old")
    assert str(-minutes) in got.json["detail"]


def test_what_came_already_is_refused_and_a_new_try_of_it_is_not(far: Far) -> None:
    head = far.head(envelope())
    assert far.sends(envelope(), head).status_code == 202
    got = far.sends(envelope(), head)
    assert (got.status_code, got.json["code"]) == (409, "gateway_replayed")
    assert far.sends(envelope()).status_code == 202
    assert len(arrivals()) == 1


def test_a_nonce_is_forgotten_when_its_moment_is_no_longer_believed(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = far.head(envelope())
    assert far.sends(envelope(), head).status_code == 202
    later = now() + signed.KEPT + dt.timedelta(minutes=1)
    monkeypatch.setattr(signed, "now", lambda: later)
    signed.forget()
    got = far.sends(envelope(), head)
    assert got.json["code"] == "gateway_signature_old"


def test_a_key_that_nobody_entered_is_refused_in_words_and_in_the_log(
    one_app: Flask, tmp_path: Path
) -> None:
    stranger = Far(one_app, tmp_path)
    with structlog.testing.capture_logs() as told:
        got = stranger.sends(envelope())
    refused(got, 401, "gateway_key_unknown")
    (line,) = [one for one in told if one["event"] == "a signed request was refused"]
    assert (line["why"], line["address"]) == ("gateway_key_unknown", "127.0.0.1")


def test_without_a_digest_or_with_a_torn_signature_it_is_refused(far: Far) -> None:
    head = far.head(envelope())
    del head["Content-Digest"]
    refused(far.sends(envelope(), head), 401, "gateway_signature_incomplete")
    torn = far.head(envelope()) | {"Signature": "congso=:A:"}
    refused(far.sends(envelope(), torn), 401, "gateway_signature_malformed")


def test_it_speaks_for_its_own_senders_alone(far: Far) -> None:
    body = envelope(sender=replace(PROVINCE, organ_id="H58"))
    refused(far.sends(body), 403, "gateway_not_its_sender")


def test_a_status_repeated_with_its_key_is_heard_once(far: Far, one_cast: Cast) -> None:
    dispatched(one_cast, to=["tinh"])
    said = status("03", delivery().document_id, PROVINCE)
    for _ in range(2):
        assert far.sends(said).status_code == 202
    assert [code for code, _, _ in heard()] == ["03"]


def test_it_changes_its_key_without_an_outage(far: Far, one_app: Flask, tmp_path: Path) -> None:
    row = signed.live_neighbours()[0]
    newer = Far(one_app, tmp_path / "newer")
    neighbours.add_key(kien(), row.id, newer.public)
    assert far.sends(envelope()).status_code == 202
    assert newer.sends(envelope(document_id="2"), key="2").status_code == 202
    old = neighbours.live_keys(neighbours.found(row.id))[0]
    neighbours.end_key(kien(), row.id, old.id)
    got = far.sends(envelope(document_id="3"), key="3")
    assert (got.status_code, got.json["code"]) == (401, "gateway_key_unknown")
    assert newer.sends(envelope(document_id="4"), key="4").status_code == 202


def test_kien_reads_when_a_key_was_last_used(far: Far) -> None:
    assert far.sends(envelope()).status_code == 202
    (key,) = signed.live_neighbours()[0].keys
    assert isinstance(key, NeighbourKey) and key.used_at
    assert now() - key.used_at < dt.timedelta(seconds=30)


def test_a_line_without_a_token_is_signed_by_our_key_each_try_anew(
    one_cast: Cast, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived_from_the_province(one_cast)
    neighbours.own_keys()
    with far_end((503, "?"), (202, "{}")) as province:
        lead(H56=province.address)
        carry()
        resting.wake_all()
        monkeypatch.setattr("server.exchange.carrier.now", lambda: now() + dt.timedelta(hours=1))
        carry()
    (_, one, first), (_, two, second) = province.got
    assert first == second and "Authorization" not in one
    assert one["Signature-Input"] != two["Signature-Input"]
    assert one["Idempotency-Key"] == two["Idempotency-Key"]
    assert read(first)


def test_what_our_line_signs_holds_at_a_door_of_ours(
    far: Far, lead: Lead, one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ends are of this house: what one writes the other reads."""
    with far_end() as there:
        monkeypatch.setattr(lines, "own_key", lambda: far.place)
        lines.Server(there.address).hand(envelope())
    ((path, head, body),) = there.got
    assert path == DOOR
    host = there.address.removeprefix("http://")
    got = one_app.test_client().post(DOOR, data=body, headers=head | {"Host": host})
    assert got.status_code == 202, got.json

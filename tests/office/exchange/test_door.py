"""POST /gateway/edxml: who may hand in, what is said, and that the document says the same."""

import io
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.door.services import create_token
from server.exchange import gateway
from tests.cast import Cast, Hand
from tests.office.exchange.letters import (
    LETTER,
    PROVINCE,
    arrivals,
    delivery,
    envelope,
    hand_in,
    hand_in_form,
    heard,
    papers,
    status,
)
from tests.office.papers import dispatched
from workflows import Refused


@pytest.mark.parametrize("name", ["nam", "hoa", "minh", "son", "kien"])
def test_who_is_no_clerk_hands_in_nothing(one_app: Flask, name: str) -> None:
    got = hand_in(getattr(Cast(one_app), name), envelope())
    assert (got.status_code, got.json["code"]) == (403, "not_allowed")
    assert papers() == []


def test_a_program_with_a_gateway_token_hands_in_whoever_it_was_made_for(one_app: Flask) -> None:
    axis = Hand(one_app, "quantri", create_token("quantri", scope="gateway"))
    assert hand_in(axis, envelope()).status_code == 202
    other = Hand(one_app, "quantri", create_token("quantri", scope="other"))
    assert hand_in(other, envelope(document_id="hai")).status_code == 403


@pytest.mark.parametrize("named", ["H56", "H57, h5*", "*"])
def test_a_token_speaks_for_those_it_is_entered_for(one_app: Flask, named: str) -> None:
    axis = Hand(one_app, "quantri", create_token("quantri", scope=f"gateway:{named}"))
    assert hand_in(axis, envelope()).status_code == 202


@pytest.mark.parametrize("named", ["H57", "H5", "H56.*"])
def test_of_another_sender_it_hands_in_nothing(one_app: Flask, named: str) -> None:
    """Whoever has the line of one agency is not another one, nor does he say how it stands."""
    axis = Hand(one_app, "quantri", create_token("quantri", scope=f"gateway:{named}"))
    for body in (envelope(), status("03", "x", sender=PROVINCE)):
        got = hand_in(axis, body)
        assert (got.status_code, got.json["code"]) == (403, "gateway_not_its_sender")
        assert "H56" in got.json["detail"]
    assert papers() == []
    assert axis.asks("GET", "/incoming").status_code == 403


def test_without_a_token_nobody_is_listened_to(one_app: Flask) -> None:
    client = one_app.test_client()
    got = client.post("/api/v1/gateway/edxml", data=envelope(), content_type="text/xml")
    assert got.status_code == 401


@pytest.mark.parametrize("media", ["application/xml", "text/xml", "text/xml; charset=utf-8"])
def test_xml_by_any_of_its_names(one_app: Flask, media: str) -> None:
    lan = Cast(one_app).lan
    got = lan.asks("POST", "/gateway/edxml", data=envelope(), content_type=media)
    assert got.status_code == 202


@pytest.mark.parametrize(
    ("how", "code", "reason"),
    [
        ({"json": {}}, 415, "xml_expected"),
        ({"data": b"x", "content_type": "text/plain"}, 415, "xml_expected"),
        ({"data": {"other": "x"}, "content_type": "multipart/form-data"}, 422, "file_missing"),
        ({"data": b"x", "content_type": "text/xml"}, 422, "gateway_malformed"),
        ({"data": b"", "content_type": "text/xml"}, 422, "gateway_malformed"),
    ],
)
def test_anything_else_is_refused_in_words(
    one_app: Flask, how: dict[str, Any], code: int, reason: str
) -> None:
    got = Cast(one_app).lan.asks("POST", "/gateway/edxml", **how)
    assert (got.status_code, got.json["code"]) == (code, reason)
    assert got.content_type == "application/problem+json"


@pytest.mark.parametrize("post", [hand_in, hand_in_form])
def test_a_key_that_took_effect_is_not_used_for_another_envelope(one_app: Flask, post: Any) -> None:
    """CONTRACT §2.9, for XML as for a form."""
    lan = Cast(one_app).lan
    first = _with_key(lan, envelope(), post)
    assert first.status_code == 202
    assert _with_key(lan, envelope(), post).json == first.json
    again = _with_key(lan, envelope(document_id="hai"), post)
    assert (again.status_code, again.json["code"]) == (422, "key_reused")
    assert len(papers()) == 1


def _with_key(lan: Hand, body: bytes, post: Any) -> Any:

    if post is hand_in:
        return hand_in(lan, body, key="khoa")
    return lan.asks("POST", "/gateway/edxml", data={"file": (io.BytesIO(body), "a")}, key="khoa")


def test_a_status_repeated_with_its_key_is_heard_once(one_app: Flask) -> None:
    cast = Cast(one_app)
    dispatched(cast)
    said = status("03", delivery().document_id)
    for _ in range(2):
        assert hand_in(cast.lan, said, key="khoa").status_code == 202
    assert [code for code, _, _ in heard()] == ["03"]


def test_the_document_tells_of_both_ways_to_hand_in(one_app: Flask) -> None:
    document = one_app.test_client().get("/api/v1/openapi.json").json
    told = document["paths"]["/api/v1/gateway/edxml"]["post"]
    assert set(told["requestBody"]["content"]) == {
        "application/xml",
        "text/xml",
        "multipart/form-data",
    }
    assert told["requestBody"]["required"] is True
    form = told["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form["required"] == ["file"]
    assert {"202", "401", "403", "413", "415", "422", "503"} <= set(told["responses"])
    accepted = document["components"]["schemas"]["Accepted"]
    assert set(accepted["properties"]) == {"message_id", "status"}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, 3000), st.integers(0, 30), st.binary(max_size=8)), max_size=3
    )
)
def test_whatever_is_handed_in_is_taken_or_refused(
    one_app: Flask, cuts: list[tuple[int, int, bytes]]
) -> None:
    """And what is refused has left nothing behind."""
    body = envelope()
    for at, length, put in cuts:
        body = body[:at] + put + body[at + length :]
    before = len(arrivals())
    try:
        gateway.take(body, gateway.SOMEBODY)
    except Refused:
        assert len(arrivals()) == before


def test_the_same_message_by_another_route_is_the_same(one_app: Flask) -> None:
    """Spaces and hops are no part of what is said (§8.6)."""
    lan = Cast(one_app).lan
    hand_in(lan, envelope())
    hop = b"<TraceHeader><OrganId>TRUC</OrganId></TraceHeader></TraceHeaderList>"
    hand_in(lan, envelope().replace(b"</TraceHeaderList>", hop).replace(b"><", b">\n<"))
    assert [arrival.document_id for arrival in arrivals()] == [LETTER.document_id]

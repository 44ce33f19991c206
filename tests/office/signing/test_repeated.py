"""A request said twice counts once, also where its first answer was lost (CONTRACT §2.9)."""

import pytest

from server import repeats
from server.documents.outgoing.signatures import signing
from tests.office.incoming import desk as incoming
from tests.office.outcome import numbers, refused, state_of, steps
from tests.office.outgoing import desk
from tests.office.papers import DRAFT, ok


class Killed(BaseException):
    """kill −9 between the act and its answer."""


def die(*_args, **_named):
    raise Killed


def etag(hand, path: str) -> str:
    return hand.asks("GET", path).headers["ETag"]


def test_the_first_answer_is_given_again_word_for_word(cast):
    path = incoming.arrived(cast)
    said = {"json": {}, "match": etag(cast.lan, path), "key": "vao-so"}
    first = cast.lan.asks("POST", f"{path}/actions/register", **said)
    again = cast.lan.asks("POST", f"{path}/actions/register", **said)
    assert (again.status_code, again.data) == (200, first.data)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert steps(path).count("register") == 1
    refused(cast.lan.asks("POST", f"{path}/actions/register",
                          **said | {"json": {"number": "9"}}), "key_reused")  # fmt: skip
    refused(cast.lan.asks("POST", f"{path}/actions/present", **said), "key_reused")


def test_a_lost_answer_is_made_up_for_and_nothing_happens_twice(cast, monkeypatch):
    path = incoming.arrived(cast)
    said = {"json": {}, "match": etag(cast.lan, path), "key": "vao-so"}
    with monkeypatch.context() as broken:
        broken.setattr(repeats, "answered", die)
        with pytest.raises(Killed):
            cast.lan.asks("POST", f"{path}/actions/register", **said)
    assert ok(cast.lan.asks("POST", f"{path}/actions/register", **said))["arrival_no"] == 1
    assert numbers("IN", cast.lan.actor.agency_id) == [1]


def test_a_refusal_is_not_remembered(cast):
    path = incoming.arrived(cast, subject="")
    where, key = f"{path}/actions/register", "vao-so"
    refused(cast.lan.asks("POST", where, json={}, key=key), "has_register_columns")
    incoming.change(incoming.IncomingDocument, {"id": incoming.id_of(path)}, subject="V/v họp")
    ok(cast.lan.asks("POST", where, json={}, key=key))


def test_a_draft_begun_twice_with_one_key_is_one_draft(cast):
    first = ok(cast.nam.asks("POST", "/outgoing", json=DRAFT, key="soan"))
    assert ok(cast.nam.asks("POST", "/outgoing", json=DRAFT, key="soan")) == first
    assert len(cast.nam.sees("/outgoing")["items"]) == 1
    ok(cast.hoa.asks("POST", "/outgoing", json=DRAFT, key="soan"))


def test_a_bare_approval_whose_answer_was_lost_is_answered_again(cast, monkeypatch):
    path = desk.submitted(cast)
    said = {"json": {}, "match": etag(cast.minh, path), "key": "duyet"}
    with monkeypatch.context() as broken:
        broken.setattr(repeats, "answered", die)
        with pytest.raises(Killed):
            cast.minh.asks("POST", f"{path}/actions/approve", **said)
    assert ok(cast.minh.asks("POST", f"{path}/actions/approve", **said))["state"] == "APPROVED"
    assert steps(path).count("approve") == 1


@pytest.mark.parametrize(
    ("where", "name"),
    [(signing, "sign"), (repeats, "answered")],
    ids=["between approval and signature", "after the signature"],
)
def test_approve_and_sign_repeated_after_a_crash_goes_on_where_it_stopped(
    cast, monkeypatch, where, name
):
    path = desk.checked(cast)
    said = {"json": {"pin": cast.pin}, "match": etag(cast.minh, path), "key": "duyet-va-ky"}
    with monkeypatch.context() as broken:
        broken.setattr(where, name, die)
        with pytest.raises(Killed):
            cast.minh.asks("POST", f"{path}/actions/approve", **said)
    assert state_of(path) == ("READY_TO_SIGN" if name == "sign" else "SIGNED")
    assert ok(cast.minh.asks("POST", f"{path}/actions/approve", **said))["state"] == "SIGNED"
    assert (steps(path).count("approve"), steps(path).count("sign")) == (1, 1)


def test_a_signature_whose_answer_was_lost_is_not_made_again(cast, monkeypatch):
    path = desk.ready(cast)
    said = {"json": {"pin": cast.pin}, "match": etag(cast.minh, path), "key": "ky"}
    with monkeypatch.context() as broken:
        broken.setattr(repeats, "answered", die)
        with pytest.raises(Killed):
            cast.minh.asks("POST", f"{path}/actions/sign", **said)
    thing = ok(cast.minh.asks("POST", f"{path}/actions/sign", **said))
    assert (thing["state"], len(thing["signatures"])) == ("SIGNED", 1)


def test_a_proposal_said_twice_is_one_proposal(cast):
    path = desk.as_registered(cast)
    said = {"json": {"reason": "Sai"}, "key": "huy"}
    first = cast.lan.asks("POST", f"{path}/actions/void_number", **said)
    again = cast.lan.asks("POST", f"{path}/actions/void_number", **said)
    assert (again.status_code, again.data) == (202, first.data)
    assert steps(path).count("propose_void_number") == 1

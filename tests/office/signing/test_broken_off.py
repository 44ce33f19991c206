"""A machine that dies in the middle of a signature leaves something that ends by itself (§5.6)."""

import datetime as dt
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest
import time_machine

from server import perform, pool
from server.clock import now
from server.database import transaction
from server.documents.outgoing.signatures import signing
from server.papers.services import Ref
from server.signatures import claims
from tests.office.outcome import id_of, refused, state_of, steps
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from workflows import Refused

LATER = claims.LEASE + dt.timedelta(seconds=1)


class Killed(BaseException):
    """kill −9: nothing tidies up behind it, only the database undoes the open act."""


def die(*_args, **_named):
    raise Killed


def _dies_after(call):
    def done_for(*args, **named):
        call(*args, **named)
        raise Killed

    return done_for


def _when_signing(call):
    """Only the signature itself, not the PIN or the page that go through the same pool."""

    def submit(task, *args, **named):
        return (call if hasattr(task, "keywords") else real)(task, *args, **named)

    real = pool.submit
    return submit


STEPS = {
    "before the claim is written": (claims, "claim", _dies_after),
    "claimed": (pool, "submit", lambda _real: _when_signing(die)),
    "signed": (pool, "submit", lambda real: _when_signing(_dies_after(real))),
    "kept on the disk": (signing, "OUTGOING", lambda real: replace(real, record=die)),
    "recording": (perform, "perform", _dies_after),
}


def test_a_kill_at_each_step_ends_by_itself_and_the_paper_is_signed_once(cast, monkeypatch):
    for step, (where, name, dying) in STEPS.items():
        path = desk.ready(cast)
        me, ref = cast.minh.actor, Ref(id_of(path))
        with monkeypatch.context() as broken:
            broken.setattr(where, name, dying(getattr(where, name)))
            with pytest.raises(Killed):
                signing.sign(me, ref, pin=cast.pin)
        assert state_of(path) == "READY_TO_SIGN", step
        assert paper_of(path).signatures_made == []
        with time_machine.travel(now() + LATER, tick=False):
            assert ok(cast.minh.does(path, "sign", {"pin": cast.pin}))["state"] == "SIGNED", step
        assert steps(path).count("sign") == 1
        assert len(paper_of(path).signatures_made) == 1


def test_while_it_is_being_signed_nobody_else_touches_it(cast, monkeypatch):
    path = desk.ready(cast)
    monkeypatch.setattr(pool, "submit", _when_signing(die))
    with pytest.raises(Killed):
        signing.sign(cast.minh.actor, Ref(id_of(path)), pin=cast.pin)
    monkeypatch.undo()
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "being_signed")
    refused(cast.minh.does(path, "refuse_sign", {"reason": "Thôi"}), "being_signed")
    refused(cast.mai.does(path, "send_back", {"reason": "Sửa"}), "being_signed")
    etag = cast.nam.asks("GET", path).headers["ETag"]
    change = {"json": {"body": ["Sửa một dấu phẩy./."]}, "match": etag}
    refused(cast.nam.asks("PATCH", path, **change), "being_signed")
    assert len(desk.versions(path)) == 1
    with time_machine.travel(now() + LATER, tick=False):
        ok(cast.nam.asks("PATCH", path, **change))
    assert state_of(path) == "SUBMITTED"


def test_a_hand_that_comes_back_too_late_finds_its_claim_gone(cast, monkeypatch):
    path = desk.ready(cast)
    way = signing.OUTGOING

    def slowly(*args):
        with time_machine.travel(now() + LATER, tick=False):
            monkeypatch.setattr(signing, "OUTGOING", way)
            ok(cast.minh.does(path, "sign", {"pin": cast.pin}))
        return way.record(*args)

    monkeypatch.setattr(signing, "OUTGOING", replace(way, record=slowly))
    answer = cast.minh.does(path, "sign", {"pin": cast.pin})
    assert answer.status_code in (409, 412), answer.text
    assert steps(path).count("sign") == 1
    one = paper_of(path).signatures_made
    assert [row.output_sha256 for row in one] == [paper_of(path).file_sha256]


def test_a_key_that_refuses_gives_the_paper_back_at_once(cast, monkeypatch):
    path = desk.ready(cast)

    def expired(*_args, **_named):
        raise signing.SealFailed("certificate_expired")

    monkeypatch.setattr(pool, "submit", _when_signing(expired))
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "certificate_expired")
    monkeypatch.undo()
    ok(cast.minh.does(path, "sign", {"pin": cast.pin}))


def test_no_time_stamp_has_the_number_of_another(cast):
    key, person = (desk.drafted(cast).strip("/"), "NguoiKy", "x"), cast.minh.actor.person_id
    with transaction():
        first = claims.claim(key, person, 2)
    with pytest.raises(Refused, match="being_signed"), transaction():
        claims.claim(key, person, 2)
    with time_machine.travel(now() + LATER, tick=False), transaction():
        second = claims.claim(key, person, 2)
    assert len({*first.serials, *second.serials}) == 4
    with pytest.raises(Refused, match="being_signed"), transaction():
        claims.finish(first, "y")
    claims.release(first)
    with transaction():
        claims.finish(second, "y")


def test_a_device_that_never_answers_is_told_in_words_and_holds_nothing(cast, monkeypatch):
    """An HSM that hangs: no 500, no waiting for a lease, and the next try signs."""
    for silence in (TimeoutError, BrokenProcessPool):
        path = desk.ready(cast)
        with monkeypatch.context() as hanging:
            hanging.setattr(pool, "submit", _when_signing(_raises(silence)))
            refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "took_too_long")
        assert state_of(path) == "READY_TO_SIGN"
        assert ok(cast.minh.does(path, "sign", {"pin": cast.pin}))["state"] == "SIGNED"


def test_a_page_that_is_never_set_leaves_the_draft_where_it_was(cast, monkeypatch):
    path = desk.drafted(cast)
    with monkeypatch.context() as hanging:
        hanging.setattr(pool, "submit", _raises(TimeoutError))
        answer = cast.nam.does(path, "submit")
        refused(answer, "took_too_long")
        assert answer.headers["Retry-After"] == "60"
    assert state_of(path) == "DRAFT"
    assert ok(cast.nam.does(path, "submit"))["state"] == "SUBMITTED"


def _raises(what):
    def hang(*_args, **_named):
        raise what

    return hang

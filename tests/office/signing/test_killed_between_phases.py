"""kill −9 while the key is elsewhere: at each step of both phases, of one paper and of many (§5.6).

Before the signer was asked, his claim ends by itself. From then on what he signed is good for all
its minutes: his program sends the same answer again, and no PIN is typed twice.
"""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine

from server import perform, pool
from server.clock import now
from server.database import db
from server.documents.outgoing.batch import abreast_away, batches
from server.documents.outgoing.signatures import signing, two_phases
from server.signatures import claims
from tests.entry.test_killed import at_work
from tests.office.batches.test_killed import at_third, begun
from tests.office.outcome import id_of, refused, state_of, steps
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.test_annex_files import BODY
from tests.office.papers import ok
from tests.office.signing.keys import answered, on_own_machine
from tests.office.signing.test_broken_off import Killed, _dies_after, _when_signing, die
from tests.office.signing.test_elsewhere import jobs
from tests.office.signing.test_elsewhere_by_api import begins, signed_by
from tests.office.signing.test_elsewhere_many import refs

LATER = claims.ELSEWHERE + dt.timedelta(seconds=1)

FIRST = {
    "before the claim is written": (claims, "claim", _dies_after),
    "claimed": (pool, "submit", lambda _real: _when_signing(die)),
    "made ready": (pool, "submit", lambda real: _when_signing(_dies_after(real))),
    "about to keep what the second phase needs": (claims, "keep", lambda _real: die),
}
SECOND = {
    "taken up again": (pool, "submit", lambda _real: _when_signing(die)),
    "put in": (pool, "submit", lambda real: _when_signing(_dies_after(real))),
    "kept on the disk": (claims, "finish", lambda _real: die),
    "recording": (perform, "perform", _dies_after),
}


@pytest.fixture
def cast(one_cast):
    return one_cast


def dying(monkeypatch, step, call):
    """The process ends there; what it had open the database undoes."""
    where, name, breaking = step
    with monkeypatch.context() as broken:
        broken.setattr(where, name, breaking(getattr(where, name)))
        with pytest.raises(Killed):
            call()
    db.session.rollback()


def held():
    return [job for job in jobs() if job.state == "claimed"]


def is_marked_once(path, step):
    rows = [row for row in paper_of(path).signatures_made if row.kind == KINDS[step]]
    assert {row.verdict for row in rows} == {"valid"}
    assert steps(path).count(step) == 1
    assert len({row.field for row in rows}) == len(rows)


KINDS = {"sign": "person", "seal": "seal"}


def waiting(cast, step):
    """A paper that waits for that mark, and whose hand and token put it down."""
    if step == "sign":
        return desk.ready(cast), cast.minh, on_own_machine(cast)
    path = desk.signed(cast, body=BODY)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    return path, cast.lan, on_own_machine(cast, "huyen")


@pytest.mark.parametrize("step", KINDS)
def test_killed_while_it_is_made_ready_it_is_free_after_five_minutes(cast, monkeypatch, step):
    path, hand, token = waiting(cast, step)
    before, when = state_of(path), now()
    for n, seam in enumerate(FIRST.values(), start=1):
        with time_machine.travel(when + n * LATER, tick=False):
            dying(monkeypatch, seam, lambda: begins(hand, path, step, key="said-again"))
            assert (state_of(path), len(held())) == (before, min(n - 1, 1))
    with time_machine.travel(when + len(FIRST) * LATER, tick=False):
        refused(begins(hand, path, step), "being_signed")
    with time_machine.travel(when + (len(FIRST) + 1) * LATER, tick=False):
        answer = signed_by(token, begins(hand, path, step, key="said-again"))
        ok(hand.does(path, step, {"answer": answer}))
    is_marked_once(path, step)


@pytest.mark.parametrize("step", KINDS)
def test_killed_over_the_answer_the_same_answer_is_taken_again(cast, monkeypatch, step):
    path, hand, token = waiting(cast, step)
    before = state_of(path)
    answer = {"answer": signed_by(token, begins(hand, path, step))}
    for seam in SECOND.values():
        dying(monkeypatch, seam, lambda: hand.does(path, step, answer))
        assert (state_of(path), len(held())) == (before, 1)
    ok(hand.does(path, step, answer))
    is_marked_once(path, step)
    assert hand.does(path, step, answer).status_code == 409
    is_marked_once(path, step)


def test_a_server_killed_for_true_over_the_answer_leaves_it_to_the_next(cast, one_app, tmp_path):
    path, hand, token = waiting(cast, "sign")
    answer = signed_by(token, begins(hand, path, "sign"))
    with at_work(one_app, tmp_path, f"end {id_of(path)} {answer}") as server:
        assert server.wait() == -9
    assert state_of(path) == "READY_TO_SIGN"
    ok(hand.does(path, "sign", {"answer": answer}))
    is_marked_once(path, "sign")


# --- many papers under one PIN at the desk


@pytest.fixture
def many(cast):
    return [desk.ready(cast, subject=f"V/v họp lần {n}") for n in range(3)]


def test_a_batch_killed_while_it_is_made_ready_is_free_after_five_minutes(cast, many, monkeypatch):
    token, listed = on_own_machine(cast), refs(cast.minh, *many)

    def begin():
        return batches.begin(cast.minh.actor, listed, "sign", "ecdsa")

    when = now()
    for n, seam in enumerate(((abreast_away, "claim"), (two_phases, "keep"))):
        with time_machine.travel(when + n * LATER, tick=False):
            dying(monkeypatch, (*seam, at_third), begin)
    assert {state_of(path) for path in many} == {"READY_TO_SIGN"}
    with time_machine.travel(when + 2 * LATER, tick=False):
        answer = answered(token, begin())
        sign_all(cast, many, answer, monkeypatch)()
    for path in many:
        is_marked_once(path, "sign")


def sign_all(cast, paths, answer, monkeypatch):
    def sign(papers, pin):
        batches.sign(cast.minh.actor, papers, answer=answer)

    return begun(cast, monkeypatch, sign, refs(cast.minh, *paths))


BATCH = {
    "about to put in": (two_phases, "put_in", at_third),
    "recording": (signing, "OUTGOING", lambda way: replace(way, record=at_third(way.record))),
    "moved, not committed": (perform, "_announce", at_third),
}


@pytest.mark.parametrize("step", BATCH)
def test_a_batchs_answer_signs_the_rest_after_a_kill(cast, many, monkeypatch, step):
    token, listed = on_own_machine(cast), refs(cast.minh, *many)
    asked = batches.begin(cast.minh.actor, listed, "sign", "ecdsa")
    answer = answered(token, asked)
    dying(monkeypatch, BATCH[step], sign_all(cast, many, answer, monkeypatch))
    assert [state_of(path) for path in many] == ["SIGNED", "READY_TO_SIGN", "READY_TO_SIGN"]
    sign_all(cast, many[1:], answer, monkeypatch)()
    for path in many:
        is_marked_once(path, "sign")

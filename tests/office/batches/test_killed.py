"""kill -9 in the midst of a batch: what was recorded stands, the rest ends by itself (§5.6)."""

from dataclasses import replace

import pytest
import time_machine

from server import at_once, perform
from server.clock import now
from server.database import db
from server.documents.outgoing.batch import abreast, batches
from server.documents.outgoing.signatures import signing
from server.documents.outgoing.signatures.marking import Way
from server.papers.services import Ref
from tests.office.outcome import id_of, state_of, steps
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.signing.test_broken_off import LATER, Killed


def at_third(call):
    """Lives through two papers: the first alone, and one of the two that share a commit."""
    left = [2]

    def call_or_die(*args, **named):
        if not left[0]:
            raise Killed
        left[0] -= 1
        return call(*args, **named)

    return call_or_die


STEPS = {
    "claiming": (abreast, "claim"),
    "about to sign": (signing, "put_down"),
    "recording": (signing, "OUTGOING"),
    "moved, not committed": (perform, "_announce"),
}


def begun(cast, monkeypatch, act, papers):
    """What the thread of the batch would do, to be done here, in groups however slow it goes."""
    works = []
    monkeypatch.setattr(abreast, "AHEAD", 1000)
    monkeypatch.setattr(at_once, "start", lambda _claim, work: works.append(work))
    act(papers, pin=cast.pin)
    return lambda: works[0](lambda *_: True)


def refs(paths):
    return [Ref(id_of(path)) for path in paths]


def _breaking(part):
    """A function, or the way of a kind of paper, whose record breaks off."""
    if isinstance(part, Way):
        return replace(part, record=at_third(part.record))
    return at_third(part)


@pytest.mark.parametrize("step", STEPS)
def test_what_was_recorded_stands_and_the_rest_is_signed_once_later(one_cast, monkeypatch, step):
    paths = [desk.ready(one_cast, subject=f"V/v họp lần {n}") for n in range(3)]
    where, name = STEPS[step]

    def sign(papers, pin):
        batches.sign(one_cast.minh.actor, papers, pin=pin)

    work = begun(one_cast, monkeypatch, sign, refs(paths))
    with monkeypatch.context() as broken:
        broken.setattr(where, name, _breaking(getattr(where, name)))
        with pytest.raises(Killed):
            work()
    db.session.rollback()
    assert [state_of(path) for path in paths] == ["SIGNED", "READY_TO_SIGN", "READY_TO_SIGN"]
    with time_machine.travel(now() + LATER, tick=False):
        begun(one_cast, monkeypatch, sign, refs(paths[1:]))()
    assert {state_of(path) for path in paths} == {"SIGNED"}
    for path in paths:
        assert steps(path).count("sign") == len(paper_of(path).signatures_made) == 1


def test_a_number_of_a_group_that_was_not_kept_is_given_again(one_cast, monkeypatch):
    paths = [desk.signed(one_cast, subject=f"V/v họp lần {n}") for n in range(3)]

    def seal(papers, pin):
        batches.seal(one_cast.lan.actor, papers, pin=pin)

    work = begun(one_cast, monkeypatch, seal, refs(paths))
    with monkeypatch.context() as broken:
        broken.setattr(abreast, "claim", at_third(abreast.claim))
        with pytest.raises(Killed):
            work()
    db.session.rollback()
    assert [paper_of(path).number for path in paths] == [1, None, None]
    begun(one_cast, monkeypatch, seal, refs(paths[1:]))()
    assert [paper_of(path).number for path in paths] == [1, 2, 3]
    assert {state_of(path) for path in paths} == {"SEALED"}

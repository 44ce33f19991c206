"""Every right is needed: without it somebody gets a button that is not his (server/policy.py)."""

from collections.abc import Callable, Iterator

import pytest

from server import policy
from server.database import db
from server.documents.incoming.steps import STEPS as INCOMING_STEPS
from server.documents.outgoing.steps import STEPS as OUTGOING_STEPS
from server.papers.actions import offered
from tests.cast import Cast
from tests.office.incoming import desk, test_who_may
from tests.office.outcome import id_of, model_of
from tests.office.outgoing import test_who_may as test_who_may_out

ROOMS = {
    "incoming": (test_who_may.TURNS, INCOMING_STEPS),
    "outgoing": (test_who_may_out.TURNS, OUTGOING_STEPS),
}
OTHERS = ("edit", "edit_after_approval")
"""No button of the law's: the editor's door, tried where drafts are checked."""


def _rows(room: str) -> Iterator[tuple[str, policy.Right]]:
    for name, rights in policy.RIGHTS.items():
        kind, step = name.split(".")
        if kind == room and step not in OTHERS:
            yield from ((name, right) for right in rights if right is not policy.same_agency)


@pytest.mark.parametrize("room", ROOMS)
def test_no_right_can_be_left_out(one_app, monkeypatch, room):
    cast = Cast(one_app)
    buttons = _look(cast, room)
    as_it_is = buttons()
    for name, right in _rows(room):
        left = tuple(one for one in policy.RIGHTS[name] if one is not right)
        with monkeypatch.context() as loose:
            loose.setitem(policy.RIGHTS, name, left)
            assert buttons() != as_it_is, f"{name}: {right.__name__} keeps nobody out"
    monkeypatch.setattr(policy, "OTHERWISE", ())
    assert buttons() != as_it_is


def _look(cast: Cast, room: str) -> Callable[[], dict[tuple[str, str], list[str]]]:
    """Papers in every state, and what each of the cast could do with each now."""
    turns, steps = ROOMS[room]
    actors = {name: getattr(cast, name).actor for name in test_who_may.EVERYBODY}
    paths = {}
    for n, (state, (build, _)) in enumerate(turns.items()):
        paths[state] = build(cast)
        if room == "incoming":
            desk.renumber(paths[state], 4000 + n)
    db.session.rollback()
    papers = {state: db.session.get_one(model_of(p), id_of(p)) for state, p in paths.items()}
    return lambda: {
        (state, name): offered(actor, paper, steps)
        for state, paper in papers.items()
        for name, actor in actors.items()
    }

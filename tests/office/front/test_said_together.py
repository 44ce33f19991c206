"""What is to be said aloud is said by one hand at a time, and none of it is left (DESIGN §5.3)."""

import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from server import outbox
from server.database import db, transaction
from server.outbox import Announcement
from tests.office.front.desks import presented

LAN = "a:1:CLERK"


@pytest.fixture
def said(monkeypatch) -> list[int]:
    """What the pages of the office hear, in their order."""
    heard: list[int] = []

    def emit(_event: str, what: dict, to: str) -> None:  # noqa: ARG001
        heard.append(what["id"])

    monkeypatch.setattr(outbox, "socketio", SimpleNamespace(emit=emit))
    return heard


def _announced(*ids: int) -> None:
    with transaction():
        outbox.announce_all(*(("notice", {LAN}, {"id": one}) for one in ids))


def _waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(Announcement)) or 0


def test_what_waits_is_said_in_its_order_however_much_it_is(app, said):
    """A morning after the line was dead: more than goes into one transaction."""
    ids = [*range(2 * outbox.AT_ONCE + 3)]
    _announced(*ids)
    outbox.deliver()
    assert said == ids and _waiting() == 0


def test_where_nothing_waits_nothing_is_written(app, said, monkeypatch):
    monkeypatch.setattr(outbox, "transaction", lambda: pytest.fail("a transaction for nothing"))
    outbox.deliver()
    assert said == []


def test_who_comes_while_another_speaks_leaves_his_words_to_him(app, said, monkeypatch):
    """Lan registers while Hoa's act is being told: Lan does not wait, and is told by Hoa's hand."""
    hands: list[int] = []

    def emit(_event: str, what: dict, to: str) -> None:  # noqa: ARG001
        hands.append(threading.get_ident())
        said.append(what["id"])
        if what["id"] == 1:
            lan = threading.Thread(target=_lan)
            lan.start()
            lan.join(10)
            assert not lan.is_alive(), "Lan waits until the other has spoken"

    def _lan() -> None:
        with app.app_context():
            outbox.deliver()

    monkeypatch.setattr(outbox, "socketio", SimpleNamespace(emit=emit))
    _announced(1)
    told = outbox._say

    def _said_and_more() -> int:
        count = told()
        if said == [1]:
            _announced(2)  # Lan's act, committed while the first was being told
        return count

    monkeypatch.setattr(outbox, "_say", _said_and_more)
    outbox.deliver()
    assert said == [1, 2] and _waiting() == 0
    assert set(hands) == {threading.get_ident()}


def test_who_comes_when_the_other_found_nothing_is_told_all_the_same(app, said, monkeypatch):
    """Hoa's hand had looked, found nothing, and was about to go: it looks again, at the present."""
    held = threading.Lock()
    lans = iter([1])

    class Turn:
        acquire = staticmethod(held.acquire)

        @staticmethod
        def release() -> None:
            for one in lans:
                lan = threading.Thread(target=_lan, args=(one,))
                lan.start()
                lan.join()
            held.release()

    def _lan(one: int) -> None:
        with app.app_context():
            _announced(one)
            outbox.deliver()

    monkeypatch.setattr(outbox, "_speaking", Turn)
    outbox.deliver()
    assert said == [1] and _waiting() == 0


def test_what_could_not_be_said_waits_for_the_next_second(app, said, monkeypatch):
    """The queue to the other web processes is dead for a moment: nothing is lost, none is stuck."""

    def fails(*_what: object, **_where: object) -> None:
        raise ConnectionError("no queue")

    with monkeypatch.context() as dead:
        dead.setattr(outbox, "socketio", SimpleNamespace(emit=fails))
        _announced(7)
        with pytest.raises(ConnectionError):
            outbox.deliver()
    assert _waiting() == 1
    outbox.deliver()
    assert said == [7] and _waiting() == 0


def test_an_act_is_told_once_it_is_kept_and_by_this_process_alone(cast, said, monkeypatch):
    """The mouth is here: the act's own thread says it. Elsewhere it stays for the sweep."""
    presented(cast)
    assert said == [] and _waiting() > 0
    outbox.deliver()
    before = len(said)
    monkeypatch.setitem(outbox._mouth, "open", True)
    presented(cast)
    assert len(said) > before and _waiting() == 0

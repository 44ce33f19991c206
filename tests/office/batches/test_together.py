"""Acts under one commit: what a batch saves by it, and what it may not lose."""

import pytest
from sqlalchemy import func, select

from server import audit
from server.audit.models import LedgerEvent
from server.database import after_commit, db, in_an_act, together, transaction


def note(said: str, heard: list[str] | None = None) -> None:
    with transaction():
        audit.append("batch", f"job/{said}", act="sign", total=1, done=1)
        if heard is not None:
            after_commit(lambda: heard.append(said))
        if said == "bad":
            raise ZeroDivisionError


def kept() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(LedgerEvent.subject.like("job/%"))) or 0


def test_one_act_is_undone_alone_and_what_it_asked_for_with_it(app):
    heard: list[str] = []
    with together():
        note("first", heard)
        with pytest.raises(ZeroDivisionError):
            note("bad", heard)
        note("last", heard)
        assert not in_an_act()
        assert heard == []
    assert heard == ["first", "last"]
    assert kept() == 2


def test_nothing_is_kept_or_said_of_acts_whose_commit_never_came(app):
    heard: list[str] = []
    with pytest.raises(KeyboardInterrupt), together():
        note("first", heard)
        raise KeyboardInterrupt
    assert (heard, kept()) == ([], 0)
    note("next", heard)
    assert (heard, kept()) == (["next"], 1)


def test_acts_do_not_nest_here_either(one_app):
    with together(), transaction(), pytest.raises(RuntimeError), transaction():
        pass
    with together(), pytest.raises(RuntimeError), together():
        pass
    with transaction(), pytest.raises(RuntimeError), together():
        pass

"""Times in the log that run backwards or ahead, and what goes on while it is examined."""

import datetime as dt
from collections.abc import Iterator
from threading import Thread

from server import audit
from server.database import db, transaction
from server.ledger import heads, published, sequencing, tree
from server.ledger.checking import heads as checking_heads
from server.ledger.checking import whole as checking
from tests.office import papers


def found() -> str:
    said = "\n".join(checking_heads.head_findings())
    db.session.rollback()
    return said


def at(moment: str) -> None:
    """Something happens while the server's clock says so."""
    with transaction():
        when = dt.datetime.fromisoformat(f"{moment}+07:00")
        audit.append_all([audit.entry("start", "incoming/1", when, {})])
    sequencing.place_all()


def test_a_clock_that_was_set_back_is_named_once_and_where(one_app):
    at("2026-11-25T09:00:00")
    at("2026-11-25T08:57:00")  # acts commit in another order than they began
    at("2026-11-24T09:00:00")
    at("2026-11-24T09:01:00")
    words = [one for one in checking_heads.head_findings() if "đồng hồ" in one]
    assert words == [
        "mục 2 (incoming/1): ghi 09:00:00 24/11/2026, sau mục 0 ghi 09:00:00 25/11/2026: "
        "đồng hồ của máy chủ đã bị đổi"
    ]
    db.session.rollback()


def test_an_entry_of_tomorrow_is_named(one_app):
    at("2199-01-01T00:00:00")
    assert "mục 0: ghi 00:00:00 01/01/2199, sau giờ hiện tại của máy chủ" in found()


def test_a_world_that_was_moved_in_brings_its_own_times(one_app):
    at("2026-11-24T09:00:00")
    with transaction():
        old = dt.datetime(2022, 5, 1, tzinfo=dt.UTC)
        audit.append_all([audit.entry("start", "incoming/1", old, {"brought": 1})])
    sequencing.place_all()
    assert found() == ""


def test_a_head_that_is_signed_while_the_log_is_examined_is_no_old_copy_laid_back(
    one_app, one_cast, monkeypatch
):
    """The auditor of a fresh demo read it in red: its year was still being placed meanwhile."""
    papers.registered(one_cast)
    sequencing.place_all()
    db.session.rollback()

    def goes_on() -> None:
        with one_app.app_context():
            papers.registered(one_cast, number="1300")
            sequencing.place_all()
            heads.sign_head_now()
            db.session.remove()

    def meanwhile() -> Iterator[str]:
        begun = tree.size()
        other = Thread(target=goes_on)
        other.start()
        other.join()
        assert tree.size() == begun < published.last(heads.log_key()).size
        yield from ()

    monkeypatch.setitem(checking.PARTS, "kiểu dữ liệu", meanwhile)
    assert [*checking.findings()] == []
    assert published.last(heads.log_key()).size == tree.size()

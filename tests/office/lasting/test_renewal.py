"""Archives are stamped again before their stamps end, or weaken (LTV-03)."""

import datetime as dt

import pytest
import time_machine

from server.clock import now, today
from server.database import db, transaction
from server.files import store
from server.lasting import raising, rounds
from server.office import office
from server.papers import lasting
from server.papers.lasting import LastingFile
from server.press import read_signatures
from signing.lasting import WEAK_SINCE
from tests.office import papers
from tests.office.outcome import id_of, refused

YEAR = dt.timedelta(days=365)
pytestmark = pytest.mark.sent


@pytest.fixture
def row(one_cast, at_hand):
    """A dispatched paper, sealed under the office's own authority, which the machine has seen."""
    rounds.keep()
    (found,) = lasting.of_paper("outgoing", id_of(papers.SENT))
    return found


def test_the_machine_sees_each_sealed_file_once_and_knows_when_it_is_due(row):
    assert (row.level, row.lacks, row.made_of) == ("B-LTA", "", "sha256 ec-256")
    assert row.due_at == row.ends_at - raising.BEFORE
    assert rounds.keep() == {"brought": 0, "vain": 0}


def test_it_is_stamped_again_before_the_certificate_ends_and_verifies_after(row):
    first, ended = row.sha256, row.ends_at
    with time_machine.travel(row.due_at + dt.timedelta(hours=1), tick=True):
        assert rounds.keep() == {"brought": 1, "vain": 0}
        assert rounds.keep() == {"brought": 0, "vain": 0}, "once"
    db.session.refresh(row)
    assert store().fetch(row.sha256).startswith(store().fetch(first))
    read = read_signatures(store().fetch(row.sha256), office().cabinet)
    assert [one["field"] for one in read["signatures"]][2:] == ["LuuTru1", "LuuTru2"]
    assert row.due_at > ended - raising.BEFORE, "the last stamp of a certificate is not the end"


def test_of_a_certificate_that_ends_soon_half_its_time_is_used(row):
    """So no file grows each day until the authority has a new one."""
    soon = replace_row(row, ends_at=now() + dt.timedelta(days=60))
    assert abs(raising.due(soon) - now() - dt.timedelta(days=30)) < dt.timedelta(minutes=1)
    soon = replace_row(row, ends_at=now() + dt.timedelta(hours=1))
    assert raising.due(soon) - now() >= raising.AGAIN - dt.timedelta(minutes=1)


def replace_row(row: LastingFile, **changed) -> LastingFile:
    columns = {c.name: getattr(row, c.name) for c in LastingFile.__table__.columns}
    return LastingFile(**columns | changed)


def test_what_is_told_to_weaken_is_due_at_once_and_what_stays_weak_is_said(row, monkeypatch):
    monkeypatch.setitem(WEAK_SINCE, "sha256", today() + dt.timedelta(days=30))
    assert rounds.weaken() == {"moved": 1}
    db.session.refresh(row)
    assert row.due_at < now() + dt.timedelta(days=31)
    assert rounds.weaken() == {"moved": 0}, "a second call changes nothing"
    with time_machine.travel(row.due_at + YEAR, tick=True):
        rounds.keep()
        db.session.refresh(row)
        assert row.lacks == "stamp_weak", "our own authority stamps with sha256 still"
        assert row.due_at > now() + dt.timedelta(days=29), "it does not grow each day"


def test_a_file_that_is_not_whole_is_not_stamped_over(row, monkeypatch):
    pdf = bytearray(store().fetch(row.sha256))
    pdf[len(pdf) // 3] ^= 1
    with transaction() as session:
        held = session.get(LastingFile, row.id)
        held.sha256, held.due_at = store().keep(bytes(pdf)), now()
    rounds.keep()
    db.session.refresh(row)
    assert row.lacks in {"not_whole", "broken_pdf"}
    assert row.due_at > now() + dt.timedelta(hours=23)


def test_the_page_is_for_who_looks_after_the_archive(one_cast, row):
    for hand in (one_cast.lan, one_cast.minh):
        refused(hand.asks("GET", "/lasting"), "not_allowed")
        assert hand.browser().get("/lasting").status_code == 403
    for hand in (one_cast.son, one_cast.kien):
        page = hand.browser().get("/lasting").text
        assert "B-LTA" in page and "Máy chạy gần nhất" in page
        (told,) = hand.sees("/lasting")["items"]
        assert (told["level"], told["lacks"], told["sha256"]) == ("B-LTA", None, row.sha256)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("state=lacking", 0),
        ("state=failing", 0),
        ("state=soon", 0),
        ("agency=huyen", 1),
        ("agency=hoangphu", 0),
    ],
)
def test_it_is_narrowed_by_standing_and_agency(one_cast, row, asked, count):
    assert len(one_cast.son.sees(f"/lasting?{asked}")["items"]) == count
    shown = one_cast.son.browser().get(f"/lasting?{asked}").text
    assert ("Không có tệp nào" in shown) == (count == 0)


def test_an_older_page_begins_where_the_newer_one_ended(one_cast, row):
    with transaction() as session:
        for n in range(50):
            session.add(replace_row(row, id=row.id + 1 + n, paper_id=1000 + n))
    page = one_cast.son.sees("/lasting")
    assert len(page["items"]) == 50 and page["next_cursor"]
    (oldest,) = one_cast.son.sees(f"/lasting?cursor={page['next_cursor']}")["items"]
    assert oldest["id"] == row.id
    assert f"cursor={page['next_cursor']}" in one_cast.son.browser().get("/lasting").text

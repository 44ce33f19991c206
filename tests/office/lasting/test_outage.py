"""The stamping service is away: papers are sealed all the same, and made whole later (LTV-01)."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select, update

from server.audit.models import LedgerEvent
from server.clock import now
from server.database import db, transaction
from server.files import store
from server.lasting import raising, rounds
from server.ledger.verifying import records
from server.office import office
from server.papers import lasting
from server.papers.lasting import LastingFile, LastingVersion
from server.press import read_signatures
from tests.office import papers
from tests.office.lasting.conftest import back
from tests.office.outcome import id_of

SAID = "chưa đủ dữ liệu dài hạn"


def row_of(path: str) -> LastingFile:
    db.session.rollback()
    (row,) = lasting.of_paper("outgoing", id_of(path))
    return row


def levels(thing) -> set[str | None]:
    return {one["level"] for one in thing["signatures"]}


@pytest.fixture
def sealed(one_cast, services):
    """A paper that Minh signed and Lan sealed while no stamp was to be had."""
    services.tsa = "down"
    return papers.sealed(one_cast)


def test_an_outage_stops_nobody_and_the_paper_says_what_it_lacks(one_cast, sealed):
    thing = one_cast.lan.sees(sealed)
    assert (thing["state"], levels(thing)) == ("SEALED", {"B-B"})
    assert SAID in one_cast.lan.browser().get(sealed).text
    rounds.keep()
    rounds.keep()
    (told,) = one_cast.son.sees("/lasting?state=failing")["items"]
    assert (told["level"], told["lacks"], told["paper"]) == ("B-B", "tsa_down", id_of(sealed))
    page = one_cast.son.browser().get("/lasting?state=lacking").text
    assert "không kết nối được dịch vụ dấu thời gian" in page and thing["code"] in page


def test_when_the_service_is_back_it_is_made_whole_by_itself(one_cast, sealed, services):
    before = one_cast.lan.sees(sealed)
    rounds.keep()
    back(services)
    assert rounds.keep() == {"brought": 1, "vain": 0}
    after = one_cast.lan.sees(sealed)
    old, new = (one["files"][0]["sha256"] for one in (before, after))
    assert old != new and store().fetch(new).startswith(store().fetch(old))
    assert (levels(after), after["version"]) == ({"B-LTA"}, before["version"] + 1)
    assert after["files"][0]["size"] == len(store().fetch(new))
    assert read_signatures(store().fetch(new), office().cabinet)["word"] == "VALID"
    assert SAID not in one_cast.lan.browser().get(sealed).text
    papers.ok(one_cast.lan.does(sealed, "dispatch"))
    assert rounds.keep() == {"brought": 0, "vain": 0}, "a second call changes nothing"


def test_each_version_is_in_the_log_and_known_again(one_cast, sealed, services):
    old = one_cast.lan.sees(sealed)["files"][0]["sha256"]
    rounds.keep()
    back(services)
    rounds.keep()
    new = one_cast.lan.sees(sealed)["files"][0]["sha256"]
    said = select(LedgerEvent.content).where(LedgerEvent.content.contains('"event":"lengthen"'))
    (event,) = db.session.scalars(said)
    assert f'"input_sha256":"{old}"' in event and f'"revision_sha256":"{new}"' in event
    papers.ok(one_cast.lan.does(sealed, "dispatch"))
    codes = {records.by_file(one).code for one in (old, new)}
    assert codes == {one_cast.lan.sees(sealed)["code"]}


def test_what_went_out_stays_as_it_went_and_home_keeps_what_lasts_longer(
    one_cast, sealed, services
):
    """The recipients have the bytes that were dispatched: original for original (NĐ30 art. 5)."""
    papers.ok(one_cast.lan.does(sealed, "dispatch"))
    before = one_cast.lan.sees(sealed)
    rounds.keep()
    back(services)
    rounds.keep()
    after, row = one_cast.lan.sees(sealed), row_of(sealed)
    assert (after["files"], after["version"]) == (before["files"], before["version"])
    assert (levels(after), row.sha256 != after["files"][0]["sha256"]) == ({"B-LTA"}, True)
    browser = one_cast.lan.browser()
    assert f'href="/lasting/{row.id}/file"' in browser.get(sealed).text
    with browser.get(f"/lasting/{row.id}/file") as got:
        assert got.data == store().fetch(row.sha256)
    assert one_cast.cv_xa.browser().get(f"/lasting/{row.id}/file").status_code == 404
    assert records.by_file(row.sha256).code == after["code"]


def test_pauses_grow_while_it_stays_away(one_cast, sealed):
    rounds.keep()
    pauses = []
    for _ in range(4):
        row = row_of(sealed)
        with time_machine.travel(row.due_at + dt.timedelta(seconds=1), tick=False):
            rounds.keep()
            pauses.append((row_of(sealed).due_at - now()) // dt.timedelta(minutes=1))
    assert pauses == sorted(set(pauses)) and pauses[-1] >= 4 * pauses[0]


def test_a_service_that_is_away_is_left_alone_by_the_rest_of_the_round(one_cast, sealed, services):
    rounds.keep()
    row = row_of(sealed)
    columns = {c.name: getattr(row, c.name) for c in LastingFile.__table__.columns}
    with transaction() as session:
        for n in range(2 * rounds.IN_VAIN):
            session.add(LastingFile(**columns | {"id": row.id + 1 + n, "paper_id": 1000 + n}))
        session.execute(update(LastingFile).values(due_at=now()))
    assert rounds.keep() == {"brought": 0, "vain": rounds.IN_VAIN}


def test_when_one_is_served_the_others_wait_no_longer(one_cast, sealed, services):
    rounds.keep()
    rounds.keep()
    row = row_of(sealed)
    columns = {c.name: getattr(row, c.name) for c in LastingFile.__table__.columns}
    with transaction() as session:
        late = {"id": row.id + 1, "paper_id": 999, "due_at": now() + raising.LONGEST}
        session.add(LastingFile(**columns | late))
        session.get(LastingFile, row.id).due_at = now()
    back(services)
    rounds.keep()
    assert db.session.get(LastingFile, row.id + 1).due_at <= now()


def test_a_kill_between_claim_and_record_ends_by_itself(one_cast, sealed, services, monkeypatch):
    rounds.keep()
    back(services)
    with monkeypatch.context() as dying:
        dying.setattr(raising, "_record", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            rounds.keep()
    assert rounds.keep() == {"brought": 0, "vain": 0}, "while the lease runs it is nobody else's"
    with time_machine.travel(now() + raising.LEASE + dt.timedelta(seconds=1), tick=True):
        assert rounds.keep()["brought"] == 1
    assert one_cast.lan.sees(sealed)["signatures"][0]["level"] == "B-LTA"


def test_who_came_late_records_nothing(one_cast, sealed, services):
    rounds.keep()
    held = raising._claim(row_of(sealed).id)
    with transaction() as session:
        session.get(LastingFile, held.id).token = "another"
    assert raising._record(held, raising.Outcome(held.sha256, "")) is False


def test_what_is_destroyed_is_kept_up_no_longer(one_cast, sealed, services):
    """SEC-03: every version goes, and no row asks for it again."""
    first = one_cast.lan.sees(sealed)["files"][0]["sha256"]
    rounds.keep()
    back(services)
    rounds.keep()
    last = row_of(sealed).sha256
    with transaction():
        assert sorted(lasting.let_go([last])) == sorted([first, last])
    assert db.session.scalars(select(LastingFile)).all() == []
    assert db.session.scalars(select(LastingVersion)).all() == []


def test_a_lie_is_no_reason_to_seal(one_cast, services):
    """A stamp that is forged is no stamp; the paper goes on without, and says so."""
    services.tsa = "forged"
    assert levels(one_cast.lan.sees(papers.sealed(one_cast))) == {"B-B"}

"""Several web processes hold one room: each says all of it in order, and one of them minds it."""

import contextlib
import datetime as dt

import pytest

from server import clock, outbox, sockets
from server.database import db
from server.home import live as door
from server.meetings.live import events, minding, sweeping
from server.meetings.models import Meeting
from tests.office.meetings.gathering import does, id_of, opened, voting
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_sites import conference


class Line:
    """The end of a queue: what was told goes nowhere, and is remembered."""

    def __init__(self, elsewhere: int = 0) -> None:
        self.told: list[tuple[str, dict]] = []
        self.counted: list[int] = []
        self._elsewhere = elsewhere

    @contextlib.contextmanager
    def telling(self, event: str, said: dict):
        self.told.append((event, said))
        yield

    def opens(self, _person_id: int, most: int) -> bool:
        has_room = self._elsewhere < most
        self.counted += [1] if has_room else []
        return has_room

    def closes(self, _person_id: int) -> None:
        self.counted.append(-1)


@pytest.fixture
def house(monkeypatch):
    """This process is one of several: `moves()` makes it another one of them, with no memory."""
    monkeypatch.setitem(outbox._mouth, "open", True)
    monkeypatch.setattr(events, "behind", type(events.behind)())

    def moves(elsewhere: int = 0) -> sockets.House:
        one = sockets.House(Line(elsewhere))  # type: ignore[arg-type]
        monkeypatch.setattr(sockets, "_here", [one])
        monkeypatch.setattr(events, "_said", {})
        monkeypatch.setattr(minding, "_minded", {})
        return one

    moves()
    return moves


def event(path: str, seq: int) -> dict:
    return {"meeting": id_of(path), "seq": seq, "kind": "remark", "at": ""}


def test_what_another_process_wrote_is_said_here_once_and_in_its_order(one_app, one_cast, house):
    house()
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        seq = joins(page, path)["seq"]
        for n in (seq + 1, seq + 1, seq, seq + 2):
            events.heard(event(path, n))
        assert [one["seq"] for one in heard(page)] == [seq + 1, seq + 2]
        assert not events.behind.is_set()


def test_where_one_is_missing_before_it_the_record_is_read_at_once(one_app, one_cast, house):
    house()
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        seq = joins(page, path)["seq"]
        events._said[id_of(path)] = seq - 2  # two acts of another process, of which it told one
        events.heard(event(path, seq))
        assert heard(page) == [] and events.behind.is_set()
        events.catch_up()
        assert [one["seq"] for one in heard(page)] == [seq - 1, seq]
        assert not events.behind.is_set()
    events.heard(event("/meetings/999", 5))
    assert not events.behind.is_set()  # a room where nobody sits here


def test_an_act_is_told_to_the_others_wherever_its_people_sit(one_cast, house):
    """Whoever acts by a process whose pages are in no room: the others hear of it no later."""
    line = house().queue
    path = opened(one_cast)
    before = len(line.told)
    seq = does(one_cast.binh, path, "request_floor")["seq"]
    ((name, said),) = line.told[before:]
    assert (name, said["seq"], said["kind"]) == ("ev", seq, "queue.changed")


def test_one_of_them_minds_a_meeting_and_the_next_goes_on_where_it_died(
    app, cast, house, monkeypatch
):
    first = house()
    path = opened(cast)
    vote = voting(cast, path)
    does(cast.binh, path, "cast", vote=vote, choice="for")
    events.listen(id_of(path), cast.minh.sees(path)["seq"])
    sweeping.look()
    told = progress(path)
    assert [one["cast"] for one in told] == [1]

    second = house()
    events.listen(id_of(path), cast.minh.sees(path)["seq"])
    assert minding.minded(id_of(path)) is None
    sweeping.look()
    assert progress(path) == told

    later = clock.now() + minding.HOLDS * 1.5
    monkeypatch.setattr(minding, "now", lambda: later)
    minds = minding.minded(id_of(path))
    assert minds is not None and minds.votes == {vote: 1}
    sweeping.look()
    assert progress(path) == told
    db.session.rollback()
    assert db.session.get_one(Meeting, id_of(path)).minded_by == second.name != first.name


def test_it_is_renewed_only_when_half_of_it_is_over(one_cast, house, monkeypatch):
    house()
    number = id_of(opened(one_cast))
    known = minding.minded(number)
    monkeypatch.setattr(minding, "_is_taken", lambda *_: pytest.fail("too early"))
    assert minding.minded(number) is known
    late = clock.now() + dt.timedelta(seconds=3)
    monkeypatch.setattr(minding, "now", lambda: late)
    monkeypatch.setattr(minding, "_is_taken", lambda *_: False)
    assert minding.minded(number) is None


def test_whose_line_was_lost_when_the_last_one_died_is_not_said_anew(one_cast, house):
    house()
    path = opened(one_cast, **conference(one_cast))
    number = id_of(path)
    chair = db.session.get_one(Meeting, number).chair_id
    said = {"site": 1, "line": "LOST"}
    for kind, more in (("site.changed", said), ("chair.lost", {}), ("chair.back", {})):
        with minding.transaction() as session:
            events.happened(session.get_one(Meeting, number), kind, None, **more)
    minds = minding.minded(number)
    assert minds is not None and (minds.sites, minds.misses) == ({1: "LOST"}, None)
    with minding.transaction() as session:
        events.happened(session.get_one(Meeting, number), "chair.lost", None)
    house()
    sockets.here().queue.told.clear()
    assert minding._from_the_record(number, "next").misses == chair


def test_pages_of_one_account_are_counted_wherever_they_are_open(one_app, one_cast, house):
    line = house(door.MOST).queue
    with ear(one_app, one_cast.hoa) as page:
        assert not page.is_connected()
    line = house(door.MOST - 1).queue
    with ear(one_app, one_cast.hoa) as page:
        assert page.is_connected() and line.counted == [1]
    assert line.counted == [1, -1]


def test_a_page_that_is_not_let_in_was_not_counted_and_leaves_no_count(one_app, one_cast, house):
    line = house(door.MOST - 1).queue
    with ear(one_app, one_cast.hoa), ear(one_app, one_cast.hoa) as second:
        assert not second.is_connected()  # one here and nine there are all that an account may have
    assert line.counted == [1, -1]


def test_alone_a_process_lets_in_as_many_pages_of_an_account_as_it_may_have(one_app, one_cast):
    with contextlib.ExitStack() as open_pages:
        ten = [open_pages.enter_context(ear(one_app, one_cast.hoa)) for _ in range(door.MOST)]
        assert all(page.is_connected() for page in ten)
        with ear(one_app, one_cast.hoa) as eleventh:
            assert not eleventh.is_connected()
    with ear(one_app, one_cast.hoa) as later:
        assert later.is_connected()


def progress(path: str) -> list[dict]:
    db.session.rollback()
    found = events.of_kinds(id_of(path), frozenset({"vote.progress"}))
    return [one.payload for one in found]

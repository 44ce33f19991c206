"""A pause stops every clock of the room; they go on from where they stood (MT-T06)."""

import datetime as dt

import time_machine

from server import clock
from server.database import db
from server.meetings.before import folding
from server.meetings.live import events, sweeping
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.outcome import change

AGENDA = [{"title": "Dự toán năm 2027", "minutes": 30}, {"title": "Việc khác", "minutes": 10}]


def speaking(cast) -> str:
    """Hoa has five minutes on a matter that was given thirty."""
    path = opened(cast, agenda=AGENDA)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    does(cast.minh, path, "give_floor", person=cast.hoa.account, minutes=5)
    return path


def moment(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(said)


def minutes_left(path: str) -> float:
    """What is ahead of the session, as whoever waits outside is told."""
    db.session.rollback()
    ends = folding.expected_end(db.session.get_one(Meeting, id_of(path)))
    assert ends is not None
    return round((ends - clock.now()).total_seconds() / 60)


def test_turn_and_matter_go_on_from_where_they_stood(cast):
    with time_machine.travel(clock.now(), tick=False) as time:
        path = speaking(cast)
        rings = moment(cast.hoa.sees(path)["speaker"]["ends_at"])
        time.shift(120)
        does(cast.minh, path, "pause")
        time.shift(1800)
        rests = cast.hoa.sees(path)
        assert moment(rests["speaker"]["ends_at"]) - moment(rests["paused_at"]) == dt.timedelta(
            minutes=3
        )
        assert minutes_left(path) == 38
        does(cast.minh, path, "resume")
        goes_on = cast.hoa.sees(path)
        assert moment(goes_on["speaker"]["ends_at"]) - rings == dt.timedelta(minutes=30)
        assert (goes_on["paused_at"], goes_on["agenda"][0]["rested"]) == (None, 1800)
        assert minutes_left(path) == 38
        assert events.of_kinds(id_of(path), {"meeting.state"})[-1].payload["rested"] == 1800


def test_the_minutes_tell_a_pause_from_an_opening_however_soon_it_comes(one_cast):
    """Minh opens, and pauses within the second: half of the members look for their glasses."""
    path = opened(one_cast)
    does(one_cast.minh, path, "pause")
    does(one_cast.minh, path, "resume")
    lines = [one["text"] for one in one_cast.tuan.sees(f"{path}/minutes")["items"]]
    told = [one.rpartition(": ")[2] for one in lines if "giờ" in one and ": " in one]
    assert told == ["chủ trì khai mạc.", "tạm nghỉ.", "họp tiếp."]


def test_two_pauses_add_up_and_what_did_not_run_rests_not(one_cast):
    with time_machine.travel(clock.now(), tick=False) as time:
        path = speaking(one_cast)
        rings = moment(one_cast.hoa.sees(path)["speaker"]["ends_at"])
        for seconds in (60, 90):
            does(one_cast.minh, path, "pause")
            time.shift(seconds)
            does(one_cast.minh, path, "resume")
        seen = one_cast.hoa.sees(path)
        assert moment(seen["speaker"]["ends_at"]) - rings == dt.timedelta(seconds=150)
        assert [one["rested"] for one in seen["agenda"]] == [150, 0]


def test_in_a_pause_nobody_loses_the_floor_for_a_lost_line(one_cast, monkeypatch):
    path = speaking(one_cast)
    monkeypatch.setattr(events, "_said", {id_of(path): 0})
    does(one_cast.minh, path, "pause")
    gone = {"remote": True, "seen_at": clock.now() - dt.timedelta(minutes=5)}
    mine = {"meeting_id": id_of(path), "account": one_cast.hoa.account}
    change(Delegate, mine, **gone)
    sweeping.look()
    assert one_cast.minh.sees(path)["speaker"]["person"] == one_cast.hoa.account
    does(one_cast.minh, path, "resume")
    sweeping.look()
    assert one_cast.minh.sees(path)["speaker"] is None

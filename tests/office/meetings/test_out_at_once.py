"""One session of several, a meeting that is off, a refused act: he is out at once."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from server import clock
from server.account import services
from server.database import db, transaction
from server.door.services import digest
from server.meetings.live import events, losing, sweeping
from server.meetings.live.line_models import Line
from server.meetings.models import Meeting
from server.sockets import socketio
from tests.office.meetings.gathering import does, entered, id_of, opened
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_out_of_the_room import (
    alone,  # noqa: F401  (an autouse fixture)
    is_gone,
    no_reader,
    something_happens,
)
from tests.office.meetings.test_screens import code_on
from tests.office.outcome import refused


def browser_ear(app, page):
    return socketio.test_client(app, flask_test_client=page)


@pytest.fixture
def at_two(one_app, one_cast):
    """Hoa hears one meeting by two browsers: its path, and each browser with its ear."""
    path = opened(one_cast)
    browsers = one_cast.hoa.browser(), one_cast.hoa.browser()
    ears = [browser_ear(one_app, one) for one in browsers]
    for one in ears:
        joins(one, path)
    yield path, *zip(browsers, ears, strict=True)
    for one in ears:
        one.disconnect()


def test_of_two_browsers_the_one_that_is_signed_out_hears_no_more(at_two, one_cast):
    """Hoa signs out on the tablet; her telephone hears on, and its line is as old as it was."""
    path, (tablet, out), (_phone, stays) = at_two
    token = re.findall(r'name="csrf_token" value="([^"]*)"', tablet.get(path).text)[0]
    assert tablet.post("/logout", data={"csrf_token": token}).status_code == 302
    sweeping.look()
    heard(out), heard(stays)
    something_happens(one_cast, path)
    assert (heard(out), len(heard(stays))) == ([], 2)
    assert sorted(is_gone(one_cast.hoa)) == [False, True]
    seen = select(Line.seen_at).filter_by(gone=False)
    assert clock.now() - db.session.scalar(seen) < dt.timedelta(minutes=1)


def test_a_session_that_is_ended_from_another_browser_hears_no_more(at_two, one_cast):
    path, (_tablet, out), (phone, stays) = at_two
    here = digest(phone.get_cookie("congso").value)
    services.end_session(one_cast.hoa.actor, "others", here=here)
    sweeping.look()
    heard(out), heard(stays)
    something_happens(one_cast, path)
    assert (heard(out), len(heard(stays))) == ([], 2)


def test_a_page_of_another_process_is_asked_by_that_one(one_app, one_cast, monkeypatch):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        with transaction():
            losing.ask_again(one_cast.hoa.actor.person_id)
        monkeypatch.setattr(losing, "speaks_still", lambda _sid, _meeting: None)
        sweeping.look()
        assert is_gone(one_cast.hoa) == [False]


@pytest.mark.parametrize("act", ["cancel", "postpone"])
def test_a_meeting_that_does_not_take_place_has_no_room_any_more(one_app, one_cast, act):
    """Its pages and its wall hear that it is off, and nothing after that; nobody joins it."""
    path, wall = entered(one_cast), one_app.test_client()
    does(one_cast.tuan, path, "pair_screen", code=code_on(wall))
    screen = socketio.test_client(one_app, flask_test_client=wall)
    assert screen.emit("hang", {}, callback=True)["ok"] is True
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        does(one_cast.minh, path, act, reason="Bão số 9")
        (said,) = [one for one in heard(page) if one["kind"] == "meeting.state"]
        assert said["state"] in ("CANCELLED", "POSTPONED")
        sweeping.look()
        with transaction():
            meeting = db.session.get_one(Meeting, id_of(path))
            events.happened(meeting, "remark", None, text="Không ai nghe")
        heard(screen)
        assert (heard(page), heard(screen)) == ([], [])
        assert is_gone(one_cast.hoa) == [True]
        again = page.emit("join", {"meeting": id_of(path)}, callback=True)
        assert (again["ok"], again["code"]) == (False, "wrong_state")
        assert screen.emit("shine", {}, callback=True)["code"] == "not_found"
    screen.disconnect()


@pytest.mark.parametrize("door", ["form", "api"])
def test_an_act_that_is_refused_puts_out_who_lost_his_part(one_app, one_cast, door):
    """His page said nothing since; the form that he sends is the first that is heard of him."""
    path = opened(one_cast)
    browser = one_cast.hoa.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(path).text)[0]
    page = browser_ear(one_app, browser)
    joins(page, path)
    no_reader(one_cast.hoa)
    if door == "form":
        said = {"csrf_token": token}
        assert browser.post(f"{path}/request_floor", data=said).status_code == 404
    else:
        refused(one_cast.hoa.asks("POST", f"{path}/actions/request_floor"), "not_found")
    sweeping.look()
    something_happens(one_cast, path)
    assert heard(page) == [] and is_gone(one_cast.hoa) == [True]
    page.disconnect()


def test_a_no_to_who_sits_there_still_puts_nobody_out(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        refused(one_cast.hoa.asks("POST", f"{path}/actions/close"), "wrong_role")
        sweeping.look()
        something_happens(one_cast, path)
        assert len(heard(page)) == 2 and is_gone(one_cast.hoa) == [False]

"""One check-in for each account, and no device that signs in two (§10.6)."""

import json
import re

from sqlalchemy import select

from server import clock
from server.audit.models import LedgerEvent
from server.database import db
from server.meetings.people import devices, tickets
from server.meetings.people.device_models import MeetingDevice
from tests.office.meetings.gathering import does, entered, id_of
from tests.office.outcome import says


def scans(phone, path):
    """The code on the wall is read, and the one button pressed."""
    phone.get(f"{path}/here/{tickets.code(id_of(path), clock.now())}")
    page = phone.get(f"{path}/here")
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page.text)[0]
    return phone.post(f"{path}/here", data={"csrf_token": token})


def lent(hand, phone):
    """Somebody else signs in on this very telephone."""
    mine = hand.browser()
    mine.set_cookie(devices.COOKIE, phone.get_cookie(devices.COOKIE).value)
    return mine


def here(cast, path):
    return {one["account"] for one in cast.minh.sees(path)["attendance"] if one["at"]}


def logged(kind):
    found = db.session.scalars(select(LedgerEvent.content).order_by(LedgerEvent.id))
    return [one for one in map(json.loads, found) if one["event"] == kind]


def test_a_neighbours_telephone_signs_in_nobody_else_and_the_secretary_does(one_cast):
    cast = one_cast
    path = entered(cast)
    phone = cast.hoa.browser()
    assert scans(phone, path).status_code == 302
    friend = lent(cast.tckh, phone)
    no = scans(friend, path)
    assert no.status_code == 409 and says("comes_by_own_device", no.text)
    assert here(cast, path) == {cast.hoa.account}
    page = friend.get(path)
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page.text)[0]
    by_the_room = friend.post(f"{path}/check_in", data={"csrf_token": token})
    assert by_the_room.status_code == 409 and says("comes_by_own_device", by_the_room.text)
    does(cast.tuan, path, "check_in", person=cast.tckh.account, reason="Điện thoại hết pin")
    assert here(cast, path) == {cast.hoa.account, cast.tckh.account}
    (came,) = logged("came_by_device")
    assert came["person"] == cast.hoa.actor.person_id
    tries = [one["reason"] for one in logged("attempt_refused")]
    assert tries == ["comes_by_own_device"] * 2
    found = cast.son.sees("/audit/anomalies?kind=one_device")["items"]
    assert [(one["who"], one["paper"]) for one in found] == [(cast.tckh.actor.name, path[1:])] * 2


def test_a_second_device_is_told_that_one_is_signed_in_and_since_when(one_cast):
    path = entered(one_cast)
    first, second = one_cast.hoa.browser(), one_cast.hoa.browser()
    scans(first, path)
    assert re.search(r"đã điểm danh từ \d\d:\d\d \d\d/\d\d/\d{4}\.", first.get(f"{path}/here").text)
    told = second.get(f"{path}/here").text
    assert re.search(r"đã điểm danh từ \d\d:\d\d \d\d/\d\d/\d{4}, không phải trên máy này", told)
    second.get(f"{path}/here/{tickets.code(id_of(path), clock.now())}")
    token = re.findall(r'name="csrf_token" value="([^"]*)"', second.get("/account").text)[0]
    again = second.post(f"{path}/here", data={"csrf_token": token})
    assert again.headers["Location"] == f"{path}/here"
    assert len(logged("came_by_device")) == 1


def test_what_is_kept_of_a_device_joins_no_two_meetings_and_a_program_has_none(one_cast):
    one = entered(one_cast)
    phone = one_cast.hoa.browser()
    scans(phone, one)
    does(one_cast.binh, one, "check_in")
    (row,) = db.session.scalars(select(MeetingDevice)).all()
    secret = phone.get_cookie(devices.COOKIE)
    assert secret.http_only and secret.value not in row.mark and len(row.mark) == 64
    with phone.application.test_request_context(
        headers={"Cookie": f"{devices.COOKIE}={secret.value}"}
    ):
        assert devices.mark_here(row.meeting_id) == row.mark != devices.mark_here(999)

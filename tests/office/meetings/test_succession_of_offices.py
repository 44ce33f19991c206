"""Who comes into the post of a chair or a secretary takes his place there too (DOMAIN §10.3)."""

import html

from server.audit.models import LedgerEvent
from server.database import db
from server.meetings.live import events
from server.meetings.people import succession
from tests.office.admin.desk import position
from tests.office.meetings.gathering import MEMBERS, does, entered, id_of, planned
from tests.office.meetings.test_succession import (
    DUNG,
    comes_into,
    leaves,
    moves_to,
    seated,
    succeeded,
)
from tests.office.outcome import waits


def said_of(name: str) -> list[str]:
    db.session.expire_all()
    return [o.content for o in db.session.query(LedgerEvent) if f'"event":"{name}"' in o.content]


def test_who_comes_into_the_chairs_post_chairs_it_with_a_trace(one_cast):
    cast = one_cast
    path = entered(cast)
    minh = cast.minh.actor.person_id
    dung = succeeded(cast, cast.minh)
    seen = dung.sees(path)
    assert seen["chair"] == DUNG and "open" in waits(dung, path)
    rows = seated(path)
    assert (rows[DUNG].part, cast.minh.account in rows) == ("MEMBER", False)
    assert any(f'"before":{minh}' in one for one in said_of("chair"))
    told = [events.told(one) for one in events.since(id_of(path), 0)]
    assert [one["person"] for one in told if one["kind"] == "chair.changed"] == [DUNG]
    for hand in (dung, cast.binh, cast.hoa):
        does(hand, path, "check_in")
    assert does(dung, path, "open")["state"] == "IN_SESSION"


def test_who_comes_into_the_secretarys_post_keeps_the_minutes_from_the_plan_on(one_cast):
    cast = one_cast
    path = planned(cast)
    dung = succeeded(cast, cast.tuan)
    assert dung.sees(path)["secretary"] == DUNG
    does(cast.minh, path, "schedule")
    assert does(dung, path, "open_check_in")["state"] == "CHECK_IN"
    assert len(said_of("secretary")) == 1


def test_a_deputy_who_becomes_chair_is_followed_by_the_next_deputy(one_cast):
    """Bình is appointed in Minh's place; Dũng, the next deputy, sits where Bình sat, as a member,
    and gets no chair: the body is as large as it was (VT-01)."""
    cast = one_cast
    path = entered(cast)
    chairs, deputys = leaves(cast.minh), leaves(cast.binh)
    moves_to(cast.binh, chairs)
    succession.look()
    assert cast.hoa.sees(path)["quorum"]["base"] == len(MEMBERS) - 1
    comes_into(deputys)
    succession.look()
    succession.look()
    rows = seated(path)
    assert rows[cast.binh.account].position_id == chairs.id
    assert (rows[DUNG].part, rows[DUNG].position_id) == ("MEMBER", deputys.id)
    assert cast.hoa.sees(path)["chair"] == cast.binh.account
    assert cast.hoa.sees(path)["quorum"]["base"] == len(MEMBERS)
    assert sum(f'"after":{rows[DUNG].person_id}' in one for one in said_of("seat_passed")) == 1


def test_who_is_deputy_and_chair_at_once_sits_for_both(one_cast):
    """Bình acts in Minh's post and keeps his own: nobody waits for a place."""
    cast = one_cast
    path = entered(cast)
    moves_to(cast.binh, leaves(cast.minh))
    succession.look()
    comes_into(position(cast.binh.account))
    succession.look()
    assert DUNG not in seated(path) and len(seated(path)) == len(MEMBERS)


def test_the_secretary_who_comes_into_the_chairs_post_keeps_the_minutes_only(one_cast):
    """Two hands sign the minutes (§10.10): the chair stays vacant, and that is said."""
    cast = one_cast
    path = entered(cast)
    moves_to(cast.tuan, leaves(cast.minh))
    succession.look()
    assert cast.hoa.sees(path)["chair"] == cast.minh.account


def test_a_meeting_whose_chairs_post_is_vacant_says_so_to_whoever_plans_it(one_cast):
    cast = one_cast
    path = entered(cast)
    page = lambda hand, where: html.unescape(hand.browser().get(where).text)  # noqa: E731
    assert "Chưa có người chủ trì" not in page(cast.tuan, path)
    post = leaves(cast.minh)
    succession.look()
    assert "Chưa có người chủ trì" in page(cast.tuan, path)
    assert "chưa có người chủ trì" in page(cast.tuan, "/meetings")
    assert "Chưa có người chủ trì" not in page(cast.hoa, path), "she can do nothing about it"
    leaves(cast.tuan)
    assert "Chưa có thư ký" in page(cast.binh, path), "who may call it off"
    comes_into(post)
    succession.look()
    assert "chưa có người chủ trì" not in page(cast.hoa, "/meetings")

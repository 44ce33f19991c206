"""Who chaired leaves his post before he has signed the minutes: the deputy does so (§10.10)."""

import pytest

from server.database import db
from server.desks.models import Desk
from server.meetings.minutes import unsigned
from server.org.models import Appointment
from tests.cast import PIN
from tests.office.admin.desk import position
from tests.office.meetings.closed import drafted, locked
from tests.office.meetings.gathering import does, id_of, opened
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_succession import comes_into, leaves
from tests.office.outcome import refused, waits
from tests.office.papers import ok


def gone(hand):
    """His post is another's since today, and the minute is over."""
    post = leaves(hand)
    comes_into(post)
    db.session.expire_all()
    unsigned.look()
    db.session.expire_all()
    return post


def desks(path, seat):
    db.session.expire_all()
    return {one.verb for one in db.session.query(Desk).filter_by(paper_id=id_of(path), seat=seat)}


def lines(hand, path):
    return [one["text"] for one in hand.sees(f"{path}/minutes")["items"]]


def test_who_was_there_and_comes_next_signs_in_his_place_and_the_minutes_say_so(one_cast):
    cast = one_cast
    path = drafted(cast)
    minh, binh = cast.minh.actor.name, cast.binh.actor.name
    post = gone(cast.minh)
    assert desks(path, f"p:{position(cast.binh.account).id}") == {"take_chair"}
    assert desks(path, f"p:{post.id}") == set(), "the next chair was not there"
    told = Page(cast.tuan, path).text
    assert minh in told and "Người ký thay là" in told and binh in told
    refused(cast.hoa.asks("POST", f"{path}/actions/take_chair", json={}), "is_the_deputy")
    assert Page(cast.binh, path).presses("take_chair").status_code == 302
    assert "Người ký thay là" not in Page(cast.tuan, path).text
    said = lines(cast.tuan, path)
    assert any(f"{binh} nhận ký biên bản thay chủ trì {minh}" in one for one in said)
    chair = next(
        one for one in cast.tuan.sees(f"{path}/minutes")["items"] if one["line"] == "chair"
    )
    assert chair["text"].startswith(minh), "he chaired it, whoever signs"
    for hand in (cast.tuan, cast.binh):
        ok(hand.does(path, "sign_minutes", {"pin": PIN}))
    assert not waits(cast.binh, path) & {"sign_minutes"}
    does(cast.tuan, path, "supplement_minutes", text="Bổ sung ý kiến của bà Hoa.")


def test_one_signature_stands_already_and_the_deputy_sets_his_beside_it(one_cast):
    cast = one_cast
    path = drafted(cast)
    ok(cast.tuan.does(path, "sign_minutes", {"pin": PIN}))
    gone(cast.minh)
    does(cast.binh, path, "take_chair")
    assert waits(cast.binh, path) >= {"sign_minutes"}
    ok(cast.binh.does(path, "sign_minutes", {"pin": PIN}))
    does(cast.tuan, path, "supplement_minutes", text="Ông Bình ký thay chủ trì.")


def test_what_both_signed_stays_signed_and_the_deputy_signs_only_what_is_added(one_cast):
    cast = one_cast
    path = locked(cast)
    gone(cast.minh)
    assert desks(path, f"p:{position(cast.binh.account).id}") == set(), "nothing waits yet"
    does(cast.tuan, path, "supplement_minutes", text="Bổ sung ý kiến của bà Hoa.")
    ok(cast.tuan.does(path, "sign_supplement", {"pin": PIN}))
    does(cast.binh, path, "take_chair")
    assert not waits(cast.binh, path) & {"sign_minutes"}
    ok(cast.binh.does(path, "sign_supplement", {"pin": PIN}))
    signed = [one["chair_signed_at"] is not None for one in cast.tuan.sees(path)["minutes"]]
    assert signed == [True, True]


def test_a_chair_in_his_post_is_not_pushed_aside_nor_one_who_came_back(one_cast):
    cast = one_cast
    path = drafted(cast)
    refused(cast.binh.asks("POST", f"{path}/actions/take_chair", json={}), "has_lost_its_chair")
    post = leaves(cast.minh)
    unsigned.look()
    assert desks(path, f"p:{position(cast.binh.account).id}") == {"take_chair"}
    returns(post)
    unsigned.look()
    assert desks(path, f"p:{position(cast.binh.account).id}") == set()


def returns(post):
    for one in db.session.query(Appointment).filter_by(position_id=post.id):
        one.valid_to = None
    db.session.commit()


@pytest.mark.parametrize("step", ["leave", "none"])
def test_who_left_before_the_end_does_not_sign_for_it(one_cast, step):
    """Bình went home early, so that it is Hoa's; where nobody stayed, the page says so."""
    cast = one_cast
    path = opened(cast)
    does(cast.binh, path, "leave")
    if step == "none":
        for hand in (cast.hoa, cast.tckh):
            does(hand, path, "leave")
    does(cast.minh, path, "close")
    gone(cast.minh)
    told = Page(cast.tuan, path).text
    assert (cast.hoa.actor.name in told) and ("Người ký thay là" in told) == (step == "leave")
    assert ("Không còn thành viên nào" in told) == (step == "none")

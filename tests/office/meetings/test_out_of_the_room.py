"""Who loses his part while his page is open hears nothing more of the room (LIVE §3)."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from server import outbox
from server.admin.staff import people, posts
from server.audit import changes
from server.clock import today
from server.database import db, transaction
from server.desks.models import Reader
from server.meetings.live import events, sweeping
from server.meetings.live.line_models import Line
from server.org.models import Appointment
from server.org.queries import actor_of, person_by_account
from server.sockets import socketio
from tests.office.meetings.gathering import does, entered, id_of, opened
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_screens import code_on
from tests.office.outcome import refused

FOR_GOOD = "Quyết định 12/QĐ-UBND"


@pytest.fixture(autouse=True)
def alone(monkeypatch) -> None:
    """This process holds the sockets, and nobody has come yet."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


@pytest.fixture
def admin(one_cast):
    return one_cast.kien.actor


def no_reader(hand) -> None:
    """The meeting is taken away from his desk and out of his reading."""
    with transaction():
        seats = Reader.seat.in_(actor_of(person_by_account(hand.account)).seats)
        db.session.execute(delete(Reader).where(seats, Reader.paper_kind == "meetings"))


def ends(admin, hand, on: dt.date) -> None:
    """Every post that he holds ends on that day."""
    person = person_by_account(hand.account)
    for one in db.session.scalars(select(Appointment.id).filter_by(person_id=person.id)).all():
        posts.end(admin, one, on=on, decision_code=FOR_GOOD)


def something_happens(cast, path: str) -> None:
    does(cast.binh, path, "request_floor")
    does(cast.binh, path, "withdraw_request")


def is_gone(hand) -> list[bool]:
    mine = select(Line.gone).filter_by(person_id=person_by_account(hand.account).id)
    return list(db.session.scalars(mine))


@pytest.mark.parametrize("word", ["presence", "sync", "join", "follow_page", "call"])
def test_a_word_that_is_refused_puts_the_page_out_at_once(one_app, one_cast, word):
    """No look of the sweep is needed: it heard the room for three minutes more."""
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page, ear(one_app, one_cast.tckh) as other:
        joins(page, path)
        joins(other, path)
        no_reader(one_cast.hoa)
        assert page.emit(word, {"meeting": id_of(path)}, callback=True)["code"] == "not_found"
        something_happens(one_cast, path)
        assert (heard(page), len(heard(other))) == ([], 2)
        assert is_gone(one_cast.hoa) == [True]


def test_who_is_signed_out_is_put_out_by_his_next_word(one_app, one_cast, admin, monkeypatch):
    monkeypatch.setattr(changes, "HEARING", [])
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        people.sign_out(admin, one_cast.hoa.account)
        told = page.emit("presence", {"meeting": id_of(path)}, callback=True)
        assert told == {"ok": False, "code": "unauthenticated"}
        something_happens(one_cast, path)
        assert heard(page) == []


def test_a_no_about_another_meeting_or_to_an_act_puts_nobody_out(one_app, one_cast):
    """He sits here: what he may not there, or not do, is no reason to be deaf."""
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        for said in ({"meeting": 999}, {"meeting": "x"}, {}):
            assert page.emit("presence", said, callback=True)["code"] == "not_found"
        turned = {"meeting": id_of(path), "item": 1, "document": "outgoing/1", "page": 1}
        assert page.emit("follow_page", turned, callback=True)["ok"] is False
        something_happens(one_cast, path)
        assert len(heard(page)) == 2
        assert page.emit("presence", {"meeting": id_of(path)}, callback=True)["hears"] is True


def test_a_page_hears_one_meeting_at_a_time(one_app, one_cast):
    """It has one line: of a second room nobody could put it out."""
    path = opened(one_cast)
    other = entered(one_cast, title="Họp khác", room="Phòng họp số 2")
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        joins(page, other)
        something_happens(one_cast, path)
        assert heard(page) == []
        does(one_cast.binh, other, "check_in")
        assert {one["meeting"] for one in heard(page)} == {id_of(other)}


def test_the_screen_on_the_wall_is_not_put_out_for_asking_as_a_delegate(one_app, one_cast):
    wall, path = one_app.test_client(), opened(one_cast)
    does(one_cast.tuan, path, "pair_screen", code=code_on(wall))
    screen = socketio.test_client(one_app, flask_test_client=wall)
    assert screen.emit("hang", {}, callback=True)["ok"] is True
    said = {"meeting": id_of(path)}
    assert screen.emit("join", said, callback=True)["code"] == "unauthenticated"
    something_happens(one_cast, path)
    assert len(heard(screen)) == 2
    screen.disconnect()


@pytest.mark.parametrize("act", ["sign_out", "deactivate", "reset_password", "end"])
def test_the_act_that_takes_his_part_away_silences_a_page_that_says_nothing(
    one_app, one_cast, admin, act
):
    """His page lies in the background, or means ill: within a second it hears nothing more."""
    acts = {
        "sign_out": lambda who: people.sign_out(admin, who),
        "deactivate": lambda who: people.deactivate(admin, who, reason="Thôi việc"),
        "reset_password": lambda who: people.reset_password(admin, who, password="Mua-thu-2026-ve"),
        "end": lambda _who: ends(admin, one_cast.hoa, today()),
    }
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page, ear(one_app, one_cast.tckh) as other:
        joins(page, path)
        joins(other, path)
        acts[act](one_cast.hoa.account)
        sweeping.look()
        told = [
            [o["name"] for o in one.get_received() if o["name"] == "out"] for one in (page, other)
        ]
        assert told == [["out"], []]
        something_happens(one_cast, path)
        assert (heard(page), len(heard(other))) == ([], 2)
        assert is_gone(one_cast.hoa) == [True]
        assert is_gone(one_cast.tckh) == [False]


def test_a_post_that_ends_next_week_ends_nothing_today(one_app, one_cast, admin):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        ends(admin, one_cast.hoa, today() + dt.timedelta(days=7))
        sweeping.look()
        something_happens(one_cast, path)
        assert len(heard(page)) == 2


def test_an_act_that_is_undone_puts_nobody_out(one_app, one_cast, admin, monkeypatch):
    """The last administrator stays, and so does whoever the disk failed: kept or lost together."""
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        monkeypatch.setattr(people, "changed", _fails_after(people.changed))
        with pytest.raises(RuntimeError, match="disk"):
            people.sign_out(admin, one_cast.hoa.account)
        sweeping.look()
        something_happens(one_cast, path)
        assert len(heard(page)) == 2


def _fails_after(act):
    def fails(*said, **more):
        act(*said, **more)
        raise RuntimeError("disk")

    return fails


def test_another_change_of_his_account_is_no_loss(one_app, one_cast, admin):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        person = person_by_account(one_cast.hoa.account)
        with transaction():
            changes.changed(admin, "appointed", f"person/{person.id}", "Bổ nhiệm")
        sweeping.look()
        something_happens(one_cast, path)
        assert len(heard(page)) == 2


def test_who_is_out_may_not_act_either_and_comes_back_by_signing_in(one_app, one_cast, admin):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        people.sign_out(admin, one_cast.hoa.account)
        sweeping.look()
        refused(one_cast.hoa.asks("POST", f"{path}/actions/request_floor"), "unauthenticated")
    with ear(one_app, one_cast.hoa) as page:
        assert joins(page, path)["ok"] is True
        something_happens(one_cast, path)
        assert len(heard(page)) == 2

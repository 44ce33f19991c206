"""Who chairs, writes or presents in a planned meeting leaves: another sits in that place."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.desks.models import History
from server.handing_over import services, things
from server.handing_over.moving import move
from server.meetings.models import Meeting
from server.org.actor import Actor
from tests.cast import Cast, Hand
from tests.office.admin.desk import kien, position, why
from tests.office.handing_over.leaver import CODE, begun, called, confirmed, ended, given, newcomer
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.pointing import dead_ends

DUNG, SON = "dung.huyen", "son.huyen"
NAMES = {DUNG: "Đỗ Tiến Dũng", SON: "Lê Hải Sơn"}


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def successor(account: str, who: str = DUNG) -> Actor:
    """Somebody in a new post with the duties of the one that falls vacant."""
    return newcomer(account, who, NAMES[who], "member")


def the_meeting(path: str) -> Meeting:
    return db.session.get_one(Meeting, id_of(path))


def goes_over(path: str, leaver: str, taker: str) -> Meeting:
    """The meeting alone, as the act of the whole list would take it."""
    one = begun(leaver)
    given(one, taker, "meetings")
    (thing,) = (it for it in things.things(one) if it.kind == "meetings")
    assert thing.taker is not None and not thing.unfit
    with db.session.begin_nested():
        move(kien(), thing, one.appointment, CODE, frozenset())
    db.session.flush()
    db.session.expire_all()
    return the_meeting(path)


def parts(meeting: Meeting) -> dict[str, str]:
    return {one.account: one.part for one in meeting.people}


def test_another_writes_and_sees_the_meeting_through(cast: Cast):
    path, dung = gathering.planned(cast), successor("chanhvp.huyen")
    one = begun("chanhvp.huyen")
    ended(one, "mandates")
    given(one, DUNG, "meetings")
    confirmed(one, cast.tuan.actor, dung)
    services.hand_over(kien(), one.id)
    meeting = the_meeting(path)
    assert meeting.secretary.account == DUNG and dead_ends() == []
    assert "chanhvp.huyen" not in parts(meeting) and parts(meeting)[DUNG] == "INVITEE"
    gathering.does(cast.minh, path, "schedule")
    gathering.does(Hand(cast.nam.app, DUNG), path, "open_check_in")
    assert cast.tuan.asks("GET", path).status_code == 401  # he holds no post any more


def test_the_history_says_by_which_decision_and_to_whom(cast: Cast):
    path, _dung = gathering.planned(cast), successor("chanhvp.huyen")
    meeting = goes_over(path, "chanhvp.huyen", DUNG)
    rows = select(History).filter_by(paper_kind="meetings", paper_id=meeting.id)
    (row,) = db.session.scalars(rows.filter_by(transition="hand_on"))
    assert row.law_id == "AR-04"
    assert CODE in row.reason and "Đỗ Tiến Dũng" in row.reason
    last = select(LedgerEvent).filter_by(subject=f"meetings/{meeting.id}")
    assert db.session.scalars(last.order_by(LedgerEvent.id.desc())).first() is not None


def test_the_deputy_who_sits_there_already_takes_the_chair_besides(cast: Cast):
    path = gathering.planned(cast)
    before = len(the_meeting(path).people)
    meeting = goes_over(path, "chutich.huyen", "phochutich.huyen")
    assert meeting.chair.account == "phochutich.huyen"
    assert "chutich.huyen" not in parts(meeting) and len(meeting.people) == before - 1
    assert parts(meeting)["phochutich.huyen"] == "MEMBER"
    gathering.does(cast.binh, path, "schedule")


def test_a_new_chair_is_a_member_as_the_old_one_was(cast: Cast):
    path, _dung = gathering.planned(cast), successor("chutich.huyen")
    place = {one.account: one.n for one in the_meeting(path).people}["chutich.huyen"]
    meeting = goes_over(path, "chutich.huyen", DUNG)
    heir = next(one for one in meeting.people if one.account == DUNG)
    assert (meeting.chair.account, heir.part, heir.n) == (DUNG, "MEMBER", place)


AGENDA = [
    {"title": "Dự toán năm 2027", "needs_vote": True, "rapporteur": "truongphong.huyen"},
    {"title": "Việc khác", "rapporteur": "tp-tckh.huyen"},
]


@pytest.mark.parametrize("taker", [DUNG, "phochutich.huyen"])
def test_who_presents_a_matter_is_followed_by_who_will_present_it(cast: Cast, taker: str):
    """Somebody new, or a member who sits there already."""
    path, _dung = gathering.planned(cast, agenda=AGENDA), successor("truongphong.huyen")
    meeting = goes_over(path, "truongphong.huyen", taker)
    named = [it.rapporteur.account for it in meeting.agenda if it.rapporteur]
    assert named == [taker, "tp-tckh.huyen"]
    presenting = {one.account for one in meeting.people if one.presents}
    assert presenting == {taker, "tp-tckh.huyen"}


def test_who_only_presents_is_not_held_back_by_a_meeting_that_has_begun(cast: Cast):
    """Its chair and its secretaries see the minutes through; the others owe nothing more."""
    gathering.opened(cast, agenda=AGENDA)
    assert not [kind for kind, _ in called(begun("truongphong.huyen")) if kind == "meetings"]
    one = begun("chanhvp.huyen")
    (thing,) = (it for it in things.things(one) if it.kind == "meetings")
    assert thing.busy == "is_in_session"


def test_who_is_only_invited_leaves_no_part_behind(cast: Cast):
    gathering.planned(cast)
    assert not [kind for kind, _ in called(begun("truongphong.huyen")) if kind == "meetings"]


def test_a_second_secretary_is_followed_by_one_who_writes_too(cast: Cast):
    """Dũng writes beside Tuấn, who stays the first; after him Sơn does."""
    for who in NAMES:
        successor("chanhvp.huyen", who)
    path = gathering.planned(cast, secretaries=[DUNG])
    assert [one.account for one in the_meeting(path).people if one.writes] == [DUNG]
    meeting = goes_over(path, DUNG, SON)
    assert meeting.secretary.account == "chanhvp.huyen"
    assert [one.account for one in meeting.people if one.writes] == [SON]


@pytest.mark.parametrize(
    ("leaver", "taker", "reason"),
    [
        ("chanhvp.huyen", "chutich.huyen", "taker_lacks_the_duty"),
        ("chutich.huyen", "chuyenvien.huyen", "taker_lacks_the_duty"),
    ],
)
def test_nobody_takes_a_part_that_the_post_does_not_carry(cast: Cast, leaver, taker, reason):
    gathering.planned(cast)
    assert why(given, begun(leaver), taker, "meetings") == reason


def test_who_chairs_does_not_write_too(cast: Cast):
    """Minh's post may carry both duties; in one meeting he has one of them."""
    gathering.planned(cast)
    post = position("chutich.huyen")
    post.roles = [*post.roles, "SECRETARY"]
    db.session.commit()
    one = begun("chanhvp.huyen")
    assert why(given, one, "chutich.huyen", "meetings") == "taker_has_the_other_part"

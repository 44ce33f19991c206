"""A commune holds its own session: four people, of whom Ước plans it and keeps the minutes."""

import datetime as dt

from server.clock import now
from server.database import db
from server.meetings.calling import inviting
from server.meetings.plan.beginnings import beginning
from server.meetings.plan.usual import TEMPLATES
from tests.cast import PIN, Hand
from tests.office.admin.desk import position
from tests.office.meetings.gathering import does, item
from tests.office.outcome import refused
from tests.office.papers import ok
from workflows.meeting_kinds import MeetingKind

DESK = "motcua.hoangphu"


def plan(cast, **more):
    """The chair and two officers are the body; Ước writes."""
    return {
        "title": "Phiên họp UBND xã tháng 12",
        "kind": "phien_hop_ubnd",
        "starts_at": (now() + dt.timedelta(minutes=20)).isoformat(),
        "room": "Phòng họp UBND xã",
        "chair": cast.anh.account,
        "secretary": cast.cv_xa.account,
        "delegates": [cast.dao.account, DESK],
        "agenda": [{"title": "Thu ngân sách quý IV", "needs_vote": True}],
    } | more


def called(cast):
    """The invitation goes the commune's own way: its clerk checks the form, its chair signs."""
    path = f"/meetings/{ok(cast.cv_xa.asks('POST', '/meetings', json=plan(cast)))['id']}"
    does(cast.anh, path, "schedule")
    paper = f"/outgoing/{does(cast.cv_xa, path, 'draft_invitation')['invitation']}"
    ok(cast.cv_xa.does(paper, "submit"))
    for hand, step in (
        (cast.anh, "content_check"),
        (cast.dao, "form_check"),
        (cast.anh, "approve"),
    ):
        ok(hand.does(paper, step))
    ok(cast.anh.does(paper, "sign", {"pin": PIN}))
    for step in ("number", "register"):
        ok(cast.dao.does(paper, step))
    ok(cast.dao.does(paper, "seal", {"pin": PIN}))
    ok(cast.dao.does(paper, "dispatch"))
    inviting.call()
    return path


def test_from_the_plan_to_the_minutes_that_both_have_signed(one_app, one_cast):
    cast, desk = one_cast, Hand(one_app, DESK)
    path = called(cast)
    does(cast.cv_xa, path, "open_check_in")
    for hand in (cast.anh, cast.dao, desk):
        does(hand, path, "check_in")
    assert does(cast.anh, path, "open")["quorum"]["base"] == 3
    asked = {"item": item(cast.anh, path), "kind": "open", "question": "Thông qua?"}
    vote = does(cast.anh, path, "open_vote", **asked)["votes"][0]["id"]
    for hand in (cast.anh, cast.dao, desk):
        does(hand, path, "cast", vote=vote, choice="for")
    assert does(cast.anh, path, "close_vote", vote=vote)["votes"][0]["result"]["passed"]
    does(cast.anh, path, "close")
    does(cast.cv_xa, path, "draft_minutes")
    for hand in (cast.cv_xa, cast.anh):
        ok(hand.does(path, "sign_minutes", {"pin": PIN}))
    assert cast.anh.asks("GET", f"{path}/files/1", buffered=True).status_code == 200


def test_whoever_is_no_secretary_there_plans_nothing(one_cast):
    for hand in (one_cast.dao, one_cast.anh):
        refused(hand.asks("POST", "/meetings", json=plan(one_cast)), "wrong_role")


def begun(app, hand, kind):
    """By the template that is called like its kind."""
    with app.test_request_context():
        return beginning(hand.actor, TEMPLATES[kind])


def test_a_plan_begins_with_the_officers_where_there_are_no_departments(one_app, one_cast):
    """No post says who of them is of the body: each is proposed, and Ước strikes who is not."""
    cast = one_cast
    for kind in (MeetingKind.GIAO_BAN, MeetingKind.PHIEN_HOP_UBND, MeetingKind.LAY_Y_KIEN):
        assert begun(one_app, cast.cv_xa, kind)["delegates"] == [cast.dao.account, DESK]
    of_the_district = begun(one_app, cast.tuan, MeetingKind.GIAO_BAN)
    assert cast.nam.account not in of_the_district["delegates"]


def test_whose_post_says_that_he_is_of_the_body_votes_and_the_others_attend(one_app, one_cast):
    cast = one_cast
    position(DESK).title = "Ủy viên phụ trách quân sự"
    db.session.commit()
    session = begun(one_app, cast.cv_xa, MeetingKind.PHIEN_HOP_UBND)
    assert (session["delegates"], session["attending"]) == ([DESK], [cast.dao.account])
    weekly = begun(one_app, cast.cv_xa, MeetingKind.GIAO_BAN)
    assert weekly["delegates"] == [DESK, cast.dao.account]
    topic = begun(one_app, cast.cv_xa, MeetingKind.CHUYEN_DE)
    assert {*topic["delegates"]} == {DESK, cast.dao.account}

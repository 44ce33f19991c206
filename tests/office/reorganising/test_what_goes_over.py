"""The district ends with its communes: every kind of open work has one successor (ORG-12, H04)."""

import datetime as dt

import pytest
from sqlalchemy import select

from server.database import db
from server.desks.models import Desk
from server.documents.casefiles.models import CaseFile
from server.documents.delivery.models import Delivery, DeliveryEvent
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.org.models import Appointment, Delegation, Position
from server.reorganising import jobs
from server.reorganising.models import HandedOver, Plan
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.casefiles import keeping
from tests.office.meetings import gathering
from tests.office.outcome import change, id_of, last_step, state_of
from tests.office.papers import ok
from tests.office.reorganising.between import DONG
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    district_ends,
    done,
    new_day,
)
from workflows.deadlines import end_of

DAY = dt.date(2031, 3, 12)
"""Until then a task is to be done (ORG-17)."""


def of(model, path: str):
    db.session.expire_all()
    return db.session.get_one(model, id_of(path))


def test_who_handles_a_letter_handles_it_on_and_his_head_closes_it(cast):
    """ORG-17: the day that the closed district gave stands at its successor."""
    plan = district_ends()
    path = papers.in_progress(cast)
    due = of(IncomingDocument, path).due_at
    done(plan)
    paper = of(IncomingDocument, path)
    assert (paper.agency.code, paper.lead_unit.code, paper.due_at) == (NEW.code, "vhxh", due)
    with at_midnight():
        nam, hoa = new_day(cast.nam), new_day(cast.hoa)
        assert (nam.actor.unit_name, hoa.actor.title) == ("Phòng Văn hóa - Xã hội", "Trưởng phòng")
        ok(
            nam.does(
                path, "propose_close", {"no_reply_reason": "Việc đã xong, không phải trả lời."}
            )
        )
        ok(hoa.does(path, "close"))
    assert state_of(path) == "DONE"


def test_who_still_owes_a_part_of_an_answer_owes_it_to_the_successor(cast):
    """Finance was asked to cooperate, as a unit and one of it by name: after midnight both are, by
    the days that each was given (ORG-17)."""
    plan = district_ends()
    helping = ["tckh", cast.cv_tckh.account]
    days = {who: papers.due(n) for n, who in enumerate(helping, start=6)}
    path = papers.in_progress(cast, cooperate=helping, due=days)
    asked = of(IncomingDocument, path).contributions
    before, due = {one.seat for one in asked}, [one.due_at for one in asked]
    done(plan)
    paper = of(IncomingDocument, path)
    owed = list(paper.contributions)
    assert [one.state for one in owed] == ["OPEN", "OPEN"]
    assert [one.due_at for one in owed] == due and len(set(due)) == 2
    assert not before & {one.seat for one in owed}
    units = {one.unit.id for one in (post_row(cast.tckh), post_row(cast.cv_tckh)) if one.unit}
    assert {one.unit_id for one in owed if one.unit_id} <= units
    with at_midnight():
        assert {one.position_id for one in owed if one.position_id} == {
            cast.cv_tckh.actor.position_id
        }
        said = {"text": "Nhất trí với dự thảo."}
        ok(new_day(cast.tckh).does(path, "contribute", said))
        ok(new_day(cast.cv_tckh).does(path, "contribute", said))
    assert {one.state for one in of(IncomingDocument, path).contributions} == {"GIVEN"}


def test_a_draft_of_an_acting_chair_begins_again_as_his(one_cast):
    """He goes over as he was, acting, and signs so in the new agency (Annex I, II.7b)."""
    change(Appointment, {"id": one_cast.minh.actor.appointment_id}, kind="acting")
    path = papers.drafted(one_cast)
    done(district_ends())
    assert of(OutgoingDocument, path).capacity == "Q"


def post_row(hand: Hand) -> Position:
    with at_midnight():
        return db.session.get_one(Position, hand.actor.position_id)


def test_a_letter_that_nobody_has_registered_is_registered_by_the_successors_clerk(cast):
    plan = district_ends()
    path = papers.arrived(cast)
    done(plan)
    paper = of(IncomingDocument, path)
    assert (paper.agency.code, paper.arrival_no) == (NEW.code, None)
    with at_midnight():
        assert ok(new_day(cast.lan).does(path, "register"))["arrival_no"] == 1
    assert of(IncomingDocument, path).state == "REGISTERED"


def test_a_draft_begins_again_in_the_successors_name(one_cast):
    plan = district_ends()
    cast = one_cast
    path = papers.ready(cast)
    done(plan)
    draft = of(OutgoingDocument, path)
    assert (draft.state, draft.agency.code, draft.unit.code) == ("DRAFT", NEW.code, "vhxh")
    assert (draft.approved_by, draft.content_by, draft.form_by) == (None, None, None)
    assert (draft.signer.account, draft.signer_post.title, draft.capacity) == (
        "chutich.huyen", "Chủ tịch", "TM",
    )  # fmt: skip
    with at_midnight():
        seen = new_day(cast.nam).sees(path)
        assert "submit" in seen["actions"]
        assert seen["subject"] == papers.DRAFT["subject"]


def test_a_signed_draft_without_a_number_loses_its_signature(one_cast):
    plan = district_ends()
    path = papers.signed(one_cast)
    done(plan)
    draft = of(OutgoingDocument, path)
    assert (draft.state, draft.file_sha256, draft.signatures) == ("DRAFT", "", 0)
    assert all(one.voided_at for one in draft.signatures_made)


def test_what_has_a_number_is_sent_or_voided_first(one_cast):
    """H04: the closing job waits, says what it waits for, and goes on by itself."""
    cast, plan = one_cast, district_ends()
    path = papers.sealed(cast)
    assert rehearse(plan.id)["trouble"][0] == "leaves_nothing_open"
    assert "chưa phát hành" in rehearse(plan.id)["trouble"][1]["things"]
    with at_midnight():
        jobs.begin()
        jobs.begin()
        waits = db.session.get_one(Plan, plan.id)
        assert waits.took_effect_at is None and "chưa phát hành" in waits.trouble[0]
        ok(new_day(cast.lan).does(path, "dispatch"))
        jobs.begin()
    assert db.session.get_one(Plan, plan.id).trouble == []
    assert of(OutgoingDocument, path).agency.code == "huyen"


def test_what_is_being_signed_is_waited_for(one_cast, monkeypatch):
    plan = district_ends()
    papers.ready(one_cast)
    monkeypatch.setattr(OutgoingDocument, "lies_in_cabinet", True)
    assert why(done, plan) == "leaves_nothing_open"


def test_a_session_is_not_interrupted(one_cast):
    plan = district_ends()
    gathering.opened(one_cast)
    assert why(done, plan) == "leaves_nothing_open"


def test_a_meeting_that_is_planned_is_held_by_the_same_people(one_cast):
    plan = district_ends()
    path = gathering.planned(one_cast)
    done(plan)
    meeting = of(Meeting, path)
    chair = meeting.person(meeting.chair_id)
    assert (meeting.agency.code, chair.position_id) == (NEW.code, post_of(one_cast.minh))
    with at_midnight():
        assert new_day(one_cast.minh).asks("GET", path).status_code == 200


def post_of(hand: Hand) -> int | None:
    with at_midnight():
        return hand.actor.position_id


def test_an_open_case_file_goes_on_in_the_holdings_of_the_successor(one_cast):
    """Its matter ends there; where it was opened stands in it (chapter 9)."""
    plan = district_ends()
    cast = one_cast
    path = keeping.opened(cast.nam)
    done(plan)
    case = of(CaseFile, path)
    assert (case.agency.code, case.code, case.keeper_post_id) == (
        NEW.code, keeping.CODE, post_of(cast.nam),
    )  # fmt: skip
    assert case.note == f"Lập tại UBND huyện Hoằng Hóa, số {keeping.CODE}"
    assert case.file_code.startswith(NEW.organ_id)
    assert last_step(path)[0] == "pass_on"
    with at_midnight():
        seen = new_day(cast.nam).sees(path)
        assert "add" in seen["actions"]
        assert case.code in cast.nam.browser().get("/casefiles").text


@pytest.mark.sent
def test_a_closed_one_stays_in_the_holdings_of_its_agency_and_is_handed_over_from_there(one_cast):
    plan = district_ends()
    cast = one_cast
    path = keeping.closed(cast)
    done(plan)
    case = of(CaseFile, path)
    assert (case.agency.code, case.code, case.note) == ("huyen", keeping.CODE, "")
    with at_midnight():
        sheet = new_day(cast.nam).browser().get("/casefiles/transfer")
        assert keeping.CODE in sheet.text
        ok(cast.nam.does(path, "transfer"))


def test_of_two_files_of_one_number_the_second_has_the_next(one_cast):
    """Two communes had a file 01.VHTT each: in the new one they are 01 and 02."""
    plan = approved()
    cast = one_cast
    paths = [keeping.opened(one) for one in (cast.anh, Hand(cast.dao.app, DONG))]
    done(plan)
    cases = [of(CaseFile, one) for one in paths]
    assert [(one.agency.code, one.code) for one in cases] == [
        (NEW.code, keeping.CODE), (NEW.code, "02.VHTT"),
    ]  # fmt: skip
    assert cases[1].note == f"Lập tại UBND xã Hoằng Đồng, số {keeping.CODE}"
    assert "02.vhtt" in cases[1].sought.lower()


def task(cast: Cast, lead: str) -> Task:
    """Minh gave something to do by a dispatched notice."""
    notice = id_of(papers.dispatched(cast))
    one = Task(
        agency_id=cast.minh.actor.agency_id, subject="Báo cáo", state="IN_PROGRESS", version=1,
        source="meetings/1", source_part=1, notice_id=notice, giver_id=cast.minh.actor.person_id,
        giver_post_id=cast.minh.actor.position_id, planner_post_id=cast.tuan.actor.position_id,
        lead="x", lead_seat=lead, lead_name="UBND xã Hoằng Phú", due_at=end_of(DAY),
    )  # fmt: skip
    db.session.add(one)
    db.session.commit()
    return one


def test_a_task_of_a_commune_that_ends_is_its_successors(one_cast):
    plan = approved()
    cast = one_cast
    one = task(cast, f"a:{cast.anh.actor.agency_id}:LEADER")
    done(plan)
    db.session.refresh(one)
    assert (one.agency.code, one.lead_name, one.due_at) == ("huyen", NEW.short_name, end_of(DAY))
    with at_midnight():
        assert one.lead_seat == f"a:{cast.anh.actor.agency_id}:LEADER"
        assert one.lead_seat in cast.anh.actor.seats
    (line,) = db.session.scalars(select(HandedOver).where(HandedOver.paper_kind == "tasks"))
    assert (line.from_agency.code, line.to_agency.code) == ("hoangphu", NEW.code)


def test_a_task_of_a_giver_who_ends_is_closed_by_the_next(one_cast):
    plan = district_ends()
    cast = one_cast
    one = task(cast, f"p:{cast.hoa.actor.position_id}")
    done(plan)
    db.session.refresh(one)
    assert (one.agency.code, one.giver_post_id) == (NEW.code, post_of(cast.minh))
    assert (one.lead_seat, one.due_at) == (f"p:{post_of(cast.hoa)}", end_of(DAY))


def test_a_mandate_ends_with_the_agency_whose_head_gave_it(one_cast):
    plan = district_ends()
    done(plan)
    rows = db.session.scalars(select(Delegation)).all()
    assert rows and all(one.valid_to and one.valid_to <= plan.effective_on for one in rows)


@pytest.mark.sent
def test_whoever_wrote_to_an_agency_that_ends_sees_who_has_it_now(one_cast):
    done(approved())
    (delivery,) = db.session.scalars(select(Delivery))
    last = db.session.scalars(select(DeliveryEvent).order_by(DeliveryEvent.id.desc())).first()
    words = "UBND xã Hoằng Phú kết thúc hoạt động; UBND xã Hoằng Phú mới nhận thay."
    assert (last.words, delivery.words, delivery.state) == (words, words, "QUEUED")


def test_nothing_lies_on_a_desk_of_an_agency_that_is_no_more(cast):
    plan = district_ends()
    for begin in (papers.assigned, papers.submitted):
        begin(cast)
    done(plan)
    old = {one.agency_id for one in db.session.get_one(Plan, plan.id).closings}
    assert not set(db.session.scalars(select(Desk.agency_id))) & old
    with at_midnight():
        for hand in (cast.minh, cast.nam, cast.hoa):
            assert new_day(hand).browser().get("/").status_code == 200

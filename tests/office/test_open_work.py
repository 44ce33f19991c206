"""Whose is what: everything open that an agency or a post owns, kind by kind (ORG-12)."""

import pytest

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.open_work import finding
from server.open_work.kinds import KINDS
from tests.cast import Cast
from tests.office import papers
from tests.office.meetings import gathering
from tests.office.outcome import id_of

INCOMING, OUTGOING, TASKS = KINDS["incoming"], KINDS["outgoing"], KINDS["tasks"]


def of_post(kind, hand) -> list[int]:
    """What is open and names somebody's post."""
    asked = finding.of_post(kind, hand.actor.position_id)
    return [one.id for one in db.session.scalars(asked)]


def owned(*hands) -> list[tuple[str, int]]:
    """Everything open in the agencies of these, in the order in which it goes over."""
    ids = {hand.actor.agency_id for hand in hands}
    return [(kind, one.id) for kind, one in finding.each(ids)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_each_column_that_says_whose_it_is_is_one_of_its_table(kind):
    there = set(kind.model.__table__.columns.keys())
    assert {*kind.posts, *kind.units, *kind.seats} <= there


def test_a_letter_is_his_who_has_it_and_his_who_gave_it_out(one_cast: Cast):
    path = papers.in_progress(one_cast)
    mine = [id_of(path)]
    assert of_post(INCOMING, one_cast.nam) == of_post(INCOMING, one_cast.minh) == mine
    assert of_post(INCOMING, one_cast.lan) == of_post(INCOMING, one_cast.tckh) == []
    assert owned(one_cast.lan) == [("incoming", mine[0])]
    assert owned(one_cast.dao, one_cast.dao2) == []


def test_a_letter_that_is_done_is_nobodys(one_cast: Cast):
    path = papers.in_progress(one_cast)
    done = db.session.get_one(IncomingDocument, id_of(path))
    for state in ("DONE", "FILED", "INFO_ONLY", "RETURNED", "PURGED"):
        db.session.execute(
            IncomingDocument.__table__.update().values(state=state).where(
                IncomingDocument.id == done.id
            )
        )  # fmt: skip
        assert owned(one_cast.lan) == [] and of_post(INCOMING, one_cast.nam) == []


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("DRAFT", True), ("SIGNED", True), ("NUMBERED", True), ("SEALED", True),
     ("DISPATCHED", False), ("VOIDED", False), ("ABANDONED", False)],
)  # fmt: skip
def test_a_draft_is_open_until_it_is_dispatched_or_given_up(one_cast: Cast, state, is_open):
    path = papers.submitted(one_cast)
    table = OutgoingDocument.__table__
    db.session.execute(table.update().values(state=state).where(table.c.id == id_of(path)))
    assert bool(of_post(OUTGOING, one_cast.nam)) is is_open
    assert bool(owned(one_cast.nam)) is is_open
    assert finding.sums({one_cast.nam.actor.agency_id}) == {
        one_cast.nam.actor.agency_id: {"outgoing": 1} if is_open else {}
    }


@pytest.mark.parametrize("seat", ["p:{post}", "a:{agency}", "a:{agency}:LEADER"])
def test_a_task_is_owed_by_whoever_leads_it_in_another_agency_too(one_cast: Cast, seat):
    """The district gave it; it is the commune's open work as much as the district's."""
    minh, anh = one_cast.minh.actor, one_cast.anh.actor
    notice = id_of(papers.submitted(one_cast))
    task = Task(
        agency_id=minh.agency_id, subject="Báo cáo", state="IN_PROGRESS", version=1,
        source="meetings/1", source_part=1, notice_id=notice, giver_id=minh.person_id,
        giver_post_id=minh.position_id, planner_post_id=one_cast.tuan.actor.position_id,
        lead="x", lead_name="UBND xã Hoằng Phú",
        lead_seat=seat.format(post=anh.position_id, agency=anh.agency_id),
    )  # fmt: skip
    db.session.add(task)
    db.session.commit()
    assert owned(one_cast.anh) == [("tasks", task.id)]
    assert ("tasks", task.id) in owned(one_cast.minh)
    assert owned(one_cast.dao2) == []
    assert of_post(TASKS, one_cast.minh) == [task.id]
    assert of_post(TASKS, one_cast.anh) == ([task.id] if seat.startswith("p:") else [])


def test_every_seat_of_an_agency_is_known_and_none_of_the_next(one_cast: Cast):
    anh, dao2 = one_cast.anh.actor, one_cast.dao2.actor
    seats = set(finding.seats_of({anh.agency_id}))
    own = {it for it in anh.seats if not it.startswith(("r:", "me:"))}
    assert own <= seats
    assert not seats & {it for it in dao2.seats if it[0] in "pua" and it[1] == ":"}


def test_a_meeting_is_its_agencys_and_is_named_by_its_day(one_cast: Cast):
    gathering.planned(one_cast)
    (found,) = owned(one_cast.minh)
    assert found[0] == "meetings"
    assert KINDS["meetings"].posts == ()

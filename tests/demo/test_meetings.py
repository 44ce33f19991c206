"""The district's meetings are what acts would have left: counted again, opened, answered."""

from collections import Counter

import pytest
from sqlalchemy import select

from server.clock import now
from server.database import db
from server.meetings import services
from server.meetings.live.event_models import MeetingEvent
from server.meetings.models import Meeting
from server.meetings.papers import tabled
from server.meetings.sites import sites
from server.meetings.steps import STEPS
from server.meetings.votes import results
from server.papers.actions import offered
from server.papers.services import find
from workflows import Refused

pytestmark = pytest.mark.usefixtures("district")


def meeting(state: str) -> Meeting:
    return db.session.scalars(select(Meeting).filter_by(state=state)).one()


def test_there_is_one_of_each_that_a_tour_shows() -> None:
    found = Counter(db.session.scalars(select(Meeting.state)))
    assert found == {"CLOSED": 1, "INVITED": 1, "SCHEDULED": 1, "DRAFT": 1}
    assert all(one.starts_at > now() for one in db.session.scalars(select(Meeting)) if not one.seq)


def test_the_vote_of_the_session_can_be_counted_again() -> None:
    held = meeting("CLOSED")
    (vote,) = held.votes
    ballots = results.published(vote)
    counts = Counter(choice for one in ballots for choice in one["choice"])
    assert vote.result and counts == vote.result["counts"] and vote.result["passed"]
    assert results.digest_of(ballots) == vote.digest


def test_what_happened_is_numbered_without_a_hole_and_in_order_of_time() -> None:
    held = meeting("CLOSED")
    found = select(MeetingEvent).filter_by(meeting_id=held.id).order_by(MeetingEvent.seq)
    rows = db.session.scalars(found).all()
    assert [one.seq for one in rows] == list(range(1, held.seq + 1))
    assert [one.at for one in rows] == sorted(one.at for one in rows)
    assert held.opened_at and held.closed_at and held.opened_at < held.closed_at


def test_a_communes_chair_reads_the_papers_and_may_answer(acting) -> None:
    called, anh = meeting("INVITED"), acting("chutich.hoangphu")
    assert called.invitation_id and len({one.account for one in called.people}) >= 24
    for name in {one for item in called.agenda for one in item.documents}:
        assert tabled.read_paper(anh, name)
    assert {"confirm", "excuse"} <= set(
        offered(services.seated(anh, called), find(Meeting, anh, called.id), STEPS)
    )


def test_what_is_only_planned_is_read_by_nobody_who_is_not_called_yet(acting) -> None:
    planned = meeting("DRAFT")
    assert find(Meeting, acting("chanhvp.huyen"), planned.id)
    with pytest.raises(Refused):
        find(Meeting, acting("truongphong.huyen"), planned.id)


def test_the_conference_has_four_levels_and_says_who_is_expected_where() -> None:
    """Province, district, its communes, village halls below some; each has its head but the one of
    the province, which is not in this house."""
    online = meeting("SCHEDULED")
    board = sites.board(online)
    assert [one.depth for one in board[:4]] == [0, 1, 2, 3]
    assert Counter(one.depth for one in board) == {0: 1, 1: 1, 2: 12, 3: 4}
    assert [one.name for one in board if not one.head] == ["UBND tỉnh Thanh Hóa"]
    assert all(one.expected >= one.people for one in board)
    assert online.person(online.chair_id).site is None, "he sits in the room of the meeting"
    heads = {one.head for one in board if one.depth == 3}
    assert "chuyenvien.hoangphu" in heads

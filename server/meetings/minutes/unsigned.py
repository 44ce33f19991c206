"""Sessions that are over, whose chair left his post before the minutes were signed (§10.10).

Nobody does anything when a post ends, so that a round each minute lays what waits for him before
the deputy, who takes it over himself (`take_chair`); and takes it off again where he came back.
"""

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select

from server import perform
from server.database import db, transaction
from server.desks.models import Desk
from server.meetings import holders
from server.meetings.models import Meeting
from server.meetings.people import vacant
from server.meetings.people.models import Delegate
from server.meetings.services import hold
from server.rota import every
from workflows.meeting_states import OVER


@every(1, "meetings:unsigned")
def look() -> None:
    """Every desk of such a meeting that shows who was to sign before."""
    for meeting_id in _chairless():
        with transaction() as session:
            meeting = session.get_one(Meeting, meeting_id)
            hold(meeting)
            if _lies(meeting) != _belongs(meeting):
                perform.refresh_desks(meeting, "take_chair")


def _chairless() -> list[int]:
    """Whose chair is in his post no more, or that lie with a deputy for that reason."""
    before_deputy = exists(
        select(Desk.id).where(
            Desk.paper_kind == "meetings", Desk.paper_id == Meeting.id, Desk.verb == "take_chair"
        )
    )
    chairs = (Delegate.meeting_id == Meeting.id) & (Delegate.person_id == Meeting.chair_id)
    found = select(Meeting.id).join(Delegate, chairs).where(Meeting.state.in_(OVER))
    return list(db.session.scalars(found.where(or_(~vacant.sits(), before_deputy))))


def _lies(meeting: Meeting) -> set[tuple[str, str]]:
    mine = select(Desk.seat, Desk.verb).filter_by(paper_kind="meetings", paper_id=meeting.id)
    return {(seat, verb) for seat, verb in db.session.execute(mine)}


def _belongs(meeting: Meeting) -> set[tuple[str, str]]:
    return {(seat, verb) for seat, verb, _due in perform.desks_in(meeting.state, meeting)}


def words_for(meeting: Meeting) -> list[str]:
    """That the minutes wait for a chair who cannot sign them, and who signs in his place."""
    chair, next_one = meeting.person(meeting.chair_id), meeting.person(meeting.deputy_id)
    if meeting.state not in OVER or chair is None or not holders.waits_for_a_deputy(meeting):
        return []
    gone = _(
        "Chủ trì %(name)s không còn là %(post)s nên không ký được biên bản.",
        name=chair.name, post=chair.post,
    )  # fmt: skip
    if next_one is None:
        return [
            gone + " " + _(
                "Không còn thành viên nào dự đến hết cuộc họp mà đang giữ chức vụ để ký thay; biên"
                " bản chờ đến khi một người trong số đó được bổ nhiệm lại."
            )
        ]  # fmt: skip
    return [
        gone + " " + _(
            "Người ký thay là %(name)s, %(post)s: mở cuộc họp này và bấm “Nhận chủ trì”, rồi ký ở"
            " trang biên bản.",
            name=next_one.name, post=next_one.post,
        )
    ]  # fmt: skip

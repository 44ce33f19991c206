"""Places whose post their sitter holds no more, and what is said of them until another has it.

A vacant post keeps its place (§10.3). A meeting whose chair or secretary it is says so to whoever
plans or schedules it: somebody is appointed, it is put off, or the deputy takes the chair in the
room once its line is lost (§10.13).
"""

from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import Exists, Select, exists, select

from server.database import db
from server.meetings.models import Meeting
from server.meetings.people import deputy
from server.meetings.people.models import Delegate
from server.org import queries
from server.org.models import Appointment, Person
from workflows.meeting import Meeting as State
from workflows.meeting_states import YET_TO_END

PASSES = (*YET_TO_END, State.POLLING)
"""Where a place goes to whoever comes into its post."""

UNSIGNED = (State.CLOSED, State.MINUTES_DRAFT)


def left() -> Select[Meeting, Delegate]:
    """Places of meetings that are not over, whose sitter has not come and left his post."""
    places = select(Meeting, Delegate).join(Delegate, Delegate.meeting_id == Meeting.id)
    return places.where(Meeting.state.in_(PASSES), Delegate.came_at.is_(None), ~sits())


def sits() -> Exists:
    """That the one of a place holds the post that he has it by, today."""
    held = queries.in_force(Appointment) & Person.active
    return exists(
        select(Appointment.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(held, Appointment.person_id == Delegate.person_id)
        .where(Appointment.position_id == Delegate.position_id)
    )


def without_chair(ids: Collection[int]) -> set[int]:
    """Those of these meetings whose chair holds his post no more."""
    asked = left().where(Meeting.id.in_(ids), Delegate.person_id == Meeting.chair_id)
    return set(db.session.scalars(asked.with_only_columns(Meeting.id)))


def places(meeting: Meeting) -> list[Delegate]:
    """Those of one meeting, in the order of its people."""
    rows = db.session.execute(left().where(Meeting.id == meeting.id).order_by(Delegate.n))
    return [row for _it, row in rows]


def without_writer(meeting: Meeting) -> list[str]:
    """Of a session that is over: that nobody is left who kept its minutes and has yet to sign them
    (§10.10). No post's next holder saw what happened, so it passes to nobody by itself."""
    kept = [one for one in meeting.people if one.person_id in meeting.secretaries]
    if meeting.state not in UNSIGNED or any(deputy.holds(one) for one in kept):
        return []
    return [
        _(
            "Chưa có thư ký để lập và ký biên bản: %(name)s không còn là %(post)s. Chủ trì thêm thư"
            " ký trong số người đã dự họp.",
            name=kept[0].name, post=kept[0].post,
        )
    ]  # fmt: skip


def words_for(meeting: Meeting, row: Delegate) -> str:
    """Which of its offices this place is, and what becomes of that."""
    if row.person_id == meeting.chair_id:
        return _(
            "Chưa có người chủ trì: %(name)s không còn là %(post)s. Ai được bổ nhiệm vào chức vụ đó"
            " thì tự thay; đến giờ họp vẫn chưa có thì người được chủ trì thay nhận chủ trì trong"
            " phòng họp, hoặc lãnh đạo hoãn họp.",
            name=row.name, post=row.post,
        )  # fmt: skip
    return _(
        "Chưa có thư ký: %(name)s không còn là %(post)s. Ai được bổ nhiệm vào chức vụ đó thì tự"
        " thay; chủ trì đổi được thư ký ngay.",
        name=row.name, post=row.post,
    )  # fmt: skip

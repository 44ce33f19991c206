"""Who will come, as the page of a meeting says it before people gather (MT-T03, §10.6)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.meetings.models import Meeting
from server.meetings.views import Attending, MeetingThing
from server.words_of.meetings import ATTENDANCE
from workflows import Role
from workflows.attendance import Attendance
from workflows.meeting import Meeting as State
from workflows.meeting_states import AHEAD

UNCALLED = frozenset({State.DRAFT, State.SCHEDULED, State.POSTPONED})
"""Nobody has been called yet, or not to the new day."""
NOT_YET = later("Sẽ mời")


def told(meeting: Meeting, shown: MeetingThing) -> dict[str, Any]:
    """The words for each one's state, and before people gather how many members have answered:
    a draft said that none of thirteen was there, and that all were called."""
    return {
        "attendance": _words(meeting),
        "comes": _answers(meeting, shown),
        "invited": _invited(shown),
    }


def _invited(shown: MeetingThing) -> dict[int, list[str]]:
    """Who comes for a matter alone, by name; whoever hears all that is open comes for the whole."""
    names = {one.account: one.name for one in shown.attendance}
    heard = [{*one.guests} for one in shown.agenda if not one.closed]
    whole = set.intersection(*heard) if len(heard) > 1 else set()
    return {
        one.id: [names[o] for o in one.guests if o in names and (one.closed or o not in whole)]
        for one in shown.agenda
    }


def _words(meeting: Meeting) -> Mapping[str, Any]:
    uncalled = meeting.state in UNCALLED and not meeting.in_writing
    return {**ATTENDANCE, Attendance.INVITED: NOT_YET} if uncalled else ATTENDANCE


def _answers(meeting: Meeting, shown: MeetingThing) -> str:
    if meeting.state not in AHEAD or not shown.quorum.needed:
        return ""
    said = _("%(base)s thành viên, họp được khi có mặt %(needed)s", **shown.quorum.model_dump())
    if meeting.state in UNCALLED:
        return said
    members = [one for one in shown.attendance if Role.MEMBER in one.parts]
    comes, stays = (_of(members, state) for state in (Attendance.CONFIRMED, Attendance.EXCUSED))
    rest = len(members) - comes - stays
    answers = _(
        "sẽ dự %(comes)s, xin vắng %(stays)s, chưa trả lời %(rest)s", comes=comes, stays=stays,
        rest=rest,
    )  # fmt: skip
    return f"{said}; {answers}"


def _of(members: list[Attending], state: Attendance) -> int:
    return sum(one.state == state for one in members)

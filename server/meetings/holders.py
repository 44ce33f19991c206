"""On whose desk a meeting lies, and who may read it: the holders that its law names, as seats."""

from collections.abc import Callable, Mapping
from typing import Any

Seats = list[str]


def leaders(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:LEADER"]


def clerks(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:CLERK"]


def archivists(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:ARCHIVIST"]


def auditors(_meeting: Any) -> Seats:
    return ["r:AUDITOR"]


def chair(meeting: Any) -> Seats:
    return _seats(meeting, {meeting.chair_id})


def secretary(meeting: Any) -> Seats:
    return _seats(meeting, {meeting.secretary_id})


def signers(meeting: Any) -> Seats:
    """Chair and secretary, whoever of them has not signed the minutes."""
    return _seats(meeting, {meeting.chair_id, meeting.secretary_id} - meeting.signed_by)


def clerks_once_signed(meeting: Any) -> Seats:
    return [] if signers(meeting) else clerks(meeting)


def invited(meeting: Any) -> Seats:
    """Everybody who sits in it, in the post he was invited in."""
    return [f"p:{one.position_id}" for one in meeting.people]


def _seats(meeting: Any, people: set[int]) -> Seats:
    return [f"p:{one.position_id}" for one in meeting.people if one.person_id in people]


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    "leaders": leaders,
    "clerks": clerks,
    "archivists": archivists,
    "auditors": auditors,
    "chair": chair,
    "secretary": secretary,
    "signers": signers,
    "clerks_once_signed": clerks_once_signed,
    "invited": invited,
}

"""Acts of coming and going: who confirms, is excused, signs in, leaves; whose chair it is."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from server import audit, perform
from server.clock import now
from server.meetings.acting import acting, decide, has_come, own_row, person_of
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people import devices, hours
from server.meetings.people.in_his_place import goes_over
from server.meetings.people.models import Delegate
from server.meetings.sites.sites import here_at, site_of, standing, turn_sound
from server.org.actor import Actor
from server.papers.services import Ref
from workflows.attendance import is_here
from workflows.meeting import Sitting


@dataclass(frozen=True, slots=True)
class Whom:
    """Of whom an act tells, and why: oneself, or another whom the secretary writes down; `at`: when
    it happened, where that is not now."""

    person: str = ""
    reason: str = ""
    at: dt.datetime | None = None


MYSELF = Whom()


def confirm(actor: Actor, ref: Ref) -> Meeting:
    """Somebody says that he will come."""
    with acting(actor, ref, "confirm") as meeting:
        decide(actor, "confirm", meeting, Sitting())
        row = own_row(meeting, actor)
        row.confirmed_at, row.excuse = now(), ""
        _comes_himself(meeting, row)
        tell(actor, meeting)
    return meeting


def _comes_himself(meeting: Meeting, row: Delegate) -> None:
    """Whoever was to stand for him need not come."""
    for one in meeting.people:
        if one.stands_for_id == row.person_id and not has_come(one):
            one.excuse = f"{row.name} tự dự họp"
            goes_over(meeting, one.person_id, row.person_id)


def excuse(actor: Actor, ref: Ref, *, reason: str, person: str = "") -> Meeting:
    """Somebody stays away with a reason; the secretary writes it down for others."""
    with acting(actor, ref, "excuse") as meeting:
        row = _whose(actor, meeting, person)
        decide(actor, "excuse", meeting, _about(actor, meeting, row, Whom(reason=reason)))
        row.excuse, goes = reason.strip(), has_come(row)
        if goes:
            row.left_at = now()
        tell(actor, meeting, row, reason, {"left": goes})
    return meeting


def check_in(actor: Actor, ref: Ref, *, whom: Whom = MYSELF, remote: bool = False) -> Meeting:
    """Somebody is there: by himself, on a device that signed in nobody else, or by the secretary
    with a reason, who may write down since when; once is enough."""
    with acting(actor, ref, "check_in") as meeting:
        row = _whose(actor, meeting, whom.person)
        own = row.person_id == actor.person_id
        strange = own and devices.is_anothers(meeting, row)
        act = replace(_about(actor, meeting, row, whom), device_is_anothers=strange)
        decide(actor, "check_in", meeting, act)
        if not has_come(row):
            if own:
                devices.bind(actor, meeting, row)
            hour = hours.hour_of(meeting, row, whom.at)
            row.came_at, row.left_at = row.came_at or hour, None
            row.remote, row.seen_at = remote or act.at_own_site, now()
            _comes_himself(meeting, row)
            tell(actor, meeting, row, whom.reason, _hour(whom, hour))
    return meeting


def leave(actor: Actor, ref: Ref, *, whom: Whom = MYSELF) -> Meeting:
    """Somebody goes before the end, or went at an hour that the secretary writes down."""
    with acting(actor, ref, "leave") as meeting:
        row = _whose(actor, meeting, whom.person)
        hour = hours.hour_of(meeting, row, whom.at)
        about = _about(actor, meeting, row, whom)
        acted = whom.at is not None and hours.acted_since(meeting, row, hour)
        decide(actor, "leave", meeting, replace(about, acted_since=acted))
        row.left_at = hour
        tell(actor, meeting, row, whom.reason, {"left": True} | _hour(whom, hour))
    return meeting


def _hour(whom: Whom, hour: dt.datetime) -> dict[str, str]:
    """Said of what is written down later; the event itself has the hour of all else."""
    return {"hour": hour.isoformat()} if whom.at else {}


def count_site(actor: Actor, ref: Ref, *, site: int, others: int) -> Meeting:
    """The head of a site says how many sit before his screen besides those on the list (§10.12)."""
    with acting(actor, ref, "count_site") as meeting:
        mine = meeting.heads(actor.person_id, site)
        act = Sitting(person_id=actor.person_id or 0, at_own_site=mine)
        decide(actor, "count_site", meeting, act)
        place = site_of(meeting, site)
        place.others = others
        events.happened(meeting, "site.changed", actor.person_id, **standing(meeting, place))
    return meeting


def mute_site(actor: Actor, ref: Ref, *, site: int, muted: bool = True) -> Meeting:
    """The chair turns off the sound of a site, or on again (§10.12)."""
    with acting(actor, ref, "mute_site") as meeting:
        decide(actor, "mute_site", meeting, Sitting())
        turn_sound(actor, meeting, site_of(meeting, site), muted)
    return meeting


def hand_over_chair(actor: Actor, ref: Ref, *, person: str) -> Meeting:
    """The chair goes to another who is there, with a trace (§10.3)."""
    with acting(actor, ref, "hand_over_chair") as meeting:
        row = person_of(meeting, person)
        act = Sitting(
            for_id=row.person_id,
            is_in_the_room=has_come(row),
            is_member=row.seat.member,
        )
        decide(actor, "hand_over_chair", meeting, act)
        _seat_in_the_chair(actor, meeting, row, "hand_over_chair")
    return meeting


def take_chair(actor: Actor, ref: Ref) -> Meeting:
    """The chair's line is lost, or he left before he signed: the deputy takes over, with a trace
    (§10.13, §10.10)."""
    with acting(actor, ref, "take_chair") as meeting:
        row = own_row(meeting, actor)
        act = Sitting(person_id=row.person_id, is_member=row.seat.member)
        decide(actor, "take_chair", meeting, act)
        _seat_in_the_chair(actor, meeting, row, "take_chair")
    return meeting


def _seat_in_the_chair(actor: Actor, meeting: Meeting, row: Delegate, step: str) -> None:
    before = meeting.chair_id
    was = meeting.person(before)
    gone = was if meeting.closed_at else None
    meeting.chair_id = row.person_id
    for one in meeting.minutes:
        if one.chair_signed_at is None:
            one.chair_id = row.person_id
    perform.refresh_desks(meeting, step)
    audit.append("chair", f"meetings/{meeting.id}", **actor.by, before=before, after=row.person_id)
    said = {"person": row.account, "name": row.name, "lost": step == "take_chair"}
    said |= {"before": was.account} if was else {}
    said |= {"gone": gone.account, "gone_name": gone.name} if gone else {}
    events.happened(meeting, "chair.changed", actor.person_id, **said)


def _whose(actor: Actor, meeting: Meeting, account: str) -> Delegate:
    return person_of(meeting, account) if account else own_row(meeting, actor)


def _about(actor: Actor, meeting: Meeting, row: Delegate, whom: Whom) -> Sitting:
    return Sitting(
        names_an_hour=whom.at is not None,
        hour_is_wrong=hours.is_wrong(meeting, row, whom.at),
        at_own_site=meeting.heads(actor.person_id, row.site),
        person_id=actor.person_id or 0,
        for_id=row.person_id,
        reason=whom.reason,
        is_in_the_room=has_come(row),
    )


def tell(
    actor: Actor,
    meeting: Meeting,
    row: Delegate | None = None,
    reason: str = "",
    went: dict[str, Any] | None = None,
) -> None:
    """How many are there, to everybody; a correction for another goes into the log too (§10.6).

    `went`: `left`, he goes by this act, for who had gone before, the minutes do not see going
    twice; `undone`, his sign-in is taken back; `hour`, when it happened, where that is not now.
    """
    if row is not None and row.person_id != actor.person_id:
        why = reason.strip() or next((o.name for o in meeting.at_sites if o.n == row.site), "")
        row.note = "\n".join(filter(None, (row.note, f"{actor.name}: {why}")))
        facts = {**actor.by, "person": row.person_id, "here": int(is_here(row.seat))}
        audit.append("attendance", f"meetings/{meeting.id}", **facts)
    here = meeting.quorum
    said: dict[str, Any] = {"here": here.present, "total": here.base, "reached": here.reached}
    if row is not None:
        said |= {"who": row.name, "why": reason.strip(), "person": row.person_id}
        said |= {"came": is_here(row.seat), "left": False} | (went or {})
        if row.site is not None:
            said |= {"site": row.site, "at_site": here_at(meeting, row.site)}
    events.happened(meeting, "presence.changed", actor.person_id, **said)

"""Acts upon a meeting's life: planned, put into the calendar, called, entered, opened, closed."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from server import perform
from server.clock import now
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.meetings import events
from server.meetings.models import AgendaItem, Delegate, Meeting
from server.org import queries
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import Ref, find, taking
from workflows import Refused, Role
from workflows.law import PARTS
from workflows.meeting import Sitting
from workflows.meeting_kinds import RULES, MeetingKind
from workflows.outgoing import Outgoing

KINDS: dict[str, type[Paper]] = {"incoming": IncomingDocument, "outgoing": OutgoingDocument}
"""What may lie before a meeting."""

OF_THE_OFFICE = frozenset({Role.SECRETARY, Role.TECH})
"""Roles of a post that say nothing of one meeting: each has its own secretary (§10.3)."""


def seated(actor: Actor, meeting: Meeting) -> Actor:
    """The actor with what he is in this meeting."""
    roles = actor.roles - OF_THE_OFFICE - PARTS
    return replace(actor, roles=roles | meeting.parts_of(actor.person_id))


def plan(actor: Actor, *, fields: dict[str, Any]) -> Meeting:
    """A meeting is planned (MT-T01): its chair and its secretary sit in it with the others."""
    with transaction() as session:
        chair, secretary = (_named(fields[name], name) for name in ("chair", "secretary"))
        meeting = Meeting(
            agency_id=actor.agency_id,
            subject=fields["title"],
            kind=fields["kind"],
            starts_at=fields["starts_at"],
            room=fields.get("room") or "",
            sites=fields.get("sites") or [],
            urgent=(fields.get("urgent") or "").strip(),
            planner_id=actor.person_id,
            chair_id=chair.person_id,
            secretary_id=secretary.person_id,
        )
        meeting.people = _people(fields, chair, secretary)
        meeting.agenda = [_item(actor, n, one) for n, one in enumerate(fields["agenda"], 1)]
        with session.no_autoflush:
            named = bool(meeting.room.strip() or meeting.sites)
            perform.enter(actor, "create", meeting, Sitting(named=named))
    return meeting


def _named(account: str, field: str) -> Actor:
    person = queries.person_by_account(account)
    if person is None or not person.active:
        raise Refused("unknown_person", field, account=account)
    return queries.actor_of(person)


def _people(fields: dict[str, Any], chair: Actor, secretary: Actor) -> list[Delegate]:
    """The chair first, then the delegates as named; secretary and rapporteurs are guests if they
    are none of them, and vote on nothing."""
    votes = RULES[MeetingKind(fields["kind"])].may_vote
    named = [_named(one, "delegates") for one in fields["delegates"]]
    presenting = [_named(name, "agenda") for one in fields["agenda"] if (name := one["rapporteur"])]
    sit = {one.person_id for one in (chair, *named)}
    everybody = {one.person_id: one for one in (chair, *named, secretary, *presenting)}
    part = Role.MEMBER if votes else Role.DELEGATE
    rows = [
        _delegate(n, one, part if one.person_id in sit else Role.INVITEE)
        for n, one in enumerate(everybody.values(), 1)
    ]
    minding = fields.get("technician")
    if minding and (tech := _named(minding, "technician")).person_id not in everybody:
        rows.append(_delegate(len(rows) + 1, tech, Role.TECH))
    for row in rows:
        row.presents = row.person_id in {one.person_id for one in presenting}
    return rows


def _delegate(n: int, who: Actor, part: Role) -> Delegate:
    return Delegate(
        n=n,
        part=part.value,
        person_id=who.person_id,
        position_id=who.position_id,
        account=who.account or "",
        name=who.name,
        post=who.post,
    )


def _item(actor: Actor, n: int, said: dict[str, Any]) -> AgendaItem:
    """A matter of the agenda; its papers are such as the planner himself may read."""
    who = _named(said["rapporteur"], "agenda") if said.get("rapporteur") else None
    for name in said["documents"]:
        read_paper(actor, name)
    return AgendaItem(
        n=n,
        title=said["title"],
        rapporteur_id=who.person_id if who else None,
        minutes=said.get("minutes") or 0,
        needs_vote=bool(said.get("needs_vote")),
        documents=list(dict.fromkeys(said["documents"])),
    )


def read_paper(actor: Actor, name: str) -> Any:
    """The paper behind `outgoing/12`, if this actor may read it."""
    kind, _, number = name.partition("/")
    return find(KINDS[kind], actor, int(number))


def schedule(actor: Actor, ref: Ref, *, starts_at: dt.datetime | None = None) -> Meeting:
    """It stands in the calendar (MT-T02); a postponed one on its new day (MT-T10)."""
    with taking(Meeting, actor, ref, "schedule") as meeting:
        if starts_at is not None:
            meeting.starts_at = starts_at
        _step(actor, "schedule", meeting, Sitting(minutes_left=_minutes_left(meeting)))
    return meeting


def invite(actor: Actor, ref: Ref, *, invitation: int) -> Meeting:
    """The invitation went out; whoever is invited may read the agenda and its papers (MT-T03)."""
    with taking(Meeting, actor, ref, "invite") as meeting:
        out = db.session.scalar(
            select(OutgoingDocument.id).where(
                OutgoingDocument.id == invitation,
                OutgoingDocument.agency_id == meeting.agency_id,
                OutgoingDocument.doc_type == "Giấy mời",
                OutgoingDocument.state == Outgoing.DISPATCHED,
            )
        )
        _step(actor, "invite", meeting, Sitting(invitation_is_out=out is not None))
        meeting.invitation_id = out
        _lay_out(meeting)
    return meeting


def open_check_in(actor: Actor, ref: Ref) -> Meeting:
    """Half an hour before at the earliest (MT-T04)."""
    with taking(Meeting, actor, ref, "open_check_in") as meeting:
        _step(actor, "open_check_in", meeting, Sitting(minutes_left=_minutes_left(meeting)))
        _lay_out(meeting)
    return meeting


def _lay_out(meeting: Meeting) -> None:
    """Whoever sits in it may read the papers of the agenda; who minds the devices sits not."""
    seats = [f"p:{one.position_id}" for one in meeting.people if one.part != Role.TECH]
    for name in {one for item in meeting.agenda for one in item.documents}:
        kind, _, number = name.partition("/")
        perform.lend(kind, int(number), seats, "meeting")


def open_meeting(actor: Actor, ref: Ref) -> Meeting:
    """The chair opens it, with a quorum where its body needs one (MT-T05)."""
    with _held(actor, ref, "open") as meeting:
        meeting.opened_at = now()
        _step(actor, "open", meeting, Sitting())
    return meeting


def pause(actor: Actor, ref: Ref) -> Meeting:
    with _held(actor, ref, "pause") as meeting:
        _step(actor, "pause", meeting, Sitting())
    return meeting


def resume(actor: Actor, ref: Ref) -> Meeting:
    with _held(actor, ref, "resume") as meeting:
        _step(actor, "resume", meeting, Sitting())
    return meeting


def close(actor: Actor, ref: Ref) -> Meeting:
    """The chair closes it; attendance stands as it is (MT-T07)."""
    with _held(actor, ref, "close") as meeting:
        _step(actor, "close", meeting, Sitting())
        meeting.closed_at = now()
    return meeting


def postpone(actor: Actor, ref: Ref, *, reason: str) -> Meeting:
    with taking(Meeting, actor, ref, "postpone") as meeting:
        _step(actor, "postpone", meeting, Sitting(reason=reason))
    return meeting


def cancel(actor: Actor, ref: Ref, *, reason: str) -> Meeting:
    with taking(Meeting, actor, ref, "cancel") as meeting:
        _step(actor, "cancel", meeting, Sitting(reason=reason))
    return meeting


@contextmanager
def _held(actor: Actor, ref: Ref, step: str) -> Iterator[Meeting]:
    with taking(Meeting, actor, ref, step) as meeting:
        hold(meeting)
        yield meeting


def hold(meeting: Meeting) -> None:
    """Nobody else acts in this meeting until the act is over, and it is seen as it now stands."""
    db.session.refresh(meeting, with_for_update=True)


def _step(actor: Actor, name: str, meeting: Meeting, act: Sitting) -> None:
    perform.perform(actor, name, meeting, act)
    events.happened(meeting, "meeting.state", actor.person_id, state=str(meeting.state))


def _minutes_left(meeting: Meeting) -> int:
    return int((meeting.starts_at - now()).total_seconds() // 60)

"""Acts of planning: a meeting is written down, and changed while nobody was called (MT-T01)."""

from typing import Any

from server import perform
from server.database import db, transaction
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.tabled import read_paper
from server.meetings.people.models import Delegate
from server.meetings.plan import asking
from server.meetings.plan.called import call_to_matters
from server.meetings.sites import sites
from server.org import queries
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.uploads.secrecy import names_secret
from workflows import Refused, Role
from workflows.meeting import Sitting
from workflows.meeting_kinds import RULES, MeetingKind


def plan(actor: Actor, *, fields: dict[str, Any]) -> Meeting:
    """A meeting is planned (MT-T01): its chair and its secretary sit in it with the others."""
    with transaction() as session:
        meeting = Meeting(agency_id=actor.agency_id, planner_id=actor.person_id)
        _write(actor, meeting, fields)
        with session.no_autoflush:
            perform.enter(actor, "create", meeting, Sitting(named=_is_named(meeting)))
    return meeting


def edit(actor: Actor, ref: Ref, *, fields: dict[str, Any]) -> Meeting:
    """The plan is written anew, as long as it is a draft."""
    with taking(Meeting, actor, ref, "edit") as meeting:
        for row in (*meeting.agenda, *meeting.people, *meeting.at_sites):
            db.session.delete(row)
        db.session.flush()
        db.session.expire(meeting, ["agenda", "people", "at_sites", "chair", "secretary"])
        with db.session.no_autoflush:
            _write(actor, meeting, fields)
            perform.perform(actor, "edit", meeting, Sitting(named=_is_named(meeting)))
    return meeting


def _is_named(meeting: Meeting) -> bool:
    return bool(meeting.room.strip() or meeting.sites) or meeting.in_writing


def _refuse_secret(words: str, field: str) -> None:
    """A meeting on a state secret is not called here, nor one matter of it (SEC-05)."""
    if names_secret(words):
        raise Refused("secret_meeting", field)


def _write(actor: Actor, meeting: Meeting, fields: dict[str, Any]) -> None:
    _refuse_secret(fields["title"], "title")
    chair, secretary = (named(fields[name], name) for name in ("chair", "secretary"))
    meeting.subject, meeting.kind = fields["title"], MeetingKind(fields["kind"]).value
    meeting.starts_at = fields["starts_at"]
    meeting.room, places = fields.get("room") or "", sites.planned(fields)
    meeting.at_sites = [one.site for one in places]
    meeting.urgent = (fields.get("urgent") or "").strip()
    meeting.chair_id, meeting.secretary_id = chair.person_id or 0, secretary.person_id or 0
    meeting.people = _people(fields, (chair, secretary), places, meeting.agency_id)
    meeting.agenda = [matter(actor, n, one) for n, one in enumerate(fields["agenda"], 1)]
    whole = [one.person_id or 0 for one in _all(fields, "guests")]
    call_to_matters(meeting, fields["agenda"], whole)
    for item, said in zip(meeting.agenda, fields["agenda"], strict=True):
        asking.ask(actor, meeting, item, said)


def named(account: str, field: str) -> Actor:
    person = queries.person_by_account(account)
    if person is None or not person.active:
        raise Refused("unknown_person", field, account=account)
    return queries.actor_of(person)


def _people(
    fields: dict[str, Any], hands: tuple[Actor, Actor], places: list[sites.Place], home: int
) -> list[Delegate]:
    """The chair first, then the delegates as named, then who only attends, or sits at a site
    (§10.12: who is no member of the body comes as a delegate); secretary and
    rapporteurs are guests if they are none of them, and vote on nothing."""
    chair, secretary = hands
    votes = RULES[MeetingKind(fields["kind"])].may_vote
    writing = _all(fields, "secretaries")
    presenting = [named(name, "agenda") for one in fields["agenda"] if (name := one["rapporteur"])]
    to_some = [who for one in fields["agenda"] for who in _all(one, "guests")]
    at_sites = [named(name, "sites") for one in places for name in one.accounts]
    parts: dict[int | None, tuple[Actor, Role]] = {}
    for found, part in (
        ([chair], Role.MEMBER if votes else Role.DELEGATE),
        (_all(fields, "delegates"), Role.MEMBER if votes else Role.DELEGATE),
        ([*_all(fields, "attending"), *at_sites], Role.DELEGATE),
        ([secretary, *writing, *presenting, *_all(fields, "guests"), *to_some], Role.INVITEE),
        (_all(fields, "observers"), Role.OBSERVER),
    ):
        for one in found:
            parts.setdefault(one.person_id, (one, part))
    rows = [delegate(n, *one, home) for n, one in enumerate(parts.values(), 1)]
    minding = fields.get("technician")
    if minding and (tech := named(minding, "technician")).person_id not in parts:
        rows.append(delegate(len(rows) + 1, tech, Role.TECH, home))
    for row in rows:
        row.presents = row.person_id in {one.person_id for one in presenting}
        row.writes = row.person_id in {one.person_id for one in writing if one != secretary}
    homes = {who.account or "": who.agency_name for who, _part in parts.values() if who != chair}
    sites.seat(places, rows, homes)
    return rows


def _all(fields: dict[str, Any], name: str) -> list[Actor]:
    return [named(one, name) for one in fields.get(name) or []]


def delegation(who: Actor, home: int | None) -> str:
    """Whom he speaks with: his agency, in his own his unit; who leads that speaks for himself."""
    return who.unit_name if who.agency_id == home else who.agency_name


def delegate(n: int, who: Actor, part: Role, home: int | None) -> Delegate:
    return Delegate(
        n=n,
        part=part.value,
        person_id=who.person_id,
        position_id=who.position_id,
        account=who.account or "",
        name=who.name,
        post=who.post,
        delegation=delegation(who, home),
    )


def matter(actor: Actor, n: int, said: dict[str, Any]) -> AgendaItem:
    """A matter of the agenda; its papers are such as the planner himself may read."""
    _refuse_secret(said["title"], f"item.{n}.title")
    who = named(said["rapporteur"], "agenda") if said.get("rapporteur") else None
    for name in said["documents"]:
        read_paper(actor, name)
    return AgendaItem(
        n=n,
        title=said["title"],
        rapporteur_id=who.person_id if who else None,
        minutes=said.get("minutes") or 0,
        needs_vote=bool(said.get("needs_vote")),
        closed=bool(said.get("closed")),
        view_only=bool(said.get("view_only")),
        documents=list(dict.fromkeys(said["documents"])),
    )

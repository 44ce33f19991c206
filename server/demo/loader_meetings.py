"""The demo district's meetings as acts would have left them: one held, one called, two planned."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from server import perform
from server.clock import local, today
from server.database import db
from server.demo import content_meetings as said
from server.demo import loader_session
from server.demo.calendar import at, office_time
from server.demo.cast import head_of
from server.demo.content_meetings import Matter
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Walk
from server.demo.papers_out import CALLS
from server.demo.places import COMMUNES
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from server.meetings.plan.planning import delegation
from server.meetings.sites import sites
from server.names import parts
from workflows import Role
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import MeetingKind

DISTRICT, CLERK, MORNING = "huyen", "vanthu.huyen", dt.time(7, 30)
ALL_SITES = tuple(one.short_name.removeprefix("UBND ") for one in COMMUNES)
SHORTLY = dt.timedelta(minutes=4)

Papers = Mapping[str, Sequence[OutgoingDocument]]


class Plan(NamedTuple):
    """A meeting in a few words."""

    kind: MeetingKind
    state: State
    day: dt.date
    subject: str
    matters: Sequence[Matter]


class Meetings:
    """Four meetings and what lies before them; part of the act that keeps the papers."""

    def __init__(self, directory: Directory, papers: Iterable[OutgoingDocument]) -> None:
        self.directory, self.hours = directory, office_time(today())
        agency = directory.agencies[DISTRICT].id
        self.sent = sorted(
            (one for one in papers if one.agency_id == agency and one.dispatched_at),
            key=lambda one: one.dispatched_at or one.created_at,
        )
        held, called = self._invitations()
        self.held = self._session(held, State.CLOSED, said.HELD)
        self.called = self._session(called, State.INVITED, said.CALLED)
        self.planned = [self._conference(), self._topic()]
        self.all = [self.held, self.called, *self.planned]
        db.session.add_all(self.all)
        db.session.flush()
        self.walks = [
            self._called(self.held),
            self._called(self.called),
            *map(self._put_down, self.planned),
        ]
        loader_session.hold(directory, self.walks[0], self.held)
        self.entries = loader_session.entries(self.held)
        _answered(self.called)

    def _invitations(self) -> list[OutgoingDocument]:
        begins = CALLS[0].partition(",")[0]
        return [one for one in self.sent if one.subject.startswith(begins)][-len(CALLS) :]

    def _session(
        self, invitation: OutgoingDocument, state: State, matters: Sequence[Matter]
    ) -> Meeting:
        """What its invitation says: two working days after it, at half past seven (§5)."""
        assert invitation.issued_on
        day = self.hours.shift(invitation.issued_on, 2)
        named = _named(invitation)
        meeting = self._meeting(Plan(MeetingKind.PHIEN_HOP_UBND, state, day, named, matters))
        meeting.invitation_id = invitation.id
        self._lay_out(meeting)
        return meeting

    def _conference(self) -> Meeting:
        day, kind = self.hours.shift(today(), 6), MeetingKind.HOI_NGHI_TRUC_TUYEN
        return self._meeting(Plan(kind, State.SCHEDULED, day, said.CONFERENCE, said.ONLINE))

    def _topic(self) -> Meeting:
        day, kind = self.hours.shift(today(), 9), MeetingKind.CHUYEN_DE
        return self._meeting(Plan(kind, State.DRAFT, day, said.TOPIC, said.TALK))

    def _meeting(self, plan: Plan) -> Meeting:
        kind, state, day, subject, matters = plan
        actors, starts = self.directory.actors, at(day, MORNING)
        meeting = Meeting(
            state=state,
            agency_id=self.directory.agencies[DISTRICT].id,
            subject=subject,
            kind=kind.value,
            starts_at=starts,
            room=said.ROOM,
            planner_id=actors[said.SECRETARY].person_id,
            chair_id=actors[said.CHAIR].person_id,
            secretary_id=actors[said.SECRETARY].person_id,
        )
        newest = self._newest(starts - dt.timedelta(days=4))
        meeting.agenda = [self._item(n, one, newest) for n, one in enumerate(matters, 1)]
        meeting.people = self._people(kind, {one.rapporteur_id for one in meeting.agenda})
        if kind == MeetingKind.HOI_NGHI_TRUC_TUYEN:
            self._lay_out(meeting, said.levels())
        return meeting

    def _lay_out(self, meeting: Meeting, planned: Sequence[Any] = ALL_SITES) -> None:
        """To a session each commune joins as a site, and its chair looks after it; a conference
        has its levels (§10.12). Who chairs sits in the room of the meeting."""
        places = sites.planned({"sites": planned})
        meeting.at_sites = [one.site for one in places]
        actors, others = (
            self.directory.actors,
            (o for o in meeting.people if o.account != said.CHAIR),
        )
        homes = {one.account: actors[one.account].agency_name for one in others}
        sites.seat(places, meeting.people, homes)

    def _newest(self, before: dt.datetime) -> dict[str, OutgoingDocument]:
        """The last paper of each type that had gone out by then."""
        return {
            one.doc_type: one
            for one in self.sent
            if one.dispatched_at and one.dispatched_at < before and one.doc_type != "Giấy mời"
        }

    def _item(self, n: int, matter: Matter, newest: Mapping[str, OutgoingDocument]) -> AgendaItem:
        paper = newest.get(matter.paper) if matter.paper else None
        named = f"{paper.doc_type} {paper.subject[0].lower()}{paper.subject[1:]}" if paper else ""
        head = head_of(paper.unit.code) if paper and paper.unit else ""
        return AgendaItem(
            n=n,
            title=matter.title or named or matter.paper,
            rapporteur_id=self.directory.actors[head].person_id if head else None,
            minutes=matter.minutes,
            needs_vote=matter.needs_vote,
            documents=[f"outgoing/{paper.id}"] if paper else [],
            conclusion="",
        )

    def _people(self, kind: MeetingKind, presenting: set[int | None]) -> list[Delegate]:
        votes = kind == MeetingKind.PHIEN_HOP_UBND
        parts = dict.fromkeys(said.MEMBERS, Role.MEMBER if votes else Role.DELEGATE)
        parts |= dict.fromkeys((said.SECRETARY, "tp-yte.huyen"), Role.INVITEE)
        if kind != MeetingKind.CHUYEN_DE:
            parts |= dict.fromkeys(said.COMMUNE_CHAIRS, Role.DELEGATE)
        if kind == MeetingKind.HOI_NGHI_TRUC_TUYEN:
            parts |= dict.fromkeys(said.VILLAGE_HEADS, Role.DELEGATE)
        return [
            self._delegate(n, account, part, presenting)
            for n, (account, part) in enumerate(parts.items(), 1)
        ]

    def _delegate(self, n: int, account: str, part: Role, presenting: set[int | None]) -> Delegate:
        who = self.directory.actors[account]
        return Delegate(
            n=n,
            part=part.value,
            person_id=who.person_id,
            position_id=who.position_id,
            account=account,
            name=who.name,
            post=who.post,
            delegation=delegation(who, self.directory.agencies[DISTRICT].id),
            presents=who.person_id in presenting,
            remote=account in said.COMMUNE_CHAIRS + said.VILLAGE_HEADS,
        )

    def _put_down(self, meeting: Meeting, day: dt.date | None = None) -> Walk:
        """Planned by the office chief in the morning; the chair put all but a draft on the list."""
        day, walk = day or self.hours.shift(today(), -2), Walk(meeting)
        meeting.created_at = at(day, dt.time(9, 5))
        walk.take(self.directory.actors[said.SECRETARY], "create", meeting.created_at)
        if meeting.kind != MeetingKind.CHUYEN_DE:
            walk.take(self.directory.actors[said.CHAIR], "schedule", at(day, dt.time(10, 20)))
        return walk

    def _called(self, meeting: Meeting) -> Walk:
        invitation = db.session.get_one(OutgoingDocument, meeting.invitation_id)
        sent = local(invitation.dispatched_at or invitation.created_at)
        walk = self._put_down(meeting, self.hours.shift(sent.date(), -2))
        walk.take(self.directory.actors[CLERK], "invite", sent + SHORTLY)
        for order, one in enumerate(meeting.people):
            one.confirmed_at = sent + SHORTLY * (order + 2)
        return walk

    def lend(self) -> None:
        """Who is called may read the papers of the agenda; once the papers' own readers stand."""
        for meeting in (self.held, self.called):
            seats = meeting.holders["invited"](meeting)
            for name in {one for item in meeting.agenda for one in item.documents}:
                perform.lend(*parts(name), seats, "meeting")


def _named(invitation: OutgoingDocument) -> str:
    words = invitation.subject.removeprefix("Dự ")
    return words[0].upper() + words[1:]


def _answered(meeting: Meeting) -> None:
    """Of those who are called two thirds have answered, and one will not come."""
    for order, one in enumerate(meeting.people):
        if order % 3 == 2:
            one.confirmed_at = None
        if one.account in said.AWAY:
            one.confirmed_at, one.excuse = None, said.AWAY[one.account]

"""A meeting, its agenda, who sits in it, and what was said of it in order.

States of items, seats and turns are no columns: they follow from what happened and when, by the
law's own functions, so nothing can say that an item runs and that it was ended.
"""

import datetime as dt
from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.clock import now
from server.database import Base, Moment, db
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.before.stance_models import owing
from server.meetings.floor.models import SpeakingRequest
from server.meetings.found import words_of
from server.meetings.holders import HOLDERS
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.people import deputy
from server.meetings.people.models import Delegate
from server.meetings.sites.models import Site
from server.meetings.votes.models import Vote, unanswered
from server.org.models import Agency, Person
from server.papers.models import Paper
from server.signatures.claims import held_by_another
from workflows import MEETING, Role
from workflows.attendance import Quorum, Sitting, quorum
from workflows.meeting_kinds import RULES, MeetingKind, Rules, length
from workflows.offices import is_mere_guest
from workflows.outgoing import Outgoing

TAKEN_BACK = (Outgoing.ABANDONED, Outgoing.VOIDED, Outgoing.RECALLED)
"""A paper in one of these states calls nobody and tells nothing: another may be drafted."""


class Meeting(Paper, Base):
    """Cuộc họp. `seq` counts what happened in it, without holes (LIVE §3); `minded_by`: which web
    process says what nobody asks for (`minding`)."""

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_told", "agency_id", "starts_at"),)
    workflow = MEETING
    holders = HOLDERS
    people_steps = frozenset[str]()

    kind: Mapped[str]
    starts_at: Mapped[dt.datetime] = mapped_column(Moment)
    put_off_from: Mapped[dt.datetime | None] = mapped_column(Moment)
    """When it would have been, before it was last put off (MT-T10)."""
    room: Mapped[str] = mapped_column(default="")
    urgent: Mapped[str] = mapped_column(default="")
    planner_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    chair_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    secretary_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_documents.id"))
    case_file: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    paused_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    answer_by: Mapped[dt.datetime | None] = mapped_column(Moment)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    seq: Mapped[int] = mapped_column(default=0)
    minded_by: Mapped[str] = mapped_column(default="")
    minded_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    agency: Mapped[Agency] = relationship()
    chair: Mapped[Person] = relationship(foreign_keys=chair_id)
    secretary: Mapped[Person] = relationship(foreign_keys=secretary_id)
    agenda: Mapped[list["AgendaItem"]] = relationship(order_by="AgendaItem.n")
    people: Mapped[list[Delegate]] = relationship(order_by="Delegate.n")
    at_sites: Mapped[list[Site]] = relationship(order_by="Site.n")
    requests: Mapped[list[SpeakingRequest]] = relationship(order_by="SpeakingRequest.id")
    votes: Mapped[list[Vote]] = relationship(order_by="Vote.id")
    minutes: Mapped[list[Minutes]] = relationship(order_by="Minutes.n")
    invitation: Mapped[OutgoingDocument | None] = relationship(foreign_keys=invitation_id)
    notice: Mapped[OutgoingDocument | None] = relationship(foreign_keys=notice_id)

    @property
    def ends_at(self) -> dt.datetime:
        """When it will be over, by the minutes of its agenda."""
        return self.starts_at + length(sum(one.minutes for one in self.agenda))

    @property
    def clock(self) -> dt.datetime:
        """The time by which matters and turns are counted: in a pause it stands (MT-T06)."""
        return self.paused_at or now()

    @property
    def sites(self) -> list[str]:
        return [one.name for one in self.at_sites]

    @property
    def rules(self) -> Rules:
        return RULES[MeetingKind(self.kind)]

    @property
    def sitting(self) -> Sitting:
        return Sitting(self.opened_at, self.closed_at)

    @property
    def quorum(self) -> Quorum:
        return quorum(self.rules.quorum, [one.seat for one in self.people], now())

    # what the law asks

    @property
    def may_vote(self) -> bool:
        return self.rules.may_vote

    @property
    def in_writing(self) -> bool:
        return self.rules.in_writing

    @property
    def has_quorum(self) -> bool:
        return self.quorum.reached

    @property
    def is_urgent(self) -> bool:
        return bool(self.urgent)

    @property
    def has_invitation(self) -> bool:
        """One is drafted, or out, and was not taken back."""
        return self.invitation is not None and self.invitation.state not in TAKEN_BACK

    @property
    def items(self) -> int:
        return len(self.agenda)

    @property
    def open_votes(self) -> int:
        return sum(one.closed_at is None for one in self.votes)

    @property
    def running_items(self) -> int:
        return sum(one.runs for one in self.agenda)

    @property
    def signed_by(self) -> frozenset[int]:
        """Whose signatures stand on the minutes themselves."""
        return frozenset().union(*(one.signed_by for one in self.minutes if one.n == MAIN))

    @property
    def supplement_waits_for(self) -> frozenset[int]:
        """Who may sign next what was last added to the minutes: any secretary, then the chair."""
        last = self.minutes[-1] if self.minutes else None
        if last is None or last.n == MAIN or last.chair_signed_at is not None:
            return frozenset()
        return self.secretaries if last.secretary_signed_at is None else frozenset({last.chair_id})

    @property
    def notice_stands(self) -> bool:
        """A notice of its conclusions is drafted, or out, and was not taken back."""
        return self.notice is not None and self.notice.state not in TAKEN_BACK

    @property
    def notice_is_out(self) -> bool:
        return self.notice is not None and self.notice.state == Outgoing.DISPATCHED

    @property
    def has_lost_its_chair(self) -> bool:
        return deputy.is_wanted(self)

    @property
    def deputy_id(self) -> int | None:
        return deputy.of(self)

    @property
    def secretaries(self) -> frozenset[int]:
        """The first, and whoever keeps the minutes with him (§10.3)."""
        return frozenset({self.secretary_id, *(o.person_id for o in self.people if o.writes)})

    def minds(self, person_id: int | None) -> bool:
        """Who chairs it or keeps its minutes is told what others are not."""
        return person_id == self.chair_id or person_id in self.secretaries

    @property
    def owing(self) -> set[int | None]:
        """Members who have not said of every matter what they think; none where no body votes. Of a
        poll in writing: whose answers are missing."""
        if self.in_writing:
            return unanswered([one.id for one in self.votes if one.closed_at is None])
        members = {one.person_id for one in self.people if one.seat.member}
        return owing([one.id for one in self.agenda if one.began_at is None], members)

    @property
    def attendees(self) -> list[Delegate]:
        """Whoever takes part; who minds the devices does not."""
        return [one for one in self.people if one.part != Role.TECH]

    def parts_of(self, person_id: int | None) -> frozenset[Role]:
        """What somebody is in this meeting (DOMAIN §10.3); asked at every act, so by one row."""
        row = self.person(person_id)
        if row is None:
            return frozenset()
        parts = {Role(row.part)} | ({Role.RAPPORTEUR} if row.presents else set())
        if person_id == self.chair_id:
            parts.add(Role.CHAIR)
        if person_id == self.secretary_id or row.writes:
            parts.add(Role.SECRETARY)
        return frozenset(parts)

    def heads(self, person_id: int | None, n: int | None) -> bool:
        """Whether the site of that number is in somebody's care (§10.12)."""
        return any(one.n == n and one.head_id == person_id for one in self.at_sites)

    def person(self, person_id: int | None) -> Delegate | None:
        """Held by the meeting, or the next question would read the row again."""
        row = db.session.get(Delegate, (self.id, person_id)) if person_id else None
        self._seated = row
        return row

    # what every paper says of itself

    @property
    def lies_in_cabinet(self) -> bool:
        """Whether somebody signs its minutes at this moment; not asked while it is in session."""
        return self.closed_at is not None and held_by_another(f"meetings/{self.id}")

    def is_veiled_for(self, roles: Set[Role]) -> bool:
        """Its minutes tell of closed matters too: they are not for its guests."""
        return any(one.closed for one in self.agenda) and is_mere_guest(roles)

    @property
    def found_by(self) -> Sequence[str]:
        return words_of(self)

    @property
    def evidence_sha256(self) -> str | None:
        """The minutes as they were last signed."""
        return next((one.file_sha256 for one in self.minutes if one.file_sha256), None)


class AgendaItem(Base):
    """A matter of the agenda; `documents` are papers by kind and id (`outgoing/12`).

    `closed`: without those who are only guests (MT-01). `adopted`: at once with others, for nobody
    spoke against it. `pinned`: its papers' digests when it was taken up, or went out for answers in
    writing. `released`: since when each paper could be read by those who were called.
    `rested`: seconds of pauses since it was taken up. `view_only`: its papers are looked at under a
    mark and not taken along (MT-04). `guests` (persons), `at_sites` (numbers): who is called to it
    by name, and which sites are part of it. Of a poll in writing (§10.5): `choices`, `up_to`,
    `threshold`, `basis` as its question will be put, and the session's matter it belongs to.
    """

    __tablename__ = "meeting_items"
    __table_args__ = (
        Index("ix_meeting_items_meeting_id", "meeting_id", "n"),
        Index("ix_meeting_items_of_item_id", "of_item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    n: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    rapporteur_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    minutes: Mapped[int] = mapped_column(default=0)
    needs_vote: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    view_only: Mapped[bool] = mapped_column(default=False)
    documents: Mapped[list[str]] = mapped_column(JSON, default=list)
    guests: Mapped[list[int]] = mapped_column(JSON, default=list)
    at_sites: Mapped[list[int]] = mapped_column(JSON, default=list)
    pinned: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    released: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    began_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    rested: Mapped[float] = mapped_column(default=0.0)
    conclusion: Mapped[str] = mapped_column(Text, default="")
    adopted: Mapped[bool] = mapped_column(default=False)
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    up_to: Mapped[int] = mapped_column(default=1)
    threshold: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    of_item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    rapporteur: Mapped[Person | None] = relationship()
    of_item: Mapped["AgendaItem | None"] = relationship(remote_side=id)

    @property
    def found_by(self) -> str:
        """Its words, what was concluded of it, and the session's matter that it was asked for."""
        of = self.of_item
        said = self.title, self.conclusion, of.title if of and not of.closed else ""
        return " ".join(filter(None, said))

    @property
    def runs(self) -> bool:
        return self.began_at is not None and self.ended_at is None

    @property
    def stage(self) -> str:
        if self.began_at is None:
            return "PLANNED"
        return "RUNNING" if self.runs else "DONE"

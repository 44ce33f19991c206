"""What the API says of a meeting, to somebody who sits in it (CONTRACT §3)."""

import datetime as dt
from typing import Any

from pydantic import BaseModel

from server.api.parts import moment
from server.api.tasks import TaskRow
from server.api.things import File
from server.clock import now
from server.database import db
from server.meetings.agenda_views import ItemThing, agenda_of
from server.meetings.before import folding
from server.meetings.floor import dealing
from server.meetings.live.line_models import standing
from server.meetings.minutes.views import MinutesThing, left_of
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from, shown_to
from server.meetings.papers.views import Papers, PinnedDoc, papers_for
from server.meetings.people import deputy
from server.meetings.services import seated
from server.meetings.sites.sites import SiteThing, board
from server.meetings.steps import STEPS
from server.meetings.votes import voting
from server.meetings.votes.models import Vote, Voter
from server.org.actor import Actor
from server.papers.actions import offered
from workflows.attendance import state_of
from workflows.ballot import VoteKind

MOMENTS = ("starts_at", "opened_at", "closed_at", "answer_by", "paused_at")


class Here(BaseModel):
    base: int
    needed: int
    present: int
    reached: bool


class Attending(BaseModel):
    """`stands_for`: whose substitute this one is; `sent`: who comes as this one's."""

    account: str
    name: str
    post: str
    group: str
    parts: list[str]
    state: str
    at: dt.datetime | None
    left_at: dt.datetime | None
    note: str
    site: int | None
    stands_for: str
    sent: str


class Waiting(BaseModel):
    """Somebody who waits to speak, or speaks; `ends_at` is when the bell rings; `group`: the
    delegation in whose turn."""

    person: str
    name: str
    state: str
    item: int | None
    since: dt.datetime | None
    ends_at: dt.datetime | None
    of_order: bool
    group: str


class VoteThing(BaseModel):
    """`voted`: whether the caller has; `result` is null until the vote is closed; `papers`: as they
    were when it was opened; `counted`: the cards as the secretary wrote them down, for who is to
    confirm them; `silence_agrees`: who does not answer this poll is counted for it."""

    id: int
    item: int
    kind: str
    question: str
    state: str
    papers: list[PinnedDoc]
    choices: list[str]
    up_to: int
    threshold: str
    basis: str
    cast: int
    present: int
    may_cast: bool
    voted: bool
    counted: dict[str, int] | None
    result: dict[str, Any] | None
    ballots_sha256: str
    repeats: int | None
    reason: str
    opened_at: dt.datetime | None
    silence_agrees: bool


class MeetingThing(BaseModel):
    """Cuộc họp. `ends_at`: when it will be over as it now stands; `saved_minutes`: by adopting what
    nobody opposed in one act; `paused_at`: since when its clocks stand; `secretaries`: those beside
    the first."""

    id: int
    state: str
    version: int
    actions: list[str]
    title: str
    kind: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    answer_by: dt.datetime | None
    saved_minutes: int
    room: str
    sites: list[str]
    site_board: list[SiteThing]
    urgent: str
    chair: str
    secretary: str
    secretaries: list[str]
    invitation: int | None
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    paused_at: dt.datetime | None
    quorum: Here
    files: list[File]
    minutes: list[MinutesThing]
    notice: int | None
    tasks: list[TaskRow]
    agenda: list[ItemThing]
    attendance: list[Attending]
    queue: list[Waiting]
    speaker: Waiting | None
    shown: dict[str, Any] | None
    chair_lost: dict[str, str] | None
    screens: int
    screens_lost: int
    votes: list[VoteThing]
    seq: int
    server_time: int


def thing(meeting: Meeting, actor: Actor) -> MeetingThing:
    """The meeting as it stands, with what this actor may do now."""
    return _picture(meeting, actor.person_id, offered(seated(actor, meeting), meeting, STEPS))


def wall(meeting: Meeting) -> MeetingThing:
    """The meeting as a screen on the wall shows it: nobody's part, and no remark about anybody."""
    shown = _picture(meeting, None, [])
    bare = [one.model_copy(update={"note": ""}) for one in shown.attendance]
    hidden: dict[str, Any] = {
        "urgent": "",
        "invitation": None,
        "files": [],
        "minutes": [],
        "tasks": [],
    }
    return shown.model_copy(update=hidden | {"attendance": bare, "notice": None})


def _picture(meeting: Meeting, person_id: int | None, actions: list[str]) -> MeetingThing:
    marked, hidden = folding.stances_of(meeting), hidden_from(meeting, person_id)
    papers, minds = papers_for(meeting, person_id), meeting.minds(person_id)
    here = meeting.quorum
    speaker = next((one for one in meeting.requests if one.turn == "SPEAKING"), None)
    return MeetingThing(
        id=meeting.id,
        state=str(meeting.state),
        version=meeting.version,
        actions=actions,
        title=meeting.subject,
        kind=meeting.kind,
        room=meeting.room,
        sites=meeting.sites,
        site_board=board(meeting),
        urgent=meeting.urgent,
        chair=meeting.chair.account,
        secretary=meeting.secretary.account,
        secretaries=[one.account for one in meeting.people if one.writes],
        invitation=meeting.invitation_id,
        quorum=Here(base=here.base, needed=here.needed, present=here.present, reached=here.reached),
        agenda=agenda_of(meeting, person_id, marked, papers),
        ends_at=moment(folding.expected_end(meeting, marked)),
        saved_minutes=folding.saved_minutes(meeting),
        attendance=_attendance(meeting),
        queue=[_waiting(meeting, one) for one in dealing.queue(meeting)],
        speaker=_waiting(meeting, speaker) if speaker else None,
        shown=shown_to(meeting, person_id),
        chair_lost=deputy.called(meeting),
        **standing(meeting.id),
        votes=[
            _vote(one, person_id, papers, minds=minds, counts=minds or meeting.in_writing)
            for one in meeting.votes
            if one.item_id not in hidden
        ],
        **left_of(meeting, bool(hidden)),
        seq=meeting.seq,
        server_time=int(now().timestamp() * 1000),
        **{name: moment(getattr(meeting, name)) for name in MOMENTS},
    )


def _attendance(meeting: Meeting) -> list[Attending]:
    moments = now()
    sent = {one.stands_for_id: one.name for one in meeting.people if not one.excuse}
    return [
        Attending(
            account=one.account,
            name=one.name,
            post=one.post,
            group=one.delegation,
            parts=sorted(meeting.parts_of(one.person_id)),
            state=state_of(one.seat, meeting.sitting, moments).value,
            at=moment(one.came_at),
            left_at=moment(one.left_at),
            note=one.note,
            site=one.site,
            stands_for=one.stands_for,
            sent=sent.get(one.person_id, ""),
        )
        for one in meeting.attendees
    ]


def _waiting(meeting: Meeting, one: Any) -> Waiting:
    row = meeting.person(one.person_id)
    return Waiting(
        person=row.account if row else "",
        name=row.name if row else "",
        state=one.turn.value,
        item=one.item_id,
        since=moment(one.began_at or one.asked_at),
        ends_at=moment(one.ends_at),
        of_order=one.of_order,
        group=one.delegation,
    )


def _vote(
    vote: Vote, person_id: int | None, papers: Papers, *, minds: bool, counts: bool
) -> VoteThing:
    """`counts`: whoever asks is told how many have voted so far, of few in secret too (VT-08)."""
    key = (vote.id, person_id)
    eligible = db.session.get(Voter, key) if person_id else None
    voted = db.session.get(voting.rows_of(vote), key) if eligible else None
    cast, present = voting.cast_in(vote) if counts else voting.told_in(vote)
    return VoteThing(
        id=vote.id,
        item=vote.item_id,
        kind=vote.kind,
        question=vote.question,
        state=vote.stage.value,
        papers=papers.pinned(vote),
        choices=vote.choices,
        up_to=vote.up_to,
        threshold=vote.threshold,
        basis=vote.basis,
        cast=cast,
        present=present,
        may_cast=eligible is not None and vote.kind != VoteKind.CARD,
        voted=voted is not None,
        counted=vote.counted if minds else None,
        result=vote.result,
        ballots_sha256=vote.digest,
        repeats=vote.repeats_id,
        reason=vote.reason,
        opened_at=moment(vote.opened_at),
        silence_agrees=vote.silence_agrees,
    )

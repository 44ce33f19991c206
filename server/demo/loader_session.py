"""The session that the demo district has held: who came, spoke and voted, minute by minute."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from server import audit
from server.database import db, put
from server.demo import content_meetings as said
from server.demo.content_meetings import Matter
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Entry, Walk
from server.meetings.floor.models import SpeakingRequest
from server.meetings.live.event_models import MeetingEvent
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from server.meetings.votes import results
from server.meetings.votes.models import OpenBallot, Vote, Voter
from workflows.attendance import is_here
from workflows.ballot import VoteKind
from workflows.majority import FOR, PLAIN

MINUTE = dt.timedelta(minutes=1)
SHARE = 0.8
"""Of the planned time of a matter, what it took."""


def entries(meeting: Meeting) -> list[Entry]:
    """The log's entries beside the steps: what was voted (VT-10)."""
    subject = f"meetings/{meeting.id}"
    return [
        (one.closed_at, audit.entry("vote", subject, one.closed_at, results.facts_of(one)))
        for one in meeting.votes
        if one.closed_at
    ]


def hold(directory: Directory, walk: Walk, meeting: Meeting) -> None:
    """From check-in to the end; the walk takes the steps, the events are numbered beside them."""
    session = _Session(directory, walk, meeting)
    session.gather()
    for matter, item in zip(said.HELD, meeting.agenda, strict=True):
        session.deal(matter, item)
    session.end()
    put(MeetingEvent, *session.events)
    meeting.seq = len(session.events)


class _Session:
    def __init__(self, directory: Directory, walk: Walk, meeting: Meeting) -> None:
        self.directory, self.walk, self.meeting = directory, walk, meeting
        self.at = meeting.starts_at - 25 * MINUTE
        self.people = {one.account: one for one in meeting.people}
        self.events: list[dict[str, Any]] = []

    def happens(self, kind: str, by: str, **payload: Any) -> None:
        row = {"meeting_id": self.meeting.id, "seq": len(self.events) + 1, "at": self.at}
        who = self.directory.actors[by].person_id
        self.events.append(row | {"kind": kind, "payload": payload, "person_id": who})

    def step(self, name: str, by: str) -> None:
        self.walk.take(self.directory.actors[by], name, self.at)
        self.happens("meeting.state", by, state=str(self.walk.state))

    def gather(self) -> None:
        self.step("open_check_in", said.SECRETARY)
        for one in self.meeting.people:
            if one.account in said.AWAY:
                one.confirmed_at, one.excuse = None, said.AWAY[one.account]
            elif one.account != said.LATE:
                self.at += MINUTE / 2
                self.comes(one)
        self.at = self.meeting.starts_at + MINUTE
        self.meeting.opened_at = self.at
        self.step("open", said.CHAIR)

    def comes(self, one: Delegate) -> None:
        one.came_at = one.seen_at = self.at
        here = [each for each in self.meeting.people if each.seat.member and is_here(each.seat)]
        base = self.meeting.quorum.base
        counted = {"here": len(here), "total": base, "reached": 3 * len(here) >= 2 * base}
        self.happens("presence.changed", one.account, **counted)

    def deal(self, matter: Matter, item: AgendaItem) -> None:
        """One matter: presented, spoken upon, voted, concluded."""
        item.began_at = self.at = self.at + MINUTE
        over = self.at + SHARE * matter.minutes * MINUTE
        self.happens("item.current", said.CHAIR, item=item.id, no=item.n, title=item.title)
        if self.people[said.LATE].came_at is None and item.n > 1:
            self.at += 3 * MINUTE
            self.comes(self.people[said.LATE])
        self.hear(matter.speakers, item, over)
        if matter.needs_vote:
            self.vote(matter, item, over - 3 * MINUTE)
        item.ended_at = self.at = over
        item.conclusion = matter.conclusion
        self.happens("item.ended", said.CHAIR, item=item.id, conclusion=item.conclusion[:200])

    def hear(self, speakers: Sequence[str], item: AgendaItem, over: dt.datetime) -> None:
        """Hands go up at once; each then speaks in turn, as long as the matter has time."""
        asked, names = self.at, [self.people[one].name for one in speakers]
        waiting = list(speakers)
        self.happens("queue.changed", said.CHAIR, entries=waiting, waiting=len(waiting))
        for account, name in zip(speakers, names, strict=True):
            turn = (over - asked - 5 * MINUTE) / len(speakers)
            self.at += MINUTE / 2
            request = SpeakingRequest(
                person_id=self.people[account].person_id,
                item_id=item.id,
                asked_at=asked,
                began_at=self.at,
                ended_at=self.at + turn - MINUTE,
            )
            self.meeting.requests.append(request)
            self.happens("speaker.started", said.CHAIR, person=account, name=name)
            waiting = waiting[1:]
            self.happens("queue.changed", said.CHAIR, entries=waiting, waiting=len(waiting))
            self.at += turn - MINUTE
            self.happens("speaker.stopped", account)

    def vote(self, matter: Matter, item: AgendaItem, when: dt.datetime) -> None:
        """Everybody who is there and of the committee, by name (VT-01)."""
        self.at = when
        here = [one for one in self.meeting.people if one.seat.member and is_here(one.seat)]
        vote = Vote(
            item_id=item.id,
            kind=VoteKind.OPEN.value,
            question=f"Thông qua {item.title[0].lower()}{item.title[1:]}",
            choices=list(PLAIN),
            threshold=str(self.meeting.rules.threshold),
            basis=self.meeting.rules.basis,
            base=self.meeting.quorum.base,
            opened_at=when,
        )
        self.meeting.votes.append(vote)
        db.session.flush()
        put(Voter, *({"vote_id": vote.id, "person_id": one.person_id} for one in here))
        asked = {"mode": vote.kind, "question": vote.question, "options": vote.choices, "up_to": 1}
        self.happens("vote.opened", said.CHAIR, vote=vote.id, present=len(here), **asked)
        put(OpenBallot, *(_ballot(vote, one, matter, n) for n, one in enumerate(here)))
        self.at += 2 * MINUTE
        self._counted(vote, len(here))

    def _counted(self, vote: Vote, present: int) -> None:
        vote.closed_at = self.at
        vote.digest = results.digest_of(results.published(vote))
        vote.result = results.result_of(self.meeting, vote, present)
        self.happens("vote.closed", said.CHAIR, vote=vote.id)
        self.happens("vote.result", said.CHAIR, vote=vote.id, **vote.result)

    def end(self) -> None:
        self.at += MINUTE
        self.step("close", said.CHAIR)
        self.meeting.closed_at = self.at


def _ballot(vote: Vote, one: Delegate, matter: Matter, n: int) -> dict[str, Any]:
    chosen = [matter.ballots.get(one.account, FOR)]
    key = {"vote_id": vote.id, "person_id": one.person_id}
    return key | {"chosen": chosen, "at": vote.opened_at + n * MINUTE / 20}

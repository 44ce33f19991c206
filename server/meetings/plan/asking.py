"""How a matter of a poll in writing is asked, and for which matter of a session (§10.5)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from server.database import db
from server.meetings.models import AgendaItem, Meeting
from server.meetings.votes.models import Vote
from server.meetings.votes.putting import question_of
from server.org.actor import Actor
from server.papers.services import may_read
from workflows import Refused
from workflows.ballot import VoteKind, is_well_put
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import IN_WRITING
from workflows.meeting_states import YET_TO_END

STANDS = frozenset(State) - {State.DRAFT, State.SCHEDULED, State.CANCELLED}
"""Where a poll stands that was sent, and not called off."""
STILL_AHEAD = frozenset(YET_TO_END) - {State.DRAFT}
"""Where a session stands that may be asked about: the matters of a draft are written anew."""


def ask(actor: Actor, meeting: Meeting, item: AgendaItem, said: Mapping[str, Any]) -> None:
    """Its question as it will be put, by the rule of every vote (VT-02); a step."""
    where = f"item.{item.n}"
    if not meeting.in_writing:
        if said.get("choices") or said.get("of_item"):
            raise Refused("only_polls_ask", f"{where}.choices")
        return
    item.choices = [one.strip() for one in said.get("choices") or []]
    item.up_to, item.threshold = said.get("up_to") or 1, said.get("threshold") or ""
    item.basis = (said.get("basis") or "").strip()
    if not is_well_put(question_of(item, VoteKind.OPEN)):
        raise Refused("choices_do_not_fit", f"{where}.choices")
    if said.get("of_item"):
        item.of_item = _ahead(actor, said["of_item"], f"{where}.of_item")


def _ahead(actor: Actor, item_id: int, field: str) -> AgendaItem:
    """A matter of a session of this agency that was not taken up yet."""
    if not open_of(actor, {item_id}):
        raise Refused("no_such_item", field)
    return db.session.get_one(AgendaItem, item_id)


def open_matters(actor: Actor) -> list[tuple[int, str]]:
    """The matters that may be asked about beforehand, the next session first, as a form names
    them."""
    held = select(AgendaItem.id, AgendaItem.n, AgendaItem.title, Meeting.subject)
    held = held.join(Meeting, Meeting.id == AgendaItem.meeting_id).where(*_is_open(actor))
    ordered = held.order_by(Meeting.starts_at, Meeting.id, AgendaItem.n)
    rows = db.session.execute(ordered.limit(200))
    return [(id, f"{subject}: {n}. {title}") for id, n, title, subject in rows]


def open_of(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of these matters that may be asked about beforehand."""
    if not ids:
        return set()
    mine = select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    return set(db.session.scalars(mine.where(AgendaItem.id.in_(ids), *_is_open(actor))))


def _is_open(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        Meeting.agency_id == actor.agency_id,
        Meeting.kind.not_in(IN_WRITING),
        Meeting.state.in_(STILL_AHEAD),
        AgendaItem.began_at.is_(None),
        may_read(Meeting, actor),
    )


def is_for(session_id: int) -> ColumnElement[bool]:
    """A poll asks about a matter of that session."""
    there = select(AgendaItem.id).filter_by(meeting_id=session_id)
    mine = select(AgendaItem.meeting_id).where(AgendaItem.of_item_id.in_(there))
    return Meeting.id.in_(mine)


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter that was asked about in writing: the poll, its matter there, and its vote."""

    poll: Meeting
    item: AgendaItem
    vote: Vote


_MATTERS = select(AgendaItem.id).where(AgendaItem.meeting_id == bindparam("meeting_id"))
_ASKED_FOR = (
    select(Meeting, AgendaItem, Vote)
    .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    .join(Vote, Vote.item_id == AgendaItem.id)
    .where(AgendaItem.of_item_id.in_(_MATTERS), Meeting.state.in_(STANDS))
    .order_by(Vote.id)
)


def asked_before(meeting: Meeting) -> dict[int, list[Asked]]:
    """Of each matter of a session, what was asked in writing for it, the oldest first."""
    found: dict[int, list[Asked]] = {}
    if meeting.in_writing:
        return found
    for poll, item, vote in db.session.execute(_ASKED_FOR, {"meeting_id": meeting.id}):
        found.setdefault(item.of_item_id or 0, []).append(Asked(poll, item, vote))
    return found

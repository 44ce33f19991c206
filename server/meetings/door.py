"""/meetings for programs: planned, listed, shown, its acts, its votes, what happened since."""

import datetime as dt
from typing import Annotated, Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.away import open_agent
from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import ID, Cursor, Kind, open_papers
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.clock import now
from server.door.visitor import current_actor
from server.meetings import listing, services
from server.meetings.before.notes import open_notes_door
from server.meetings.live import events
from server.meetings.minutes.pages import AGENT_DOORS
from server.meetings.minutes.views import open_minutes_door
from server.meetings.models import Meeting
from server.meetings.papers.view_only import open_copies_door
from server.meetings.plan import planning
from server.meetings.plan.changing import open_change
from server.meetings.shapes import Planned
from server.meetings.steps import STEPS
from server.meetings.views import MeetingThing, thing
from server.meetings.votes import ballot_pages, results
from server.meetings.votes.voters import names_of
from server.meetings.votes.voting import Receipt
from server.org.actor import Actor
from server.papers.services import find
from server.shapes import Asked, Day, Id, Line
from workflows import MEETING
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import MeetingKind

Place = Annotated[str, Field(max_length=20, pattern=r"^[ua][1-9][0-9]{0,14}$")]


class MeetingFilter(Cursor):
    """Filters are named as the fields; `session`: polls in writing for one of its matters."""

    state: State | None = None
    kind: MeetingKind | None = None
    session: Id | None = None
    part: Literal["sits", "minds"] | None = Field(
        default=None, description="Tôi có trong thành phần, hoặc tôi chủ trì, làm thư ký"
    )
    place: Place | None = Field(
        default=None, description="Đơn vị (u5) hoặc cơ quan (a7) có người dự"
    )
    starts_from: Day | None = None
    starts_to: Day | None = None
    q: Line | None = Field(default=None, description="Từ trong tên và nội dung, không cần dấu")


class MeetingRow(BaseModel):
    """A line of the list; the thing itself has the rest."""

    id: int
    state: str
    version: int
    title: str
    kind: str
    starts_at: dt.datetime | None
    room: str


class MeetingList(BaseModel):
    items: list[MeetingRow]
    next_cursor: str | None = None


class Since(Asked):
    """The last number that the caller has seen."""

    since: int = Field(default=0, ge=0, le=2**53)


class Stand(BaseModel):
    """What happened since, or how it stands where that is too long to tell."""

    seq: int
    server_time: int
    events: list[dict[str, Any]] | None = None
    snapshot: MeetingThing | None = None


class Ballot(BaseModel):
    """`id` is a voter's account, or the random key of a secret ballot; `text`: another opinion."""

    id: str
    choice: list[str]
    text: str = ""


class Ballots(BaseModel):
    items: list[Ballot]
    next_cursor: str | None = None


KIND = Kind(
    "meetings", Meeting, STEPS, thing, MeetingThing, seated=services.seated,
    answers={"cast": Receipt}, refuses=(429,),
)  # fmt: skip


def open_meetings(api: Api) -> None:
    """List, plan, and the doors of a meeting."""
    api.call("GET", "/meetings", query=MeetingFilter, gives=MeetingList)(list_meetings)
    api.open(
        Operation(
            method="POST",
            rule="/meetings",
            view=_plan,
            summary="Lập kế hoạch họp",
            gives=MeetingThing,
            status=201,
            body=Planned,
            refuses=(403,),
            raw=True,
        )
    )
    open_papers(api, KIND)
    open_change(api)
    open_minutes_door(api)
    open_notes_door(api)
    open_copies_door(api)
    open_agent(api, f"/meetings/{ID}", AGENT_DOORS)
    api.call("GET", f"/meetings/{ID}/state", query=Since, gives=Stand)(state)
    api.call("GET", f"/meetings/{ID}/votes/<id:vote_id>/ballots", gives=Ballots, refuses=(409,))(
        ballots
    )


def list_meetings(query: MeetingFilter) -> MeetingList:
    """Cuộc họp mà người gọi được đọc, mới nhất trước."""
    filters = query.model_dump(exclude_none=True, exclude={"cursor"})
    rows, after = listing.listed(current_actor(), filters, query.cursor)
    items = [MeetingRow(**row._asdict() | {"starts_at": moment(row.starts_at)}) for row in rows]
    return MeetingList(items=items, next_cursor=after)


def _plan() -> Response:
    actor = current_actor()

    def act() -> Response:
        MEETING.knows("create", actor.roles)
        said = read_json(Planned)
        meeting = planning.plan(actor, fields=said.model_dump())
        return as_json(thing(meeting, actor), 201)

    again = lambda _kind, id: as_json(thing(find(Meeting, actor, id), actor), 201)  # noqa: E731
    return once(key_of(request.path), act, again)


def state(id: int, query: Since) -> Stand:
    """Những gì đã diễn ra từ một số thứ tự."""
    actor = current_actor()
    return stand(find(Meeting, actor, id), actor, query.since)


def stand(meeting: Meeting, actor: Actor, since: int) -> Stand:
    """The events after `since`; from the beginning, or after too many, the whole picture, which
    costs hundreds of times as much where hundreds sit."""
    seq = meeting.seq
    if not since or since > seq or seq - since > events.MOST:
        shown = thing(meeting, actor)
        return Stand(seq=shown.seq, server_time=shown.server_time, snapshot=shown)
    missed = events.since(meeting.id, since)
    at = missed[-1].seq if missed else seq
    millis = int(now().timestamp() * 1000)
    return Stand(seq=at, server_time=millis, events=[events.told(one) for one in missed])


def ballots(id: int, vote_id: int) -> Ballots:
    """Các lá phiếu của một biểu quyết đã kết thúc, để ai cũng đếm lại được."""
    meeting, vote = ballot_pages.closed_vote(current_actor(), id, vote_id)
    names = {id: account for id, (account, _name) in names_of(meeting, vote).items()}
    rows = results.published(vote)
    return Ballots(items=[Ballot(**one | {"id": names.get(one["id"], one["id"])}) for one in rows])

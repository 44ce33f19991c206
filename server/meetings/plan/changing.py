"""PATCH /meetings/{id}: the plan of a draft, changed field by field (MT-T01)."""

from typing import Annotated, Any

from flask import Response
from pydantic import Field

from server import perform
from server.api.counter import Api, Operation, as_json, read_json, seen_version
from server.api.papers import ID, with_difference
from server.door.visitor import current_actor
from server.meetings.models import Meeting
from server.meetings.plan import fields as plan_fields
from server.meetings.plan import planning
from server.meetings.services import seated
from server.meetings.shapes import MOST_ITEMS, MOST_PEOPLE, Filled, Item, Sites
from server.meetings.sites import sites
from server.meetings.views import MeetingThing, thing
from server.papers.services import Ref, find
from server.shapes import Asked, Code, Line, Reason, When
from workflows import Refused
from workflows.meeting_kinds import MeetingKind

People = Annotated[list[Code], Field(max_length=MOST_PEOPLE)]


class PlanChange(Asked):
    """Changed fields of a plan; one left out stays as it is. The agenda, and the tree of sites, are
    changed as a whole, in the words of a plan."""

    title: Filled | None = None
    kind: MeetingKind | None = None
    starts_at: When | None = None
    chair: Code | None = None
    secretary: Code | None = None
    secretaries: People | None = None
    delegates: People | None = None
    attending: People | None = None
    guests: People | None = None
    observers: People | None = None
    room: Line | None = None
    sites: Sites | None = None
    urgent: Reason | None = None
    technician: Code | None = None
    agenda: Annotated[list[Item], Field(max_length=MOST_ITEMS)] | None = None


def open_change(api: Api) -> None:
    """Give the API the door by which a draft's plan is changed."""
    api.open(
        Operation(
            method="PATCH",
            rule=f"/meetings/{ID}",
            view=_change,
            summary="Sửa kế hoạch họp khi còn là dự kiến",
            gives=MeetingThing,
            body=PlanChange,
            version="required",
            refuses=(403, 409, 422),
            raw=True,
        )
    )


def _change(id: int) -> Response:
    meeting = find(Meeting, current_actor(), id)
    actor = seated(current_actor(), meeting)
    perform.require(actor, "edit", meeting)
    seen = seen_version(required=True)
    if meeting.version != seen:
        raise with_difference("meetings", id, Refused("stale"))
    fields = _as_planned(meeting) | _changes()
    planning.edit(actor, Ref(id, seen), fields=fields)
    return as_json(thing(find(Meeting, actor, id), actor), 200)


def _changes() -> dict[str, Any]:
    said = read_json(PlanChange)
    whole = said.model_dump()
    return {name: whole[name] for name in said.model_fields_set if whole[name] is not None}


def _as_planned(meeting: Meeting) -> dict[str, Any]:
    """The plan as it stands, in the words of the contract."""
    stands = plan_fields.as_it_stands(meeting)
    return stands | {
        "starts_at": meeting.starts_at,
        "technician": stands["technician"] or None,
        "sites": sites.as_planned(meeting),
    }

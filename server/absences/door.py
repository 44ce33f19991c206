"""/absences for programs: who is away, writing one down, the day of return."""

import datetime as dt

from flask import Response
from pydantic import BaseModel

from server.absences import queries, services
from server.absences.pages import wish
from server.absences.shapes import NewAbsence, Return
from server.admin.changes import found
from server.api.counter import Api, read_json
from server.api.repeated import acted
from server.door.visitor import current_actor
from server.habits.doors import open_doors
from server.org.actor import Actor
from server.org.models import Absence
from workflows import Refused


class AbsenceThing(BaseModel):
    """`last_day` still counts; `actions`: what the caller may do with it."""

    id: int
    account: str
    name: str
    substitute: str
    substitute_name: str
    kind: str
    valid_from: dt.date
    last_day: dt.date | None
    actions: list[str]


class AbsenceList(BaseModel):
    """One's own, those one stands in for, and those of one's people; the newest 200."""

    items: list[AbsenceThing]
    next_cursor: str | None = None


def open_absences(api: Api) -> None:
    """The list, and the two acts."""
    api.call("GET", "/absences", gives=AbsenceList, refuses=(403,))(list_absences)
    doors = (
        ("/absences", _write, "Ghi một lần vắng mặt và người nhận việc thay", NewAbsence, 201),
        ("/absences/<id:row_id>/actions/return", _return, "Ghi ngày trở lại làm việc", Return, 200),
    )
    open_doors(api, AbsenceList, doors)


def list_absences() -> AbsenceList:
    """Ai vắng mặt, ai nhận việc thay: của người gọi, của người trong phạm vi phụ trách."""
    return _listed()


def _listed() -> AbsenceList:
    actor = current_actor()
    services.require_user(actor)
    return AbsenceList(items=[_thing(actor, one) for one in queries.listed(actor)])


def _thing(actor: Actor, row: Absence) -> AbsenceThing:
    changes = services.may_change(actor, row) and not services.is_over(row)
    return AbsenceThing(
        id=row.id,
        account=row.person.account,
        name=row.person.full_name,
        substitute=row.substitute.account,
        substitute_name=row.substitute.full_name,
        kind=row.kind,
        valid_from=row.valid_from,
        last_day=row.valid_to - dt.timedelta(1) if row.valid_to else None,
        actions=["return"] if changes else [],
    )


def _write() -> Response:
    actor = current_actor()

    def act() -> None:
        services.require_user(actor)
        services.stand_in(actor, wish(actor, read_json(NewAbsence)))

    return acted(act, _listed, 201)


def _return(row_id: int) -> Response:
    actor = current_actor()

    def act() -> None:
        services.require_user(actor)
        if not services.may_see(actor, found(Absence, row_id)):
            raise Refused("no_such_row")
        services.come_back(actor, row_id, on=read_json(Return).on)

    return acted(act, _listed)

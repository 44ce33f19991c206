"""/handovers for programs: what one gives or takes, its list, the key or word that confirms it."""

import datetime as dt

from flask import Response, request
from pydantic import BaseModel

from server.api.away import open_agent
from server.api.counter import Api, Operation, as_json, read_json
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.handing_over import confirming, looking, services, views
from server.handing_over.forms import Seen
from server.handing_over.models import WorkHandover
from server.handing_over.party_pages import AGENT_DOORS
from server.org.actor import Actor
from workflows.handing_over import HANDING_OVER


class Handed(BaseModel):
    """A line: a thing by its kind and id, without its content, and who takes it."""

    thing: str
    called: str
    due_at: dt.datetime | None
    taker: str | None


class Confirmed(BaseModel):
    account: str
    at: dt.datetime | None
    list_sha256: str
    by_key: bool


class HandoverRow(BaseModel):
    """Bàn giao công việc."""

    id: int
    state: str
    giver: str
    leaves_on: dt.date
    decision_code: str


class HandoverThing(HandoverRow):
    """With its list; `list_sha256` is what one confirms, `signs`: with his key. `file_sha256`: the
    sheet as it is signed so far, empty where nobody who must confirm has a key."""

    presented_at: dt.datetime | None
    done_at: dt.datetime | None
    list_sha256: str
    signs: bool
    file_sha256: str
    lines: list[Handed]
    confirmations: list[Confirmed]


class HandoverList(BaseModel):
    items: list[HandoverRow]
    next_cursor: str | None = None


def open_handovers(api: Api) -> None:
    """Those of whoever calls, one of them, and his word that its list is right."""
    api.call("GET", "/handovers", gives=HandoverList)(list_handovers)
    api.call("GET", "/handovers/<id:row_id>", gives=HandoverThing)(get_handover)
    open_agent(api, "/handovers/<id:id>", AGENT_DOORS)
    api.open(
        Operation(
            method="POST",
            rule="/handovers/<id:row_id>/confirm",
            view=_confirm,
            summary="Xác nhận danh sách bàn giao",
            gives=HandoverThing,
            body=Seen,
            refuses=(403, 409),
            raw=True,
        )
    )


def list_handovers() -> HandoverList:
    """Danh sách bàn giao mà người gọi giao hoặc nhận, mới nhất trước."""
    return HandoverList(items=[_row(one) for one in views.mine(current_actor())])


def get_handover(row_id: int) -> HandoverThing:
    """Một danh sách bàn giao, cho người giao và người nhận."""
    return thing(services.for_party(current_actor(), row_id))


def _confirm(row_id: int) -> Response:
    actor = current_actor()
    services.for_party(actor, row_id)

    def act() -> Response:
        HANDING_OVER.knows("confirm", actor.roles)
        said = read_json(Seen)
        return as_json(thing(_confirmed(actor, row_id, said)), 200)

    again = lambda _kind, row: as_json(thing(services.for_party(actor, row)), 200)  # noqa: E731
    return once(key_of(request.path), act, again)


def _confirmed(actor: Actor, row_id: int, said: Seen) -> WorkHandover:
    return confirming.confirm(actor, row_id, **said.model_dump())


def _row(one: WorkHandover) -> HandoverRow:
    return HandoverRow(
        id=one.id,
        state=str(one.state),
        giver=one.appointment.person.account,
        leaves_on=one.leaves_on,
        decision_code=one.decision_code,
    )


def thing(one: WorkHandover) -> HandoverThing:
    """The list as it stands, without a word of content."""
    return HandoverThing(
        **dict(_row(one)),
        presented_at=moment(one.presented_at),
        done_at=moment(one.done_at),
        list_sha256=looking.digest(one),
        signs=views.owes_signature(one, current_actor()),
        file_sha256=one.signed_list.file_sha256 if one.signed_list else "",
        lines=[
            Handed(
                thing=f"{it.kind}/{it.thing_id}", called=it.called, due_at=moment(it.due_at),
                taker=it.taker.person.account if it.taker else None,
            )
            for it in one.lines
        ],
        confirmations=[
            Confirmed(
                account=it.person.account, at=moment(it.at), list_sha256=it.list_sha256,
                by_key=it.by_key,
            )
            for it in one.confirmations
        ],
    )  # fmt: skip

"""/incoming/batch: one step for several documents, with a row for each (CONTRACT §2)."""

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.repeated import key_of, once
from server.documents.incoming import many
from server.documents.incoming.shapes import Assigning, Presenting
from server.door.visitor import current_actor
from server.papers.services import Ref
from server.shapes import Asked, Id


class PresentingMany(Presenting):
    ids: list[Id] = Field(min_length=1, max_length=many.MOST)


class AssigningMany(Assigning):
    ids: list[Id] = Field(min_length=1, max_length=many.MOST)


class Became(BaseModel):
    """`code` and `detail` say why not; both are empty where the step was taken."""

    id: int
    state: str
    code: str
    detail: str


class BecameList(BaseModel):
    items: list[Became]
    next_cursor: str | None = None


def open_incoming_batches(api: Api) -> None:
    """Presenting for the clerk, assigning for the head of a unit."""
    _open(api, "present", PresentingMany, "Trình lãnh đạo nhiều văn bản đến")
    _open(api, "assign", AssigningMany, "Giao nhiều văn bản đến cho một người xử lý")


def _open(api: Api, name: str, shape: type[PresentingMany | AssigningMany], summary: str) -> None:
    plain: type[Asked] = Presenting if name == "present" else Assigning

    def view() -> Response:
        actor = current_actor()

        def act() -> Response:
            many.require(actor, name)
            body = read_json(shape)
            given = plain(**{one: getattr(body, one) for one in plain.model_fields})
            rows = many.each(actor, name, [Ref(one) for one in dict.fromkeys(body.ids)], given)
            return as_json(BecameList(items=[Became(**row._asdict()) for row in rows]), 200)

        return once(key_of(request.path), act, lambda _k, _i: as_json(BecameList(items=[]), 200))

    api.open(
        Operation(
            method="POST", rule=f"/incoming/batch/{name}", view=view, summary=summary,
            gives=BecameList, body=shape, refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip

"""/earlier/books/…/numbers: with which numbers the year goes on after an older register."""

import datetime as dt

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.repeated import key_of, once
from server.documents.earlier import going_on
from server.documents.earlier.handing_in import require_clerk
from server.door.visitor import current_actor


class OnwardBook(BaseModel):
    """A book of this year, by its name in the register."""

    book: str = Field(description="IN, hoặc OUT: và ký hiệu dãy số")
    last: int = Field(description="Số cuối ở sổ cũ")
    on: dt.date
    after: int = Field(description="Số mà hệ thống này nối tiếp; 0: bắt đầu từ 01")
    own: bool = Field(description="Hệ thống này đã cấp số, không nối được nữa")


class OnwardList(BaseModel):
    items: list[OnwardBook]


def open_onward(api: Api, direction: str, words: str) -> None:
    """What the clerk compares, and the act."""
    rule = f"/earlier/books/{direction}/<year:year>/numbers"

    def shown(year: int) -> OnwardList:
        actor = current_actor()
        require_clerk(actor)
        books = going_on.books(actor.agency_id, direction, year)
        names = OnwardBook.model_fields
        return OnwardList(items=[OnwardBook(**{n: getattr(it, n) for n in names}) for it in books])

    def carry_on(year: int) -> Response:
        def act() -> Response:
            actor = current_actor()
            require_clerk(actor)
            said = read_json(going_on.Compared)
            going_on.carry_on(actor, direction, year, compared=said.compared)
            return as_json(shown(year), 200)

        return once(key_of(request.path), act, lambda _kind, _id: as_json(shown(year), 200))

    shown.__doc__ = f"Số cuối của sổ văn bản {words} cũ, để nối số."
    api.call("GET", rule, gives=OnwardList, refuses=(403,))(shown)
    api.open(Operation(
        method="POST", rule=rule, view=carry_on, summary=f"Nối số văn bản {words} từ sổ cũ",
        gives=OnwardList, body=going_on.Compared, refuses=(403, 409, 422), raw=True,
    ))  # fmt: skip

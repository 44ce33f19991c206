"""/phrases for programs: what the caller's forms offer, a new one, changing and dropping one."""

from typing import Literal

from flask import Response
from pydantic import BaseModel

from server.api.counter import Api, read_json
from server.api.repeated import acted
from server.door.visitor import current_actor
from server.habits import phrases
from server.habits.doors import open_doors
from server.habits.keeping import may_change, require_user
from server.habits.shapes import PhraseKept, PhraseMade
from server.org.phrases import phrases_of
from server.shapes import Nothing


class PhraseThing(BaseModel):
    id: int
    text: str
    place: Literal["directive", "opinion"]
    shared: bool
    actions: list[str]


class PhraseList(BaseModel):
    """The agency's, then the caller's own."""

    items: list[PhraseThing]
    next_cursor: str | None = None


def open_phrases(api: Api) -> None:
    """The phrases, and the three acts."""
    api.call("GET", "/phrases", gives=PhraseList, refuses=(403,))(list_phrases)
    doors = (
        ("/phrases", _make, "Thêm một câu mẫu", PhraseMade, 201),
        ("/phrases/<id:row_id>/actions/change", _change, "Sửa một câu mẫu", PhraseKept, 200),
        ("/phrases/<id:row_id>/actions/drop", _drop, "Bỏ một câu mẫu", Nothing, 200),
    )
    open_doors(api, PhraseList, doors)


def list_phrases() -> PhraseList:
    """Câu mẫu của cơ quan và của riêng người gọi."""
    require_user(current_actor())
    return _listed()


def _listed() -> PhraseList:
    actor = current_actor()
    return PhraseList(
        items=[
            PhraseThing(
                id=one.id,
                text=one.text,
                place=one.place,
                shared=one.person_id is None,
                actions=["change", "drop"] if may_change(actor, one) else [],
            )
            for one in phrases_of(actor)
        ]
    )


def _make() -> Response:
    actor = current_actor()

    def act() -> None:
        require_user(actor)
        it = read_json(PhraseMade)
        phrases.make(actor, phrases.Wanted(it.text, it.place), shared=it.shared)

    return acted(act, _listed, 201)


def _change(row_id: int) -> Response:
    actor = current_actor()

    def act() -> None:
        require_user(actor)
        phrases.found(actor, row_id)
        it = read_json(PhraseKept)
        phrases.change(actor, row_id, phrases.Wanted(it.text, it.place))

    return acted(act, _listed)


def _drop(row_id: int) -> Response:
    actor = current_actor()

    def act() -> None:
        read_json(Nothing, empty=True)
        phrases.drop(actor, row_id)

    return acted(act, _listed)

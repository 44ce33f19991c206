"""/following for programs: what one follows, what is new in it, and the two acts upon a paper."""

from typing import Literal

from flask import Response
from pydantic import BaseModel

from server.api.counter import Api, Operation, read_json
from server.api.repeated import acted
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.door.visitor import current_actor
from server.home import followed
from server.papers import following
from server.papers.models import Paper
from server.papers.services import find
from server.shapes import Nothing


class FollowedThing(BaseModel):
    """A paper one follows; `news`: so many steps others took since one looked, `told`: the last."""

    kind: Literal["incoming", "outgoing", "tasks", "casefiles"]
    id: int
    code: str
    subject: str
    state: str
    pinned: bool
    news: int
    told: str


ACTS = {
    "follow": (following.follow, "Theo dõi một văn bản, nhiệm vụ, hồ sơ"),
    "unfollow": (following.unfollow, "Thôi theo dõi, bỏ cả ghim"),
    "pin": (following.pin, "Ghim lên Việc của tôi; chưa theo dõi thì theo dõi"),
    "unpin": (following.unpin, "Bỏ ghim, vẫn theo dõi"),
}


class FollowedList(BaseModel):
    items: list[FollowedThing]
    next_cursor: str | None = None


def open_following_doors(api: Api) -> None:
    """What one follows, and for each kind of papers the acts."""
    api.call("GET", "/following", gives=FollowedList)(list_followed)
    for kind in (IncomingDocument, OutgoingDocument, Task, CaseFile):
        for act in ACTS:
            _open(api, kind, act)


def list_followed() -> FollowedList:
    """Văn bản người gọi theo dõi, có thay đổi đứng trước."""
    return _listed()


def _listed() -> FollowedList:
    rows = followed.lines(current_actor())
    return FollowedList(items=[FollowedThing.model_validate(row) for row in rows])


def _open(api: Api, kind: type[Paper], act: str) -> None:
    does, summary = ACTS[act]

    def view(id: int) -> Response:
        find(kind, current_actor(), id)

        def take() -> None:
            read_json(Nothing, empty=True)
            does(current_actor(), kind, id)

        return acted(take, _listed)

    api.open(
        Operation(
            method="POST",
            rule=f"/{kind.workflow.name}/<id:id>/{act}",
            view=view,
            summary=summary,
            gives=FollowedList,
            body=Nothing,
            empty=True,
            refuses=(409,),
            raw=True,
        )
    )

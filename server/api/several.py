"""/…/batch: one step for several documents, with a row for each (CONTRACT §2)."""

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.repeated import key_of, once
from server.archive.several import SEVERAL as ARCHIVE
from server.documents import several
from server.documents.incoming.several import SEVERAL as COMING
from server.documents.incoming.shapes import Assigning, Filing, Presenting
from server.documents.outgoing.batch.several import SEVERAL as GOING
from server.documents.several import Several
from server.documents.tasks.several import SEVERAL as TASKS
from server.door.visitor import current_actor
from server.papers.services import Ref
from server.shapes import Asked, Id, MaybeWhy


class Many(Asked):
    ids: list[Id] = Field(min_length=1, max_length=several.MOST)


class PresentingMany(Presenting, Many):
    """To one leader."""


class AssigningMany(Assigning, Many):
    """To one officer."""


class FilingMany(Filing, Many):
    """In one case file."""


class UrgingMany(MaybeWhy, Many):
    """With the same words."""


class Became(BaseModel):
    """`code` and `detail` say why not; both are empty where the step was taken."""

    id: int
    state: str
    code: str
    detail: str


class BecameList(BaseModel):
    items: list[Became]
    next_cursor: str | None = None


DOORS: tuple[tuple[Several, str, type[Many], str], ...] = (
    (COMING, "present", PresentingMany, "Trình lãnh đạo nhiều văn bản đến"),
    (COMING, "assign", AssigningMany, "Giao nhiều văn bản đến cho một người xử lý"),
    (COMING, "start", Many, "Bắt đầu xử lý nhiều văn bản đến"),
    (COMING, "file", FilingMany, "Lập nhiều văn bản đến vào một hồ sơ"),
    (TASKS, "receive", Many, "Nhận nhiều nhiệm vụ"),
    (TASKS, "urge", UrgingMany, "Đôn đốc nhiều nhiệm vụ"),
    (ARCHIVE, "accept_transfer", Many, "Nhận nhiều hồ sơ vào lưu trữ"),
    (GOING, "submit", Many, "Trình ký nhiều dự thảo"),
)


def open_several_doors(api: Api) -> None:
    """Each step that is taken with several at once."""
    for door in DOORS:
        _open(api, *door)


def _open(api: Api, kept: Several, name: str, shape: type[Many], summary: str) -> None:
    plain = kept.steps[name].shape

    def view() -> Response:
        actor = current_actor()

        def act() -> Response:
            several.require(kept, actor, name)
            body = read_json(shape)
            given = plain(**{one: getattr(body, one) for one in shape.model_fields if one != "ids"})
            refs = [Ref(one) for one in dict.fromkeys(body.ids)]
            rows = several.each(kept, actor, name, refs, given)
            return as_json(BecameList(items=[Became(**row._asdict()) for row in rows]), 200)

        return once(key_of(request.path), act, lambda *_done: act(), resumes=True)

    api.open(
        Operation(
            method="POST", rule=f"/{kept.kind}/batch/{name}", view=view, summary=summary,
            gives=BecameList, body=shape, refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip

"""/scans: the pages of scans that wait to be registered, and how they are bound anew."""

from typing import Annotated, Literal

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json, read_query
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.scanbox import arranging, plans, table
from server.scanbox.models import Arrangement
from server.shapes import Asked, Id
from workflows import Refused, Role

MOST = plans.MOST_LEAVES
Turn = Literal[0, 90, 180, 270]
RULE = "/scans/arrangements"


class PagesAsked(Asked):
    """The scans by the ids of their documents, in the order in which they shall lie."""

    paper: Annotated[list[Id], Field(min_length=1, max_length=plans.MOST_SCANS)]


class PageThing(BaseModel):
    """A page and what is proposed for it. `starts`: a document begins with it."""

    paper: int
    page: int
    blank: bool
    drop: bool
    starts: bool


class PagesThing(BaseModel):
    """`ready` is false while pages are still being looked at: ask again."""

    ready: bool
    pages: list[PageThing]


class LeafAsked(Asked):
    """A page (from 1) of a scan, turned so many degrees to the right."""

    paper: Id
    page: Annotated[int, Field(ge=1, le=MOST)]
    turn: Turn = 0


class ArrangementAsked(Asked):
    """Each new scan by its pages; every page of every scan stands once, here or in `dropped`."""

    documents: Annotated[
        list[Annotated[list[LeafAsked], Field(min_length=1, max_length=MOST)]],
        Field(min_length=1, max_length=MOST),
    ]
    dropped: Annotated[list[LeafAsked], Field(max_length=MOST)] = []

    def plan(self) -> plans.Plan:
        bound = tuple(tuple(map(_leaf, leaves)) for leaves in self.documents)
        return plans.Plan(bound, tuple(map(_leaf, self.dropped)))


class ArrangementThing(BaseModel):
    """`made` are the documents that came of it; `reason` says why none did."""

    id: int
    stage: Literal["WAITING", "MADE", "FAILED", "UNDONE"]
    reason: str
    sources: list[int]
    made: list[int]
    can_be_undone: bool


def open_scans(api: Api) -> None:
    """Look at pages, bind them, ask how far it is, undo it."""
    api.open(
        Operation(
            method="GET",
            rule="/scans/pages",
            view=_pages,
            summary="Các trang của bản quét chờ vào sổ, trang trắng và chỗ tách được đề nghị.",
            gives=PagesThing,
            query=PagesAsked,
            refuses=(403, 404, 409),
            raw=True,
        )
    )
    api.open(
        Operation(
            method="POST",
            rule=RULE,
            view=_arrange,
            summary="Tách, ghép, xoay, bỏ trang: lập các bản quét mới, bản gốc giữ nguyên.",
            gives=ArrangementThing,
            status=202,
            body=ArrangementAsked,
            refuses=(403, 404, 409),
            raw=True,
        )
    )
    api.call("GET", f"{RULE}/<id:row_id>", gives=ArrangementThing)(_show)
    api.open(
        Operation(
            method="POST",
            rule=f"{RULE}/<id:row_id>/undo",
            view=_undo,
            summary="Hoàn tác khi chưa bản nào vào sổ: các bản quét trở lại như khi đến.",
            gives=ArrangementThing,
            refuses=(409,),
            raw=True,
        )
    )


def _leaf(asked: LeafAsked) -> plans.Leaf:
    return plans.Leaf(asked.paper, asked.page, asked.turn)


def _pages() -> PagesThing:
    """Whose scans they are is asked before what is said of them (CONTRACT §2.8)."""
    actor = _clerk()
    scans = table.laid_out(actor, read_query(PagesAsked).paper)
    if any(table.drawn(file) < file.pages for _, file in scans):
        return PagesThing(ready=False, pages=[])
    pages = []
    for paper, file in scans:
        blank = table.blanks(file.sha256)
        for n, (is_blank, told) in enumerate(zip(blank, plans.proposal(blank), strict=True), 1):
            said = {"blank": is_blank, "drop": told.drop, "starts": told.starts}
            pages.append(PageThing(paper=paper.id, page=n, **said))
    return PagesThing(ready=True, pages=pages)


def _clerk() -> Actor:
    actor = current_actor()
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    return actor


def _show(row_id: int) -> ArrangementThing:
    """Một lần sắp trang: đến đâu, thành những văn bản nào."""
    return _thing(arranging.of_agency(current_actor(), row_id))


def _thing(row: Arrangement) -> ArrangementThing:
    names = ("id", "stage", "reason", "sources", "made")
    said = {name: getattr(row, name) for name in names}
    return ArrangementThing(**said, can_be_undone=row.id in arranging.undoable([row]))


def _arrange() -> Response:
    def act() -> Response:
        actor = _clerk()
        plan = read_json(ArrangementAsked).plan()
        return as_json(_thing(arranging.arrange(actor, plan)), 202)

    answer = once(key_of(request.path), act, lambda _kind, row_id: as_json(_show(row_id), 202))
    answer.headers["Location"] = f"/api/v1{RULE}/{answer.get_json()['id']}"
    return answer


def _undo(row_id: int) -> Response:
    actor = current_actor()

    def act() -> Response:
        return as_json(_thing(arranging.undo(actor, row_id)), 200)

    return once(key_of(request.path), act, lambda _kind, done: as_json(_show(done), 200))

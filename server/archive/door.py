"""/casefiles for programs: listed, opened, shown, and their acts (CONTRACT §2.14)."""

import datetime as dt
from typing import Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Row

from server.api.counter import Api, Operation, as_json, read_form, read_json
from server.api.followed import JobThing, followed, running
from server.api.papers import Cursor, Kind, open_papers
from server.api.problems import invalid
from server.api.repeated import key_of, once
from server.archive import exhibit_pages, opening, queries, whole
from server.archive.access_door import open_access
from server.archive.delivery_door import open_deliveries
from server.archive.destruction_door import open_destructions
from server.archive.owed_door import open_owed
from server.archive.shapes import Exhibiting, Opening, Years
from server.archive.steps import STEPS
from server.documents.casefiles.kept import Line, shown_to
from server.documents.casefiles.models import CaseFile
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.actions import offered
from server.papers.services import find
from server.shapes import Code, Nothing, Subject
from workflows import CASEFILE
from workflows.casefile import CaseFile as State

RULE = "/casefiles/<id:id>"
XML = "application/xml"


class CaseFilter(Cursor):
    """Filters are named as the fields; `due`: to be archived within thirty days or late already."""

    state: State | None = None
    year: int | None = Field(default=None, ge=1900, le=2999)
    unit: Code | None = None
    retention: Years | None = None
    due: Literal["soon", "late"] | None = None
    q: Subject | None = None


class CaseRow(BaseModel):
    """A line of the list; the thing itself has the rest."""

    id: int
    state: str
    version: int
    code: str
    year: int
    title: str
    retention: int
    opened_on: dt.date
    ended_on: dt.date | None


class CaseList(BaseModel):
    items: list[CaseRow]
    next_cursor: str | None = None


class CaseLine(BaseModel):
    """A document of the file, without its words where the caller may not read it; or what was laid
    in by hand (a photograph, sound): then `file` is the path of its bytes, `about` what it is a
    record of, `seconds` how long sound is."""

    item: int
    ordinal: int
    pages: str
    paper: str | None = None
    file: str | None = None
    about: str | None = None
    seconds: int | None = None
    code: str | None = None
    issued_on: dt.date | None = None
    doc_type: str | None = None
    subject: str | None = None
    author: str | None = None


class CaseThing(CaseRow):
    """Hồ sơ công việc. `retention`: years, 0 is for ever; `file_code` as Annex VI has it."""

    actions: list[str]
    file_code: str
    unit: str | None
    keeper: str | None
    construction: bool
    due_on: dt.date | None
    kept_until: dt.date | None
    contents: list[CaseLine]
    doc_total: int
    page_total: int
    package_sha256: str | None
    note: str


def open_casefiles(api: Api) -> None:
    """List, open, and the doors of a case file."""
    api.call("GET", "/casefiles", query=CaseFilter, gives=CaseList)(list_files)
    api.open(
        Operation(
            method="POST",
            rule="/casefiles",
            view=_open,
            summary="Mở hồ sơ công việc",
            gives=CaseThing,
            status=201,
            body=Opening,
            refuses=(403, 409),
            raw=True,
        )
    )
    open_access(api)
    open_destructions(api)
    open_deliveries(api)
    open_owed(api)
    api.open(
        Operation(
            method="POST",
            rule=f"{RULE}/files",
            view=_lay_in,
            summary="Đưa ảnh, ghi âm, tài liệu khác vào hồ sơ",
            gives=CaseThing,
            status=201,
            form=Exhibiting,
            files=("file",),
            refuses=(403, 409, 503),
            raw=True,
        )
    )
    _open_whole(api)
    open_papers(api, KIND)


def _open_whole(api: Api) -> None:
    """To take along, for who may read all of it (CF-08)."""
    api.open(
        Operation(
            method="GET",
            rule=f"{RULE}/metadata.xml",
            view=lambda id: Response(whole.as_xml(current_actor(), id)[1], mimetype=XML),
            summary="Thông tin của hồ sơ và từng tài liệu trong hồ sơ, dạng XML",
            gives=XML,
            refuses=(403,),
            raw=True,
        )
    )
    api.open(
        Operation(
            method="POST",
            rule=f"{RULE}/whole",
            view=_print_whole,
            summary="Cả hồ sơ trong một tệp PDF, theo trình tự giải quyết; tệp ở /jobs/{id}/file",
            gives=JobThing,
            status=202,
            body=Nothing,
            empty=True,
            refuses=(403,),
            raw=True,
        )
    )


def _print_whole(id: int) -> Response:
    actor = current_actor()
    find(CaseFile, actor, id)

    def begin() -> Response:
        read_json(Nothing, empty=True)
        return running(whole.begin(actor, id))

    return followed(once(key_of(request.path), begin, lambda _kind, job_id: running(job_id)))


def list_files(query: CaseFilter) -> CaseList:
    """Hồ sơ công việc mà người gọi được đọc, mới nhất trước."""
    filters = query.model_dump(exclude_none=True, exclude={"cursor"})
    rows, after = queries.listed(current_actor(), filters, query.cursor)
    return CaseList(items=[row(one) for one in rows], next_cursor=after)


def _open() -> Response:
    actor = current_actor()

    def act() -> Response:
        CASEFILE.knows("open", actor.roles)
        said = read_json(Opening)
        return as_json(thing(opening.open_file(actor, fields=said.model_dump()), actor), 201)

    again = lambda _kind, id: as_json(thing(find(CaseFile, actor, id), actor), 201)  # noqa: E731
    return once(key_of(request.path), act, again)


def _lay_in(id: int) -> Response:
    actor = current_actor()
    case = find(CaseFile, actor, id)

    def act() -> Response:
        exhibit_pages.require(actor, case)
        try:
            given = read_form(Exhibiting, ("file",))
        except ValidationError as error:
            raise invalid(error) from None
        done = exhibit_pages.lay_in(actor, id, given["form"], given["file"])
        return as_json(thing(done, actor), 201)

    again = lambda _kind, case_id: as_json(thing(find(CaseFile, actor, case_id), actor), 201)  # noqa: E731
    return once(key_of(request.path), act, again)


def row(one: Row | CaseFile) -> CaseRow:
    return CaseRow(
        id=one.id,
        state=one.state,
        version=one.version,
        code=one.code,
        year=one.year,
        title=one.subject,
        retention=one.years,
        opened_on=one.opened_on,
        ended_on=one.ended_on,
    )


def thing(case: CaseFile, actor: Actor) -> CaseThing:
    """The file as it stands, with what this actor may do now."""
    lines = shown_to(actor, case)
    return CaseThing(
        **dict(row(case)),
        actions=offered(actor, case, STEPS),
        file_code=case.file_code,
        unit=case.unit.code if case.unit else None,
        keeper=case.keeper.account if case.keeper else None,
        construction=case.is_construction,
        due_on=case.due_on,
        kept_until=case.kept_until,
        contents=[CaseLine(**_line(one)) for one in lines],
        doc_total=len(lines),
        page_total=lines[-1].last if lines else 0,
        package_sha256=case.package_sha256 or None,
        note=case.note,
    )


def _line(one: Line) -> dict[str, Any]:
    told: dict[str, Any] = {"item": one.item.id, "ordinal": one.ordinal, "pages": one.pages}
    if one.hidden:
        return told
    where: dict[str, Any] = {"paper": f"{one.item.paper_kind}/{one.paper.id}"}
    if one.is_exhibit:
        where = {
            "file": f"casefiles/{one.item.case_file_id}/files/{one.paper.n}",
            "about": one.paper.about or None,
            "seconds": one.paper.seconds or None,
        }
    return (
        told
        | where
        | {
            "code": one.paper.code,
            "issued_on": one.day,
            "doc_type": one.paper.doc_type,
            "subject": one.paper.subject,
            "author": one.author,
        }
    )


KIND = Kind("casefiles", CaseFile, STEPS, thing, CaseThing)

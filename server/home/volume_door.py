"""/registers/…/volumes: what was closed of a book, and its signatures, for programs."""

import datetime as dt
from collections.abc import Callable

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.away import open_agent
from server.api.counter import Api, Operation, as_json, read_json
from server.api.papers import ID
from server.api.parts import moment
from server.api.repeated import key_of, once
from server.door.visitor import current_actor
from server.home import volume_signing, volumes
from server.home.holding_back import is_held_back
from server.home.volume_jobs import stage_of, why_not_bound
from server.home.volume_pages import AGENT_DOORS, file_of
from server.org.actor import Actor
from server.registers.models import BookVolume
from server.registers.volumes import volumes_of
from server.registers.whose import agency_asked
from server.shapes import Asked, KeyAsked, Word
from workflows import Refused
from workflows.volumes import CLOSERS, Stage, VolumeStep

RULE = "/registers/volumes/<id:row_id>"
AGENT_RULE = f"/registers/volumes/{ID}"
SUMMARIES = {
    "in": ("Các quyển đã khóa của Sổ đăng ký văn bản đến", "Khóa sổ văn bản đến"),
    "out": ("Các quyển đã khóa của Sổ đăng ký văn bản đi", "Khóa sổ văn bản đi"),
}
STEPS = {
    VolumeStep.SIGN: (volume_signing.sign, "Người đứng đầu cơ quan ký quyển sổ"),
    VolumeStep.SEAL: (volume_signing.seal, "Văn thư đóng dấu cơ quan lên quyển đã ký"),
}


class Whose(Asked):
    """As in the books: an agency that another one came after, or whichever an auditor names."""

    agency: Word | None = None


class ClosingAsked(Asked):
    """`goes_on`: the year still runs; later lines open another volume."""

    goes_on: bool = False


class VolumeThing(BaseModel):
    """`sha256` is that of the file as it stands: bound, signed or sealed."""

    id: int
    book: str
    year: int
    number: int = Field(description="Quyển số")
    lines: int
    span: str
    stage: Stage
    failure: str = Field(description="Vì sao chưa in được; rỗng khi không có lỗi")
    sha256: str
    held_back: bool = Field(description="Có dòng của văn bản nghi mật: tệp chưa mở được")
    closed_at: dt.datetime
    signed_at: dt.datetime | None
    sealed_at: dt.datetime | None


class VolumeList(BaseModel):
    items: list[VolumeThing]
    next_cursor: str | None = None


def open_volumes(api: Api) -> None:
    """The volumes of a year, closing the next one, its file, its two signatures."""
    for book in SUMMARIES:
        _open_book(api, book)
    api.call("GET", RULE, gives=VolumeThing, refuses=(403,))(show)
    api.call("GET", f"{RULE}/file", gives="application/pdf", refuses=(403,))(file)
    for step in STEPS:
        _open_step(api, step)
    open_agent(api, AGENT_RULE, AGENT_DOORS)
    _open_printing(api)


def show(row_id: int) -> VolumeThing:
    """Một quyển sổ đã khóa."""
    return _thing(volumes.found(current_actor(), row_id))


def file(row_id: int) -> Response:
    """Tệp PDF của quyển sổ."""
    return file_of(volumes.found(current_actor(), row_id))


def _open_book(api: Api, book: str) -> None:
    rule, (listing, closing) = f"/registers/{book}/<year:year>/volumes", SUMMARIES[book]

    def shelf(query: Whose, year: int) -> VolumeList:
        actor = current_actor()
        agency = agency_asked(actor, query.agency or "", "agency")
        agency_id = agency.id if agency else actor.agency_id
        volumes.require(actor, agency_id)
        return VolumeList(items=[_thing(one) for one in volumes_of(agency_id, book, year)])

    def close(year: int) -> Response:
        def act(actor: Actor) -> BookVolume:
            if not CLOSERS & actor.roles:
                raise Refused("wrong_role")
            asked = read_json(ClosingAsked)
            return volumes.close(actor, book, year, goes_on=asked.goes_on)

        return _once(act, 202)

    shelf.__doc__ = listing
    api.call("GET", rule, query=Whose, gives=VolumeList, refuses=(403,))(shelf)
    api.open(
        Operation(
            method="POST",
            rule=rule,
            view=close,
            summary=closing,
            gives=VolumeThing,
            status=202,
            body=ClosingAsked,
            refuses=(403, 409),
            raw=True,
        )
    )


def _open_step(api: Api, step: VolumeStep) -> None:
    call, summary = STEPS[step]

    def view(row_id: int) -> Response:
        def act(actor: Actor) -> BookVolume:
            volumes.ready(actor, row_id, step)
            asked = read_json(KeyAsked)
            return call(actor, row_id, pin=asked.pin, answer=asked.answer)

        return _once(act, 200)

    api.open(
        Operation(
            method="POST",
            rule=f"{RULE}/actions/{step}",
            view=view,
            summary=summary,
            gives=VolumeThing,
            body=KeyAsked,
            refuses=(403, 404, 409, 503),
            raw=True,
        )
    )


def _open_printing(api: Api) -> None:
    def view(row_id: int) -> Response:
        return _once(lambda actor: volumes.bind(actor, row_id), 202)

    api.open(
        Operation(
            method="POST",
            rule=f"{RULE}/actions/{VolumeStep.BIND}",
            view=view,
            summary="Văn thư cho in lại quyển chưa in được",
            gives=VolumeThing,
            status=202,
            refuses=(403, 404, 409),
            raw=True,
        )
    )


def _once(act: Callable[[Actor], BookVolume], status: int) -> Response:
    """Rights before the body, a key before both (CONTRACT §2.8, §2.9)."""
    actor = current_actor()

    def first() -> Response:
        return as_json(_thing(act(actor)), status)

    return once(key_of(request.path), first, lambda _kind, row_id: as_json(show(row_id), status))


def _thing(volume: BookVolume) -> VolumeThing:
    plain = ("id", "book", "year", "number", "lines", "span")
    said = {name: getattr(volume, name) for name in plain}
    times = ("closed_at", "signed_at", "sealed_at")
    said |= {name: moment(getattr(volume, name)) for name in times}
    stage = stage_of(volume)
    failure = why_not_bound(volume) if stage is Stage.NOT_BOUND else ""
    said |= {"sha256": volume.file_sha256, "held_back": is_held_back(volume)}
    return VolumeThing(**said, stage=stage, failure=failure)

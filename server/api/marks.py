"""/marks: the pictures of one's own signature and of the seal one keeps, as `/account/marks`."""

import hashlib
from collections.abc import Callable
from functools import partial
from io import BytesIO

from flask import Response, send_file
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, read_form, read_json
from server.api.repeated import acted
from server.door.visitor import current_actor
from server.shapes import Nothing
from server.signatures import pictures
from server.signatures.keys import drawn_for
from server.uploads.copies.marks import PERSON, SEAL
from workflows import Role

PNG = "image/png"
WORDS = {PERSON: "chữ ký của mình", SEAL: "dấu của cơ quan mà văn thư giữ"}


class MarkThing(BaseModel):
    """What is drawn where one signs (`person`) or seals (`seal`)."""

    whose: str
    given: bool = Field(description="Đã gửi hình; không thì hệ thống tự vẽ")
    sha256: str = Field(description="SHA-256 của hình đã gửi; trống nếu chưa gửi")


class MarkList(BaseModel):
    items: list[MarkThing]
    next_cursor: str | None = None


def open_marks(api: Api) -> None:
    """What is drawn now; another picture instead, or none again."""
    api.call("GET", "/marks", gives=MarkList, refuses=(403,))(list_marks)
    for whose, words in WORDS.items():
        _open(api, whose, words)


def list_marks() -> MarkList:
    """Hình chữ ký của người gọi; với văn thư thêm hình dấu của cơ quan."""
    mine = [PERSON, SEAL] if Role.CLERK in current_actor().roles else [PERSON]
    return MarkList(items=[_thing(one) for one in mine])


def _thing(whose: str) -> MarkThing:
    sha256 = pictures.of_actor(current_actor(), whose)
    return MarkThing(whose=whose, given=bool(sha256), sha256=sha256)


def _open(api: Api, whose: str, words: str) -> None:
    rule = f"/marks/{whose}"
    api.open(Operation(
        method="GET", rule=f"{rule}.png", view=partial(_picture, whose), gives=PNG,
        refuses=(403, 416),
        summary=f"Hình {words} như in trên văn bản.",
    ))  # fmt: skip
    for path, act, summary in (
        (rule, _give, f"Đặt hình {words}: PNG nền trong suốt, hoặc ảnh chụp trên giấy trắng."),
        (f"{rule}/actions/drop", _drop, f"Thôi dùng hình {words} đã gửi; hệ thống tự vẽ."),
    ):
        gives_a_file = act is _give
        api.open(Operation(
            method="POST", rule=path, view=partial(_acted, whose, act), summary=summary,
            gives=MarkThing, form=Nothing if gives_a_file else None,
            files=("file",) if gives_a_file else (), body=None if gives_a_file else Nothing,
            empty=True, refuses=(403, 409, 422, 503), raw=True,
        ))  # fmt: skip


def _picture(whose: str) -> Response:
    png = drawn_for(current_actor(), whose)
    etag = hashlib.sha256(png).hexdigest()
    return send_file(BytesIO(png), mimetype=PNG, etag=etag, max_age=0)


def _acted(whose: str, act: Callable[[str], None]) -> Response:
    """Whose it is not hears so before his body is read (CONTRACT §2.8)."""
    pictures.require_his(current_actor(), whose)
    return acted(partial(act, whose), partial(_thing, whose))


def _give(whose: str) -> None:
    (file, *_more) = read_form(Nothing, ("file",))["file"]
    pictures.give(current_actor(), whose, file.stream.read(), file.filename or "hinh.png")


def _drop(whose: str) -> None:
    read_json(Nothing, empty=True)
    pictures.take_back(current_actor(), whose)

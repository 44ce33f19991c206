"""The clerk's pages of a takeover: hand in, say which column is what, see every line, carry out."""

from collections.abc import Callable
from typing import Any, Literal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field
from werkzeug.datastructures import FileStorage

from server.answers import words_of
from server.counted import counted
from server.database import db
from server.documents import forms
from server.documents.earlier import handing_in, remarking, sending_again
from server.documents.earlier.columns import used_in
from server.documents.earlier.lines import (
    count_lines,
    count_unfinished,
    documents_of,
    lines_of,
)
from server.documents.earlier.models import DONE, LOOKING, MAPPING, READY, TAKING, Takeover
from server.documents.earlier.scans import count_unread
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.jobs import FAILED, Job
from server.pages import fresh_op, when
from server.shapes import Asked, Nothing, Word
from workflows.earlier import Direction

ID = "<int(max=9223372036854775807):row_id>"
SHOWN = 200
"""Lines with troubles that a page lists: who has more mends a column first."""


class HandedIn(Asked):
    """What stands in the form beside its files."""

    direction: Literal["in", "out"]


class Confirmed(Asked):
    """By the name of each field the place of its column."""

    columns: dict[str, Word] = Field(default_factory=dict)


def open_takeovers(room: Blueprint) -> None:
    """Give the room its doors."""
    room.route("/takeovers", methods=["GET", "POST"])(takeovers)
    room.get(f"/takeovers/{ID}")(takeover)
    for name, act in ACTS.items():
        view = _posting(name, act)
        room.post(f"/takeovers/{ID}/{name}", endpoint=f"takeover_{name}")(view)


def takeovers() -> ResponseReturnValue:
    """Those of the agency, and the form to begin another."""
    actor = current_actor()
    handing_in.require_clerk(actor)
    if request.method == "GET":
        return _start(_form())
    made, no = attempt(HandedIn, lambda it: _hand_in(it.direction), _form())
    if no is not None:
        return _start(forms.kept(_form(), request.form, no.errors), no.above), no.status
    if not isinstance(made, Takeover):
        return redirect(url_for("earlier.takeovers"))
    return redirect(url_for("earlier.takeover", row_id=made.id))


def _hand_in(direction: str) -> Takeover:
    sheet = _packed(request.files.getlist("file"))
    files = _packed(request.files.getlist("files"))
    first = sheet[0] if sheet else ("", b"")
    return sending_again.hand_in(current_actor(), direction, sheet=first, files=files)


def _packed(files: list[FileStorage]) -> list[tuple[str, bytes]]:
    return [(one.filename, one.stream.read()) for one in files if one.filename]


def _form() -> Fields:
    words = {Direction.IN: _("Sổ văn bản đến"), Direction.OUT: _("Sổ văn bản đi")}
    return [
        field("direction", _("Sổ nào"), "select", "in", required=True, options=[*words.items()]),
        field("file", _("Bảng của sổ cũ"), "file", required=True, accept=".xlsx,.csv",
              hint=_("XLSX hoặc CSV, mỗi dòng một văn bản, tối đa 5.000 dòng")),
        field("files", _("Tệp văn bản"), "file", multiple=True,
              hint=_("các tệp hoặc gói ZIP mà cột “tên tệp” nhắc tới; mỗi lần tối đa 200 MB")),
    ]  # fmt: skip


def _start(form: Fields, error: str = "") -> str:
    return render_template(
        "earlier/takeovers.html",
        title=_("Nhập từ hệ thống cũ"),
        form=form,
        error=error,
        rows=[_row(one) for one in handing_in.takeovers(current_actor())],
        op_id=fresh_op(),
    )


def _row(one: Takeover) -> dict[str, Any]:
    return {
        "href": url_for("earlier.takeover", row_id=one.id),
        "name": one.name,
        "at": when(one.at),
        "stage": _stage(one),
    }


def _stage(one: Takeover) -> str:
    if one.stage == MAPPING and not one.heads:
        return _("chờ bảng đọc được")
    if one.stage == READY and lines_of(one.id, 1, is_wrong=True):
        return _("đã xem trước, còn dòng phải sửa")
    return {
        MAPPING: _("chờ xác nhận cột"),
        LOOKING: _("đang kiểm tra từng dòng"),
        READY: _("đã xem trước, chờ nhập"),
        TAKING: _("đang nhập"),
        DONE: _("đã nhập xong"),
    }[one.stage]


def takeover(row_id: int) -> ResponseReturnValue:
    """Where it stands, and what the clerk can do now."""
    return _page(handing_in.find(current_actor(), row_id))


def _page(one: Takeover, no: No | None = None, at: str = "") -> str:
    """`at`: the form of it that was refused."""
    asked = _columns(one) if one.stage in handing_in.BOTH_SIDES else []
    wrong = lines_of(one.id, SHOWN, is_wrong=True) if one.stage == READY else []
    job = _job(one) if one.stage in (LOOKING, TAKING) else None
    return render_template(
        "earlier/takeover.html",
        title=_("Nhập sổ: %(name)s", name=one.name),
        takeover={
            "id": one.id,
            "stage": one.stage,
            "words": _stage(one),
            "direction": one.direction,
            "has_sheet": bool(one.heads),
        },
        form=forms.kept(asked, request.form, no.errors) if no and at == "confirm" else asked,
        again=_again(one),
        error=no.above if no else "",
        at=at if one.stage in handing_in.BOTH_SIDES else "",
        job=job,
        lines=documents_of(one),
        wrong=[_wrong(line) for line in wrong],
        unfinished=count_unfinished(one.id) if one.stage == DONE else 0,
        unread=count_unread(one.id) if one.stage == DONE else 0,
        wrong_count=count_lines(one.id, is_wrong=True) if wrong else 0,
        remarks=remarking.words(one),
        hrefs={name: url_for(f"earlier.takeover_{name}", row_id=one.id) for name in ACTS},
        back_href=url_for("earlier.takeovers"),
        books_href=url_for("earlier.index"),
        op_id=fresh_op(),
    )


def _again(one: Takeover) -> Fields:
    """What can be sent once more; the rest is here already."""
    n = len(one.waiting)
    here = counted("đã có %(n)s tệp, không phải gửi lại", n) if n else ""
    return [
        field("file", _("Bảng đã sửa"), "file", accept=".xlsx,.csv",
              hint=_("để trống nếu chỉ gửi thêm tệp")),
        field("files", _("Tệp gửi thêm"), "file", multiple=True, hint=here),
    ]  # fmt: skip


def _columns(one: Takeover) -> Fields:
    """Each field with the column it was guessed to be; what a line shows helps to tell."""
    sample = handing_in.first_cells(one.id)
    options = [("", "—")] + [
        (str(at), f"{_letter(at)} · {head}" + (f" (ví dụ: {sample[at][:40]})" if at < len(sample)
                                               and sample[at] else ""))
        for at, head in enumerate(one.heads)
    ]  # fmt: skip
    return [
        field(f"columns.{it.key}", str(it.label), "select", str(one.mapping.get(it.key, "")),
              options=options, expected=one.direction in it.required)
        for it in used_in(one.direction)
    ]  # fmt: skip


def _letter(at: int) -> str:
    """The column as a spreadsheet heads it."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _wrong(line: Any) -> dict[str, Any]:
    said = [handing_in.told(one) for one in line.troubles]
    return {
        "n": line.n,
        "what": [(label, words_of(reason, filled)) for label, reason, filled in said],
    }


def _job(one: Takeover) -> dict[str, Any]:
    job = db.session.get(Job, one.job_id) if one.job_id else None
    failed = job is not None and job.state == FAILED
    return {
        "failed": failed,
        "done": False,
        "percent": job.progress if job else 0,
        "words": _("Chưa xong vì một lỗi của máy chủ. Hãy báo quản trị hệ thống, rồi chạy tiếp.")
        if failed else _stage(one).capitalize(),
        "poll_href": None if failed else url_for("earlier.takeover", row_id=one.id),
    }  # fmt: skip


UNDER_WAY = ""
"""Said by the page itself, which follows the job: above it that would stand when all is done."""


def _confirm(one: Takeover, given: Confirmed) -> str:
    places = {key: int(at) for key, at in given.columns.items() if at.isdecimal()}
    handing_in.confirm(current_actor(), one.id, places)
    return UNDER_WAY


def _carry_out(one: Takeover, _given: Nothing) -> str:
    handing_in.carry_out(current_actor(), one.id)
    return UNDER_WAY


def _send_again(one: Takeover, _given: Nothing) -> str:
    sheet, files = (_packed(request.files.getlist(name)) for name in ("file", "files"))
    sending_again.send_again(current_actor(), one.id, sheet=next(iter(sheet), None), files=files)
    return UNDER_WAY


def _go_on(one: Takeover, _given: Nothing) -> str:
    handing_in.go_on(current_actor(), one.id)
    return UNDER_WAY


def _drop(one: Takeover, _given: Nothing) -> str:
    handing_in.drop(current_actor(), one.id)
    return _("Đã bỏ lượt nhập này.")


Act = tuple[type[Asked], Callable[[Takeover, Any], str]]
ACTS: dict[str, Act] = {
    "confirm": (Confirmed, _confirm),
    "carry_out": (Nothing, _carry_out),
    "send_again": (Nothing, _send_again),
    "go_on": (Nothing, _go_on),
    "drop": (Nothing, _drop),
}


def _posting(name: str, act: Act) -> Callable[[int], ResponseReturnValue]:
    shape, does = act

    def view(row_id: int) -> ResponseReturnValue:
        one = handing_in.find(current_actor(), row_id)
        words, no = attempt(shape, lambda given: does(one, given))
        if no is not None:
            return _page(handing_in.find(current_actor(), row_id), no, name), no.status
        if words:
            flash(str(words), "ok")
        if name == "drop":
            return redirect(url_for("earlier.takeovers"))
        return redirect(url_for("earlier.takeover", row_id=row_id))

    return view

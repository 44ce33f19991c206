"""The pages of what was taken over: a document, the older registers by year."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row

from server.clock import today
from server.documents.counter import Room, open_counter
from server.documents.earlier import books, going_on
from server.documents.earlier.handing_in import require_clerk
from server.documents.earlier.models import EarlierDocument
from server.documents.earlier.steps import STEPS
from server.documents.earlier.takeover_pages import open_takeovers
from server.documents.forms import field
from server.documents.sheets import No, attempt
from server.documents.shut_forms import FORMS, shown_as, told_by, without_files
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import day, fresh_op, headline
from server.papers.tombstones import tombstone_of
from server.registers.called import book_word
from server.registers.whose import agency_asked
from server.words_of.law import TOMBSTONE, provisional, state_word, suspected
from workflows import Role
from workflows.earlier import Earlier
from workflows.numbering import as_written

room = Blueprint("earlier", __name__, url_prefix="/earlier")
COLUMNS = {
    "in": (
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung", "Đơn vị hoặc người nhận", "Ghi chú",
    ),
    "out": (
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Ghi chú",
    ),
}  # fmt: skip
"""What older systems kept of the decree's columns (Annex IV I and VI)."""


def install(app: Flask) -> None:
    app.register_blueprint(room)


def _view(actor: Actor, paper: EarlierDocument) -> dict[str, Any]:
    coming = paper.direction == "in"
    veiled, held = paper.is_veiled_for(actor.roles), paper.state == Earlier.QUARANTINED
    stone = tombstone_of("earlier", paper.id) if paper.state == Earlier.PURGED else None
    facts = (
        (_("Nguồn"), _("Chuyển từ hệ thống cũ; số và năm giữ nguyên như sổ cũ")),
        (_("Số đến (sổ cũ)") if coming else _("Số (sổ cũ)"), f"{paper.old_no} ({paper.year})"),
        (_("Số đến tạm"), provisional(paper.id, "earlier") if held else ""),
        (_("Ngày đến"), day(paper.entered_on) if coming else ""),
        (_("Tác giả"), paper.issuer),
        (_("Ngày văn bản"), day(paper.issued_on)),
        (_("Tên loại"), paper.doc_type),
        (_("Người ký"), paper.signer),
        (_("Nơi nhận"), paper.recipients),
        (_("Đơn vị, người xử lý"), paper.handler),
        (_("Ghi chú"), paper.note),
        *(told_by(stone) if stone else ()),
    )
    return {
        "paper": {
            "id": paper.id,
            "kind": "earlier",
            "title": _title(paper, veiled=veiled),
            "without_files": without_files(veiled=veiled, destroyed=stone is not None),
            "code": paper.code,
            "state": paper.state,
            "state_word": state_word("earlier", paper.state),
            "urgency": paper.urgency,
            "list_href": _book_href(paper.direction, paper.year),
            "list_words": _("Sổ cũ năm %(year)s", year=paper.year),
            "fields": [(label, value) for label, value in facts if value],
            "shown": [],
        },
        "goes_on_href": f"/incoming/{paper.continued_id}" if paper.continued_id else "",
    }


def _title(paper: EarlierDocument, *, veiled: bool) -> str:
    if veiled:
        return suspected(paper.id, "earlier")
    return str(TOMBSTONE) if paper.state == Earlier.PURGED else headline(paper.subject)


def _book_href(direction: str, year: int) -> str:
    return url_for("earlier.book", name=direction, year=year)


@room.get("/books")
def index() -> ResponseReturnValue:
    """The newest year of what came in, or of what went out."""
    actor = current_actor()
    held = books.years_held(actor.agency_id)
    name = next((one for one in COLUMNS if held[one]), "in")
    return redirect(_book_href(name, next(iter(held[name]), today().year)))


@room.get("/books/<any(in, out):name>/<year:year>")
def book(name: str, year: int) -> ResponseReturnValue:
    """A page of an older register, last number first."""
    return _page(name, year)


@room.post("/books/<any(in, out):name>/<year:year>")
def carry_on(name: str, year: int) -> ResponseReturnValue:
    """The numbers of this year go on where that register ended."""
    actor = current_actor()
    require_clerk(actor)
    made, no = attempt(
        going_on.Compared, lambda it: going_on.carry_on(actor, name, year, compared=it.compared)
    )
    if no is not None:
        return _page(name, year, no), no.status
    flash(_("Đã nối số: %(n)s sổ cấp số tiếp theo sổ cũ.", n=made or 0), "ok")
    return redirect(_book_href(name, year))


def _page(name: str, year: int, no: No | None = None) -> str:
    actor = current_actor()
    agency = agency_asked(actor, request.args.get("agency", ""))
    agency_id = agency.id if agency else actor.agency_id
    rows, after = books.lines(actor, name, year, request.args.get("cursor"), agency_id)
    coming = name == "in"
    title = _("Sổ cũ: văn bản đến năm %(year)s", year=year)
    asked = {"agency": request.args["agency"]} if agency else {}
    return render_template(
        "earlier/book.html",
        under=agency.name if agency else actor.agency_name,
        onward=_onward(actor, name, year, no) if agency is None else None,
        no=no,
        op_id=fresh_op(),
        title=title if coming else _("Sổ cũ: văn bản đi năm %(year)s", year=year),
        columns=COLUMNS[name],
        link_column=1 if coming else 0,
        rows=[_line(one, coming) for one in rows],
        switches=_switches(agency_id, name, year, asked),
        takeovers=Role.CLERK in actor.roles,
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _onward(actor: Actor, name: str, year: int, no: No | None) -> dict[str, Any] | None:
    """Of this year's, to the clerk: with which number each book ended there, and goes on here; one
    that has begun at 01 here has nothing to say any more."""
    if Role.CLERK not in actor.roles or year != today().year:
        return None
    rows = [it for it in going_on.books(actor.agency_id, name, year) if it.after or not it.own]
    compared = field(
        "compared",
        _("Đã đối chiếu: đây là các số cuối của sổ cũ"),
        "checkbox",
        required=True,
        error=no.errors.get("compared", "") if no else "",
    )
    return {
        "rows": [(book_word(it.book), it.last, day(it.on), _goes_on(it)) for it in rows],
        "field": compared if any(not it.own and it.after != it.last for it in rows) else None,
    }


def _goes_on(it: going_on.Onward) -> str:
    if it.after:
        return str(_("nối từ số %(n)s", n=it.after + 1))
    return str(_("sẽ nối từ số %(n)s", n=it.last + 1))


def _line(row: Row[Any], coming: bool) -> dict[str, Any]:
    about = " ".join(part for part in (row.doc_type, row.subject) if part)
    code = as_written(row.number, row.notation)
    if coming:
        cells = [day(row.entered_on), row.old_no, row.issuer, code, day(row.issued_on), about,
                 row.handler, row.note]  # fmt: skip
    else:
        cells = [code, day(row.issued_on), about, row.signer, row.recipients, row.handler, row.note]
    return {"cells": cells, "href": f"/earlier/{row.id}" if row.open else None}


def _switches(
    agency_id: int | None, name: str, year: int, asked: dict[str, str]
) -> list[list[dict[str, Any]]]:
    """The two books, and the years of the open one."""
    said = f"?{urlencode(asked)}" if asked else ""
    words = {"in": _("Văn bản đến"), "out": _("Văn bản đi")}
    held = books.years_held(agency_id)
    return [
        [
            {"label": words[other], "href": _book_href(other, years[0]) + said,
             "here": other == name}
            for other in COLUMNS if (years := held[other])
        ],
        [{"label": y, "href": _book_href(name, y) + said, "here": y == year} for y in held[name]],
    ]  # fmt: skip


open_takeovers(room)
open_counter(
    room,
    Room(
        "earlier",
        EarlierDocument,
        STEPS,
        FORMS,
        _view,
        shown_as=shown_as,
        template="earlier/show.html",
    ),
)

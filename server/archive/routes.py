"""/casefiles: the files that I may read, one of them with its steps, and what is printed of it."""

import io
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.archive import (
    access_pages,
    delivery_pages,
    destruction_pages,
    exhibit_pages,
    opening,
    owed_pages,
    pages,
    plan_pages,
    putting,
    queries,
    receiving,
    sheets,
    whole,
)
from server.archive.destroying import SEES
from server.archive.several import SEVERAL
from server.archive.shapes import Opening
from server.archive.steps import STEPS
from server.clock import today
from server.documents.casefiles import lent
from server.documents.casefiles.kept import shown_to
from server.documents.casefiles.models import CaseFile
from server.documents.counter import ID, Room, open_counter
from server.documents.forms import field
from server.documents.outgoing.signatures.agent_doors import open_agent_doors
from server.documents.several_pages import open_several
from server.documents.sheets import Sheet, show, take
from server.documents.talk import open_talk
from server.door.visitor import current_actor
from server.files import store
from server.org import queries as org
from server.pages import day, headline
from server.papers.services import find
from server.words_of.casefiles import STATES
from server.words_of.law import state_word
from workflows import CASEFILE, Refused
from workflows.casefile import HANDS
from workflows.casefile import CaseFile as State

room = Blueprint("casefiles", __name__, url_prefix="/casefiles")


def install(app: Flask) -> None:
    receiving.install()
    lent.install()
    app.register_blueprint(room)


@room.get("")
def index() -> ResponseReturnValue:
    """The files that I may read, by what the address asks for."""
    actor = current_actor()
    asked = _asked()
    rows, after = queries.listed(actor, _typed(asked), request.args.get("cursor") or None)
    names, units = queries.keepers(rows), {one.id: one.name for one in org.units(actor.agency_id)}
    return render_template(
        "casefiles/list.html",
        rows=[_row(row, names, units) for row in rows],
        filters=_bar(asked),
        may_open=bool(HANDS & actor.roles),
        may_destroy=bool(SEES & actor.roles),
        may_read_plan=bool(plan_pages.READERS & actor.roles),
        year=today().year,
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _asked() -> dict[str, str]:
    actor = current_actor()
    known = {
        "state": STATES,
        "unit": {one.code for one in org.units(actor.agency_id)},
        "retention": {str(n) for n in range(101)},
        "due": {"soon", "late"},
        "year": {str(year) for year in _years()},
    }
    return bars.chosen(known) | bars.typed("q")


def _years() -> range:
    return range(today().year + 1, 2019, -1)


def _typed(asked: Mapping[str, str]) -> dict[str, Any]:
    numbers = {name: int(asked[name]) for name in ("year", "retention") if name in asked}
    return {**asked, **numbers}


def _bar(asked: Mapping[str, str]) -> list[dict[str, Any]]:
    units = [(one.code, one.name) for one in org.units(current_actor().agency_id)]
    years = [(str(year), str(year)) for year in _years()]
    terms = [(str(n), pages.retention(n)) for n in pages.TERMS]
    dues = [("soon", _("Đến hạn, quá hạn nộp lưu")), ("late", _("Quá hạn nộp lưu"))]
    return [
        bars.search(asked, _("Tiêu đề, số và ký hiệu hồ sơ")),
        bars.choice("state", (_("Tình trạng"), _("Mọi tình trạng")), [*STATES.items()], asked),
        bars.choice("year", (_("Năm"), _("Mọi năm")), years, asked),
        bars.choice("unit", (_("Đơn vị"), _("Mọi đơn vị")), units, asked),
        bars.choice("retention", (_("Bảo quản"), _("Mọi thời hạn")), terms, asked),
        bars.choice("due", (_("Nộp lưu"), _("Mọi hồ sơ")), dues, asked),
    ]


def _row(row: Any, names: Mapping[int, str], units: Mapping[int, str]) -> dict[str, Any]:
    return {
        "href": url_for("casefiles.show", paper_id=row.id),
        "code": row.code,
        "year": row.year,
        "title": headline(row.subject),
        "state": row.state,
        "state_word": state_word("casefiles", row.state),
        "retention": pages.retention(row.years),
        "keeper": names.get(row.keeper_id, ""),
        "unit": units.get(row.unit_id, ""),
        "span": " – ".join(filter(None, (day(row.opened_on), day(row.ended_on)))),
    }


def _opening_sheet() -> Sheet:
    year = today().year
    return Sheet(
        title=_("Mở hồ sơ ngoài danh mục"),
        explain=_(
            "Hồ sơ không có trong Danh mục năm %(year)s: người được giao việc tự xác định.",
            year=year,
        ),
        form=[
            field("title", _("Tiêu đề hồ sơ"), "textarea", rows=2, required=True,
                  hint=_("ngắn gọn, khái quát được nội dung các văn bản sẽ có")),
            field("code", _("Số và ký hiệu"), required=True, maxlength=20,
                  hint=_("số thứ tự, dấu chấm, chữ viết tắt của đề mục, ví dụ 15.VHTT")),
            pages.retention_field(required=True),
            field("construction", _("Hồ sơ xây dựng cơ bản (nộp lưu trong 03 tháng)"), "checkbox"),
            field("rule", _("Tự nhận văn bản"), "group", fields=pages.rule_fields()),
            field("note", _("Ghi chú"), "textarea", rows=2),
        ],
        shape=Opening,
        act=lambda given: opening.open_file(current_actor(), fields=given.model_dump()),
        back=(url_for("casefiles.index"), _("Hồ sơ")),
        submit=_("Mở hồ sơ"),
        done=_opened,
    )  # fmt: skip


def _opened(case: CaseFile | None) -> tuple[str, str]:
    if case is None:
        return _("Đã mở hồ sơ."), url_for("casefiles.index")
    said = _("Đã mở hồ sơ %(code)s.", code=case.code)
    return said, url_for("casefiles.show", paper_id=case.id)


@room.get("/new")
def new() -> ResponseReturnValue:
    CASEFILE.knows("open", current_actor().roles)
    return show(_opening_sheet())


@room.post("/new")
def create() -> ResponseReturnValue:
    CASEFILE.knows("open", current_actor().roles)
    return take(_opening_sheet())


@room.get(f"/{ID}/contents.pdf")
def contents(paper_id: int) -> Response:
    """Mục lục văn bản trong hồ sơ, as this one may read it."""
    actor = current_actor()
    case = find(CaseFile, actor, paper_id)
    pdf = sheets.printed(sheets.contents(case, shown_to(actor, case)))
    return sheets.sent(pdf, f"muc-luc-{case.code}-{case.year}.pdf")


@room.get(f"/{ID}/package.zip")
def package(paper_id: int) -> Response:
    """What was handed over, for who may read every paper in it."""
    actor = current_actor()
    case = find(CaseFile, actor, paper_id)
    if not case.has_package:
        raise Refused("not_found")
    if case.state == State.DESTROYED:
        raise Refused("is_destroyed")
    if not pages.may_take(actor, shown_to(actor, case)):
        raise Refused("not_yours")
    return send_file(
        store().source(case.package_sha256),
        mimetype="application/zip",
        download_name=f"ho-so-{case.code}-{case.year}.zip",
        as_attachment=True,
        max_age=0,
    )


@room.post(f"/{ID}/whole")
def whole_file(paper_id: int) -> ResponseReturnValue:
    """All of it as one PDF, set beside."""
    return redirect(f"/jobs/{whole.begin(current_actor(), paper_id)}")


@room.get(f"/{ID}/metadata.xml")
def metadata_file(paper_id: int) -> Response:
    """What is said of it, for another system."""
    case, said = whole.as_xml(current_actor(), paper_id)
    name = f"ho-so-{case.code}-{case.year}.xml"
    return send_file(
        io.BytesIO(said), mimetype="application/xml", download_name=name, as_attachment=True,
        max_age=0,
    )  # fmt: skip


_DOORS: list[tuple[str, str, Callable[..., ResponseReturnValue]]] = [
    *access_pages.DOORS,
    *delivery_pages.DOORS,
    ("GET", "/owed", owed_pages.owed_files),
    ("POST", "/owed/<any(xlsx, docx, pdf):form>", owed_pages.write_owed),
    *destruction_pages.DOORS,
    *exhibit_pages.DOORS,
    *plan_pages.DOORS,
    *putting.DOORS,
]
for _method, _rule, _view in _DOORS:
    room.add_url_rule(_rule, _view.__name__, _view, methods=[_method])

open_talk(room, CaseFile)
open_several(room, SEVERAL)
open_counter(
    room,
    Room(
        "casefiles", CaseFile, STEPS, pages.FORMS, pages.view, exhibit_pages.button, pages.shown_as,
        template="casefiles/show.html",
    ),
)  # fmt: skip
open_agent_doors(room, delivery_pages.AGENT_DOORS)

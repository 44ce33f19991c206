"""/casefiles/access: asking to read a file that is not one's own, and what became of it (§9)."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars, repeats
from server.archive import access_queries
from server.archive.access_forms import shown
from server.archive.shapes import Asking
from server.clock import today
from server.documents.casefiles import access
from server.documents.casefiles.kept import opened_to
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.documents.counter import form_key
from server.documents.forms import field
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org import holdings
from server.org.actor import Actor
from server.pages import fresh_op, headline
from server.words_of.casefiles import STAGES
from workflows import CASEFILE
from workflows.access import ASKERS, Stage

WHOSE = ("mine", "others")


def access_list() -> ResponseReturnValue:
    """By what the address asks for."""
    actor = current_actor()
    asked = bars.chosen({"stage": STAGES, "whose": WHOSE}) | bars.typed("q")
    rows, after = access_queries.listed(actor, asked, request.args.get("cursor") or None)
    opens = opened_to(actor, {case.id for _row, case in rows})
    return render_template(
        "casefiles/access.html",
        rows=[_line(row, case, case.id in opens) for row, case in rows],
        filters=_bar(asked),
        may_ask=bool(ASKERS & actor.roles),
        op_id=fresh_op(),
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _bar(asked: dict[str, str]) -> list[dict[str, Any]]:
    whose = [("mine", _("Tôi xin")), ("others", _("Người khác xin"))]
    return [
        bars.search(asked, _("Số và ký hiệu hồ sơ, người xin")),
        bars.choice("stage", (_("Tình trạng"), _("Mọi tình trạng")), [*STAGES.items()], asked),
        bars.choice("whose", (_("Của ai"), _("Tất cả")), whose, asked),
    ]


def _line(row: AccessRequest, case: CaseFile, opens: bool) -> dict[str, Any]:
    """Of a file that does not open, its number alone."""
    mine = row.person_id == current_actor().person_id
    return shown(row) | {
        "drop": url_for("casefiles.access_dropped", row_id=row.id)
        if mine and row.stage_now == Stage.ASKED
        else "",
        "code": f"{case.code} ({case.year})",
        "title": headline(case.subject) if opens else "",
        "href": url_for("casefiles.show", paper_id=case.id) if opens else "",
    }


def _sheet(actor: Actor) -> Sheet:
    said = request.args
    agencies = [(one.code, one.name) for one in holdings.within_reach(actor)]
    form = [
        field("code", _("Số và ký hiệu hồ sơ"), value=said.get("code", "")[:30], required=True,
              maxlength=30, hint=_("như trong Danh mục hồ sơ, ví dụ 01.VHTT, hoặc cả mã hồ sơ")),
        field("year", _("Năm của hồ sơ"), "number", said.get("year", str(today().year))[:4],
              required=True),
        field("purpose", _("Đọc để làm gì"), "textarea", rows=3, required=True),
        field("until", _("Đọc đến hết ngày"), "date", required=True,
              hint=_("ngày/tháng/năm, không quá một năm")),
    ]  # fmt: skip
    if len(agencies) > 1:
        form.insert(0, field("agency", _("Hồ sơ của"), "select", agencies[0][0], options=agencies))
    return Sheet(
        title=_("Xin đọc hồ sơ"),
        explain=_(
            "Hồ sơ đang ở đơn vị: trưởng đơn vị hoặc lãnh đạo trả lời; đã nộp lưu: lưu trữ trả "
            "lời. Mỗi lần đọc đều được ghi lại; hết hạn thì tự hết quyền."
        ),
        form=form,
        shape=Asking,
        act=lambda given: ask(actor, given),
        back=(url_for("casefiles.access_list"), _("Yêu cầu đọc hồ sơ")),
        submit=_("Gửi yêu cầu"),
        done=lambda _row: (_("Đã gửi yêu cầu đọc hồ sơ."), url_for("casefiles.access_list")),
    )


def ask(actor: Actor, given: Asking) -> AccessRequest:
    named = access.Named(given.code, given.year, given.agency or "")
    return access.ask(actor, named, purpose=given.purpose, until=given.until)


def access_form() -> ResponseReturnValue:
    CASEFILE.knows("ask_access", current_actor().roles)
    return show(_sheet(current_actor()))


def access_asked() -> ResponseReturnValue:
    CASEFILE.knows("ask_access", current_actor().roles)
    return take(_sheet(current_actor()))


def access_dropped(row_id: int) -> ResponseReturnValue:
    """A button of its own row; pressed twice it counts once."""
    actor = current_actor()
    CASEFILE.knows("drop_access", actor.roles)
    key = form_key(actor)
    if not (key and repeats.known(key)):
        with repeats.under(key):
            access.drop(actor, row_id)
    flash(_("Đã rút yêu cầu đọc hồ sơ."), "ok")
    return redirect(url_for("casefiles.access_list"))


DOORS = (
    ("GET", "/access", access_list),
    ("GET", "/access/new", access_form),
    ("POST", "/access/new", access_asked),
    ("POST", "/access/<int(max=9007199254740992):row_id>/drop", access_dropped),
)

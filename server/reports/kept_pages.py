"""/reports/kept: the reports that were made, each one's page to sign and take away; and orders."""

from typing import Annotated, Any

from flask import Response, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import AfterValidator

from server import bars
from server.clock import now
from server.database import db
from server.documents.counter import ID
from server.documents.forms import field
from server.documents.outgoing.signatures import signing_pages
from server.documents.outgoing.signatures.agent_doors import Doors, open_agent_doors
from server.documents.sheets import No, Sheet, attempt, serve
from server.files import store
from server.org.actor import Actor
from server.org.models import Person
from server.pages import day, fresh_op, when
from server.papers.listing import before
from server.reports import keeping, orders, signing, workbooks
from server.reports.conditions import LONGEST
from server.reports.conditions import Asked as Narrowed
from server.reports.models import KeptReport, ReportOrder
from server.reports.pages import room
from server.reports.rights import kinds_of
from server.reports.words import OFTEN, TITLES, WAYS
from server.shapes import Asked, Day, KeyAsked, Nothing
from server.signatures.keys import key_of
from server.taking_along import SHEETS
from workflows import Refused
from workflows.periods import Every

ROW = "<int(max=9007199254740992):row_id>"


def _offered(what: str) -> str:
    of, _dash, by = what.partition("-")
    if by not in WAYS.get(of, ()):
        raise ValueError(what)
    return what


What = Annotated[str, AfterValidator(_offered)]
"""Of what, and divided how."""


class Ordered(Asked):
    """Which report, how often."""

    what: What
    every: Every


class Wanted(Asked):
    """Which report, of which days."""

    what: What
    first: Day
    last: Day


@room.get("/kept")
def kept() -> str:
    """The newest first; and what this one ordered."""
    return _list()


def _list(error: str = "") -> str:
    actor: Actor = g.actor
    rows, after = keeping.kept(actor, before(request.args.get("cursor")))
    return render_template(
        "reports/kept.html",
        rows=[_line(one) for one in rows],
        orders=[_order(one) for one in orders.orders_of(actor)],
        may_order=bool(keeping.MAKERS & actor.roles),
        next_href=f"?cursor={after}" if after else None,
        error=error,
    )


@room.post("/kept")
def keep() -> ResponseReturnValue:
    """The figures as they are at this moment."""
    actor: Actor = g.actor
    keeping.require_maker(actor)
    row, no = attempt(Wanted, lambda it: keeping.keep(actor, *_period(it)))
    if no is not None:
        return _list(no.above or " ".join(no.errors.values())), no.status
    if not isinstance(row, KeptReport):
        return redirect(url_for("reports.kept"))
    return redirect(url_for("reports.kept_one", paper_id=row.id))


def _period(it: Wanted) -> tuple[Narrowed, str]:
    of, by = _what(it)
    return Narrowed((it.first, max(it.first, min(it.last, it.first + LONGEST))), {}, of), by


@room.get(f"/kept/{ID}")
def kept_one(paper_id: int) -> str:
    return _page(keeping.found(g.actor, paper_id))


@room.post(f"/kept/{ID}/sign")
def sign_kept(paper_id: int) -> ResponseReturnValue:
    """The PIN goes to the cabinet and nowhere else; a wrong one keeps the page."""
    actor: Actor = g.actor
    signing.require(actor, keeping.found(actor, paper_id))
    _done, no = attempt(
        KeyAsked, lambda it: signing.sign(actor, paper_id, pin=it.pin, answer=it.answer)
    )
    if no is not None:
        return _page(keeping.found(actor, paper_id), no), no.status
    flash(_("Đã ký báo cáo."), "ok")
    return redirect(url_for("reports.kept_one", paper_id=paper_id))


@room.get(f"/kept/{ID}/file")
def kept_file(paper_id: int) -> Response:
    row = keeping.found(g.actor, paper_id)
    if not row.file_sha256:
        raise Refused("not_found")
    name = f"bao-cao-{row.id}-{row.last:%Y%m%d}.pdf"
    path = store().path(row.file_sha256)
    return send_file(path, mimetype="application/pdf", download_name=name, max_age=0)


@room.post(f"/kept/{ID}/<any(xlsx, docx):form>")
def write_kept(paper_id: int, form: str) -> ResponseReturnValue:
    """For who takes the figures over into a report of his own."""
    return redirect(f"/jobs/{workbooks.begin_kept(g.actor, paper_id, form)}")


@room.route("/orders/new", methods=["GET", "POST"])
def new_order() -> ResponseReturnValue:
    """Made in the morning after each period, and told by mail where one has an address."""
    actor: Actor = g.actor
    keeping.require_maker(actor)
    offered = [
        (f"{of}-{by}", f"{TITLES[of]}: {way}")
        for of in kinds_of(actor)
        for by, way in WAYS[of].items()
    ]
    said = bars.chosen({"what": dict(offered)}).get("what", offered[0][0])
    often = [(str(one), words) for one, words in OFTEN.items()]
    sheet = Sheet(
        title=_("Nhận báo cáo định kỳ"),
        form=[
            field("what", _("Báo cáo, chia theo"), "select", said, options=offered, required=True),
            field("every", _("Lập"), "select", "week", options=often, required=True),
        ],
        explain=_(
            "Sáng ngày làm việc đầu tiên sau mỗi kỳ, hệ thống lập báo cáo của kỳ vừa hết. Thư báo"
            " chỉ có liên kết, không có số liệu; chưa có địa chỉ thư thì xem ở trang này."
        ),
        shape=Ordered,
        act=lambda it: orders.order(actor, *_what(it), it.every),
        done=lambda _row: (
            _("Đã đăng ký. Báo cáo của kỳ vừa hết được lập vào sáng ngày làm việc tới."),
            url_for("reports.kept"),
        ),
        back=(url_for("reports.kept"), _("Báo cáo đã lập")),
        submit=_("Đăng ký"),
    )
    return serve(sheet)


@room.route(f"/orders/{ROW}/end", methods=["GET", "POST"])
def end_order(row_id: int) -> ResponseReturnValue:
    """Shown whole, and ended by a press."""
    actor: Actor = g.actor
    keeping.require_maker(actor)
    sheet = Sheet(
        title=_("Thôi nhận báo cáo định kỳ"),
        explain=_order(orders.found(actor, row_id))["words"],
        form=[],
        shape=Nothing,
        act=lambda _it: orders.end(actor, row_id),
        done=lambda _row: (_("Đã thôi."), url_for("reports.kept")),
        back=(url_for("reports.kept"), _("Báo cáo đã lập")),
        submit=_("Thôi nhận"),
    )
    return serve(sheet)


def _what(asked: Ordered | Wanted) -> tuple[str, str]:
    of, _dash, by = asked.what.partition("-")
    return of, by


def _order(row: ReportOrder) -> dict[str, Any]:
    way, often = WAYS[row.of][row.by], OFTEN[Every(row.every)]
    return {
        "words": f"{TITLES[row.of]} ({way}), {often}",
        "href": url_for("reports.end_order", row_id=row.id),
    }


def _line(row: KeptReport) -> dict[str, Any]:
    return {
        "href": url_for("reports.kept_one", paper_id=row.id),
        "title": str(TITLES[row.of]),
        "whose": row.figures["whose"],
        "span": _("%(first)s đến %(last)s", first=day(row.first), last=day(row.last)),
        "way": str(WAYS[row.of][row.by]),
        "made": f"{row.maker}, {when(row.at)}",
        "signed": when(row.signed_at) if row.signed_at else "",
    }


def _page(row: KeptReport, no: No | None = None) -> str:
    actor: Actor = g.actor
    mine = signing.may_sign(actor, row)
    has_key = bool(db.session.get_one(Person, actor.person_id).seal)
    return render_template(
        "reports/kept_one.html",
        row=_line(row),
        told=keeping.told_of(row),
        since=keeping.changed_since(actor, row) if row.file_sha256 else [],
        asked_at=when(now()),
        sha256=row.file_sha256,
        setting=not row.file_sha256,
        file=url_for("reports.kept_file", paper_id=row.id) if row.file_sha256 else None,
        taken=[url_for("reports.write_kept", paper_id=row.id, form=one) for one in SHEETS],
        lacks_key=mine and not has_key,
        error=no.above if no else "",
        act=_act(row, no) if mine and has_key else None,
        op_id=fresh_op(),
    )


def _act(row: KeptReport, no: No | None) -> dict[str, Any]:
    key = key_of(db.session.get_one(Person, g.actor.person_id))
    href = url_for("reports.sign_kept", paper_id=row.id)
    said = signing_pages.act_of("reports", row.id, signing.STEP, key, no)
    return said | {"href": href, "label": _("Ký báo cáo")}


AGENT_DOORS = Doors(
    signing.REPORTS,
    lambda actor, row_id: (actor, keeping.found(actor, row_id)),
    at=f"kept/{ID}",
    require=lambda actor, _step, row: signing.require(actor, row),
    has_versions=False,
    named=lambda row: (row.figures["title"], row.figures["span"]),
)
open_agent_doors(room, AGENT_DOORS)

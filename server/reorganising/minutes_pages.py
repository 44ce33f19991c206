"""/handing-over/agencies: the minutes between an agency that ended and one that came after it."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.archive.sheets import printed, sent
from server.documents.counter import ID as PAPER
from server.documents.lists import services as lists
from server.documents.lists.pages import file_of, form_for
from server.documents.outgoing.signatures.agent_doors import Doors, open_agent_doors
from server.documents.sheets import No, attempt
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.open_work.kinds import KINDS
from server.org.actor import Actor
from server.org.ended import name_of
from server.pages import day, fresh_op, when
from server.reorganising import minutes_sheet, queries
from server.reorganising.minutes import MINUTES, for_reader, is_being_set, parties
from server.reorganising.models import AgencyHandover, HandedOver
from server.shapes import KeyAsked, whole

room = Blueprint("between", __name__, url_prefix="/handing-over/agencies")
require_seat(room)
FILE = "ban-giao-co-quan-{}-ky-so.pdf"
ID = "<int(max=9007199254740992):row_id>"


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def index() -> str:
    """Those that concern me or my agency, the newest first."""
    actor = current_actor()
    rows, after = queries.handovers(actor, request.args.get("cursor"))
    mine = MINUTES.to_sign(actor)
    return render_template(
        "account/agency_handovers.html",
        rows=[_row(one) | {"signs": one.id in mine} for one in rows],
        next_href=f"?cursor={after}" if after else None,
    )


def _row(row: AgencyHandover) -> dict[str, Any]:
    return {
        "href": url_for("between.show", row_id=row.id),
        "words": title_of(row),
        "day": day(row.plan.effective_on),
        "decision": row.plan.decision_code,
    }


def of_plan(plan_id: int) -> list[dict[str, Any]]:
    """The minutes of one plan, and who of them has signed."""
    return [
        _row(one) | {"signers": signers_of(one), "is_being_set": is_being_set(one)}
        for one in queries.of_plan(plan_id)
    ]


def title_of(row: AgencyHandover) -> str:
    """A commune that begins may bear the name of the one that ended: that has its last day."""
    names = {"old": name_of(row.from_agency), "new": row.to_agency.short_name}
    return str(_("%(old)s bàn giao cho %(new)s", **names))


@room.get(f"/{ID}")
def show(row_id: int) -> ResponseReturnValue:
    return _page(row_id)


def _page(row_id: int, no: No | None = None) -> str:
    actor = current_actor()
    row = for_reader(actor, row_id)
    after = whole(request.args.get("after", "")) or 0
    lines, last = queries.lines(row, after)
    read = queries.readable(actor, lines)
    return render_template(
        "account/agency_handover.html",
        title=title_of(row),
        row=row,
        facts_=_facts(row),
        signers=signers_of(row),
        sign=_sign(row, actor, no) if MINUTES.waits_for_me(actor, row) else None,
        lines=[_line(it, read) for it in lines],
        next_href=url_for("between.show", row_id=row.id, after=last) if last else None,
        no=no,
        op_id=fresh_op(),
    )


def _line(it: HandedOver, read: set[tuple[str, int]]) -> dict[str, str]:
    """What went, by its name alone; it leads to the paper whoever may read that."""
    leads = (it.paper_kind, it.paper_id) in read
    return {
        "href": f"/{it.paper_kind}/{it.paper_id}" if leads else "",
        "called": it.called,
        "kind": str(KINDS[it.paper_kind].words),
        "due": when(it.due_at) or "–",
    }


def _facts(row: AgencyHandover) -> list[tuple[str, str]]:
    gives = ", ".join(filter(None, (getattr(row.giver, "full_name", ""), row.giver_post)))
    takes = ", ".join(filter(None, (getattr(row.taker, "full_name", ""), row.taker_post)))
    return [
        (_("Phương án sắp xếp"), f"{row.plan.title} ({row.plan.decision_code})"),
        (_("Có hiệu lực"), _("0 giờ ngày %(day)s", day=day(row.plan.effective_on))),
        (_("Bên giao"), gives or _("khuyết")),
        (_("Bên nhận"), takes or _("khuyết")),
        (_("Số việc"), str(queries.count(row))),
    ]


def signers_of(row: AgencyHandover) -> list[tuple[str, bool]]:
    """Who has a place on the minutes, and whether he has signed."""
    named: dict[int | None, str] = {one.id: one.full_name for one in parties(row)}
    return lists.signers_of(row.signed_list, named)


def _sign(row: AgencyHandover, actor: Actor, no: No | None) -> dict[str, Any]:
    """What exactly is signed, with which key, and what that asks for."""
    paper = MINUTES.require(actor, row)
    how = _("Bên giao") if actor.person_id == row.giver_id else _("Bên nhận")
    return form_for(actor, paper, ("between", row.id), (FILE.format(row.id), how), no) | {
        "href": url_for("between.sign", row_id=row.id),
        "label": _("Ký biên bản bàn giao"),
    }


@room.post(f"/{ID}/sign")
def sign(row_id: int) -> ResponseReturnValue:
    """The PIN goes to the cabinet and nowhere else; a wrong one keeps the page."""
    actor = current_actor()
    MINUTES.require(actor, for_reader(actor, row_id))
    _done, no = attempt(
        KeyAsked, lambda it: MINUTES.sign(actor, row_id, pin=it.pin, answer=it.answer)
    )
    if no is not None:
        return _page(row_id, no), no.status
    flash(_("Đã ký biên bản bàn giao."), "ok")
    return redirect(url_for("between.show", row_id=row_id))


@room.get(f"/{ID}/list.pdf")
def paper(row_id: int) -> Response:
    """As it is for who signs it on paper."""
    row = for_reader(current_actor(), row_id)
    return sent(printed(minutes_sheet.listing(row, ())), f"ban-giao-co-quan-{row_id}.pdf")


@room.get(f"/{ID}/signed.pdf")
def signed(row_id: int) -> Response:
    """The minutes as they are signed so far."""
    return file_of(for_reader(current_actor(), row_id).signed_list, FILE.format(row_id))


AGENT_DOORS = Doors(
    MINUTES.way,
    lambda actor, row_id: (actor, for_reader(actor, row_id)),
    at=PAPER,
    require=lambda actor, _step, row: MINUTES.require(actor, row),
    has_versions=False,
    named=lambda row: (_("Biên bản bàn giao giữa các cơ quan"), title_of(row)),
)
open_agent_doors(room, AGENT_DOORS)

"""Deliveries to the archive: files chosen together, their list, their minutes (article 30.3)."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import perform, policy
from server.archive import owed, queries, sheets
from server.archive.minutes_signing import MINUTES, Given, minutes, taken_of, the_delivery
from server.archive.models import Handover
from server.archive.several import SEVERAL
from server.database import db, transaction
from server.documents.casefiles import services
from server.documents.casefiles.models import CaseFile
from server.documents.counter import ID
from server.documents.forms import field
from server.documents.lists import services as lists
from server.documents.lists.pages import file_of, form_for
from server.documents.outgoing.signatures.agent_doors import Doors
from server.documents.several import among
from server.documents.sheets import No, Sheet, attempt, show, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import day, fresh_op, headline, when
from server.papers.services import find
from server.registers.whose import choice
from server.shapes import Asked, Id, KeyAsked
from server.typesetting.listing import Listing
from server.words_of.law import state_word
from workflows import CASEFILE, Refused, Role
from workflows.casefile import CaseFile as State

FILE = "bien-ban-giao-nhan-{}-ky-so.pdf"
N = "<int(max=9007199254740992):row_id>"


class Together(Asked):
    """The files that go in one delivery."""

    files: list[Id]


def hand_over(actor: Actor, ids: Sequence[int]) -> int:
    """All of them or none: one record of delivery (AR-06). Its id."""
    with transaction():
        cases = [find(CaseFile, actor, one) for one in dict.fromkeys(ids)]
        if not cases:
            raise Refused("nothing_chosen", "files")
        for case in cases:
            perform.require(actor, "transfer", case)
        services.handed(actor, cases)
        return cases[0].handover_id or 0


def ready(actor: Actor) -> list[CaseFile]:
    """Closed files that this one may hand over, the oldest first."""
    states = (State.CLOSED, State.KEPT_BACK)
    asked = select(CaseFile).where(
        CaseFile.agency_id.in_(actor.agencies), CaseFile.state.in_(states)
    )
    found = db.session.scalars(asked.order_by(CaseFile.year, CaseFile.code))
    return [one for one in found if policy.may(actor, "transfer", one)]


def _sheet(actor: Actor) -> Sheet:
    offered = [(str(one.id), _choice(one)) for one in ready(actor)]
    return Sheet(
        title=_("Nộp lưu hồ sơ"),
        explain=_("Các hồ sơ chọn ở đây đi cùng một biên bản giao nhận."),
        warning="" if offered else _("Không có hồ sơ nào đã kết thúc chờ nộp lưu."),
        form=[field("files", _("Hồ sơ"), "multiselect", [], options=offered, required=True,
                    listed=True)],
        shape=Together,
        act=lambda given: hand_over(actor, given.files),
        back=(url_for("casefiles.index"), _("Hồ sơ")),
        submit=_("Nộp lưu") if offered else "",
        done=lambda made: (_("Đã nộp lưu, chờ Lưu trữ cơ quan nhận."), _there(made)),
    )  # fmt: skip


def _there(made: Any) -> str:
    if not made:
        return url_for("casefiles.deliveries")
    return url_for("casefiles.delivery", row_id=made)


def _choice(case: CaseFile) -> str:
    due = _("hạn %(day)s", day=day(case.due_on)) if case.due_on else _("không bắt buộc")
    return f"{case.code} ({case.year}) – {case.subject} · {due}"


def transfer_form() -> ResponseReturnValue:
    return show(_asked())


def transfer() -> ResponseReturnValue:
    return take(_asked())


def deliveries() -> ResponseReturnValue:
    actor = current_actor()
    rows, after = queries.deliveries(actor, request.args.get("cursor"))
    return render_template(
        "casefiles/deliveries.html",
        rows=_rows(actor, rows),
        gives=CASEFILE.is_for("transfer", actor.roles),
        sees_owed=bool(owed.READERS & actor.roles),
        closed_books=Role.ARCHIVIST in actor.roles and bool(choice(actor)),
        next_href=f"?cursor={after}" if after else None,
    )


def delivery(row_id: int) -> ResponseReturnValue:
    return _page(the_delivery(current_actor(), row_id))


def _page(row: Handover, no: No | None = None) -> str:
    actor = current_actor()
    sign = _sign(actor, row, no) if MINUTES.waits_for_me(actor, row) else None
    shown = _shown(row) | {"sign": sign, "op_id": fresh_op(), "take": _to_take(actor, row)}
    return render_template("casefiles/delivery.html", no=no, **shown)


def _to_take(actor: Actor, row: Handover) -> str:
    """The page on which several of it are taken in; empty where no two wait for this one."""
    ids = [one.id for one in queries.delivered(row.id)]
    waiting = sorted(among(SEVERAL, actor, "accept_transfer", ids))
    if len(waiting) < 2:
        return ""
    return url_for("casefiles.accept_transfer_many", id=waiting)


def _sign(actor: Actor, row: Handover, no: No | None) -> dict[str, Any]:
    """What exactly is signed, with which key, and what that asks for."""
    paper = row.signed_list
    assert paper is not None
    how = _("Bên giao") if actor.person_id == row.giver_id else _("Bên nhận")
    seen = (FILE.format(row.id), how)
    return form_for(actor, paper, ("casefiles", row.id), seen, no) | {
        "href": url_for("casefiles.sign_delivery", row_id=row.id),
        "label": _("Ký biên bản giao nhận"),
    }


def sign_delivery(row_id: int) -> ResponseReturnValue:
    """The PIN goes to the cabinet and nowhere else; a wrong one keeps the page."""
    actor = current_actor()
    MINUTES.require(actor, the_delivery(actor, row_id))
    _done, no = attempt(
        KeyAsked, lambda it: MINUTES.sign(actor, row_id, pin=it.pin, answer=it.answer)
    )
    if no is not None:
        return _page(the_delivery(actor, row_id), no), no.status
    flash(_("Đã ký biên bản giao nhận."), "ok")
    return redirect(url_for("casefiles.delivery", row_id=row_id))


def delivery_signed(row_id: int) -> Response:
    """The minutes as they are signed so far."""
    return file_of(the_delivery(current_actor(), row_id).signed_list, FILE.format(row_id))


def delivery_list(row_id: int) -> Response:
    return _paper(row_id, "muc-luc-ho-so", sheets.handed_list)


def delivery_minutes(row_id: int) -> Response:
    return _paper(row_id, "bien-ban-giao-nhan", minutes)


DOORS = (
    ("GET", "/transfer", transfer_form),
    ("POST", "/transfer", transfer),
    ("GET", "/deliveries", deliveries),
    ("GET", f"/deliveries/{N}", delivery),
    ("GET", f"/deliveries/{N}/list.pdf", delivery_list),
    ("GET", f"/deliveries/{N}/minutes.pdf", delivery_minutes),
    ("GET", f"/deliveries/{N}/signed.pdf", delivery_signed),
    ("POST", f"/deliveries/{N}/sign", sign_delivery),
)


def _asked() -> Sheet:
    actor = current_actor()
    CASEFILE.knows("transfer", actor.roles)
    return _sheet(actor)


def _paper(row_id: int, name: str, made: Callable[[Handover, Given], Listing]) -> Response:
    row = the_delivery(current_actor(), row_id)
    pdf = sheets.printed(made(row, taken_of(row)))
    return sheets.sent(pdf, f"{name}-{row.id}.pdf")


def _rows(actor: Actor, rows: Sequence[Handover]) -> list[dict[str, Any]]:
    counts, mine = queries.counted(rows), MINUTES.to_sign(actor)
    return [_row(one, counts[one.id]) | {"signs": one.id in mine} for one in rows]


def _row(row: Handover, count: Counter[str]) -> dict[str, Any]:
    return {
        "href": url_for("casefiles.delivery", row_id=row.id),
        "id": row.id,
        "who": row.giver.full_name,
        "unit": row.unit.name if row.unit else row.agency.name,
        "at": when(row.given_at),
        "count": count.total(),
        "taken": count[State.ACCEPTED],
        "left": count[State.SUBMITTED_TO_ARCHIVE],
    }


def _shown(row: Handover) -> dict[str, Any]:
    cases = queries.delivered(row.id)
    facts = (
        (_("Bên giao"), f"{row.giver.full_name}, {row.giver_post}"),
        (_("Nộp lúc"), when(row.given_at)),
        (_("Bên nhận"), ", ".join(filter(None, (row.taker, row.taker_post)))),
        (_("Nhận lúc"), when(row.taken_at)),
        (_("Số hồ sơ"), len(cases)),
    )
    return {
        "delivery": row,
        "facts_": [(label, value) for label, value in facts if value],
        "cases": [_case(one) for one in cases],
        "list_href": url_for("casefiles.delivery_list", row_id=row.id),
        "minutes_href": url_for("casefiles.delivery_minutes", row_id=row.id)
        if row.taken_at
        else "",
        "signed_href": url_for("casefiles.delivery_signed", row_id=row.id)
        if row.signed_list
        else "",
        "signers": signers_of(row),
    }


def signers_of(row: Handover) -> list[tuple[str, bool]]:
    """Who has a place on the minutes, and whether he has signed."""
    named = {row.giver_id: row.giver.full_name, row.taker_id: row.taker}
    return lists.signers_of(row.signed_list, named)


def _case(case: CaseFile) -> dict[str, Any]:
    return {
        "href": url_for("casefiles.show", paper_id=case.id),
        "code": f"{case.code} ({case.year})",
        "title": headline(case.subject),
        "state": str(case.state),
        "state_word": state_word("casefiles", str(case.state)),
        "count": len(case.items),
    }


AGENT_DOORS = Doors(
    MINUTES.way,
    lambda actor, row_id: (actor, the_delivery(actor, row_id)),
    at=f"deliveries/{ID}",
    require=lambda actor, _step, row: MINUTES.require(actor, row),
    has_versions=False,
    named=lambda row: (_("Biên bản giao nhận hồ sơ"), _("lần %(n)s", n=row.id)),
)

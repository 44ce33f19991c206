"""Deliveries to the archive: files chosen together, their list, their minutes (article 30.3)."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import perform
from server.archive import queries, sheets
from server.archive.models import Handover
from server.database import db, transaction
from server.documents.casefiles import services
from server.documents.casefiles.kept import Line, lines_of
from server.documents.casefiles.models import CaseFile
from server.documents.forms import field
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import day, headline, when
from server.papers.services import find
from server.shapes import Asked, Id
from server.typesetting.listing import Listing
from server.words_of_law import state_word
from workflows import CASEFILE, Refused
from workflows.casefile import CaseFile as State

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
        CaseFile.agency_id == actor.agency_id, CaseFile.state.in_(states)
    )
    found = db.session.scalars(asked.order_by(CaseFile.year, CaseFile.code))
    return [one for one in found if perform.may(actor, "transfer", one)]


def the_delivery(actor: Actor, row_id: int) -> Handover:
    """Of my agency, and mine or my unit's, or I answer for the archive; else it does not exist."""
    row = queries.delivery(actor, row_id)
    if row is None:
        raise Refused("not_found")
    return row


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
        submit=_("Nộp lưu"),
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
    rows = [_row(one) for one in queries.deliveries(actor)]
    gives = CASEFILE.is_for("transfer", actor.roles)
    return render_template("casefiles/deliveries.html", rows=rows, gives=gives)


def delivery(row_id: int) -> ResponseReturnValue:
    row = the_delivery(current_actor(), row_id)
    return render_template("casefiles/delivery.html", **_shown(row))


def delivery_list(row_id: int) -> Response:
    return _paper(row_id, "muc-luc-ho-so", sheets.handed_list)


def delivery_minutes(row_id: int) -> Response:
    return _paper(row_id, "bien-ban-giao-nhan", _minutes)


DOORS = (
    ("GET", "/transfer", transfer_form),
    ("POST", "/transfer", transfer),
    ("GET", "/deliveries", deliveries),
    ("GET", f"/deliveries/{N}", delivery),
    ("GET", f"/deliveries/{N}/list.pdf", delivery_list),
    ("GET", f"/deliveries/{N}/minutes.pdf", delivery_minutes),
)


def _asked() -> Sheet:
    actor = current_actor()
    CASEFILE.knows("transfer", actor.roles)
    return _sheet(actor)


Taken = Sequence[tuple[CaseFile, Sequence[Line]]]


def _minutes(row: Handover, taken: Taken) -> Listing:
    """There are none before the archive has taken something."""
    if row.taken_at is None:
        raise Refused("not_found")
    return sheets.minutes(row, taken, sum(map(_files, taken)))


def _files(one: tuple[CaseFile, Sequence[Line]]) -> int:
    """Computer files in the file: those of its documents."""
    return sum(len(line.files) for line in one[1])


def _paper(row_id: int, name: str, made: Callable[[Handover, Taken], Listing]) -> Response:
    row = the_delivery(current_actor(), row_id)
    cases = queries.delivered(row.id)
    if row.taken_at is not None:
        cases = [one for one in cases if one.state == State.ACCEPTED]
    pdf = sheets.printed(made(row, [(one, lines_of(one)) for one in cases]))
    return sheets.sent(pdf, f"{name}-{row.id}.pdf")


def _row(row: Handover) -> dict[str, Any]:
    cases = queries.delivered(row.id)
    taken = sum(one.state == State.ACCEPTED for one in cases)
    return {
        "href": url_for("casefiles.delivery", row_id=row.id),
        "id": row.id,
        "who": row.giver.full_name,
        "unit": row.unit.name if row.unit else row.agency.name,
        "at": when(row.given_at),
        "count": len(cases),
        "taken": taken,
        "left": sum(one.state == State.SUBMITTED_TO_ARCHIVE for one in cases),
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
    }


def _case(case: CaseFile) -> dict[str, Any]:
    return {
        "href": url_for("casefiles.show", paper_id=case.id),
        "code": f"{case.code} ({case.year})",
        "title": headline(case.subject),
        "state": str(case.state),
        "state_word": state_word("casefiles", str(case.state)),
        "count": len(case.items),
    }

"""What the page of a file asks of whoever answers a request to read it, and what it shows."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from server.documents.casefiles.models import AccessRequest, CaseFile
from server.documents.forms import Fields, field, reason
from server.org.actor import Actor
from server.pages import day, when
from server.words_of.casefiles import STAGES
from workflows.access import Stage


def grant(_actor: Actor, case: CaseFile) -> Fields:
    waiting = _in(case, Stage.ASKED)
    last = day(waiting[0].last_day) if len(waiting) == 1 else ""
    hint = _("ngày/tháng/năm; để trống thì theo ngày đã xin")
    return [_which(waiting), field("until", _("Đọc đến hết ngày"), "date", last, hint=hint)]


def refuse(_actor: Actor, case: CaseFile) -> Fields:
    return [_which(_in(case, Stage.ASKED)), reason(_("Vì sao không cho đọc"))]


def withdraw(_actor: Actor, case: CaseFile) -> Fields:
    return [_which(_in(case, Stage.GRANTED)), reason(_("Vì sao thu lại"))]


def confirm(_actor: Actor, case: CaseFile) -> Fields:
    return [_which([one for one in case.requests if one.is_unconfirmed])]


FORMS = {
    "grant_access": grant,
    "refuse_access": refuse,
    "withdraw_access": withdraw,
    "confirm_access": confirm,
}


def _in(case: CaseFile, stage: Stage) -> list[AccessRequest]:
    return [one for one in case.requests if one.stage_now == stage]


def _which(rows: Sequence[AccessRequest]) -> dict[str, Any]:
    offered = [(str(one.id), _called(one)) for one in rows]
    first = offered[0][0] if len(offered) == 1 else ""
    choices = offered if first else [("", "—"), *offered]
    return field("request", _("Yêu cầu của"), "select", first, options=choices, required=True)


def _called(row: AccessRequest) -> str:
    said = f"{row.name}, {row.post} – {row.purpose}"
    words = said if len(said) <= 120 else f"{said[:119]}…"
    return _("%(who)s (đến %(day)s)", who=words, day=day(row.last_day))


def shown(row: AccessRequest) -> dict[str, Any]:
    """A request as a list has it."""
    return {
        "id": row.id,
        "who": f"{row.name}, {row.post}",
        "purpose": row.purpose,
        "asked": when(row.asked_at),
        "until": day(row.last_day),
        "stage": str(row.stage_now),
        "stage_word": str(STAGES[row.stage_now]),
        "settled": row.settled_by,
        "settled_at": when(row.settled_at),
        "why": row.why,
    }


def alerts(case: CaseFile) -> list[str]:
    """Each change of rights that nobody has confirmed yet (Annex VI, III.3c)."""
    return [_alert(one) for one in case.requests if one.is_unconfirmed]


def _alert(row: AccessRequest) -> str:
    words = (
        _("%(by)s đã cho %(who)s đọc đến hết %(day)s.")
        if row.alert == "granted"
        else _("%(by)s đã thu lại quyền đọc của %(who)s.")
    )
    return words % {"by": row.settled_by, "who": row.name, "day": day(row.last_day)}

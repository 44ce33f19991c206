"""The open work of an agency that ends: what there is, and what of it goes elsewhere (ORG-12)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin.changes import require_admin
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.open_work.kinds import KINDS
from server.pages import fresh_op
from server.reorganising import directing, forms, views
from server.reorganising.planning import found_plan
from server.reorganising.routes import ID, room, show_plan, there
from server.shapes import Nothing, whole
from workflows import Refused

WORK = f"/{ID}/open/<int(max=9007199254740992):agency_id>/<kind>"


@room.get(WORK)
def work(plan_id: int, agency_id: int, kind: str) -> ResponseReturnValue:
    """What is open in an agency that ends, or what it handed over: names, no content."""
    return _work(plan_id, agency_id, kind)


def _work(plan_id: int, agency_id: int, kind: str, no: No | None = None) -> str:
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)
    whose = views.the_agency(one, agency_id)
    if whose is None or kind not in KINDS:
        raise Refused("no_such_row")
    after = whole(request.args.get("after", "")) or 0
    rows, last = views.work(one, agency_id, kind, after)
    here: dict[str, Any] = {"plan_id": plan_id, "agency_id": agency_id, "kind": kind}
    return render_template(
        "admin/handed.html",
        title=f"{KINDS[kind].words}: {whose.short_name}",
        plan=one,
        back_href=there(plan_id),
        rows=rows,
        done=one.took_effect_at is not None,
        heirs=forms.directed(one) if "change" in views.steps(one, actor) else None,
        next_href=url_for("reorganising.work", after=last, **here) if last else None,
        kinds=[(url_for("reorganising.work", **here | {"kind": name}), str(it.words), name == kind)
               for name, it in KINDS.items()],
        no=no,
        chosen=request.form.getlist("things"),
        op_id=fresh_op(),
    )  # fmt: skip


@room.post(WORK)
def direct(plan_id: int, agency_id: int, kind: str) -> ResponseReturnValue:
    """What is ticked goes to another successor than the work of its post."""
    actor = current_actor()
    require_admin(actor)
    made, no = attempt(
        forms.Directed,
        lambda it: directing.direct(
            actor, plan_id, (agency_id, kind), things=it.things, heir=it.heir
        ),
    )
    if no is not None:
        return _work(plan_id, agency_id, kind, no), no.status
    flash(_("Đã ghi nơi nhận của %(n)s việc.", n=made or 0), "ok")
    return redirect(request.full_path)


@room.post(f"/{ID}/fields/<int(max=9007199254740992):agency_id>")
def by_fields(plan_id: int, agency_id: int) -> ResponseReturnValue:
    """Its open work goes as its letters will, by place and field."""
    actor = current_actor()
    require_admin(actor)
    made, no = attempt(Nothing, lambda _it: directing.by_fields(actor, plan_id, agency_id))
    if no is not None:
        return show_plan(plan_id, no), no.status
    flash(_("Đã ghi nơi nhận của %(n)s việc.", n=made or 0), "ok")
    return redirect(there(plan_id))

"""A withdrawn plan begins anew, and a proposed one among what waits for a second administrator."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server.admin.changes import require_admin
from server.admin.waiting import Waiting, also
from server.clock import today
from server.database import db
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import day, when
from server.reorganising import again, forms, planning
from server.reorganising.models import Plan
from server.reorganising.planning import found_plan
from server.reorganising.routes import ID, room, there
from workflows import Role


@room.route(f"/{ID}/again", methods=["GET", "POST"])
def take_up(plan_id: int) -> ResponseReturnValue:
    """All that was said in it stands in the new draft; the day is asked once more."""
    actor = current_actor()
    require_admin(actor)
    old = found_plan(plan_id)
    return serve(Sheet(
        title=_("Lập lại phương án đã rút"),
        form=forms.heading(old),
        shape=forms.Heading,
        act=lambda it: again.take_up(actor, plan_id, planning.Heading(**it.model_dump())).id,
        back=(there(plan_id), old.title),
        submit=_("Lập lại phương án"),
        done=lambda made: (
            _("Đã lập lại với mọi điều đã ghi. Hãy xem lại trước khi trình."),
            there(made) if made else url_for("reorganising.index"),
        ),
        explain=_("Cơ quan mới, cơ quan kết thúc, chức vụ kế tục và việc bàn giao riêng được lấy "
                  "lại; chức vụ đã thôi từ lúc đó thì phải ghi lại. Phương án đã rút vẫn giữ."),
    ))  # fmt: skip


@also
def proposed(actor: Actor) -> list[Waiting]:
    """Plans before the second administrator (SOD-04); to whoever proposed one, that it waits."""
    if Role.ADMIN not in actor.roles:
        return []
    waits = (Plan.proposed_at, Plan.approved_at, Plan.withdrawn_at, Plan.took_effect_at)
    mine = select(Plan).where(waits[0].is_not(None), *(one.is_(None) for one in waits[1:]))
    return [_waiting(actor, one) for one in db.session.scalars(mine.order_by(Plan.effective_on))]


def _waiting(actor: Actor, plan: Plan) -> Waiting:
    by = plan.proposed_by.full_name if plan.proposed_by else ""
    said = [
        _("Phương án sắp xếp cơ quan"),
        _("%(name)s trình lúc %(at)s", name=by, at=when(plan.proposed_at)),
        _("có hiệu lực từ 0 giờ ngày %(day)s", day=day(plan.effective_on)),
    ]
    if plan.effective_on <= today():
        said.append(_("đã quá ngày có hiệu lực: trả lại để ghi ngày khác"))
    if plan.proposed_by_id == actor.person_id:
        said.append(_("chờ người quản trị thứ hai"))
    return Waiting(plan.title, there(plan.id), " · ".join(said))

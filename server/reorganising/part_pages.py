"""The forms of what else a plan does: a unit or a part moves, a new name, whose mail it is."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin.changes import require_admin
from server.door.visitor import current_actor
from server.reorganising import forms, mailing, parting, renaming
from server.reorganising.planning import found_plan
from server.reorganising.renaming import NewName
from server.reorganising.routes import ID, a_sheet, room, taken_out


@room.route(f"/{ID}/part", methods=["GET", "POST"])
def part(plan_id: int) -> ResponseReturnValue:
    """A part of an agency that lives on goes to another."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)

    def act(it: forms.Parted) -> int:
        agency, _slash, unit = it.what.partition("/")
        return parting.part(actor, plan_id, agency=agency, unit=unit, heir=it.heir).id

    words = _("Tách, chuyển một phần cơ quan"), _("Đã ghi phần chuyển đi.")
    return a_sheet(one, words, forms.parting(one), forms.Parted, act)


@room.route(f"/{ID}/rename", methods=["GET", "POST"])
def rename(plan_id: int) -> ResponseReturnValue:
    """An agency has another name from that day on."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)

    def act(it: forms.Renamed) -> int:
        new = NewName(**it.model_dump(exclude={"agency", "pin"}))
        return renaming.rename(actor, plan_id, it.agency, new, pin=it.pin).id

    words = _("Đổi tên cơ quan"), _("Đã ghi tên mới; đơn vị, chức vụ và người đi theo.")
    return a_sheet(one, words, forms.renaming(one), forms.Renamed, act)


@room.post(f"/{ID}/whole/<int(max=9007199254740992):parting_id>")
def stay_whole(plan_id: int, parting_id: int) -> ResponseReturnValue:
    """That part stays where it is."""
    words = _("Đã bỏ phần này khỏi phương án.")
    return taken_out(plan_id, lambda actor: parting.stay_whole(actor, plan_id, parting_id), words)


@room.route(f"/{ID}/mail", methods=["GET", "POST"])
def mail(plan_id: int) -> ResponseReturnValue:
    """Letters of one place or field to the old agency are for one of its heirs (ORG-13)."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)
    words = _("Văn bản gửi cơ quan cũ"), _("Đã ghi nơi nhận thay theo địa bàn, lĩnh vực.")

    def act(it: forms.SentOn) -> int:
        return mailing.send_on(actor, plan_id, **it.model_dump()).id

    return a_sheet(one, words, forms.sent_on(one), forms.SentOn, act)


@room.post(f"/{ID}/mail/<int(max=9007199254740992):route_id>/drop")
def no_mail(plan_id: int, route_id: int) -> ResponseReturnValue:
    """To the heir of all the rest, like everything else."""
    words = _("Đã bỏ: văn bản ấy đi theo nơi kế tục chung.")
    return taken_out(
        plan_id, lambda actor: mailing.send_on_no_more(actor, plan_id, route_id), words
    )

"""Pages of what carries a vote: all that was settled, a new rule from a day on, its end (VT-04)."""

from collections.abc import Iterator
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select

from server.admin import fields, shapes, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors
from server.admin.organisation import vote_rules
from server.admin.organisation.place_pages import ID
from server.admin.spans import end_of
from server.clock import today
from server.database import db
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.vote_rules import ANY, VoteRule, counting, kept
from server.shapes import Asked, Filled, Word
from workflows.majority import Threshold
from workflows.meeting_kinds import RULES, MeetingKind

WAYS = {
    ANY: later("mọi hình thức"),
    "open": later("biểu quyết công khai"),
    "secret": later("bỏ phiếu kín"),
    "card": later("giơ thẻ"),
    "together": later("thông qua cùng một lượt"),
}
SHARES = {
    Threshold.HALF.value: later("quá nửa tổng số thành viên"),
    Threshold.TWO_THIRDS.value: later("ít nhất hai phần ba tổng số thành viên"),
}


class RuleSettled(Asked):
    """`last_day`: the last on which it counts; none where it goes on."""

    agency: Filled
    body: Filled
    way: Word = ""
    threshold: Threshold
    basis: Filled
    valid_from: shapes.Date
    last_day: shapes.Date | None = None


@door("/people/votes", "vote_rules")
def index() -> ResponseReturnValue:
    """All that was settled, the newest day first, which of it counts today, and the law's own."""
    actor = current_actor()
    require_admin(actor)
    rows = select(VoteRule).order_by(VoteRule.valid_from.desc(), VoteRule.id.desc())
    return render_template(
        "admin/vote_rules.html",
        title=_("Tỷ lệ biểu quyết và căn cứ"),
        columns=[_("Cơ quan, cuộc họp"), _("Hình thức"), _("Tỷ lệ thông qua"), _("Căn cứ"),
                 _("Thời gian"), _("Tình trạng")],
        rows=[*map(_row, db.session.scalars(rows)), *_of_the_law()],
        doors=doors(actor, "vote_rules"),
        create=(_("Đặt tỷ lệ"), url_for("admin.new_vote_rule")),
        next_href=None,
    )  # fmt: skip


def _row(one: VoteRule) -> dict[str, Any]:
    body = f"{one.agency.short_name}, {RULES[MeetingKind(one.body)].name}"
    days, over = span(one.valid_from, one.valid_to), one.is_over_on(today())
    return {
        "href": None if over else url_for("admin.end_vote_rule", row_id=one.id),
        "tone": "muted" if over else "",
        "cells": [body, str(WAYS[one.way]), str(SHARES[one.threshold]), one.basis, days,
                  _state(one)],
    }  # fmt: skip


def _of_the_law() -> Iterator[dict[str, Any]]:
    """What counts where nobody settled anything, by the table of `workflows.meeting_kinds`."""
    for law in RULES.values():
        if law.threshold is not None:
            yield {
                "href": None,
                "tone": "",
                "cells": [_("Nơi chưa đặt, %(body)s", body=law.name), str(WAYS[ANY]),
                          str(SHARES[law.threshold]), law.basis, "",
                          views.chip(views.AHEAD, _("mặc định"))],
            }  # fmt: skip


def _state(one: VoteRule) -> dict[str, str]:
    """What holds but stands behind a newer one does not count meanwhile."""
    if one.holds_on(today()) and counting(kept(one.agency_id), one.body, one.way) is not one:
        return views.chip(views.PAST, _("có tỷ lệ mới hơn"))
    return views.term(one, _("đang áp dụng"), _("chưa áp dụng"), _("đã thôi"))


@door("/people/votes/new", "new_vote_rule", form=True)
def new_vote_rule() -> ResponseReturnValue:
    """A threshold and its article, from a day on."""
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Đặt tỷ lệ biểu quyết và căn cứ"), _form(), RuleSettled,
        lambda it: vote_rules.settle(actor, it.agency, _said(it)), _("Đã ghi."),
        explain=_(
            "Biểu quyết mở từ ngày đó lấy tỷ lệ và căn cứ này; biểu quyết đã mở giữ nguyên. Chưa"
            " đặt thì theo Luật Tổ chức chính quyền địa phương 2015."
        ),
    )  # fmt: skip
    return serve(sheet)


def _said(it: RuleSettled) -> vote_rules.Carried:
    said = it.model_dump(exclude={"agency", "last_day", "threshold"})
    ends = end_of(it.last_day)
    return vote_rules.Carried(**said, threshold=it.threshold.value, valid_to=ends)


def _form() -> Fields:
    bodies = [(kind.value, rules.name) for kind, rules in RULES.items() if rules.may_vote]
    return [
        field("agency", _("Cơ quan"), "select", required=True, options=org.own_agencies()),
        field("body", _("Cuộc họp"), "select", required=True, options=bodies),
        field("way", _("Hình thức biểu quyết"), "select", options=[*WAYS.items()],
              hint=_("hình thức có tỷ lệ riêng thì lấy tỷ lệ đó trước")),
        field("threshold", _("Tỷ lệ thông qua"), "select", required=True,
              options=[*SHARES.items()]),
        field("basis", _("Căn cứ, ghi cạnh kết quả và trong biên bản"), required=True,
              hint=_("ví dụ: khoản 2 Điều 40 Quy chế làm việc của UBND huyện")),
        fields.day_field("valid_from", _("Áp dụng từ ngày"), required=True),
        fields.last_day(_("Ngày cuối, nếu có thời hạn")),
    ]  # fmt: skip


@door(f"/people/votes/{ID}/end", "end_vote_rule", form=True)
def end_vote_rule(row_id: int) -> ResponseReturnValue:
    """Its last day; what was put to the vote under it stands."""
    actor = current_actor()
    require_admin(actor)
    one = found(VoteRule, row_id)
    name = f"{RULES[MeetingKind(one.body)].name}, {one.agency.short_name}"
    sheet = _sheet(
        _("Thôi áp dụng: %(name)s", name=name), fields.end(), shapes.End,
        lambda it: vote_rules.end(actor, row_id, on=it.on), _("Đã ghi ngày thôi áp dụng."),
        submit=_("Thôi áp dụng"),
        explain=_("Tỷ lệ: %(share)s. Căn cứ: %(basis)s.", share=SHARES[one.threshold],
                  basis=one.basis),
    )  # fmt: skip
    return serve(sheet)


def _sheet(title: str, form: Fields, shape: Any, act: Any, done: str, **more: Any) -> Sheet:
    there = url_for("admin.vote_rules")
    return Sheet(
        title=title, form=form, shape=shape, act=act, back=(there, _("Tỷ lệ biểu quyết")),
        done=lambda _row: (done, there), **more,
    )  # fmt: skip

"""Pages of the phrases: the list, a new one, changing and dropping one."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, mark, serve
from server.documents.short_list import found_in
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.habits import phrases
from server.habits.keeping import KEEPERS, may_change, require_user
from server.habits.shapes import PhraseKept, PhraseMade
from server.org.actor import Actor
from server.org.models import Phrase
from server.org.phrases import phrases_of
from server.shapes import Nothing

room = Blueprint("phrases", __name__, url_prefix="/phrases")
require_seat(room)
ID = "<int(max=9007199254740992):row_id>"
PLACES = {"directive": later("Bút phê"), "opinion": later("Ý kiến phối hợp, góp ý")}


@room.get("")
def index() -> ResponseReturnValue:
    """The agency's phrases and one's own."""
    actor = current_actor()
    require_user(actor)
    return render_template(
        "admin/list.html",
        title=_("Câu mẫu"),
        under=_(
            "Hiện thành nút dưới ô ghi bút phê, ý kiến; bấm là điền. Cơ quan chưa có câu cho ô "
            "nào thì ô ấy hiện thêm những câu thường dùng."
        ),
        columns=[_("Câu"), _("Dùng cho"), _("Của")],
        **found_in([_row(actor, one) for one in phrases_of(actor)], _none_yet()),
        doors=[],
        create=(_("Thêm câu"), url_for("phrases.new")),
        next_href=None,
    )


def _none_yet() -> tuple[str, str]:
    return (
        _("Chưa có câu nào."),
        _("Thêm câu anh/chị hay viết: lần sau bấm là điền, không phải gõ lại."),
    )


def _row(actor: Actor, one: Phrase) -> dict[str, Any]:
    whose = _("cơ quan") if one.person_id is None else _("riêng tôi")
    mine = may_change(actor, one)
    return {
        "href": url_for("phrases.phrase", row_id=one.id) if mine else "",
        "cells": [one.text, PLACES[one.place], whose],
    }


@room.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A phrase of one's own; who keeps the agency's is asked for whom it is."""
    actor = current_actor()
    require_user(actor)
    form = _form("", "directive")
    if KEEPERS & actor.roles:
        form.append(field("shared", _("Dùng chung cho cả cơ quan"), "checkbox", "1"))
    return serve(Sheet(
        title=_("Thêm câu mẫu"),
        form=form,
        shape=PhraseMade,
        act=lambda it: phrases.make(
            actor, phrases.Wanted(it.text, it.place), shared=it.shared),
        done=lambda _row: (_("Đã thêm câu mẫu."), url_for("phrases.index")),
        **_common(),
    ))  # fmt: skip


@room.route(f"/{ID}", methods=["GET", "POST"])
def phrase(row_id: int) -> ResponseReturnValue:
    """One phrase, to be said otherwise or dropped."""
    actor = current_actor()
    require_user(actor)
    row = phrases.found(actor, row_id)
    form = _form(row.text, row.place)
    return serve(Sheet(
        title=_("Sửa câu mẫu"),
        form=form,
        as_read=mark(form),
        shape=PhraseKept,
        act=lambda it: phrases.change(actor, row_id, phrases.Wanted(it.text, it.place)),
        done=lambda _row: (_("Đã sửa câu mẫu."), url_for("phrases.index")),
        others=[(_("Bỏ câu này"), url_for("phrases.drop", row_id=row_id))],
        **_common(),
    ))  # fmt: skip


@room.route(f"/{ID}/drop", methods=["GET", "POST"])
def drop(row_id: int) -> ResponseReturnValue:
    """Shown whole, and dropped by a press."""
    actor = current_actor()
    require_user(actor)
    row = phrases.found(actor, row_id)
    return serve(Sheet(
        title=_("Bỏ câu mẫu"),
        explain=row.text,
        form=[],
        shape=Nothing,
        act=lambda _it: phrases.drop(actor, row_id),
        done=lambda _row: (_("Đã bỏ câu mẫu."), url_for("phrases.index")),
        submit=_("Bỏ câu này"),
        **_common(),
    ))  # fmt: skip


def _form(text: str, place: str) -> Fields:
    places = list(PLACES.items())
    return [
        field("text", _("Câu"), "textarea", text, rows=2, required=True),
        field("place", _("Dùng cho"), "select", place, options=places, required=True),
    ]


def _common() -> dict[str, Any]:
    return {"back": (url_for("phrases.index"), _("Câu mẫu"))}

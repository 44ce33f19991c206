"""The first page of a new office: who administers it. Once it was used it is not there any more."""

from flask import Blueprint, Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import shapes
from server.admin.staff import founding
from server.admin.staff.founding import Founders
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import forms
from server.documents.forms import Fields, FormWrong, field
from server.door.routes import at_first
from workflows import Refused

first = Blueprint("founding", __name__)


def install(app: Flask) -> None:
    """The front door sends everybody here while the office has no people."""
    app.register_blueprint(first)
    at_first(lambda: None if founding.is_founded() else redirect(url_for("founding.found")))


@first.route("/first", methods=["GET", "POST"], endpoint="found")
def found() -> ResponseReturnValue:
    """Two administrators, by whoever reads the key in the office's own folder."""
    if founding.is_founded():
        raise Refused("not_found") if g.actor is None else Refused("is_founded")
    if request.method == "GET":
        return _page(_form(request.args.get("key", "")[:80]))
    try:
        given = forms.read(shapes.Founding, request.form)
        said = given.model_dump()
        handed = founding.found(
            Founders(**{k: v for k, v in said.items() if k != "key"}), said_key=said["key"]
        )
    except FormWrong as wrong:
        return _page(forms.kept(_form(), request.form, wrong.errors)), 422
    except Refused as no:
        db.session.rollback()
        words, status = words_of(no.reason, no.said), ANSWERS[no.reason].status
        form = forms.kept(_form(), request.form, {no.field: words} if no.field else {})
        return _page(form, "" if no.field else words), status
    page = render_template(
        "admin/founded.html",
        title=_("Hệ thống đã có quản trị"),
        slips=[(said["second_name"], said["second_account"], handed)],
    )
    return page, 200, {"Cache-Control": "no-store"}


def _page(form: Fields, error: str = "") -> str:
    return render_template("admin/founding.html", form=form, error=error)


def _form(key: str = "") -> Fields:
    how = {"required": True, "hint": _("chữ thường không dấu, chữ số, dấu chấm")}
    return [
        field("key", _("Khóa lập hệ thống"), value=key, required=True,
              hint=_("trong tệp founding-key ở thư mục của hệ thống trên máy chủ")),
        field("full_name", _("Họ và tên của anh/chị"), required=True),
        field("account", _("Tài khoản của anh/chị"), **how),
        field("password", _("Mật khẩu"), "password", required=True, autocomplete="new-password",
              hint=_("từ 10 ký tự; một câu dễ nhớ là tốt nhất, ví dụ: hoa sen nở tháng sáu")),
        field("second_name", _("Họ và tên quản trị thứ hai"), required=True,
              hint=_("mỗi việc cấp quyền cần hai người")),
        field("second_account", _("Tài khoản quản trị thứ hai"), **how),
    ]  # fmt: skip

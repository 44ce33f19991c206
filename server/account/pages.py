"""Pages of one's own account: password, second factors, codes for paper, sessions, what changed."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.account import services, views
from server.account.doors import room
from server.account.entry_pages import password_form
from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door import factors, passkeys
from server.door.gate import seated
from server.door.models import Factor
from server.door.services import digest
from server.door.visitor import current_actor
from server.pages import fresh_op
from server.shapes import Asked, Filled, Nothing


class NewPassword(Asked):
    """The old one, and the new one twice."""

    old: Filled
    new: Filled
    again: Filled


class NewPin(Asked):
    """The PIN of one's signing key, and the new one twice."""

    pin: Filled
    new_pin: Filled
    pin_again: Filled


class OwnPassword(Asked):
    """The password again, before something weighty."""

    old: Filled


class FactorName(Asked):
    """What it shall be called."""

    name: Filled


class NewTotp(Asked):
    """The first code of an authenticator, and how it is called."""

    code: Filled
    name: Filled


def this_browser() -> str:
    """How the session at hand is named in its table."""
    return digest(session.secret)  # type: ignore[attr-defined]


@room.get("/account", endpoint="index")
@seated
def index() -> ResponseReturnValue:
    return _page()


def _page(wrong: tuple[str, No] | None = None) -> str:
    actor = current_actor()
    mine = actor.person_id or 0
    return render_template(
        "account/index.html",
        away=views.away_words(actor),
        title=_("Tài khoản của tôi"),
        actions=[_action(name, wrong) for name in _deeds()],
        factors=[_factor(one, wrong) for one in factors.of(mine)],
        codes_left=factors.codes_left(mine),
        required=views.demand(factors.accepted(mine)),
        sessions=views.sessions(mine, this_browser()),
        history=views.history(mine),
        has_marks=bool(actor.agency_id),
        version=None,
        op_id=fresh_op(),
        wrong=wrong[1].above if wrong and wrong[0] not in _deeds() else "",
    )


def _factor(one: Factor, wrong: tuple[str, No] | None) -> dict[str, Any]:
    """A factor's line, with what was wrong with the password that was to take it away, or with
    the name that it was to have."""
    where, no = wrong or ("", None)
    errors = no.errors if no else {}
    renamed = where == f"name-{one.id}"
    return {
        **views.factor(one),
        "error": errors.get("old", "") if where == f"factor-{one.id}" else "",
        "name_error": errors.get("name", "") if renamed else "",
        "typed": request.form.get("name", "") if renamed else one.name,
    }


def _deeds() -> list[str]:
    """What stands beside; a passkey only where browsers can make one for this address."""
    offered = ["passkey", "password", "codes"] if passkeys.is_possible() else ["password", "codes"]
    return [*offered, "pin"] if services.has_own_pin(current_actor()) else offered


def _sheet(name: str) -> tuple[Fields, str, str]:
    """What is filled in for a deed, what it is called, and what it brings."""
    if name == "passkey":
        called = field("name", _("Gọi là"), value=_("máy của tôi"), required=True, maxlength=60)
        explain = _(
            "Khóa nằm trong điện thoại, máy tính hoặc khóa USB, mở bằng vân tay, khuôn mặt hay PIN"
            " của máy. Có nó thì đăng nhập không cần mật khẩu, và trang giả không lừa được."
        )
        return [called, _old(), field("credential", "", "hidden")], _("Thêm passkey"), explain
    if name == "password":
        explain = _("Các trình duyệt khác đang đăng nhập sẽ phải đăng nhập lại.")
        return [_old(), *password_form()], _("Đổi mật khẩu"), explain
    if name == "pin":
        explain = _("Chỉ mình anh/chị biết mã này; không ai xem lại hay đặt lại được.")
        return _new_pin(), _("Đổi mã PIN của khóa ký"), explain
    explain = _("10 mã in ra giấy, cất riêng; mỗi mã dùng một lần khi mất điện thoại.")
    return [_old()], _("Lập mã dự phòng mới"), explain


def _action(name: str, wrong: tuple[str, No] | None) -> dict[str, Any]:
    no = wrong[1] if wrong and wrong[0] == name else None
    form, label, explain = _sheet(name)
    failed = _("Trình duyệt chưa tạo được passkey: đã thôi, quá giờ, hoặc máy này không có.")
    return {
        "name": name,
        "label": label,
        "href": url_for("account.new_passkey" if name == "passkey" else f"account.{name}"),
        "explain": explain,
        "tone": "",
        "form": _again(form, no),
        "error": no.above if no else "",
        "passkey": failed if name == "passkey" else "",
    }


def _again(form: Fields, no: No | None) -> Fields:
    """What was typed, without what the browser made: that counts once."""
    if no is None:
        return form
    kept = forms.kept(form, request.form, no.errors)
    return [one | {"value": ""} if one["kind"] == "hidden" else one for one in kept]


def _old() -> dict[str, Any]:
    return field("old", _("Mật khẩu đang dùng"), "password", required=True,
                 autocomplete="current-password")  # fmt: skip


@room.post("/account/password", endpoint="password")
@seated
def change_password() -> ResponseReturnValue:
    """Another password; a no opens its form again."""
    actor = current_actor()
    _made, no = attempt(
        NewPassword,
        lambda it: services.change_password(
            actor, old=it.old, new=it.new, again=it.again, here=this_browser()
        ),
    )
    return answer("password", no, _("Đã đổi mật khẩu."))


def _new_pin() -> Fields:
    how = {"required": True, "autocomplete": "off", "inputmode": "numeric"}
    return [
        field("pin", _("Mã PIN đang dùng"), "password", **how),
        field("new_pin", _("Mã PIN mới"), "password", hint=_("6–12 chữ số"), **how),
        field("pin_again", _("Gõ lại mã PIN mới"), "password", **how),
    ]


@room.post("/account/pin", endpoint="pin")
@seated
def change_pin() -> ResponseReturnValue:
    """Another PIN of one's signing key; a no opens its form again."""
    actor = current_actor()
    _made, no = attempt(
        NewPin,
        lambda it: services.change_pin(actor, pin=it.pin, new=it.new_pin, again=it.pin_again),
    )
    return answer("pin", no, _("Đã đổi mã PIN của khóa ký."))


@room.post("/account/codes", endpoint="codes")
@seated
def new_codes() -> ResponseReturnValue:
    """Ten codes for paper, shown once."""
    actor = current_actor()
    made, no = attempt(OwnPassword, lambda it: services.new_codes(actor, password=it.old))
    return codes(made) if no is None else answer("codes", no, "")


def answer(name: str, no: No | None, words: str) -> ResponseReturnValue:
    """Back to the page with what was done, or the page again with the no at its place."""
    if no is not None:
        return _page((name, no)), no.status
    flash(words, "ok")
    return redirect(url_for("account.index"))


def codes(made: object) -> ResponseReturnValue:
    """Shown once; a form that is sent again shows none."""
    if not isinstance(made, list) or not made:
        return redirect(url_for("account.index"))
    there = url_for("account.index")
    page = render_template("account/codes.html", codes=made, on_href=there)
    return page, 200, {"Cache-Control": "no-store"}


@room.route("/account/factors/new", methods=["GET", "POST"], endpoint="new_factor")
@seated
def new_factor() -> ResponseReturnValue:
    """An authenticator: the picture is scanned, its first code proves it."""
    actor = current_actor()
    secret = session.get("totp") or factors.fresh_secret()
    session["totp"] = secret
    if request.method == "GET":
        return _factor_page(secret, _factor_form())
    made, no = attempt(
        NewTotp, lambda it: services.add_totp(actor, secret=secret, code=it.code, name=it.name)
    )
    if no is not None:
        return _factor_page(secret, forms.kept(_factor_form(), request.form, no.errors)), no.status
    session.pop("totp")
    flash(_("Đã thêm lớp xác thực."), "ok")
    return codes(made)


def _factor_form() -> Fields:
    return [
        field("name", _("Gọi là"), value=_("điện thoại của tôi"), required=True, maxlength=60),
        field("code", _("Mã xác thực"), required=True, autocomplete="one-time-code", maxlength=20),
    ]


def _factor_page(secret: str, form: Fields) -> str:
    return render_template(
        "account/factor.html",
        title=_("Thêm ứng dụng xác thực"),
        picture=factors.picture(secret, current_actor().account or ""),
        secret=secret,
        form=form,
        op_id=fresh_op(),
    )


ID = "<int(max=9223372036854775807):row_id>"


@room.post(f"/account/factors/{ID}", endpoint="drop_factor")
@seated
def drop_factor(row_id: int) -> ResponseReturnValue:
    """One factor less, after the password again."""
    actor = current_actor()
    _made, no = attempt(
        OwnPassword, lambda it: services.drop_factor(actor, row_id, password=it.old)
    )
    return answer(f"factor-{row_id}", no, _("Đã bỏ lớp xác thực."))


@room.post(f"/account/factors/{ID}/name", endpoint="rename_factor")
@seated
def rename_factor(row_id: int) -> ResponseReturnValue:
    """A passkey, or an authenticator, under the name that one knows it by."""
    actor = current_actor()
    _made, no = attempt(FactorName, lambda it: services.rename_factor(actor, row_id, name=it.name))
    return answer(f"name-{row_id}", no, _("Đã đổi tên."))


@room.post("/account/sessions/<mark>", endpoint="end_session")
@seated
def end_session(mark: str) -> ResponseReturnValue:
    """Another browser is signed out; `others` is all but this one."""
    actor = current_actor()
    _made, no = attempt(Nothing, lambda _it: services.end_session(actor, mark, here=this_browser()))
    return answer("session", no, _("Đã kết thúc."))

"""Pages between the password and the desk: the second factor, an own password, setting one up."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.account import services
from server.account.doors import room
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents.forms import Fields, amiss, field, kept
from server.door import factors, half, passkeys
from server.door.factors import PASSKEY, TOTP
from server.door.known import here
from server.org.models import Person
from workflows import Refused


@room.route("/login/second", methods=["GET", "POST"], endpoint="second")
def second() -> ResponseReturnValue:
    """A passkey, six figures of the authenticator, or a code from the paper."""

    def act(person: Person) -> None:
        credential = request.form.get("credential", "")
        if credential:
            services.pass_key(credential, person)
        else:
            services.pass_second(person, request.form.get("code", "")[:40], here(person.account))
        half.second_done()

    return _step(
        half.SECOND, _code_form, act, title=_("Lớp xác thực thứ hai"), submit=_("Vào làm việc"),
        explain=_("Mất điện thoại hay khóa thì gõ một mã dự phòng trên giấy."),
    )  # fmt: skip


@room.route("/login/password", methods=["GET", "POST"], endpoint="first_password")
def first_password() -> ResponseReturnValue:
    """A password that nobody else knows, before anything else."""

    def act(person: Person) -> None:
        new, again = (request.form.get(name, "")[:200] for name in ("new", "again"))
        services.set_password(person, new=new, again=again)

    return _step(
        half.PASSWORD, lambda _person: password_form(), act, title=_("Đặt mật khẩu của mình"),
        submit=_("Đặt mật khẩu"),
        explain=_("Mật khẩu vừa dùng do người khác cấp. Chỉ mình anh/chị biết mật khẩu mới."),
    )  # fmt: skip


@room.route("/login/factor", methods=["GET", "POST"], endpoint="enrol")
def enrol() -> ResponseReturnValue:
    """The post requires a second factor: one is set up before the desk opens."""

    def act(person: Person) -> None:
        credential, oneself = request.form.get("credential", ""), services.oneself(person)
        if credential or TOTP not in factors.accepted(person.id):
            codes = services.add_passkey(oneself, answer=credential, name=_("máy của tôi"))
        else:
            codes = services.add_totp(
                oneself, secret=session["half"].get("secret", ""),
                code=request.form.get("code", "")[:40], name=_("ứng dụng xác thực"),
            )  # fmt: skip
        half.second_done()
        if codes:
            session["half"] = {**session["half"], "codes": codes}

    return _step(
        half.ENROL, _code_form, act, title=_("Thêm lớp xác thực thứ hai"), submit=_("Xác nhận"),
        explain=_("Chức vụ anh/chị giữ bắt buộc có lớp này."),
    )  # fmt: skip


def _step(
    step: str, form: Callable[[Person], Fields], act: Callable[[Person], None], **words: str
) -> ResponseReturnValue:
    """One step: only when it is its turn; a no is said on the same page."""
    try:
        person = half.who()
    except Refused:
        flash(words_of("half_is_over", {}), "bad")
        return redirect(url_for("door.login"))
    if half.asked(person) != step:
        return half.go_on()
    if request.method == "GET":
        return _page(person, step, form(person), **words)
    empty = {} if "credential" in request.form else amiss(form(person), request.form)
    if empty:
        return _page(person, step, kept(form(person), request.form, empty), **words), 422
    try:
        act(person)
    except Refused as no:
        db.session.rollback()
        said, status = words_of(no.reason, no.said), ANSWERS[no.reason].status
        errors = {no.field: said} if no.field else {}
        again = kept(form(person), request.form, errors)
        return _page(person, step, again, error="" if no.field else said, **words), status
    codes = session["half"].get("codes")
    return _codes_page(person, codes) if codes else half.go_on()


def _page(person: Person, step: str, form: Fields, error: str = "", **words: str) -> str:
    shown: dict[str, Any] = {"picture": "", "secret": "", "passkey": ""}
    if step == half.ENROL:
        kinds = factors.accepted(person.id)
        shown["passkey"] = "new" if passkeys.is_possible() else ""
        shown["only_passkey"] = TOTP not in kinds
    if step == half.ENROL and TOTP in kinds:
        secret = session["half"].get("secret") or factors.fresh_secret()
        session["half"] = {**session["half"], "secret": secret}
        shown |= {"picture": factors.picture(secret, person.account), "secret": secret}
    if step == half.SECOND:
        kinds = factors.counting(person.id)
        shown["passkey"] = "second" if PASSKEY in kinds and passkeys.is_possible() else ""
        shown["figures"] = TOTP in kinds
    return render_template(
        "account/step.html",
        person=person,
        form=form,
        error=error,
        action_href=request.path,
        **shown,
        **words,
    )


def _codes_page(person: Person, codes: list[str]) -> ResponseReturnValue:
    """The codes for paper, once, before the desk."""
    session["half"] = {k: v for k, v in session["half"].items() if k not in ("codes", "secret")}
    page = render_template(
        "account/codes.html", codes=codes, person=person, on_href=url_for("account.on")
    )
    return page, 200, {"Cache-Control": "no-store"}


@room.get("/login/on", endpoint="on")
def on() -> ResponseReturnValue:
    """From the codes to the desk."""
    try:
        return half.go_on()
    except Refused:
        return redirect(url_for("door.login"))


def _code_form(_person: Person) -> Fields:
    return [
        field("code", _("Mã xác thực"), required=True, autocomplete="one-time-code", maxlength=20)
    ]


def password_form() -> Fields:
    """A new password, typed twice."""
    hint = _("từ 10 ký tự; một câu dễ nhớ là tốt nhất, ví dụ: hoa sen nở tháng sáu")
    how = {"required": True, "autocomplete": "new-password"}
    return [
        field("new", _("Mật khẩu mới"), "password", hint=hint, **how),
        field("again", _("Gõ lại mật khẩu mới"), "password", **how),
    ]

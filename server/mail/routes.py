"""“Thông báo của tôi”: where letters go, of what, when not; and the door out of every letter."""

from typing import Annotated, Any, Literal

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field

from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door.gate import seated
from server.door.visitor import current_actor
from server.mail import morning, posting, services  # noqa: F401  (two are the worker's)
from server.mail.events import EVENTS, WHEN, chosen
from server.mail.models import MailChoice
from server.office import office
from server.pages import fresh_op, when
from server.shapes import Asked, Filled, Nothing
from workflows import Refused

room = Blueprint("mail", __name__)

When = Literal["now", "morning", "never"]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):(00|30)$")]
HOURS = [f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30")]


class Address(Asked):
    """Where letters should go."""

    address: Filled


class Code(Asked):
    """What the letter to that address said."""

    code: Filled


class Wishes(Asked):
    """When to tell of each event, and the quiet hours."""

    near: When
    late: When
    escalated: When
    called: When
    named: When
    made: When
    planned: When
    urgent: When
    decide: When
    work: When
    check: When
    clerk: When
    quiet_from: Clock
    quiet_until: Clock


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("/notices/mine", endpoint="mine")
@seated
def mine() -> ResponseReturnValue:
    return _page()


def _page(wrong: tuple[str, No] | None = None) -> str:
    actor = current_actor()
    choice = services.choice_of(actor.person_id or 0)
    return render_template(
        "mail/mine.html",
        title=_("Thông báo của tôi"),
        is_on=office().mailbox is not None,
        choice=choice,
        asked_until=when(choice.code_until) if choice.asked else "",
        refused_at=when(choice.refused_at),
        forms={name: _form(name, choice, wrong) for name in ("address", "prove", "settle")},
        errors={wrong[0]: wrong[1].above} if wrong else {},
        op_id=fresh_op(),
    )


def _form(name: str, choice: MailChoice, wrong: tuple[str, No] | None) -> Fields:
    form = {"address": _address, "prove": _code, "settle": _wishes}[name](choice)
    if wrong is None or wrong[0] != name:
        return form
    return forms.kept(form, request.form, wrong[1].errors)


def _address(choice: MailChoice) -> Fields:
    value = choice.asked or choice.address or services.known_address(choice.person_id)
    return [
        field("address", _("Địa chỉ thư điện tử"), "email", value, required=True,
              autocomplete="email", maxlength=200)
    ]  # fmt: skip


def _code(_choice: MailChoice) -> Fields:
    said = request.args.get("code", "").replace("\0", "")[:20]
    return [field("code", _("Mã trong thư"), value=said, required=True, maxlength=20,
                  autocomplete="one-time-code")]  # fmt: skip


def _wishes(choice: MailChoice) -> Fields:
    whens = [(name, str(words)) for name, words in WHEN.items()]
    rows = [
        field(one.name, str(one.words), "select", chosen(choice.events, one.name), options=whens,
              required=True)
        for one in EVENTS
    ]  # fmt: skip
    hours = [(hour, hour) for hour in HOURS]
    return [
        *rows,
        field("quiet_from", _("Không gửi từ"), "select", choice.quiet_from, options=hours,
              required=True),
        field("quiet_until", _("Đến"), "select", choice.quiet_until, options=hours, required=True,
              hint=_("giờ Hà Nội; hai giờ giống nhau là gửi suốt ngày đêm")),
    ]  # fmt: skip


@room.post("/notices/mine", endpoint="settle")
@seated
def settle() -> ResponseReturnValue:
    """Of what, and when not."""
    actor = current_actor()

    def act(it: Any) -> None:
        events = {event.name: getattr(it, event.name) for event in EVENTS}
        services.settle(actor, events, it.quiet_from, it.quiet_until)

    _made, no = attempt(Wishes, act)
    return _answer("settle", no, _("Đã lưu."))


@room.post("/notices/mine/address", endpoint="ask")
@seated
def ask() -> ResponseReturnValue:
    """A code goes out; nothing else until it comes back."""
    actor = current_actor()
    _made, no = attempt(Address, lambda it: services.ask(actor, it.address))
    return _answer("address", no, _("Đã gửi mã tới địa chỉ ấy; thư có thể đến sau ít phút."))


@room.post("/notices/mine/proof", endpoint="prove")
@seated
def prove() -> ResponseReturnValue:
    """The code came back: the address is its owner's."""
    actor = current_actor()
    _made, no = attempt(Code, lambda it: services.prove(actor, it.code))
    return _answer("prove", no, _("Đã xác nhận địa chỉ; từ nay thư báo gửi tới đây."))


@room.post("/notices/mine/drop", endpoint="drop")
@seated
def drop() -> ResponseReturnValue:
    """No address any more."""
    actor = current_actor()
    _made, no = attempt(Nothing, lambda _it: services.drop(actor))
    return _answer("drop", no, _("Đã bỏ địa chỉ nhận thư."))


def _answer(name: str, no: No | None, words: str) -> ResponseReturnValue:
    if no is not None:
        return _page((name, no)), no.status
    flash(words, "ok")
    return redirect(url_for("mail.mine"))


@room.route("/notices/stop/<secret>", methods=["GET", "POST"], endpoint="stop")
def stop(secret: str) -> ResponseReturnValue:
    """The link in a letter: a page that asks, for programs look at links; the button or a mailbox's
    own button (RFC 8058) ends the letters, without signing in."""
    try:
        services.whose(secret)
    except Refused:
        return render_template("mail/stop.html", state="unknown"), 404
    if request.method == "GET":
        return render_template("mail/stop.html", state="asks")
    services.end(secret)
    return render_template("mail/stop.html", state="ended")

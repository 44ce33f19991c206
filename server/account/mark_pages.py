"""/account/marks: the picture of one's signature, and for a clerk the agency's seal."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.account.doors import room
from server.documents.sheets import No, attempt
from server.door.gate import seated
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op
from server.shapes import Nothing
from server.signatures import pictures
from server.signatures.keys import drawn_for
from server.uploads.copies.marks import PERSON, SEAL
from workflows import Refused, Role

WHOSE = "<any(person, seal):whose>"
TITLES = {PERSON: later("Chữ ký của tôi"), SEAL: later("Dấu của cơ quan")}
ASKED = {
    PERSON: later("Ảnh PNG nền trong suốt, hoặc ảnh chụp chữ ký mực xanh trên giấy trắng."),
    SEAL: later("Ảnh PNG nền trong suốt, hoặc ảnh chụp dấu đỏ trên giấy trắng; hình dấu tròn."),
}


@room.get("/account/marks", endpoint="marks")
@seated
def marks() -> str:
    return _page()


@room.post(f"/account/marks/{WHOSE}", endpoint="give_mark")
@seated
def give_mark(whose: str) -> ResponseReturnValue:
    """A picture instead of the one that the office draws; a no is said beside the file."""
    actor = current_actor()
    pictures.require_his(actor, whose)
    _done, no = attempt(Nothing, lambda _it: pictures.give(actor, whose, *_file()))
    if no is not None:
        return _page((whose, no)), no.status
    flash(_("Đã đặt hình; văn bản ký từ nay dùng hình này."), "ok")
    return redirect(url_for("account.marks"))


@room.post(f"/account/marks/{WHOSE}/drop", endpoint="drop_mark")
@seated
def drop_mark(whose: str) -> ResponseReturnValue:
    pictures.take_back(current_actor(), whose)
    flash(_("Đã thôi dùng; hệ thống tự vẽ hình."), "ok")
    return redirect(url_for("account.marks"))


@room.get(f"/account/marks/{WHOSE}.png", endpoint="mark")
@seated
def mark(whose: str) -> ResponseReturnValue:
    """As it will be on the page."""
    return drawn_for(current_actor(), whose), {"Content-Type": "image/png"}


def _file() -> tuple[bytes, str]:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Refused("file_missing", "file")
    return given.read(), given.filename


def _page(wrong: tuple[str, No] | None = None) -> str:
    actor = current_actor()
    pictures.require_his(actor, PERSON)
    kinds = [PERSON, SEAL] if Role.CLERK in actor.roles else [PERSON]
    return render_template(
        "account/marks.html",
        title=_("Hình chữ ký, hình dấu"),
        marks=[_one(actor, kind, wrong) for kind in kinds],
        op_id=fresh_op(),
    )


def _one(actor: Actor, kind: str, wrong: tuple[str, No] | None) -> dict[str, Any]:
    no = wrong[1] if wrong and wrong[0] == kind else None
    return {
        "kind": kind,
        "title": TITLES[kind],
        "explain": ASKED[kind],
        "own": pictures.of_actor(actor, kind),
        "error": (no.errors.get("file") or no.above) if no else "",
    }

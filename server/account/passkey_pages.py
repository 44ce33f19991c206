"""Passkeys at the door and at one's desk: what the browser is asked, and what it answers."""

from typing import Annotated

from flask import Response, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field

from server.account import pages, services
from server.account.doors import room
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents.sheets import attempt
from server.door import half, passkeys
from server.door.gate import seated
from server.door.routes import login_page
from server.door.visitor import current_actor
from server.org.models import Person
from server.shapes import CLEAN, Asked, Filled
from workflows import Refused


class NewPasskey(Asked):
    """How a key is called, what the browser made, and the password."""

    name: Filled
    old: Filled
    credential: Annotated[str, Field(pattern=CLEAN)] = ""


@room.post("/login/passkey/options", endpoint="passkey_options")
def options() -> ResponseReturnValue:
    """The question for the browser, by who asks: at the desk or half in a new key or a proof of
    one's own; at the door whichever key it finds."""
    try:
        said = _question(request.form.get("for", ""))
    except Refused as no:
        return {"words": words_of(no.reason, no.said)}, ANSWERS[no.reason].status
    return Response(said, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _question(what: str) -> str:
    if what == "new" and g.actor is not None:
        return passkeys.ask_new(db.session.get_one(Person, g.actor.person_id))
    if what == "sign-in":
        return passkeys.ask()
    person = half.who()
    turn = half.asked(person)
    if what == "new" and turn == half.ENROL:
        return passkeys.ask_new(person)
    if what == "second" and turn == half.SECOND:
        return passkeys.ask(person.id)
    raise Refused("half_is_over")


@room.post("/login/passkey", endpoint="passkey")
def sign_in() -> ResponseReturnValue:
    """A key whose holder was verified (finger, face, PIN) opens without account and password."""
    try:
        person = services.pass_key(request.form.get("credential", ""))
    except Refused as no:
        db.session.rollback()
        words, status = words_of(no.reason, no.said), ANSWERS[no.reason].status
        return login_page(error=words), status
    return half.arrive(person.id, half.next_page(), second=True)


@room.post("/account/passkeys", endpoint="new_passkey")
@seated
def new_passkey() -> ResponseReturnValue:
    """One more key of one's own, after the password."""
    actor = current_actor()
    made, no = attempt(
        NewPasskey,
        lambda it: services.add_own_passkey(
            actor, password=it.old, answer=it.credential, name=it.name
        ),
    )
    if no is not None:
        return pages.answer("passkey", no, "")
    flash(_("Đã thêm passkey."), "ok")
    return pages.codes(made) if made else redirect(url_for("account.index"))

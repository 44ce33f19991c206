"""Between the password and the desk: who is half in, what is still asked, and the seat at last.

Somebody half in is nobody yet: no page opens but the next step's (`/login/…`).
"""

import datetime as dt

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from server.clock import now
from server.database import db
from server.door import factors, known
from server.door.sessions import LONGEST, UNTIL
from server.org import queries
from server.org.models import Person
from workflows import Refused

PATIENCE = dt.timedelta(minutes=10)
SECOND, PASSWORD, ENROL = "second", "password", "enrol"
OUTSIDE = "outside"
"""In the session of who came in by single sign-on."""

PAGES = {SECOND: "account.second", PASSWORD: "account.first_password", ENROL: "account.enrol"}
"""The page of each step; the account's room stands above this one."""


def arrive(
    person_id: int, wanted: str, *, second: bool = False, outside: bool = False
) -> ResponseReturnValue:
    """The password fitted: on to what is still asked, or to the desk.

    `second`: a passkey whose holder was verified stands for both. `outside`: an issuer of single
    sign-on said who it is, and knows this browser still when our session is over.
    """
    session.clear()
    session.renew()  # type: ignore[attr-defined]
    until = (now() + PATIENCE).isoformat()
    session["half"] = {"person": person_id, "until": until, "second": second, "next": wanted,
                       OUTSIDE: outside}  # fmt: skip
    return go_on()


def go_on() -> ResponseReturnValue:
    """The next step's page; a seat where nothing is asked any more."""
    person = who()
    left = asked(person)
    return redirect(url_for(PAGES[left])) if left else _seat(person)


def who() -> Person:
    """Who is half in, or `half_is_over`."""
    half = session.get("half")
    if half is None or dt.datetime.fromisoformat(half["until"]) < now():
        raise Refused("half_is_over")
    person = db.session.get(Person, half["person"])
    if person is None or not person.active:
        raise Refused("half_is_over")
    return person


def asked(person: Person) -> str:
    """What this sign-in still lacks: the second factor, an own password, a factor to be set up."""
    if not session["half"]["second"] and factors.has_any(person.id):
        return SECOND
    if person.password_by:
        return PASSWORD
    return ENROL if factors.lacks(person.id) else ""


def second_done() -> None:
    """The second factor fitted; this sign-in is asked for it no more."""
    session["half"] = {**session["half"], "second": True}


def _seat(person: Person) -> ResponseReturnValue:
    """A fresh session: a cookie that was planted before is worth nothing."""
    posts, wanted = queries.posts_of(person.id), session["half"]["next"]
    outside = session["half"].get(OUTSIDE, False)
    if not posts:
        raise Refused("no_post")
    session.clear()
    session.renew()  # type: ignore[attr-defined]
    session["person_id"], session["appointment_id"] = person.id, posts[0].id
    session[OUTSIDE], session[UNTIL] = outside, (now() + LONGEST).isoformat()
    session["many_posts"] = many = len(posts) > 1
    onward = redirect(url_for("door.choose", next=wanted) if many else wanted)
    return known.remember(onward, person.account)


def next_page() -> str:
    """Where to go on: a path of this office only, never another site."""
    wanted = request.values.get("next", "/")
    is_path = wanted.startswith("/") and wanted.isprintable() and "\\" not in wanted
    return wanted if is_path and not wanted.startswith("//") else "/"

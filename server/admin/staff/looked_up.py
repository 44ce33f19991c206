"""People as an administrator looks them up: by a few letters of a name, a post or an account."""

from collections.abc import Iterable
from typing import Any

from flask import jsonify, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import bars
from server.admin import queries
from server.admin.changes import require_admin
from server.admin.doors import door
from server.database import db
from server.documents.forms import Field, field
from server.door.visitor import current_actor
from server.org.models import Person
from server.org.queries import person_by_account
from server.words import fold

FOUND, SHOWN = 20, 3
"""So many are offered; of several who were meant so many are named."""


@door("/people/find", "find_people")
def find_people() -> ResponseReturnValue:
    """Whom these letters mean, with the posts of today: `?q=`."""
    require_admin(current_actor())
    found = _sought(bars.typed("q").get("q", ""))
    shown = [
        {"value": account, "words": f"{name} ({account})", "note": post}
        for account, (name, post) in found.items()
    ]
    return jsonify(found=shown[:FOUND])


def person_field(name: str, label: str, chosen: str = "", **more: Any) -> Field:
    """One person who holds a post today."""
    return field(
        name, label, "select", chosen, required=True, checked=True,
        ask=url_for("admin.find_people"),
        options=_named([chosen] if chosen else []), named=_named, meant=_meant,
        words=_("Gõ họ tên, chức vụ hoặc tài khoản…"), none=_("Không có ai như vậy."), **more,
    )  # fmt: skip


def _sought(words: str) -> dict[str, tuple[str, str]]:
    """Name and posts by account, of those of whom every word is said."""
    asked = fold(words).split()
    found: dict[str, tuple[str, str]] = {}
    for position, person, _held in queries.seats() if asked else ():
        if person is None:
            continue
        post = queries.place_words(position)
        if all(one in fold(f"{person.full_name} {person.account} {post}") for one in asked):
            before = found.get(person.account)
            found[person.account] = (person.full_name, f"{before[1]}; {post}" if before else post)
    return found


def _named(accounts: Iterable[str]) -> list[tuple[str, str]]:
    rows = db.session.scalars(select(Person).where(Person.account.in_(list(accounts))))
    return [(one.account, f"{one.full_name} ({one.account})") for one in rows]


def _meant(line: str) -> list[str]:
    """An account, a whole name, or letters that only one has."""
    if person_by_account(line.lower()):
        return [line.lower()]
    found = _sought(line)
    whole = [one for one, (name, _post) in found.items() if fold(name) == fold(line)]
    may_be = whole or list(found)
    if len(may_be) == 1:
        return may_be
    if not may_be:
        raise ValueError(_("Không có ai tên hay tài khoản là “%(typed)s”.", typed=line))
    some = "; ".join(f"{found[one][0]} ({one})" for one in may_be[:SHOWN])
    raise ValueError(_("“%(typed)s” có thể là %(some)s: hãy gõ rõ hơn.", typed=line, some=some))

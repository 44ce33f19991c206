"""The first administrators of an office that has none: two of them, once, by whoever holds its key.

A post with a role needs a second person's word (SOD-04), so an office begins with two.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from server.admin.models import Founding
from server.admin.staff.people import Newcomer, enter_person, fresh_password
from server.admin.staff.posts import Terms, enter
from server.audit.changes import changed
from server.clock import now, today
from server.database import db, transaction
from server.door.passwords import hashed, require_strong
from server.files import kept_secret
from server.office import office
from server.org.actor import the_server
from server.org.models import Person, Position
from workflows import Refused, Role

TITLE = "Quản trị hệ thống"
DECISION = "lập hệ thống"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founders:
    """Who administers from the first day; the second one's password is handed over on paper."""

    account: str
    full_name: str
    password: str
    second_account: str
    second_name: str


def is_founded() -> bool:
    """Whether there was a founding, or people came otherwise (a demo, a restored office)."""
    people = db.session.query(Person.id).limit(1).scalar()
    return people is not None or db.session.get(Founding, 1) is not None


def key() -> str:
    """What whoever holds the machine reads in its folder: without it nobody founds over the net."""
    return kept_secret(office().cabinet.keys.parent / "founding-key", 18)


def found(new: Founders, *, said_key: str) -> str:
    """Both administrators, with their post; gives the second one's first password, shown once."""
    if is_founded():
        raise Refused("is_founded")
    if not secrets.compare_digest(said_key.strip().encode(), key().encode()):
        raise Refused("founding_key_wrong", "key")
    require_strong(new.password, new.account)
    first, handed = hashed(new.password), fresh_password()
    second = hashed(handed)
    with transaction():
        _once()
        post = _post()
        me = _appointed(post, new.account, new.full_name, first)
        other = _appointed(post, new.second_account, new.second_name, second)
        other.password_by = me.account
        words = f"Lập hệ thống: quản trị {me.full_name} và {other.full_name}"
        changed(the_server(), "office_founded", f"person/{me.id}", words, second=other.id)
    (office().cabinet.keys.parent / "founding-key").unlink(missing_ok=True)
    return handed


def _once() -> None:
    """The row that only one founding can write, however many come at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.add(Founding(id=1, at=now()))
    except IntegrityError:
        raise Refused("is_founded") from None


def _post() -> Position:
    post = Position(title=TITLE, roles=[Role.ADMIN], valid_from=today())
    db.session.add(post)
    db.session.flush()
    return post


def _appointed(post: Position, account: str, full_name: str, secret: str) -> Person:
    server = the_server()
    new = Newcomer(account=account, full_name=full_name, password="")
    person = enter_person(server, new, secret)
    terms = Terms(valid_from=today(), decision_code=DECISION)
    enter(server, person, post, terms)
    return person

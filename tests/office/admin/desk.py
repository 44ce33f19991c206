"""What Kiên, the administrator, does in these tests; Hạnh (quantri2) is the other one."""

import datetime as dt
from typing import Any

from server.admin.models import Grant
from server.admin.staff import posts
from server.admin.staff.posts import Terms
from server.clock import today
from server.database import db
from server.org import queries
from server.org.actor import Actor
from server.org.models import Appointment, Person, PersonChange, Position, Unit
from workflows import Refused

DAY = dt.timedelta(days=1)


def actor(account: str) -> Actor:
    """Who somebody is today, in the main post."""
    person = queries.person_by_account(account)
    assert person is not None
    return queries.actor_of(person)


def kien() -> Actor:
    return actor("quantri")


def hanh() -> Actor:
    return actor("quantri2")


def person(account: str) -> Person:
    found = queries.person_by_account(account)
    assert found is not None
    return found


def post_of(account: str) -> Appointment:
    """The appointment that somebody holds today."""
    return queries.posts_of(person(account).id)[0]


def position(account: str) -> Position:
    return post_of(account).position


def terms(**more: Any) -> Terms:
    given = {"valid_from": today(), "decision_code": "77/QĐ-UBND", "main": False} | more
    return Terms(**given)


def propose(account: str, position_id: int, **more: Any) -> Grant:
    """Kiên proposes; it waits for a second person."""
    assert posts.appoint(kien(), account, position_id=position_id, terms=terms(**more)) is None
    return newest_grant()


def newest_grant() -> Grant:
    found = db.session.query(Grant).order_by(Grant.id.desc()).first()
    assert found is not None
    return found


def unit(code: str) -> Unit:
    found = db.session.query(Unit).filter_by(code=code).first()
    assert found is not None
    return found


def last_change() -> PersonChange:
    found = db.session.query(PersonChange).order_by(PersonChange.id.desc()).first()
    assert found is not None
    return found


def why(act: Any, *args: Any, **kw: Any) -> str:
    """The reason of the no; a yes fails the test."""
    try:
        act(*args, **kw)
    except Refused as no:
        db.session.rollback()
        return no.reason
    raise AssertionError("it was allowed")

"""Who is locked out at the door, since when and from where; and letting somebody in again."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from server.admin.changes import require_admin
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door.models import SignInTry
from server.door.services import LOCKED_FOR, SECOND
from server.org.actor import Actor
from server.org.models import Person
from workflows import Refused

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Lock:
    """One account, closed for one address: from elsewhere its owner comes in as ever."""

    account: str
    name: str
    address: str
    second: bool
    since: dt.datetime
    until: dt.datetime


def locks() -> list[Lock]:
    """The accounts of this office that are locked now, the last first.

    What else was typed as an account is not shown: it may be somebody's password.
    """
    closed = select(SignInTry).where(SignInTry.locked_until > now())
    rows = list(db.session.scalars(closed.order_by(SignInTry.locked_until.desc()).limit(SHOWN)))
    named = {row.account.removesuffix(SECOND) for row in rows}
    people = select(Person.account, Person.full_name).where(Person.account.in_(named))
    names = {account: name for account, name in db.session.execute(people)}
    return [_lock(row, names) for row in rows if row.account.removesuffix(SECOND) in names]


def _lock(row: SignInTry, names: dict[str, str]) -> Lock:
    account, until = row.account.removesuffix(SECOND), row.locked_until
    assert until is not None
    second = row.account.endswith(SECOND)
    return Lock(account, names[account], row.address, second, until - LOCKED_FOR, until)


def release(actor: Actor, account: str, address: str, *, reason: str) -> None:
    """Both doors of this account open again for that address; its owner reads who and why."""
    require_admin(actor)
    with transaction() as session:
        person = session.scalar(select(Person).where(Person.account == account))
        names = (account, account + SECOND)
        closed = select(SignInTry).where(
            SignInTry.account.in_(names), SignInTry.address == address,
            SignInTry.locked_until > now(),
        )  # fmt: skip
        rows = list(session.scalars(closed.with_for_update()))
        if person is None or not rows:
            raise Refused("no_such_row")
        for row in rows:
            session.delete(row)
        words = f"Mở khóa đăng nhập từ {address or '–'}: {reason}"
        changed(actor, "lock_released", f"person/{person.id}", words)

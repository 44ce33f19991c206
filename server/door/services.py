"""Signing in and out, and handing out tokens."""

import datetime as dt
import hashlib
import ipaddress
import secrets

from sqlalchemy import bindparam, delete, select

from server.clock import now
from server.database import db, run, table, transaction
from server.door.models import SignInTry, Token, WebSession
from server.door.passwords import fits, nobody
from server.org import queries
from server.org.actor import Actor
from server.org.models import Person
from workflows import Refused

SECOND = " #2"
"""Failures at the second factor count apart from those at the password."""

TRIES = 5
LOCKED_FOR = dt.timedelta(minutes=5)
FORGOTTEN_AFTER = dt.timedelta(minutes=15)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def sign_in(account: str, password: str, address: str) -> Person:
    """The person, if account and password fit; five failures from one address close it awhile.

    Raises `sign_in_failed`, or `sign_in_locked` with the minutes to wait. The lock is that of
    account and address together, so nobody locks another out.
    """
    account = account.strip().lower()
    refuse_locked(account, address)
    person = queries.person_by_account(account)
    unknown = nobody()
    if not fits(password, person.password_hash if person else unknown):
        count_failure(account, address)
        raise Refused("sign_in_failed")
    if person is None or not person.active:
        raise Refused("sign_in_failed")
    forgive(account, address)
    return person


def refuse_locked(account: str, address: str) -> None:
    row = db.session.get(SignInTry, (account, address))
    if row and row.locked_until and row.locked_until > now():
        left = (row.locked_until - now()).total_seconds() // 60 + 1
        raise Refused("sign_in_locked", minutes=int(left))


def count_failure(account: str, address: str) -> None:
    """One more failure from there; those of more than a while ago are forgotten."""
    with transaction() as session:
        row = session.get(SignInTry, (account, address), with_for_update=True)
        if row is None:
            row = SignInTry(account=account, address=address, failed=0, at=now())
            session.add(row)
        row.failed = row.failed + 1 if now() - row.at < FORGOTTEN_AFTER else 1
        row.at = now()
        if row.failed >= TRIES:
            row.failed, row.locked_until = 0, now() + LOCKED_FOR


_FORGIVEN = delete(table(SignInTry)).where(
    SignInTry.account == bindparam("account"), SignInTry.address == bindparam("address")
)


def forgive(account: str, address: str) -> None:
    """A success from there: what failed before counts no more."""
    with transaction():
        run(_FORGIVEN, {"account": account, "address": address})


def source(address: str) -> str:
    """Where somebody knocks from: one house has a whole /64 of IPv6, and counts as one."""
    found = ipaddress.ip_address(address) if address else None
    if found is None or found.version == 4:
        return address
    return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))


def create_token(account: str, position: str | None = None, scope: str = "") -> str:
    """A new bearer token, in an act of its own."""
    with transaction():
        return issue_token(account, position, scope)[0]


def issue_token(account: str, position: str | None, scope: str) -> tuple[str, Token]:
    """A new bearer token for an account in one of its posts, the main one by default; a step.

    `position` is the title of the post, or its id. Raises `unknown_person` or `no_post`.
    """
    person = queries.person_by_account(account)
    if person is None:
        raise Refused("unknown_person", account=account)
    posts = queries.posts_of(person.id)
    wanted = [p for p in posts if position in (None, p.position.title, str(p.position_id))]
    if not wanted:
        raise Refused("no_post")
    secret = secrets.token_urlsafe(32)
    row = Token(
        digest=digest(secret),
        person_id=person.id,
        appointment_id=wanted[0].id,
        scope=scope,
        created_at=now(),
    )
    db.session.add(row)
    return secret, row


_BY_TOKEN = (
    select(Token.person_id, Token.appointment_id, Token.scope)
    .join(Person, Token.person_id == Person.id)
    .where(Token.digest == bindparam("digest"), Token.ended_at.is_(None), Person.active)
)


def actor_by_token(secret: str) -> tuple[Actor, str] | None:
    """Who acts by this token, and its scope; None where it is unknown, ended, or postless."""
    found = run(_BY_TOKEN, {"digest": digest(secret)}).first()
    if found is None:
        return None
    try:
        return queries.actor_by_id(found[0], found[1]), found[2]
    except Refused:
        return None


def sessions_of(person_id: int) -> list[WebSession]:
    """Where a person is signed in now."""
    mine = select(WebSession).where(WebSession.person_id == person_id)
    return list(db.session.scalars(mine.order_by(WebSession.seen_at.desc())))

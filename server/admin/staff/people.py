"""Accounts: one for each person; names by the day, passwords, and the end of all sessions."""

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from server.admin.changes import key_issued, require_admin, said_day
from server.admin.queries import administrators
from server.admin.staff.left_behind import refuse_left
from server.audit.changes import changed
from server.clock import now, today
from server.database import db, transaction
from server.documents.casefiles.models import CaseFile
from server.door.models import OutsideIdentity, Token, WebSession
from server.door.passwords import hashed, require_strong
from server.office import office
from server.org.actor import Actor
from server.org.models import Appointment, Person, PersonName
from server.org.queries import lasts_beyond
from server.signatures.pins import PIN
from server.words import person_key
from signing import issue
from workflows import Refused
from workflows.casefile import KEPT
from workflows.layout import bears_a_degree

ACCOUNT = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
OF_THE_HOUSE = frozenset(
    {"new", "pending", "places", "agencies", "calendar", "keys", "kinds", "import", "locks", "mail"}
    | {"handovers", "reorganisations", "bodies", "templates", "neighbours", "aside", "find"}
    | {"votes", "waiting"}
)
"""Accounts that would be addresses of this room."""
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
"""Without those that are read for another on paper: i, j, l, o, 0, 1."""
SINCE_EVER = dt.date(2000, 1, 1)
"""From when the first name of a person counts, as far as this office knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who comes: the name as printed, the first password, and the first PIN where there is one."""

    account: str
    full_name: str
    password: str
    pin: str = ""
    email: str = ""


def create(actor: Actor, new: Newcomer) -> Person:
    """A new account with its first password; with a PIN, a key of the demo authority as well.

    In service a person brings the certificate of Ban Cơ yếu Chính phủ; the demo authority stands
    in for it, and is there only where the installation founded one.
    """
    require_admin(actor)
    _fit_account(new.account)
    require_strong(new.password, new.account.strip().lower())
    secret = hashed(new.password)
    with transaction():
        return enter_person(actor, new, secret)


def enter_person(actor: Actor, new: Newcomer, secret: str) -> Person:
    """The account with its hashed password; a step, one of many where an office is set up."""
    account, name = _fit_account(new.account), _fit_name(new.full_name)
    _fit_pin(new.pin)
    person = Person(account=account, full_name=name, password_hash=secret, email=new.email)
    person.sort_key, person.password_by = person_key(name), actor.account or ""
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:
        raise Refused("account_taken", "account") from None
    person.seal = _key(account, name, new.pin) if new.pin else ""
    words = f"Tạo tài khoản {account} cho {name}" + (", kèm khóa ký" if new.pin else "")
    changed(actor, "person_created", f"person/{person.id}", words, ({}, {"name": name}))
    if person.seal:
        key_issued(actor, f"person/{person.id}", person.seal)
    return person


def _fit_account(account: str) -> str:
    account = account.strip().lower()
    if not ACCOUNT.fullmatch(account) or account in OF_THE_HOUSE:
        raise Refused("bad_account", "account")
    if (office().cabinet.keys / f"{account}.p12").exists():
        raise Refused("account_taken", "account")
    return account


def _fit_name(typed: str) -> str:
    """As it is printed under a signature, and so without academic titles (II.7c)."""
    name = " ".join(typed.split())
    if bears_a_degree(name):
        raise Refused("name_bears_a_degree", "full_name")
    return name


def fresh_password() -> str:
    """A first password to be handed over on paper: 15 letters in threes, none like another."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))


def _fit_pin(pin: str) -> None:
    if not pin:
        return
    if not PIN.fullmatch(pin):
        raise Refused("bad_pin", "pin")
    if not (office().cabinet.keys / "ca.key").exists():
        raise Refused("no_demo_authority", "pin")


def _key(account: str, name: str, pin: str) -> str:
    return issue(office().cabinet.keys, account, name, "Công Sở", pin)


def rename(actor: Actor, account: str, *, full_name: str, valid_from: dt.date) -> None:
    """Another name from a day on; what was printed before keeps the old one (DOMAIN §2.4)."""
    require_admin(actor)
    with transaction() as session:
        person = locked(account)
        name = _fit_name(full_name)
        last = _last_name(person)
        if valid_from < today():
            raise Refused("end_is_backdated", "valid_from")
        if valid_from <= last.valid_from:
            raise Refused("name_is_dated_later", "valid_from")
        if name == last.full_name:
            raise Refused("same_name", "full_name")
        last.valid_to = valid_from
        session.add(PersonName(person_id=person.id, full_name=name, valid_from=valid_from))
        settle_name(person)
        words = f"Đổi họ tên {last.full_name} thành {name} từ {said_day(valid_from)}"
        changed(
            actor, "person_renamed", f"person/{person.id}", words,
            ({"name": last.full_name}, {"name": name}),
        )  # fmt: skip


def _last_name(person: Person) -> PersonName:
    names = select(PersonName).where(PersonName.person_id == person.id)
    last = db.session.scalar(names.order_by(PersonName.valid_from.desc()).limit(1))
    if last is None:
        last = PersonName(person_id=person.id, full_name=person.full_name, valid_from=SINCE_EVER)
        db.session.add(last)
        db.session.flush()
    return last


def settle_name(person: Person) -> None:
    """Call a person as of today; a step, also taken each night for names that begin that day."""
    db.session.flush()
    names = select(PersonName).where(PersonName.person_id == person.id)
    held = [one for one in db.session.scalars(names) if one.holds_on(today())]
    if held and held[0].full_name != person.full_name:
        person.full_name = held[0].full_name
        person.sort_key = person_key(person.full_name)


def deactivate(actor: Actor, account: str, *, reason: str) -> None:
    """Nobody signs in by this account any more, and is signed out everywhere at once.

    Where his work would be nobody's it is handed over first; whoever must be kept out this minute
    is given another password.
    """
    require_admin(actor)
    with transaction():
        person = locked(account)
        if person.id == actor.person_id:
            raise Refused("not_oneself")
        if not person.active:
            raise Refused("is_inactive_already")
        _keep_an_administrator(person)
        _hand_over_first(person)
        person.active = False
        put_out(person)
        words = f"Khóa tài khoản {account}: {reason}"
        changed(actor, "person_deactivated", f"person/{person.id}", words)


def _hand_over_first(person: Person) -> None:
    """Whoever leaves hands his files over, and the rest; his account stays till then (AR-04)."""
    mine = select(func.count()).select_from(CaseFile)
    kept = db.session.scalar(mine.where(CaseFile.keeper_id == person.id, CaseFile.state.in_(KEPT)))
    if kept:
        raise Refused("holds_open_files", "", n=kept)
    ahead = lasts_beyond(Appointment, today())
    refuse_left(
        list(
            db.session.scalars(select(Appointment).where(Appointment.person_id == person.id, ahead))
        ),
        today(),
    )


def _keep_an_administrator(person: Person) -> None:
    """The last administrator is not locked out: nobody could let anybody in again."""
    others = {post.person_id for post in administrators()} - {person.id}
    if not others and any(post.person_id == person.id for post in administrators()):
        raise Refused("last_administrator")


def activate(actor: Actor, account: str, *, reason: str) -> None:
    """The account counts again; its posts are those of today."""
    require_admin(actor)
    with transaction():
        person = locked(account)
        if person.active:
            raise Refused("is_active_already")
        person.active = True
        changed(
            actor,
            "person_activated",
            f"person/{person.id}",
            f"Mở lại tài khoản {account}: {reason}",
        )


def reset_password(actor: Actor, account: str, *, password: str) -> None:
    """A new password; whoever was signed in by the old one, or by a token, is out."""
    require_admin(actor)
    require_strong(password, account)
    secret = hashed(password)
    with transaction():
        person = locked(account)
        person.password_hash, person.password_by = secret, actor.account or ""
        put_out(person)
        words = f"Đặt lại mật khẩu của {account}"
        changed(actor, "password_reset", f"person/{person.id}", words)


def sign_out(actor: Actor, account: str) -> None:
    """End every session and token of a person, for a lost telephone."""
    require_admin(actor)
    with transaction():
        person = locked(account)
        put_out(person)
        words = f"Kết thúc mọi phiên làm việc của {account}"
        changed(actor, "sessions_ended", f"person/{person.id}", words)


def unlink(actor: Actor, account: str) -> None:
    """No issuer of single sign-on knows this person any more; whoever came in by it is out."""
    require_admin(actor)
    with transaction() as session:
        person = locked(account)
        mine = delete(OutsideIdentity).where(OutsideIdentity.person_id == person.id)
        if not session.execute(mine).rowcount:  # type: ignore[attr-defined]
            raise Refused("no_such_row")
        put_out(person)
        words = f"Gỡ liên kết đăng nhập một lần của {account}"
        changed(actor, "identity_unlinked", f"person/{person.id}", words)


def put_out(person: Person) -> None:
    """No session and no token of this person counts any more; a step."""
    db.session.execute(delete(WebSession).where(WebSession.person_id == person.id))
    live = update(Token).where(Token.person_id == person.id, Token.ended_at.is_(None))
    db.session.execute(live.values(ended_at=now()))


def locked(account: str) -> Person:
    """The person's row, held for this act: two changes of one person follow each other."""
    found = select(Person).where(Person.account == account).with_for_update()
    person = db.session.scalar(found)
    if person is None:
        raise Refused("no_such_person", account=account)
    return person

"""What one does to one's own account; each act is in the history that its owner reads."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import delete

from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door import factors, passkeys
from server.door.factors import TOTP
from server.door.models import Factor, WebSession
from server.door.passwords import fits, hashed, require_strong
from server.door.services import SECOND, count_failure, forgive, refuse_locked
from server.org.actor import Actor
from server.org.models import Person
from server.org.queries import posts_of
from server.signatures import pins
from server.signatures.keys import IN_A_FILE, key_of
from workflows import Refused


def oneself(person: Person) -> Actor:
    """Who acts between door and desk: the person, without any post and so without any right."""
    return Actor(
        person_id=person.id,
        account=person.account,
        name=person.full_name,
        title="",
        roles=frozenset(),
    )


def pass_second(person: Person, code: str, address: str) -> None:
    """A code of the authenticator, or one from the paper; five failures close it awhile."""
    name = person.account + SECOND
    refuse_locked(name, address)
    with transaction():
        figures = TOTP in factors.counting(person.id)
        took = figures and factors.take_totp(person.id, code.replace(" ", "")) is not None
        if not took and factors.take_code(person.id, code):
            left = factors.codes_left(person.id)
            words = f"Dùng một mã dự phòng để đăng nhập, còn {left} mã"
            _said(oneself(person), "recovery_code_used", words)
            took = True
    if not took:
        count_failure(name, address)
        raise Refused("second_failed", "code")
    forgive(name, address)


def set_password(person: Person, *, new: str, again: str) -> None:
    """An own password in place of one that somebody else gave."""
    secret = _fresh(person, new, again)
    with transaction():
        mine = _held(person.id)
        by, mine.password_by = mine.password_by, ""
        mine.password_hash = secret
        _said(oneself(person), "password_set", f"Tự đặt mật khẩu thay mật khẩu do {by} cấp")


def change_password(actor: Actor, *, old: str, new: str, again: str, here: str) -> None:
    """Another password of one's own; every other browser is signed out. `here`: this one."""
    person = _known(actor, old)
    secret = _fresh(person, new, again)
    with transaction() as session:
        _held(person.id).password_hash = secret
        others = delete(WebSession).where(WebSession.person_id == person.id)
        session.execute(others.where(WebSession.digest != here))
        _said(actor, "password_changed", "Tự đổi mật khẩu; các phiên khác đã kết thúc")


def has_own_pin(actor: Actor) -> bool:
    """Whether a PIN of his can be changed here."""
    return db.session.get_one(Person, actor.person_id).seal.startswith(f"{IN_A_FILE}:")


def change_pin(actor: Actor, *, pin: str, new: str, again: str) -> None:
    """Another PIN of one's own signing key: whoever gave the first one does not know it (SIG-02).

    The key's file is changed last: what is undone before leaves the old PIN as it was.
    """
    key = key_of(db.session.get_one(Person, actor.person_id))
    pins.require_changeable(actor, key, old=pin, new=new)
    if new != again:
        raise Refused("passwords_differ", "pin_again")
    with transaction():
        _said(actor, "pin_changed", "Tự đổi mã PIN của khóa ký")
        pins.change(key, old=pin, new=new)


def add_totp(actor: Actor, *, secret: str, code: str, name: str) -> list[str]:
    """An authenticator whose code fits; gives the codes for paper where there were none."""
    if not factors.fits_secret(secret, code.replace(" ", "")):
        raise Refused("second_failed", "code")
    keep = partial(factors.keep_totp, secret=secret, name=name)
    return _added(actor, keep, f"Thêm ứng dụng xác thực “{name}”")


def add_passkey(actor: Actor, *, answer: str, name: str) -> list[str]:
    """A key that the browser made; gives the codes for paper where there were none."""
    keep = partial(passkeys.keep_new, answer=answer, name=name)
    return _added(actor, keep, f"Thêm passkey “{name}”")


def _added(actor: Actor, keep: Callable[[int], object], words: str) -> list[str]:
    with transaction():
        mine = actor.person_id or 0
        first = not factors.codes_left(mine)
        keep(mine)
        _said(actor, "factor_added", words)
        return factors.fresh_codes(mine) if first else []


def add_own_passkey(actor: Actor, *, password: str, answer: str, name: str) -> list[str]:
    """The same at one's desk, after the password: the key will open without it."""
    _known(actor, password)
    return add_passkey(actor, answer=answer, name=name)


def pass_key(answer: str, person: Person | None = None) -> Person:
    """Whose key answered: that person's as the second factor, or whoever's instead of a password.

    One that counted back may be a copy: it does not open, and its owner reads why.
    """
    with transaction() as session:
        row, counted_back = passkeys.take(answer, person.id if person else None)
        owner = session.get_one(Person, row.person_id)
        if counted_back:
            words = f"Passkey “{row.name}” bị từ chối: số đếm lùi, có thể đã bị sao chép"
            _said(oneself(owner), "passkey_counted_back", words)
    if counted_back:
        raise Refused("passkey_counted_back")
    if not owner.active or not posts_of(owner.id):
        raise Refused("passkey_failed")
    return owner


def drop_factor(actor: Actor, factor_id: int, *, password: str) -> None:
    """One factor less; the last one stays where a post of today requires one."""
    _known(actor, password)
    with transaction():
        row = _own_factor(actor, factor_id)
        if factors.lacks(row.person_id, without=row) and not factors.lacks(row.person_id):
            raise Refused("factor_is_required")
        row.ended_at = now()
        _said(actor, "factor_dropped", f"Bỏ lớp xác thực “{row.name}”")


def rename_factor(actor: Actor, factor_id: int, *, name: str) -> None:
    """Another name for one of one's own, as one calls it now; what it opens stays as it was."""
    with transaction():
        row = _own_factor(actor, factor_id)
        was, row.name = row.name, name.strip()
        if was != row.name:
            _said(actor, "factor_renamed", f"Đổi tên lớp xác thực “{was}” thành “{row.name}”")


def _own_factor(actor: Actor, factor_id: int) -> Factor:
    row = db.session.get(Factor, factor_id, with_for_update=True)
    if row is None or row.person_id != actor.person_id or row.ended_at:
        raise Refused("no_such_row")
    return row


def new_codes(actor: Actor, *, password: str) -> list[str]:
    """Ten codes for paper; those of before count no more."""
    _known(actor, password)
    with transaction():
        codes = factors.fresh_codes(actor.person_id or 0)
        _said(actor, "recovery_codes_made", "Lập mã dự phòng mới; mã cũ hết hiệu lực")
    return codes


def end_session(actor: Actor, mark: str, *, here: str) -> None:
    """Sign out another browser of one's own, named by the mark on its line; or all of them."""
    with transaction() as session:
        mine = delete(WebSession).where(
            WebSession.person_id == actor.person_id, WebSession.digest != here
        )
        if mark != "others":
            mine = mine.where(WebSession.digest.startswith(mark, autoescape=True))
        gone = session.execute(mine).rowcount  # type: ignore[attr-defined]
        if len(mark) < 6 or not gone:
            raise Refused("no_such_row")
        _said(actor, "session_ended", f"Tự kết thúc {gone} phiên làm việc ở nơi khác")


def _known(actor: Actor, password: str) -> Person:
    """Oneself, sure again: whoever sits at a desk left open does not know the password."""
    person = db.session.get_one(Person, actor.person_id)
    if not fits(password, person.password_hash):
        raise Refused("own_password_wrong", "old")
    return person


def _fresh(person: Person, new: str, again: str) -> str:
    require_strong(new, person.account, "new")
    if new != again:
        raise Refused("passwords_differ", "again")
    if fits(new, person.password_hash):
        raise Refused("same_password", "new")
    return hashed(new)


def _held(person_id: int) -> Person:
    return db.session.get_one(Person, person_id, with_for_update=True)


def _said(actor: Actor, act: str, words: str) -> None:
    changed(actor, act, f"person/{actor.person_id}", words)

"""Keys of people and agencies: registered by an administrator, with the certificate they must show.

A key is not made here: it is on a token, in an HSM, at a service or in a file that its owner's
authority issued. What is registered is where it lies, and whose it is (SIG-02, SIG-04).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from server import pool
from server.admin.changes import require_admin
from server.admin.staff.people import locked
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.org.queries import lasts_beyond
from server.signatures.keys import AGENT, IN_A_FILE, KIND_WORDS, key_of
from server.words import fold
from signing import SealFailed, digest_of, refuse_unfit
from workflows import Refused

NONE = "none"
"""What the list calls an agency that has no key yet."""
ENOUGH = 20
"""Characters of a reason for what is unusual (DOMAIN: ngoại lệ)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key as it is registered: kind, place in that kind's own words, certificate (PEM).

    `reason` says why the certificate bears another name than its owner does here.
    """

    kind: str
    place: str = ""
    certificate: str = ""
    reason: str = ""


def register_persons(actor: Actor, account: str, new: NewKey) -> None:
    """The key that this person signs with from now on; without a kind the key is taken off."""
    require_admin(actor)
    address, words = _fit(new), _said(new)
    with transaction():
        person = locked(account)
        _register(actor, person, f"person/{person.id}", (address, new), f"{words} của {account}")


def register_agencys(actor: Actor, agency_id: int, new: NewKey) -> None:
    """The key that this agency's clerk seals with (SIG-01, SIG-03)."""
    require_admin(actor)
    address, words = _fit(new), _said(new)
    with transaction() as session:
        agency = session.get(Agency, agency_id, with_for_update=True)
        if agency is None or agency.external:
            raise Refused("no_such_row")
        subject, whose = f"agency/{agency.id}", f"{words} của {agency.name}"
        _register(actor, agency, subject, (address, new), whose)


def _register(
    actor: Actor, holder: Person | Agency, subject: str, what: tuple[str, NewKey], words: str
) -> None:
    address, new = what
    before = _facts(holder)
    if new.certificate:
        _judge(key_of(holder).owner.name, new)
    holder.seal, holder.certificate = address, new.certificate
    after = _facts(holder)
    why = f": {new.reason}" if new.reason else ""
    facts = {"kind": new.kind or "none", "certificate": after["certificate"]}
    changed(actor, "key_changed", subject, words + why, (before, after), **facts)


def _judge(name: str, new: NewKey) -> None:
    """Owner, usage and time, in a child; another name only with a reason, which history keeps."""
    try:
        pool.submit(refuse_unfit, new.certificate, name)
    except SealFailed as failure:
        if failure.reason != "certificate_of_another":
            raise Refused(failure.reason, "certificate") from None
        if len(new.reason) < ENOUGH:
            raise Refused("certificate_bears_another_name", "reason") from None


def _facts(holder: Person | Agency) -> dict[str, str]:
    digest = digest_of(holder.certificate) if holder.certificate else ""
    return {"key": holder.seal, "certificate": digest}


def _said(new: NewKey) -> str:
    return f"Đăng ký khóa ký ({new.kind})" if new.kind else "Gỡ khóa ký"


def _fit(new: NewKey) -> str:
    """The key's address; each kind may only point to where this office keeps such keys."""
    if not new.kind:
        return ""
    if new.kind not in KIND_WORDS:
        raise Refused("bad_address", "kind")
    if not new.certificate:
        raise Refused("bad_certificate", "certificate")
    return f"{new.kind}:{_PLACES[new.kind](new)}"


def _file(new: NewKey) -> str:
    path = _within(office().cabinet.keys, new.place, ".p12")
    return str(path)


def _token(new: NewKey) -> str:
    module = new.place.partition("module-path=")[2].partition("&")[0]
    if module not in office().pkcs11_modules:
        raise Refused("module_not_allowed", "place")
    return new.place


def _service(new: NewKey) -> str:
    name, _, credential = new.place.partition("#")
    if not credential:
        raise Refused("bad_address", "place")
    return f"{_within(office().services, name, '.json')}#{credential}"


def _elsewhere(new: NewKey) -> str:
    try:
        return digest_of(new.certificate)
    except SealFailed as failure:
        raise Refused(failure.reason, "certificate") from None


_PLACES = {IN_A_FILE: _file, "pkcs11": _token, "csc": _service, AGENT: _elsewhere}


def _within(folder: Path, name: str, suffix: str) -> Path:
    """A file of that name in the office's own folder, and nowhere else."""
    path = folder / f"{name.removesuffix(suffix)}{suffix}"
    if path.parent != folder or not path.is_file():
        raise Refused("no_such_key_file", "place", folder=str(folder))
    return path


def holders(words: str = "", kind: str = "") -> list[tuple[type[Person | Agency], int]]:
    """Whoever has a key here, and every agency that works here or will, which should: agencies
    first, then people by name.

    `words` are folded; `kind` is one of `KIND_WORDS`, or `NONE`.
    """
    agencies = select(Agency.id, Agency.name, Agency.code).where(
        Agency.external.is_(False), lasts_beyond(Agency, today())
    )
    people = select(Person.id, Person.full_name, Person.account).where(Person.seal != "")
    lists = (
        (Agency, agencies.where(*_of_kind(Agency, kind)).order_by(Agency.id)),
        (Person, people.where(*_of_kind(Person, kind)).order_by(Person.sort_key)),
    )
    wanted = fold(words)
    return [
        (whose, id)
        for whose, rows in lists
        for id, *names in db.session.execute(rows)
        if wanted in fold(" ".join(names))
    ]


def _of_kind(whose: type[Person | Agency], kind: str) -> list[ColumnElement[bool]]:
    if kind == NONE:
        return [whose.seal == ""]
    return [whose.seal.startswith(f"{kind}:", autoescape=True)] if kind else []


def read(wanted: Sequence[tuple[type[Person | Agency], int]]) -> list[Person | Agency]:
    """These holders, in this order, with the names that their certificates may bear."""
    found = {(whose, one.id): one for whose in (Agency, Person) for one in _rows(whose, wanted)}
    return [found[key] for key in wanted]


def _rows(
    whose: type[Person | Agency], wanted: Sequence[tuple[type[Person | Agency], int]]
) -> Iterable[Person | Agency]:
    rows = select(whose).where(whose.id.in_([id for one, id in wanted if one is whose]))
    return db.session.scalars(rows.options(selectinload(Person.names)) if whose is Person else rows)

"""Registered keys: where each lies, whose certificate it must show, who may open it in which post.

Who got an agency's key with signed minutes keeps it, as long as a clerk's post there is his: no
other clerk seals then (art. 32.2b, SIG-03), a substitute neither, until minutes say so. Before the
first minutes, and once such a keeper has left without any, it is with the clerks by their post.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

import signing
from server.clock import today
from server.database import db
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person, Position
from server.signatures.pictures import picture_of
from server.signatures.pictures import require_his as require_his_mark
from workflows import Refused, Role

IN_A_FILE, AGENT = "pkcs12", "agent"
"""In a file of this server; a token on the official's own machine: its PIN never comes here
(docs/agent.md)."""

KIND_WORDS = {
    IN_A_FILE: _("tệp khóa trên máy chủ (PKCS#12)"),
    "pkcs11": _("token hoặc HSM nối với máy chủ (PKCS#11)"),
    "csc": _("dịch vụ ký số từ xa (CSC)"),
    AGENT: _("token trên máy của người ký"),
}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who got an agency's key with signed minutes."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a person or an agency, as an administrator registered it."""

    address: str
    owner: signing.Owner
    certificate: str = ""
    keeper: Keeper | None = None

    @property
    def kind(self) -> str:
        return self.address.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Shown:
    """What its owner reads of the certificate before signing; `standing` as it is known now."""

    identity: signing.Identity
    standing: str


def key_of(holder: Person | Agency) -> Key:
    """By the certificate that was registered with it; a demo key goes by its owner's names."""
    name = holder.full_name if isinstance(holder, Person) else holder.name
    keeper = None if isinstance(holder, Person) else keeper_of(holder)
    if holder.certificate:
        owner = signing.Owner(name, certificate=signing.digest_of(holder.certificate))
        return Key(holder.seal, owner, holder.certificate, keeper)
    borne = holder.names_until(today()) if isinstance(holder, Person) else ()
    return Key(holder.seal, signing.Owner(name, earlier=tuple(borne)), "", keeper)


def picture_given(holder: Person | Agency) -> str:
    """The digest of the picture of his mark, asked where it is drawn and not wherever a key is
    looked at; empty where the office draws one."""
    return picture_of(holder.id) if isinstance(holder, Person) else picture_of(None, holder.id)


def ink_of(name: str, kind: str, picture: str) -> bytes:
    """The mark as it is drawn on the page: what its owner gave, else one that is always the same
    for that name (Annex I, II.7d and II.8)."""
    if picture:
        return store().fetch(picture)
    draw = signing.ink_of_person if kind == "person" else signing.ink_of_agency
    return draw(name)


def drawn_for(actor: Actor, kind: str) -> bytes:
    """What stands on the page where he signs, or where he seals for his agency."""
    require_his_mark(actor, kind)
    if kind == "person":
        me = db.session.get_one(Person, actor.person_id)
        return ink_of(me.full_name, kind, picture_given(me))
    agency = db.session.get_one(Agency, actor.agency_id)
    return ink_of(agency.name, kind, picture_given(agency))


def keeper_of(agency: Agency) -> Keeper | None:
    """Who got its key with minutes and is still a clerk there; else it is with them all."""
    person = agency.keeper
    if person is None:
        return None
    posts = (it.position for it in person.appointments if it.holds_on(today()))
    there = any(it.agency_id == agency.id and Role.CLERK in it.roles for it in posts)
    return Keeper(person.id, person.full_name) if there else None


def require_his(actor: Actor, key: Key) -> None:
    """Refused in words where another keeps the key, or the post demands one of another kind."""
    for reason, said in objections(actor, key):
        raise Refused(reason, "pin", **said)


def objections(actor: Actor, key: Key) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Why this one may not open it in this post, each with what fills its words."""
    if key.keeper is not None and key.keeper.person_id != actor.person_id:
        yield "seal_is_kept_by_another", {"who": key.keeper.name}
    if kind := _kind_demanded(actor, key):
        yield "key_kind_demanded", {"kind": kind}


def _kind_demanded(actor: Actor, key: Key) -> str:
    """A post may demand a kind of key of whoever signs or seals in it: that kind in words where
    this key is of another; else empty."""
    post = db.session.get(Position, actor.position_id)
    lacks = post is not None and post.key_kind and key.kind != post.key_kind
    return str(KIND_WORDS[post.key_kind]) if post is not None and lacks else ""


def shown(key: Key) -> Shown | None:
    """Its certificate, where it is known without opening the key; None for an unfit one."""
    found = signing.known_certificate(key.address, key.certificate)
    if found is None:
        return None
    try:
        standing = office().cabinet.authority.examine(found, key.owner)
    except signing.SealFailed as unfit:
        standing = unfit.reason
    return Shown(signing.Identity.of(found), standing)

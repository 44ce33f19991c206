"""Registered keys: where each lies, whose certificate it must show, which kind a post demands."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

import signing
from server.clock import today
from server.database import db
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person, Position
from workflows import Refused

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
class Key:
    """The key of a person or an agency, as an administrator registered it."""

    address: str
    owner: signing.Owner
    certificate: str = ""

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
    if holder.certificate:
        owner = signing.Owner(name, certificate=signing.digest_of(holder.certificate))
        return Key(holder.seal, owner, holder.certificate)
    borne = holder.names_until(today()) if isinstance(holder, Person) else ()
    return Key(holder.seal, signing.Owner(name, earlier=tuple(borne)))


def require_kind(actor: Actor, key: Key) -> None:
    """Refused in words where the post demands another kind of key."""
    if kind := kind_demanded(actor, key):
        raise Refused("key_kind_demanded", "pin", kind=kind)


def kind_demanded(actor: Actor, key: Key) -> str:
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

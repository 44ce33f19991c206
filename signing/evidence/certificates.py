"""A chain of certificates from the signer up to its root, each with what a reader is told of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from asn1crypto.x509 import Certificate, Name

SHORT = {
    "common_name": "CN",
    "organization_name": "O",
    "organizational_unit_name": "OU",
    "locality_name": "L",
    "state_or_province_name": "ST",
    "country_name": "C",
}
LONGEST = 8
"""No authority stands further from its root; a loop of two that name each other ends there."""


@dataclass(frozen=True, slots=True)
class Link:
    """One certificate: whose, by whom, from when to when, for what, with which key."""

    subject: str
    issuer: str
    serial: str
    not_before: dt.datetime
    not_after: dt.datetime
    usage: tuple[str, ...]
    purposes: tuple[str, ...]
    key: str
    algorithm: str
    sha256: str
    is_root: bool

    @classmethod
    def of(cls, one: Certificate) -> Self:
        usage, purposes = one.key_usage_value, one.extended_key_usage_value
        return cls(
            subject=name_of(one.subject),
            issuer=name_of(one.issuer),
            serial=f"{one.serial_number:X}",
            not_before=one.not_valid_before,
            not_after=one.not_valid_after,
            usage=tuple(sorted(usage.native)) if usage else (),
            purposes=tuple(purposes.native) if purposes else (),
            key=_key(one),
            algorithm=one["signature_algorithm"].signature_algo + _digest(one),
            sha256=one.sha256.hex(),
            is_root=one.subject == one.issuer,
        )


def name_of(name: Name) -> str:
    """`CN=…, O=…, C=…`, as certificates are quoted."""
    said = [(SHORT.get(key, key), value) for key, value in name.native.items()]
    return ", ".join(f"{key}={value}" for key, value in said)


def chain_of(signer: Certificate, known: Iterable[Certificate]) -> list[Certificate]:
    """The signer's certificate and those above it, as far as they are at hand."""
    by_name = {one.subject.hashable: one for one in known}
    chain = [signer]
    while len(chain) < LONGEST and chain[-1].subject != chain[-1].issuer:
        above = by_name.get(chain[-1].issuer.hashable)
        if above is None:
            return chain
        chain.append(above)
    return chain


def _key(one: Certificate) -> str:
    """`EC P-256`, `RSA 2048`."""
    public = one.public_key
    if public.algorithm == "ec":
        return f"EC {public.curve[1]}"
    return f"{public.algorithm.upper()} {public.bit_size}"


def _digest(one: Certificate) -> str:
    named = one["signature_algorithm"]
    return f" {named.hash_algo}" if named.signature_algo.startswith(("rsa", "ecdsa")) else ""

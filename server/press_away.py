"""What the pool's children do for a key elsewhere, in two phases; plain values in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import signing
from server.press import Cabinet, read_back
from server.typesetting.copying import corner


@dataclass(frozen=True, slots=True)
class Away:
    """A key that is not here: its certificates (PEM), how it signs, whose it is, what mark."""

    certificates: str
    mechanism: str
    owner: signing.Owner
    ink: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """The field that is signed; number and date, and words of the files beside, under a seal."""

    field: str
    seals: bool
    printed: tuple[str, str]
    said: str


def begin(
    files: Sequence[bytes], away: Away, wanted: Wanted, cabinet: Cabinet
) -> list[tuple[bytes, bytes]]:
    """Phase 1 for the paper and the files beside it: what is kept, and what the key signs."""
    authority = cabinet.authority
    signer = signing.away(away.certificates, away.mechanism, authority)
    authority.examine(signer.signing_cert, away.owner)
    main = signing.Means(signer, authority, away.ink, ())
    beside = signing.Means(signer, authority, None, ())
    number, date = wanted.printed
    desks = [
        signing.agency_desk(files[0], main, field=wanted.field, number=number, date=date)
        if wanted.seals
        else signing.person_desk(files[0], main, field=wanted.field),
        *(
            signing.annex_desk(pdf, beside, said=wanted.said, field=wanted.field)
            for pdf in files[1:]
        ),
    ]
    ready = [signing.begin(desk) for desk in desks]
    return [(one.packed(), one.attributes) for one in ready]


def begin_copy(
    plain: bytes, size: tuple[float, float], said: str, away: Away, cabinet: Cabinet
) -> tuple[bytes, bytes]:
    """Phase 1 for an electronic copy: the agency's signature alone, and what is said of it."""
    authority = cabinet.authority
    signer = signing.away(away.certificates, away.mechanism, authority)
    authority.examine(signer.signing_cert, away.owner)
    place = signing.prepare_copy(plain, corner(size))
    ready = signing.begin(
        signing.annex_desk(place, signing.Means(signer, authority, None, ()), said=said)
    )
    return ready.packed(), ready.attributes


def end(
    kept: Sequence[tuple[bytes, bytes, Sequence[int]]], owner: signing.Owner, cabinet: Cabinet
) -> list[tuple[bytes, dict[str, Any]]]:
    """Phase 2: what was kept, the signature that came for it, the serials of its time stamps.

    The certificate is looked at again: minutes went by since phase 1 (SIG-05).
    """
    made = []
    for packed, signature, serials in kept:
        ready = signing.Ready.unpacked(packed)
        cabinet.authority.examine(ready.certificate, owner)
        pdf = signing.end(ready, signature, cabinet.authority, serials)
        made.append((pdf, read_back(pdf, ready.certificate, cabinet)))
    return made

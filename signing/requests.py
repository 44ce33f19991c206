"""Signed HTTP requests between servers: RFC 9421 with Ed25519, the body by its digest (RFC 9530).

    head = signed(place, asked, body, at)              # what goes along with the request
    claim = Claim.of(came)                             # what came, by names in small letters
    claim.require(public, asked | claim.named(came))   # the key signed exactly this
    require_digest(came["content-digest"], body)       # and the body is the one that was signed

Only what RFC 9421 calls canonical is read: one line that another reader could take otherwise is
`malformed`. What must be covered is `COVERED`; a signer may cover more.
"""

import base64
import binascii
import hashlib
import mmap
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from signing.note import b64, make_secret, secret_at

COVERED = (
    "@method", "@authority", "@path", "@query", "content-digest", "content-type",
    "idempotency-key",
)  # fmt: skip
Body: TypeAlias = bytes | mmap.mmap
TAG = "congso-gateway"
"""A signature that was made for something else is none here."""

_NAME = r"[a-z*][a-z0-9_.*-]*"
_PARAM = rf";{_NAME}=(?:-?[0-9]{{1,15}}|\"[ !#-\[\]-~]*\")"
_INPUT = re.compile(
    rf"({_NAME})=(\((\"[a-z0-9@-]+\"(?: \"[a-z0-9@-]+\")*)\)((?:{_PARAM})*))(?:[ \t]*,[ \t]*|$)"
)
_BYTES = re.compile(rf"({_NAME})=:([A-Za-z0-9+/]*=*):(?:[ \t]*,[ \t]*|$)")
_SAID = re.compile(rf";({_NAME})=(?:(-?[0-9]+)|\"([^\"]*)\")")
_FEW = 8


class NotSigned(Exception):
    """`malformed`, `incomplete`, `signature` or `digest`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Claim:
    """What a request says of its signature: whose key, when, under which nonce, over what."""

    key_id: str
    created: int
    expires: int | None
    nonce: str
    covered: tuple[str, ...]
    params: str
    signature: bytes

    @classmethod
    def of(cls, head: Mapping[str, str]) -> "Claim":
        """The signature with our tag, from `signature-input` and `signature`."""
        made = _bytes_of(head.get("signature", ""))
        for label, params, covered, said in _members(_INPUT, head.get("signature-input", "")):
            told = {name: number or text for name, number, text in _SAID.findall(said)}
            if told.get("tag") == TAG and label in made:
                names = tuple(one.strip('"') for one in covered.split(" "))
                return cls._told(told, names, params, made[label])
        raise NotSigned("malformed")

    @classmethod
    def _told(
        cls, told: Mapping[str, str], covered: tuple[str, ...], params: str, signature: bytes
    ) -> "Claim":
        if len(set(covered)) < len(covered) or told.get("alg", "ed25519") != "ed25519":
            raise NotSigned("malformed")
        lacks = not set(COVERED) <= set(covered)
        if lacks or not {"created", "keyid", "nonce"} <= set(told):
            raise NotSigned("incomplete")
        try:
            created = int(told["created"])
            expires = int(told["expires"]) if "expires" in told else None
        except ValueError:
            raise NotSigned("malformed") from None
        return cls(told["keyid"], created, expires, told["nonce"], covered, params, signature)

    def named(self, head: Mapping[str, str]) -> dict[str, str]:
        """The header fields that it covers, each as one line."""
        names = (one for one in self.covered if not one.startswith("@"))
        return {name: head[name].strip() for name in names if name in head}

    def require(self, public: str, values: Mapping[str, str]) -> None:
        """`signature` where this key (PEM) did not sign these values; `incomplete` where one of
        them is not there."""
        if not set(self.covered) <= set(values):
            raise NotSigned("incomplete")
        try:
            _key(public).verify(self.signature, base(self.covered, values, self.params))
        except InvalidSignature:
            raise NotSigned("signature") from None


def base(covered: Sequence[str], values: Mapping[str, str], params: str) -> bytes:
    """What is signed (RFC 9421 §2.5): a line a component, then the parameters as they stand."""
    lines = [f'"{name}": {values[name]}' for name in covered]
    return "\n".join([*lines, f'"@signature-params": {params}']).encode(
        "latin-1", "backslashreplace"
    )


def signed(place: Path, asked: Mapping[str, str], body: Body, at: int) -> dict[str, str]:
    """The header fields that sign this request by the key at `place`.

    `asked`: every component of `COVERED` but the digest, which is made here; `at`: seconds."""
    values = {**asked, "content-digest": digest(body)}
    names = " ".join(f'"{one}"' for one in COVERED)
    said = f'created={at};nonce="{secrets.token_urlsafe(18)}";keyid="{fingerprint_at(place)}"'
    params = f'({names});{said};alg="ed25519";tag="{TAG}"'
    made = secret_at(place).sign(base(COVERED, values, params))
    return {
        "Content-Digest": values["content-digest"],
        "Signature-Input": f"congso={params}",
        "Signature": f"congso=:{b64(made)}:",
    }


def digest(body: Body) -> str:
    """Content-Digest of a body (RFC 9530)."""
    return f"sha-256=:{b64(hashlib.sha256(body).digest())}:"


def require_digest(said: str, body: Body) -> None:
    """`digest` where SHA-256 of the body is not said, or is another's."""
    if _bytes_of(said).get("sha-256") != hashlib.sha256(body).digest():
        raise NotSigned("digest")


def make_request_key(place: Path) -> str:
    """The public key (PEM) of the pair whose secret lies at `place`, made on first call."""
    make_secret(place)
    return _pem(secret_at(place).public_key())


def fingerprint_at(place: Path) -> str:
    return _fingerprint(secret_at(place).public_key())


def fingerprint(public: str) -> str:
    """By which a key is known: SHA-256 of its DER, in hex. `malformed` where the text is no public
    Ed25519 key in PEM."""
    return _fingerprint(_key(public))


def tidy(public: str) -> str:
    """The key as it is kept, whatever stood around it."""
    return _pem(_key(public))


def _fingerprint(key: Ed25519PublicKey) -> str:
    der = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()


def _pem(key: Ed25519PublicKey) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def _key(public: str) -> Ed25519PublicKey:
    try:
        found = serialization.load_pem_public_key(public.strip().encode())
    except ValueError:
        raise NotSigned("malformed") from None
    if not isinstance(found, Ed25519PublicKey):
        raise NotSigned("malformed")
    return found


def _bytes_of(line: str) -> dict[str, bytes]:
    try:
        rows = _members(_BYTES, line)
        return {name: base64.b64decode(packed, validate=True) for name, packed in rows}
    except binascii.Error:
        raise NotSigned("malformed") from None


def _members(pattern: re.Pattern[str], line: str) -> list[tuple[str, ...]]:
    """The members of a dictionary (RFC 8941), the whole line of them."""
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(line):
        match = pattern.match(line, at)
        if match is None or len(found) == _FEW:
            raise NotSigned("malformed")
        found.append(match.groups())
        at = match.end()
    return found

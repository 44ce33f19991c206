"""A key at a remote signing service: Cloud Signature Consortium API v2.

pyHanko's own client speaks v1 (other names for hashes and PIN) and asks nothing of tokens; so the
four calls that a signature needs are made here. The PIN goes to the service with each signature,
bound to its digest, and this signer is not kept: it would keep the PIN with it.
"""

import base64
import hashlib
import time
from binascii import Error as NotBase64
from pathlib import Path
from typing import Any

from asn1crypto import algos, x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.cabinet import SealFailed, fingerprint
from signing.csc_line import Line
from signing.csc_service import Service
from signing.raw import refuse_misfit
from signing.strength import refuse_weak

_SHA256 = "2.16.840.1.101.3.4.2.1"
_BELIEVED = 600.0
"""Seconds for which a PIN that the service took is not asked of it again: each question counts
there, and may ring somebody's telephone."""
_PROVEN: dict[tuple[str, bytes], float] = {}
_FRESH = 60.0
"""Seconds for which what `credentials/info` said is still so; one signature looks three times."""
_TOLD: dict[tuple[str, float, str], tuple[float, dict[str, Any]]] = {}


def open_csc(place: str, pin: str) -> "RemoteSigner":
    """The credential of `service.json#credential`; the PIN is shown to the service once.

    The API has no way to ask about a PIN but an authorisation: it is given for a digest of
    nothing, and left to lapse.
    """
    file, _, credential = place.partition("#")
    if not credential:
        raise SealFailed("bad_address")
    line = Line(Service.read(Path(file)))
    signer = RemoteSigner(line, credential, pin)
    signer.believed = _was_proven(signer, (place, fingerprint(pin)))
    return signer


def reach(place: str) -> str:
    """What stands in the way of this credential, without a PIN: a reason, or nothing."""
    file, _, credential = place.partition("#")
    try:
        RemoteSigner(Line(Service.read(Path(file))), credential, "")
    except SealFailed as failure:
        return failure.reason
    return ""


def _was_proven(signer: "RemoteSigner", who: tuple[str, bytes]) -> bool:
    """Whether the service need not be asked; it is, and the PIN is good, where it must."""
    for old in [one for one, until in _PROVEN.items() if until < time.monotonic()]:
        del _PROVEN[old]
    if who in _PROVEN:
        return True
    signer.activation(_digest(b""))
    _PROVEN[who] = time.monotonic() + _BELIEVED
    return False


class RemoteSigner(Signer):
    """One signature: `credentials/info`, `credentials/authorize`, `signatures/signHash`."""

    holds_pin = True
    believed = False
    """The PIN was not shown to the service now: this process remembers that it was good."""

    def __init__(self, line: Line, credential: str, pin: str) -> None:
        self.line, self.credential, self._pin = line, credential, pin
        told = _info(line, credential)
        own, chain = _certificates(told)
        self._can = _algorithms(told)
        refuse_weak(own)
        self._room = own.public_key.byte_size * 2 + 16
        store = SimpleCertificateStore()
        store.register_multiple(chain)
        super().__init__(
            signing_cert=own,
            cert_registry=store,
            prefer_pss="rsassa_pss" in self._can,
            embed_roots=False,
        )

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return bytes(self._room)
        how = self.get_signature_mechanism_for_digest(digest_algorithm)
        made = self._signed(_digest(data), how)
        refuse_misfit(made, data, self.signing_cert, how)
        return made

    def activation(self, digest: str) -> str:
        """The service's permission to sign this one digest (SAD), for the PIN."""
        asked = self._said(
            numSignatures=1,
            hashes=[digest],
            hashAlgorithmOID=_SHA256,
            authData=[{"id": "PIN", "value": self._pin}],
        )
        try:
            return _text(self.line.ask("credentials/authorize", asked), "SAD")
        except SealFailed:
            _PROVEN.clear()
            raise

    def _signed(self, digest: str, how: algos.SignedDigestAlgorithm) -> bytes:
        asked = self._said(
            SAD=self.activation(digest),
            hashes=[digest],
            hashAlgorithmOID=_SHA256,
            signAlgo=how["algorithm"].dotted,
            operationMode="S",
        )
        if how["parameters"].native is not None:
            asked["signAlgoParams"] = base64.b64encode(how["parameters"].dump()).decode()
        told = self.line.ask("signatures/signHash", asked).get("signatures")
        if not isinstance(told, list) or len(told) != 1:
            raise SealFailed("service_garbled")
        return _bytes(told[0])

    def _said(self, **more: Any) -> dict[str, Any]:
        return {"credentialID": self.credential, **more}


def _info(line: Line, credential: str) -> dict[str, Any]:
    which, now = (str(line.service.file), line.service.age, credential), time.monotonic()
    until, told = _TOLD.get(which, (0.0, {}))
    if until < now:
        told = line.ask("credentials/info", {"credentialID": credential, "certificates": "chain"})
        _TOLD[which] = (now + _FRESH, told)
    return told


def _certificates(told: dict[str, Any]) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """Its own, then the chain; a credential that is switched off has none for us."""
    key, cert = told.get("key"), told.get("cert")
    if not isinstance(key, dict) or not isinstance(cert, dict):
        raise SealFailed("service_garbled")
    if key.get("status") != "enabled":
        raise SealFailed("credential_disabled")
    listed = cert.get("certificates")
    if not isinstance(listed, list) or not listed:
        raise SealFailed("service_garbled")
    own, *chain = [_certificate(_bytes(one)) for one in listed]
    return own, chain


def _certificate(der: bytes) -> x509.Certificate:
    try:
        read = x509.Certificate.load(der, strict=True)
        _subject = read.subject.native
        return read
    except (ValueError, TypeError):
        raise SealFailed("service_garbled") from None


def _algorithms(told: dict[str, Any]) -> set[str]:
    listed = told["key"].get("algo")
    if not isinstance(listed, list):
        raise SealFailed("service_garbled")
    return {str(algos.SignedDigestAlgorithmId.map(str(one))) for one in listed}


def _text(told: dict[str, Any], name: str) -> str:
    said = told.get(name)
    if not isinstance(said, str) or not said:
        raise SealFailed("service_garbled")
    return said


def _bytes(said: object) -> bytes:
    try:
        return base64.b64decode(str(said), validate=True)
    except (NotBase64, ValueError):
        raise SealFailed("service_garbled") from None


def _digest(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()

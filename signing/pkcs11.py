"""A key that never leaves its device: an HSM or a token, spoken to through PKCS#11.

Its place is the part of an RFC 7512 address that we need, `token=…;object=…?module-path=…`. A
device lets whoever asks in once somebody is: a second PIN is believed only after the first one's
session has been closed, else any PIN would open a token that stands open.
"""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote, unquote_to_bytes

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, ObjectClass, TokenFlag, exceptions
from pyhanko.sign.pkcs11 import PKCS11Signer

from signing import cabinet
from signing.cabinet import SealFailed
from signing.strength import refuse_weak

_WRONG_PIN = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange)
_MISSING = (
    exceptions.NoSuchToken,
    exceptions.TokenNotPresent,
    exceptions.TokenNotRecognised,
    exceptions.DeviceRemoved,
    exceptions.SlotIDInvalid,
)
_SESSIONS: dict[tuple[str, str], tuple[bytes, Any]] = {}
"""(module, token) → who let us in, and the one session of this process."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which library, which token, which key on it: by its label, or by its id."""

    module: str
    token: str
    label: str | None
    id: bytes | None

    @classmethod
    def of(cls, written: str) -> Self:
        """Raises `bad_address`; a PIN in an address (RFC 7512 allows it) is refused too."""
        path, _, query = written.partition("?")
        parts = [one.partition("=") for one in [*path.split(";"), *query.split("&")] if one]
        named = {name: value for name, _, value in parts}
        known = {"token", "object", "id", "type", "module-path"}
        if set(named) - known or not named.get("token") or not named.get("module-path"):
            raise SealFailed("bad_address")
        if not (named.get("object") or named.get("id")):
            raise SealFailed("bad_address")
        label = unquote(named["object"]) if "object" in named else None
        key_id = unquote_to_bytes(named["id"]) if "id" in named else None
        return cls(unquote(named["module-path"]), unquote(named["token"]), label, key_id)


def open_pkcs11(written: str, pin: str) -> "TokenSigner":
    """The key on its token, in the one session that this process keeps open."""
    place = Place.of(written)
    try:
        return _signer(place, _session(place, pin), f"pkcs11:{written}")
    except exceptions.PKCS11Error as failure:
        _close(place)
        raise SealFailed(_reason(failure)) from None


class TokenSigner(PKCS11Signer):
    """Signs in the device; what goes wrong there ends the session, and the next try opens anew."""

    place: Place
    address: str

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        try:
            made: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
            return made
        except exceptions.PKCS11Error as failure:
            _close(self.place)
            raise SealFailed(_reason(failure)) from None


def reach(written: str) -> str:
    """What stands in the way of this address, without a PIN: a reason, or nothing."""
    try:
        _token(Place.of(written))
    except SealFailed as failure:
        return failure.reason
    except exceptions.PKCS11Error as failure:
        return _reason(failure)
    return ""


def look(written: str) -> tuple[x509.Certificate, bool]:
    """The certificate of a key, and whether its device can do PSS; nobody is asked for a PIN."""
    place = Place.of(written)
    try:
        with _token(place).open() as session:
            named = {Attribute.LABEL: place.label, Attribute.ID: place.id}
            asked = {Attribute.CLASS: ObjectClass.CERTIFICATE} | {
                name: value for name, value in named.items() if value is not None
            }
            found = list(session.get_objects(asked))
            can = Mechanism.SHA256_RSA_PKCS_PSS in _mechanisms(session)
            if len(found) != 1:
                raise SealFailed("no_seal")
            return x509.Certificate.load(found[0][Attribute.VALUE]), can
    except exceptions.PKCS11Error as failure:
        raise SealFailed(_reason(failure)) from None


def close_all() -> None:
    """End every session of this process."""
    for module, token in list(_SESSIONS):
        _close(Place(module, token, None, None))


def _signer(place: Place, session: Any, address: str) -> TokenSigner:
    can = _mechanisms(session)
    signer = TokenSigner(
        session,
        key_label=place.label,
        key_id=place.id,
        prefer_pss=Mechanism.SHA256_RSA_PKCS_PSS in can,
        use_raw_mechanism=not {Mechanism.SHA256_RSA_PKCS_PSS, Mechanism.SHA256_RSA_PKCS} & can,
        embed_roots=False,
        other_certs_to_pull=None,
    )
    try:
        refuse_weak(signer.signing_cert)
    except exceptions.PKCS11Error as missing:
        if type(missing) is exceptions.PKCS11Error:  # pyHanko's own: nothing by that name
            raise SealFailed("no_seal") from None
        raise
    if signer.signing_cert.public_key.algorithm == "ec":
        signer.use_raw_mechanism = True  # every device can; ECDSA-with-SHA256 many cannot
    signer.place, signer.address = place, address
    return signer


def _mechanisms(session: Any) -> set[Mechanism]:
    found: set[Mechanism] = session.token.slot.get_mechanisms()
    return found


def _session(place: Place, pin: str) -> Any:
    at, mark = (place.module, place.token), cabinet.fingerprint(pin)
    if at in _SESSIONS:
        known, session = _SESSIONS[at]
        if known == mark:
            return session
        _close(place)
    token = _token(place)
    _spare_last_try(token)
    session = token.open(user_pin=pin)
    _SESSIONS[at] = (mark, session)
    return session


def _spare_last_try(token: Any) -> None:
    """A device locks itself for good after some wrong PINs: the last try is its owner's own."""
    if TokenFlag.USER_PIN_LOCKED in token.flags:
        raise SealFailed("token_locked")
    if TokenFlag.USER_PIN_FINAL_TRY in token.flags:
        raise SealFailed("token_last_try")


def _token(place: Place) -> Any:
    """The token; a library asked long ago is asked anew, for many list their slots only once."""
    try:
        library = pkcs11.lib(place.module)
    except (exceptions.PKCS11Error, RuntimeError, OSError):
        raise SealFailed("no_module") from None
    try:
        return library.get_token(token_label=place.token)
    except exceptions.PKCS11Error:  # SoftHSM: GeneralError for a slot that is no more
        _forget_module(place.module)
        library.reinitialize()
        return library.get_token(token_label=place.token)


def _close(place: Place) -> None:
    """End the session, and forget every key that was opened in it."""
    held = _SESSIONS.pop((place.module, place.token), None)
    if held is not None:
        cabinet.forget(lambda one: isinstance(one, TokenSigner) and one.place.token == place.token)
        try:
            held[1].close()
        except exceptions.PKCS11Error:
            return  # the device is gone, and the session with it


def _forget_module(module: str) -> None:
    for at in [one for one in _SESSIONS if one[0] == module]:
        del _SESSIONS[at]
    cabinet.forget(lambda one: isinstance(one, TokenSigner) and one.place.module == module)


def _reason(failure: exceptions.PKCS11Error) -> str:
    if isinstance(failure, _WRONG_PIN):
        return "wrong_pin"
    if isinstance(failure, exceptions.PinLocked):
        return "token_locked"
    return "token_missing" if isinstance(failure, _MISSING) else "token_broke_off"

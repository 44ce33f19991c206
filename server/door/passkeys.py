"""Passkeys: a key in a telephone, a computer or a stick, that answers this office's address alone.

What is asked (a challenge) lies in the session, counts once, and five minutes (WebAuthn §13.4.3).
"""

import datetime as dt
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request, session
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.clock import now
from server.database import db
from server.door import factors
from server.door.factors import PASSKEY
from server.door.models import Factor
from server.org.models import Person
from workflows import Refused

PATIENCE = dt.timedelta(minutes=5)
MOST = 20_000
"""Letters of an answer; a long certificate chain has some 8 000."""

HERE = "localhost"


@dataclass(frozen=True, slots=True)
class Place:
    """What a passkey is bound to: the name of this office, and the address pages come from."""

    rp_id: str
    origin: str


def place() -> Place:
    """By the public address; without one only on this very machine, by the name `localhost`.

    Browsers make passkeys for names alone and over TLS (WebAuthn §5.1.3): `passkeys_need_a_name`.
    """
    said = urlsplit(current_app.config["SETTINGS"].base_url or request.host_url)
    host = said.hostname or ""
    if not _is_name(host) or (said.scheme != "https" and host != HERE):
        raise Refused("passkeys_need_a_name")
    if not current_app.config["SETTINGS"].base_url and host != HERE:
        raise Refused("passkeys_need_a_name")
    return Place(host, f"{said.scheme}://{said.netloc}")


def is_possible() -> bool:
    """Whether pages offer passkeys at all."""
    try:
        place()
    except Refused:
        return False
    return True


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def ask_new(person: Person) -> str:
    """What the browser is asked to make: a key that is found without an account's name."""
    here = place()
    options = generate_registration_options(
        rp_id=here.rp_id,
        rp_name="Công Sở",
        user_id=f"congso:{person.id}".encode(),
        user_name=person.account,
        user_display_name=person.full_name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_known(person.id),
    )
    _remember(options.challenge)
    return options_to_json(options)


def ask(person_id: int | None = None) -> str:
    """What the browser is asked to prove: one of this person's keys, or whoever's it finds."""
    options = generate_authentication_options(
        rp_id=place().rp_id,
        allow_credentials=_known(person_id) if person_id else [],
        user_verification=UserVerificationRequirement.PREFERRED
        if person_id
        else UserVerificationRequirement.REQUIRED,
    )
    _remember(options.challenge)
    return options_to_json(options)


def _known(person_id: int) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential or ""))
        for one in factors.of(person_id, PASSKEY)
    ]


def _remember(challenge: bytes) -> None:
    until = (now() + PATIENCE).isoformat()
    session["challenge"] = {"said": bytes_to_base64url(challenge), "until": until}


def _asked() -> bytes:
    """What was asked, taken away: the same answer never counts twice."""
    kept = session.pop("challenge", None)
    if kept is None or dt.datetime.fromisoformat(kept["until"]) < now():
        raise Refused("passkey_failed")
    return base64url_to_bytes(kept["said"])


def keep_new(person_id: int, answer: str, name: str) -> Factor:
    """Write down a key that the browser has made; a step."""
    here, challenge = place(), _asked()
    try:
        made = verify_registration_response(
            credential=answer[:MOST],
            expected_challenge=challenge,
            expected_rp_id=here.rp_id,
            expected_origin=here.origin,
            require_user_verification=True,
        )
    except Exception as wrong:  # of a hostile answer the library says no in many ways
        raise Refused("passkey_failed") from wrong
    row = Factor(
        person_id=person_id, kind=PASSKEY, name=name, counter=made.sign_count, created_at=now(),
        secret=bytes_to_base64url(made.credential_public_key),
        credential=bytes_to_base64url(made.credential_id),
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused("passkey_is_known") from None
    return row


def take(answer: str, person_id: int | None = None) -> tuple[Factor, bool]:
    """The key that answered, used; and whether it counted back, as a copy would; a step.

    Without `person_id` it stands for the password too: its holder was verified, or it is nothing.
    """
    here, challenge = place(), _asked()
    try:
        said = parse_authentication_credential_json(answer[:MOST])
        row = _row(bytes_to_base64url(said.raw_id), person_id)
        proved = verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=here.rp_id,
            expected_origin=here.origin,
            credential_public_key=base64url_to_bytes(row.secret),
            credential_current_sign_count=0,
            require_user_verification=person_id is None,
        )
    except Refused:
        raise
    except Exception as wrong:
        raise Refused("passkey_failed") from wrong
    count = proved.new_sign_count
    if (count or row.counter) and count <= row.counter:
        return row, True
    row.counter, row.used_at = count, now()
    return row, False


def _row(credential: str, person_id: int | None) -> Factor:
    mine = (Factor.credential == credential, Factor.kind == PASSKEY, Factor.ended_at.is_(None))
    row = db.session.scalar(select(Factor).where(*mine).with_for_update())
    if row is None or person_id not in (None, row.person_id):
        raise Refused("passkey_failed")
    return row

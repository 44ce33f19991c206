"""Single sign-on by OpenID Connect: to the issuer and back, and who he says came.

The code flow with PKCE, state and nonce is Authlib's; it is read in where an issuer is named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import structlog
from flask import current_app, redirect, session, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug import Response

from server.config import Settings
from server.database import db
from server.door.models import OutsideIdentity
from workflows import Refused

Claims = dict[str, Any]
"""`iss`, `sub` and the others of an ID token."""

NAME = "outside"
PATIENCE = 10.0
"""Seconds for each answer of the issuer."""

WANTED = "door_wanted"
log = structlog.get_logger()


def is_on() -> bool:
    return bool(_settings().oidc_issuer)


def button() -> str:
    """What the button at the door says; empty where there is no issuer."""
    return (_settings().oidc_name or _("Đăng nhập một lần")) if is_on() else ""


def leave(wanted: str) -> Response:
    """To the issuer; `wanted` is where to go on afterwards. Raises `oidc_is_down`."""
    session[WANTED] = wanted
    base = _settings().base_url.rstrip("/")
    back = url_for("account.oidc_back", _external=not base)
    with _asking():
        answer: Response = _client().authorize_redirect(f"{base}{back}")
    return answer


def returned() -> tuple[Claims, str]:
    """What the issuer says of who came back, and where he wanted to go.

    Raises `oidc_is_down`; `oidc_is_no_proof` where the answer is not the issuer's, not for us, not
    to what this browser asked, or too old.
    """
    with _asking():
        claims: Claims = _client().authorize_access_token()["userinfo"]
    return claims, session.get(WANTED, "/")


def sign_out_there() -> Response:
    """To where the issuer ends its own session, and from there to our door; straight to our door
    where it has no such place (OpenID Connect RP-Initiated Logout)."""
    base, door = _settings().base_url.rstrip("/"), url_for("door.login")
    with _asking():
        client = _client()
        if not client.load_server_metadata().get("end_session_endpoint"):
            return redirect(door)
        said = client.create_logout_url(f"{base}{door}", client_id=_settings().oidc_client_id)
    return redirect(said["url"])


def linked(person_id: int) -> list[OutsideIdentity]:
    """Whom issuers know as this person."""
    mine = select(OutsideIdentity).filter_by(person_id=person_id)
    return list(db.session.scalars(mine))


@contextmanager
def _asking() -> Iterator[None]:
    """What goes wrong between here and the issuer, as a no; its words go to the log alone."""
    try:
        yield
    except Refused:
        raise
    except Exception as wrong:
        is_down = isinstance(wrong, import_module("requests").RequestException)
        log.warning("single sign-on failed", error=type(wrong).__name__, said=str(wrong)[:200])
        raise Refused("oidc_is_down" if is_down else "oidc_is_no_proof") from None


def _client() -> Any:
    """Authlib's client of the issuer: made once, with what its discovery says."""
    known = current_app.extensions.get("oidc")
    if known is None:
        settings, app = _settings(), current_app._get_current_object()  # type: ignore[attr-defined]
        oauth = import_module("authlib.integrations.flask_client").OAuth(app)
        secret = settings.oidc_client_secret.get_secret_value()
        known = current_app.extensions["oidc"] = oauth.register(
            NAME,
            client_id=settings.oidc_client_id,
            client_secret=secret,
            server_metadata_url=f"{issuer()}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256",
                           "default_timeout": PATIENCE},
        )  # fmt: skip
    if known.load_server_metadata().get("issuer", "").rstrip("/") != issuer():
        raise ValueError("the discovery names another issuer")
    return known


def issuer() -> str:
    return _settings().oidc_issuer.rstrip("/")


def claim() -> str:
    """Which claim names the account here."""
    return _settings().oidc_claim


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found

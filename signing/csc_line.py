"""The line to a remote signing service: access tokens that end, and what its refusals mean here."""

import json
import time
import urllib.parse
from dataclasses import dataclass
from typing import Any

from signing.cabinet import SealFailed
from signing.csc_http import Refusal, TokenEnded, sent
from signing.csc_service import Service

_EARLY = 30.0
"""Seconds before its end from which an access token is not used any more."""
_TOKENS: dict[tuple[str, float], tuple[str, float]] = {}
"""(service's file, its age) → access token, and until when; a new file asks anew."""
_REASONS = {
    "invalid_pin": "wrong_pin",
    "invalid_otp": "wrong_pin",
    "pin_locked": "token_locked",
    "credential_locked": "token_locked",
    "insufficient_scope": "service_refuses_us",
    "access_denied": "service_refuses_us",
    "unauthorized_client": "service_refuses_us",
    "invalid_credential": "no_seal",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Calls to one service, with its access token."""

    service: Service

    def ask(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The service's answer; an access token that ended before its time is asked for anew."""
        token = self._token()
        try:
            return self._ask(method, asked, token)
        except TokenEnded:
            _TOKENS.pop(self._at, None)
        try:
            return self._ask(method, asked, self._token())
        except TokenEnded:
            raise SealFailed("service_refuses_us") from None

    def consent(self, code: str) -> None:
        """Take the code of a person's consent for a grant that lasts (authorization code)."""
        asked = {"grant_type": "authorization_code", "code": code}
        told = self._granted(asked | {"redirect_uri": self.service.redirect_uri})
        self._keep(told)
        _TOKENS.pop(self._at, None)

    @property
    def _at(self) -> tuple[str, float]:
        return str(self.service.file), self.service.age

    def _token(self) -> str:
        token, until = _TOKENS.get(self._at, ("", 0.0))
        if until > time.monotonic():
            return token
        told = self._granted(self._grant())
        lives = told.get("expires_in", 300)
        lives = float(lives) if isinstance(lives, int | float) else 300.0
        _TOKENS[self._at] = (told["access_token"], time.monotonic() + max(0.0, lives - _EARLY))
        self._keep(told)
        return str(told["access_token"])

    def _grant(self) -> dict[str, str]:
        """By a person's consent where there was one, else in the office's own name."""
        if self.service.grant.is_file():
            kept = self.service.grant.read_text()
            return {"grant_type": "refresh_token", "refresh_token": kept}
        return {"grant_type": "client_credentials"}

    def _keep(self, told: dict[str, Any]) -> None:
        """A refresh token is often given anew with each use: the old one is then void."""
        if isinstance(told.get("refresh_token"), str):
            draft = self.service.grant.with_suffix(".new")
            draft.touch(mode=0o600)
            draft.write_text(told["refresh_token"])
            draft.replace(self.service.grant)

    def _granted(self, asked: dict[str, str]) -> dict[str, Any]:
        who = {"client_id": self.service.client_id, "client_secret": self.service.client_secret}
        form = urllib.parse.urlencode({"scope": "service"} | asked | who).encode()
        try:
            told = sent(f"{self.service.oauth2}/oauth2/token", form, {})
        except (TokenEnded, Refusal):
            raise SealFailed("service_refuses_us") from None
        if not isinstance(told.get("access_token"), str):
            raise SealFailed("service_garbled")
        return told

    def _ask(self, method: str, asked: dict[str, Any], token: str) -> dict[str, Any]:
        head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            return sent(f"{self.service.url}/{method}", json.dumps(asked).encode(), head)
        except Refusal as no:
            raise SealFailed(_REASONS.get(no.error, "service_refused")) from None

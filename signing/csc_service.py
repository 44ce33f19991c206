"""Who we are at a remote signing service: `csc/NAME.json` in the home, for nobody else's eyes."""

import json
import os
import stat
import urllib.parse
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from signing.cabinet import SealFailed


@dataclass(frozen=True, slots=True)
class Service:
    """What stands in `csc/NAME.json` of the home, mode 600; `env:NAME` is read from there."""

    file: Path
    url: str
    client_id: str
    client_secret: str = field(repr=False)
    oauth2: str
    redirect_uri: str = ""

    @classmethod
    def read(cls, file: Path) -> Self:
        """Raises `no_service` where there is none, `service_exposed` where others may read it."""
        try:
            said = json.loads(file.read_text())
            mode = stat.S_IMODE(file.stat().st_mode)
        except (OSError, ValueError):
            raise SealFailed("no_service") from None
        if mode & 0o077:
            raise SealFailed("service_exposed")
        if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
            raise SealFailed("no_service")
        url = said.get("url", "").rstrip("/")
        oauth2 = said.get("oauth2", url).rstrip("/")
        if not (_is_safe(url) and _is_safe(oauth2)):
            raise SealFailed("service_unsafe")
        secret = _from_environment(said.get("client_secret", ""))
        return cls(
            file, url, said.get("client_id", ""), secret, oauth2, said.get("redirect_uri", "")
        )

    @property
    def grant(self) -> Path:
        """What a person's consent left us (authorization code): the refresh token, mode 600."""
        return self.file.with_suffix(".grant")

    @property
    def consent_page(self) -> str:
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "service",
        }
        return f"{self.oauth2}/oauth2/authorize?{urllib.parse.urlencode(asked)}"

    @property
    def age(self) -> float:
        return self.file.stat().st_mtime


def _from_environment(said: str) -> str:
    name = said.removeprefix("env:")
    return os.environ.get(name, "") if name != said else said


def _is_safe(url: str) -> bool:
    """TLS, or this very machine: a PIN travels on it."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.scheme == "http" and parts.hostname == "localhost"

"""Settings of an installation: variables `CONGSO_*`, each with a default that serves one office."""

import difflib
import os
import re
from collections.abc import Mapping
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CONGSO_"
LINE = r"https?://([^\s@/]+@)?[^\s@/]+(/[^\s@]*)?|folder:/[^\s?#]+"
"""A line to another system: its server, with the token it gave us or else by our signature, or a
folder."""
DRIVEN_BY = {"jitsi": ("call_url", "call_key", "call_secret"), "bbb": ("call_url", "call_secret")}
"""What an engine of calls needs to be driven."""
FOR_TESTS = ("CONGSO_TEST_", "CONGSO_CHROMIUM")
"""Variables that the test suite reads and the office ignores."""


class SettingsError(ValueError):
    """A setting is unknown or cannot be read; the words are for whoever starts the office."""


class Settings(BaseSettings):
    """What may differ between two installations."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Field(Path("var"), description="The folder that holds everything of this office.")
    database_url: str = Field("", description="The database; by default SQLite in the home folder.")
    standby_url: str = Field("", description="A standby of it, which reports ask.")
    redis_url: str | None = Field(None, description="Redis or Valkey for jobs and several webs.")
    storage_url: str = Field("", description="Where files are kept; by default in the home folder.")
    base_url: str = Field(
        "",
        pattern=r"^(https?://[^\s]*[^/\s])?$",
        description="The office's public address as QR codes print it, with no slash at its end.",
    )
    proxies: str = Field(
        "", description="Addresses or networks of the proxies before this office, by commas."
    )
    ntp_server: str = Field(
        "",
        pattern=r"^([\w.-]+(:\d+)?)?$",
        description="A time server (NTP) to hold the machine's clock against: host or host:port.",
    )
    tsa_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s@]+$",
        description="A time-stamping authority (RFC 3161); without it the built-in demo one.",
    )
    tsa_user: str = Field("", description="The account there, where it asks for one.")
    tsa_secret: SecretStr = Field(SecretStr(""), description="Its password.")
    tsa_secret_file: Path | None = Field(
        None, description="A file that holds the password, readable by its owner alone (mode 600)."
    )
    trust_dir: Path | None = Field(None, description="Certificates (PEM) believed in verification.")

    pkcs11_modules: str = Field(
        "", description="PKCS#11 libraries that keys may be registered in, parted by colons."
    )
    agent_port: int = Field(
        18217, ge=1024, le=65535, description="Where a signer's agent listens on his own machine."
    )

    smtp_url: str | None = Field(
        None,
        pattern=r"^smtps?://([^\s@/]+@)?[^\s@/:]+(:\d+)?/?$",
        description="The mail server that notices leave by; without it none are sent.",
    )
    mail_from: str = Field(
        "",
        pattern=r"^([^\s@<>,]+@[^\s@<>,]+)?$",
        description="The address that notices come from; by default `cong-so@` the public host.",
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^(https://[^\s?#]+|http://(127\.0\.0\.1|localhost)(:\d+)?(/[^\s?#]*)?)?$",
        description="Single sign-on (OpenID Connect): the issuer, as its discovery says it.",
    )
    oidc_client_id: str = Field("", description="What that issuer calls this office.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="What it knows us by.")
    oidc_claim: str = Field(
        "preferred_username",
        pattern=r"^[A-Za-z_][\w.:/-]{0,99}$",
        description="The claim that names the account here, at somebody's first sign-in.",
    )
    oidc_name: str = Field("", description="What the button at the door says.")
    sms_url: str = Field(
        "",
        pattern=r"^(https?://[^\s@]+)?$",
        description="The gateway that takes short messages for who is on duty (Hỏa tốc).",
    )
    sms_token: SecretStr = Field(SecretStr(""), description="What that gateway knows us by.")
    gateways: dict[str, str] = Field(
        {},
        description="Lines to other systems (JSON): an organ id, or its beginning and `*`, to "
        "`https://host` (each request signed by our key), `https://TOKEN@host` or `folder:/path`.",
    )
    gateway_certificate: Path | None = Field(
        None, description="Our certificate and its key (PEM, mode 600) for lines with mutual TLS."
    )
    call_url: str = Field(
        "",
        pattern=r"^((https://|sips?:|h323:|tel:)[^\s]+)?$",
        description="The conference system's address for a meeting, `{meeting}` for its number; "
        "or what its rooms dial.",
    )
    call_key: str = Field("", description="The name that Jitsi knows us by (its `app_id`).")
    call_secret: SecretStr = Field(
        SecretStr(""), description="The secret that Jitsi or BigBlueButton shares with us."
    )
    call_kind: Literal["link", "jitsi", "bbb"] = Field(
        "link", description="What stands there: a plain address, or Jitsi or BigBlueButton, driven."
    )
    turn_url: str = Field(
        "",
        pattern=r"^(turns?:[^\s]+)?$",
        description="A relay (coturn) for the embedded call, where networks keep pages apart.",
    )
    turn_secret: SecretStr = Field(SecretStr(""), description="What the relay knows us by.")
    scan_dir: Path | None = Field(
        None, description="The folder that scanners write to, one folder in it for each agency."
    )

    @field_validator("gateways")
    @classmethod
    def _lead_somewhere(cls, named: dict[str, str]) -> dict[str, str]:
        for organ, address in named.items():
            if not organ.strip() or not re.fullmatch(LINE, address):
                ways = "https://máy, https://THẺ@máy hoặc folder:/"
                raise ValueError(f"không hiểu đường nối của “{organ}”: {ways}")
        return named

    @field_validator("proxies")
    @classmethod
    def _are_addresses(cls, said: str) -> str:
        _networks(said)
        return said

    @field_validator("tsa_secret_file", "gateway_certificate")
    @classmethod
    def _for_its_owner(cls, file: Path | None) -> Path | None:
        if file is not None and (not file.is_file() or file.stat().st_mode & 0o077):
            raise ValueError(f"phải là một tệp chỉ chủ sở hữu đọc được: chmod 600 {file}")
        return file

    @field_validator("call_kind")
    @classmethod
    def _can_be_driven(cls, kind: str, before: ValidationInfo) -> str:
        """Who names an engine says where it is too, and what it believes us by."""
        said = before.data | {"call_url": str(before.data.get("call_url")).startswith("https://")}
        lacking = [one for one in DRIVEN_BY.get(kind, ()) if not said.get(one)]
        if lacking:
            names = ", ".join(PREFIX + one.upper() for one in lacking)
            raise ValueError(f"{kind} cần thêm {names}")
        return kind

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Whose word about a visitor's address is believed."""
        return _networks(self.proxies)

    @property
    def tsa_password(self) -> str:
        if self.tsa_secret_file is not None:
            return self.tsa_secret_file.read_text().strip()
        return self.tsa_secret.get_secret_value()

    @property
    def scans(self) -> Path:
        return self.scan_dir or self.home.absolute() / "scan"

    @property
    def database(self) -> str:
        """The database's address, always with its driver."""
        url = self.database_url or f"sqlite:///{self.home.absolute() / 'office.db'}"
        return _driven(url)

    @property
    def standby(self) -> str:
        """The same of its standby; empty where there is none."""
        return _driven(self.standby_url)

    @property
    def storage(self) -> str:
        return self.storage_url or f"file:{self.home.absolute() / 'store'}"

    @property
    def keys(self) -> Path:
        """Keys of the demo authority and of its signers, for nobody else's eyes (mode 600)."""
        return self.home.absolute() / "keys"

    @property
    def agent(self) -> str:
        """The one address besides ours that a page may speak to (docs/agent.md)."""
        return f"ws://127.0.0.1:{self.agent_port}"

    @property
    def services(self) -> Path:
        """One file (mode 600) for each remote signing service, with our secret there."""
        return self.home.absolute() / "csc"

    @property
    def bell(self) -> Path:
        """Huey's file: apart from the office's database, which its locks would stop."""
        return self.home.absolute() / "jobs.db"


@cache
def _networks(said: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one.strip()) for one in said.split(",") if one.strip())


def _driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def load() -> Settings:
    """The settings of this process; an unknown name is refused, or nobody would notice it."""
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as wrong:
        raise SettingsError(_first(wrong)) from None


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(environ):
        said = name.removeprefix(PREFIX)
        if said != name and said not in known and not name.startswith(FOR_TESTS):
            (nearest,) = difflib.get_close_matches(said, known, n=1, cutoff=0)
            words = f"{name} không phải là một thiết đặt. Có phải là {PREFIX}{nearest}?"
            raise SettingsError(words)


def _first(wrong: ValidationError) -> str:
    error = wrong.errors(include_url=False)[0]
    return f"{PREFIX}{str(error['loc'][0]).upper()}: {error['msg']}"

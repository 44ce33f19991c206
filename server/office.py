"""What this installation is: its settings made into places, known to every floor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from server.config import Settings
from server.mailbox import Mailbox, mailbox_of
from server.press import Cabinet
from signing import Outside

HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Office:
    """The public address, the cabinet of keys and fonts, how mail leaves, if it does; and where
    keys may lie that are not files: libraries of tokens, remote services."""

    base_url: str
    cabinet: Cabinet
    mailbox: Mailbox | None = None
    pkcs11_modules: tuple[str, ...] = ()
    services: Path = Path()
    agent: str = ""
    gateways: Mapping[str, str] = field(default_factory=dict)
    gateway_certificate: Path | None = None
    ntp_server: str = ""
    sms_url: str = ""
    sms_token: str = field(default="", repr=False)

    @property
    def home(self) -> Path:
        """The folder that holds everything of this office."""
        return self.cabinet.keys.parent

    @property
    def host(self) -> str:
        """By what outsiders tell this installation from others; one without a name has none."""
        name = urlsplit(self.base_url).hostname or ""
        return "congso" if name in HERE else name


_here: list[Office] = []


def open_office(settings: Settings, fonts: Path) -> Office:
    """Called once by whoever starts: web, worker, command or test."""
    cabinet = cabinet_of(settings, fonts)
    base_url = settings.base_url.rstrip("/") or "http://127.0.0.1:8000"
    modules = tuple(filter(None, settings.pkcs11_modules.split(":")))
    made = Office(
        base_url,
        cabinet,
        mailbox_of(settings),
        pkcs11_modules=modules,
        services=settings.services,
        agent=settings.agent,
        gateways=settings.gateways,
        gateway_certificate=settings.gateway_certificate,
        ntp_server=settings.ntp_server,
        sms_url=settings.sms_url,
        sms_token=settings.sms_token.get_secret_value(),
    )
    _here[:] = [made]
    return _here[0]


def cabinet_of(settings: Settings, fonts: Path) -> Cabinet:
    trust = (settings.trust_dir,) if settings.trust_dir else ()
    tsa = (settings.tsa_url or "", settings.tsa_user, settings.tsa_password)
    return Cabinet(settings.keys, fonts, Outside(*tsa, trust))


def office() -> Office:
    if not _here:
        raise RuntimeError("open_office() comes first")
    return _here[0]

"""What this installation is: its settings made into places, known to every floor."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.config import Settings
from server.press import Cabinet


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where notices are handed in, and the address that they come from."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    sender: str


@dataclass(frozen=True, slots=True)
class Office:
    """The public address, the cabinet of keys and fonts, and how mail leaves, if it does."""

    base_url: str
    cabinet: Cabinet
    mailbox: Mailbox | None = None


_here: list[Office] = []


def open_office(settings: Settings, fonts: Path) -> Office:
    """Called once by whoever starts: web, worker, command or test."""
    trust = (settings.trust_dir,) if settings.trust_dir else ()
    cabinet = Cabinet(settings.keys, fonts, trust)
    base_url = settings.base_url.rstrip("/") or "http://127.0.0.1:8000"
    _here[:] = [Office(base_url, cabinet, mailbox_of(settings))]
    return _here[0]


def mailbox_of(settings: Settings) -> Mailbox | None:
    """`smtp://name:password@host:587` taken apart; the password may be percent-encoded."""
    if not settings.smtp_url:
        return None
    said = urlsplit(settings.smtp_url)
    tls = said.scheme == "smtps"
    return Mailbox(
        host=said.hostname or "",
        port=said.port or (465 if tls else 587 if said.username else 25),
        user=unquote(said.username or ""),
        password=unquote(said.password or ""),
        tls=tls,
        sender=settings.mail_from
        or f"cong-so@{urlsplit(settings.base_url).hostname or 'localhost'}",
    )


def office() -> Office:
    if not _here:
        raise RuntimeError("open_office() comes first")
    return _here[0]

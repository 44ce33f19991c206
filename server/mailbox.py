"""The mail server as the settings name it: where letters are handed in, and who they are from."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from server.config import Settings


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where notices are handed in, and the address that they come from."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    sender: str


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

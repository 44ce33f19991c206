"""The line to the mail server: opened once for a bundle of letters, secret where it can be."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from server.mailbox import Mailbox

PATIENCE = 20.0
"""Seconds for each answer of the mail server."""


class NotSecret(OSError):
    """The server offers no encryption, and a password would go over the wire in the open."""


@contextmanager
def opened(mailbox: Mailbox, patience: float = PATIENCE) -> Iterator[smtplib.SMTP]:
    """A mail server that greets, encrypts where it can, and knows us where it wants to.

    Raises OSError or smtplib.SMTPException (which is one).
    """
    with _dialled(mailbox, patience) as server:
        server.ehlo()
        if not mailbox.tls and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif not mailbox.tls and mailbox.user and not _is_here(mailbox.host):
            raise NotSecret("no STARTTLS")
        if mailbox.user:
            server.login(mailbox.user, mailbox.password)
        yield server


def _dialled(mailbox: Mailbox, patience: float) -> smtplib.SMTP:
    where = (mailbox.host, mailbox.port)
    if mailbox.tls:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*where, timeout=patience, context=context)
    return smtplib.SMTP(*where, timeout=patience)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

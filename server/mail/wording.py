"""A letter as it goes out: what waits, how much, and where to look; of a paper itself nothing.

Mail lies about on servers and telephones that are not the office's. So no subject, no issuer, no
name of a paper goes into it, and of a suspected secret not even what is to be done (SEC-02).
"""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from flask import render_template
from flask_babel import force_locale

from server.clock import local
from server.mail.models import CALLED, PROOF, Mail, MailChoice
from server.mail.still import still
from server.mail.words import said_of
from server.mailbox import Mailbox
from server.office import office
from server.org.models import Person


def letter(mail: Mail, choice: MailChoice, person: Person, mailbox: Mailbox) -> EmailMessage | None:
    """The letter as it goes out; None where what it would tell is no longer so."""
    lines = still(mail, choice)
    if not lines:
        return None
    stop = f"{office().base_url}/notices/stop/{choice.stop}" if mail.kind != PROOF else None
    with force_locale(person.language):
        said = said_of(mail, lines)
        given = {"said": said, "name": person.full_name, "base": office().base_url, "stop": stop}
        texts = [render_template(f"mail/letter.{form}", **given) for form in ("txt", "html")]
    message = _enveloped(mail, mailbox, (said.title, stop), texts)
    for line in (one for one in lines if one.get(CALLED)):
        name, method = f"cuoc-hop-{line['id']}.ics", {"method": _method(line[CALLED])}
        message.add_attachment(line[CALLED], subtype="calendar", params=method, filename=name)
    return message


def _method(entry: str) -> str:
    """The letter must say of its calendar entry what that says of itself (RFC 6047, 2.4)."""
    return entry.partition("METHOD:")[2].split("\r\n", 1)[0]


def _enveloped(
    mail: Mail, mailbox: Mailbox, said: tuple[str, str | None], texts: list[str]
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr(("Công Sở", mailbox.sender))
    message["To"] = mail.address
    message["Subject"] = f"[Công Sở] {said[0]}"
    message["Date"] = format_datetime(local(mail.at))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if said[1]:
        message["List-Unsubscribe"] = f"<{said[1]}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(texts[0])
    message.add_alternative(texts[1], subtype="html")
    return message

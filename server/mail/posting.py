"""Letters handed in: claimed with a lease, sent outside any transaction, marked; pauses grow.

SMTP knows no "exactly once": a worker killed after the server's yes and before our mark sends the
letter again. It then has the same Message-ID, by which every mailbox knows it for the same one.
"""

import datetime as dt
import smtplib
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import delete, select, update

from server import jobs, rota
from server.clock import now
from server.database import db, transaction
from server.jobs import job
from server.mail import line
from server.mail.collecting import collect
from server.mail.models import DROPPED, FAILED, PROOF, QUEUED, SENT, Mail, MailChoice
from server.mail.wording import letter
from server.mailbox import Mailbox
from server.office import office
from server.org.models import Person

POST = "mail:post"
AT_ONCE = 20
LEASE = dt.timedelta(minutes=10)
PAUSES = tuple(dt.timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720))
"""After the first failed try, the second, …; then it is given up: a notice is no use next week."""

LETTERS_OF_ERROR = 300

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claim:
    """One try at a letter, by one worker."""

    id: int
    tries: int


@rota.unceasing
def mind_the_post() -> None:
    """Letters of what was announced; then somebody is sent to the post, if nobody is on the way."""
    if office().mailbox is None:
        return
    collect()
    if _due_now() and not jobs.is_under_way(POST):
        with transaction():
            jobs.later(POST)


@job(POST)
def post() -> jobs.Payload:
    """Hand in all that is due; harmless twice, for each letter is claimed."""
    mailbox, sent = office().mailbox, 0
    while mailbox is not None and (claims := _claim()):
        sent += _carry(claims, mailbox)
    return {"sent": sent}


def _due_now() -> list[int]:
    moment = now()
    due = select(Mail.id).where(
        Mail.state == QUEUED, Mail.due_at <= moment, Mail.lease_until <= moment
    )
    due = due.order_by(Mail.due_at, Mail.id).with_for_update(skip_locked=True)
    return list(db.session.scalars(due.limit(AT_ONCE)))


def _claim() -> list[Claim]:
    with transaction() as session:
        taken = {"tries": Mail.tries + 1, "lease_until": now() + LEASE}
        mine = update(Mail).where(Mail.id.in_(_due_now())).values(taken)
        rows = session.execute(
            mine.returning(Mail.id, Mail.tries).execution_options(synchronize_session=False)
        ).all()
    return sorted((Claim(*row) for row in rows), key=lambda one: one.id)


def _carry(claims: list[Claim], mailbox: Mailbox) -> int:
    """How many were sent. Where nobody answers, all of them wait, each by its own count."""
    left = list(claims)
    try:
        with line.opened(mailbox) as server:
            while left:
                _safely(server, left[0], mailbox)
                left.pop(0)
    except OSError as wrong:
        log.warning("the mail server is out of reach", error=type(wrong).__name__)
        for claim in left:
            _again(claim, _said(wrong))
    return len(claims) - len(left)


def _safely(server: smtplib.SMTP, claim: Claim, mailbox: Mailbox) -> None:
    """A trouble that nobody foresaw is one more failed try: it holds up no other letter."""
    try:
        _one(server, claim, mailbox)
    except OSError:
        raise
    except Exception as wrong:
        log.exception("a letter was not sent", mail=claim.id)
        _again(claim, type(wrong).__name__)


def _one(server: smtplib.SMTP, claim: Claim, mailbox: Mailbox) -> None:
    """One letter; what the server says of this letter alone does not stop the others."""
    mail, choice, person = _read(claim)
    message = letter(mail, choice, person, mailbox) if _wanted(mail, choice, person) else None
    if message is None:
        _settle(claim, state=DROPPED, lines=[])
        return
    if not _settle(claim, lease_until=now() + LEASE):
        return  # the lease ran out meanwhile: somebody else has it
    try:
        server.send_message(message, from_addr=mailbox.sender, to_addrs=[mail.address])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as no:
        server.rset()
        _refused(claim, mail, no)
    else:
        _settle(claim, state=SENT, sent_at=now(), lines=[], error="")


def _read(claim: Claim) -> tuple[Mail, MailChoice, Person]:
    db.session.rollback()
    mail = db.session.get_one(Mail, claim.id, populate_existing=True)
    choice = db.session.get_one(MailChoice, mail.person_id, populate_existing=True)
    return mail, choice, db.session.get_one(Person, mail.person_id, populate_existing=True)


def _wanted(mail: Mail, choice: MailChoice, person: Person) -> bool:
    """To an address that is still this person's, and that was not refused since."""
    there = choice.asked if mail.kind == PROOF else choice.address
    return person.active and mail.address == there != choice.refused


def _refused(
    claim: Claim, mail: Mail, no: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError
) -> None:
    """5xx is for good: its reader and the administrator see why; 4xx is for another time."""
    answer: tuple[int, bytes | str]
    if isinstance(no, smtplib.SMTPRecipientsRefused):
        (answer,) = no.recipients.values()
    else:
        answer = no.smtp_code, no.smtp_error
    code, said = answer[0], _short(*answer)
    if code < 500:
        _again(claim, said)
        return
    told = {"refused": mail.address, "refused_at": now(), "refusal": said}
    with transaction() as session:
        mine = MailChoice.person_id == mail.person_id
        session.execute(update(MailChoice).where(mine).values(told))
    _settle(claim, state=FAILED, lines=[], error=said)


def _again(claim: Claim, said: str) -> None:
    if claim.tries > len(PAUSES):
        _settle(claim, state=FAILED, lines=[], error=said)
        return
    moment = now()
    due = moment + PAUSES[claim.tries - 1]
    _settle(claim, due_at=due, lease_until=moment, error=said)


def _said(wrong: OSError) -> str:
    """What the server said, or what kind of trouble it was; never whom the letter was for."""
    if isinstance(wrong, smtplib.SMTPResponseException):
        return _short(wrong.smtp_code, wrong.smtp_error)
    return f"{type(wrong).__name__}: {wrong.strerror or ''}".rstrip(": ")


def _short(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {said}".split())[:LETTERS_OF_ERROR]


def _settle(claim: Claim, **values: Any) -> bool:
    """Change the letter if the try is still ours; whether it was."""
    ours = (Mail.id == claim.id, Mail.tries == claim.tries, Mail.state == QUEUED)
    with transaction() as session:
        done = session.execute(update(Mail).where(*ours).values(values))
        return bool(done.rowcount)  # type: ignore[attr-defined]


KEPT = dt.timedelta(days=30)


@rota.nightly("mail:tidy")
def tidy() -> None:
    """Let letters go a month after they were settled; what they told is gone already."""
    old = (Mail.state != QUEUED, Mail.at < now() - KEPT)
    with transaction() as session:
        session.execute(delete(Mail).where(*old))

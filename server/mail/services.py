"""What one settles about one's own letters: where to, of what, when not; and the end of them."""

import datetime as dt
import re
import secrets
from collections.abc import Mapping

from sqlalchemy import func, select

from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door.services import digest
from server.mail.collecting import write
from server.mail.events import EVENTS, NEVER
from server.mail.models import PROOF, Mail, MailChoice
from server.office import office
from server.org.actor import Actor, the_server
from server.org.models import Person
from workflows import Refused

ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)
"""As browsers take it for an address, with a dot in its domain."""

LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
LIFE = dt.timedelta(hours=24)
TRIES = 5
A_DAY = 5
"""Codes that one person may send out in a day: the office is nobody's tool to fill a mailbox."""


def choice_of(person_id: int) -> MailChoice:
    """What somebody has settled; who never did has a row that is not kept."""
    return db.session.get(MailChoice, person_id) or MailChoice(
        person_id=person_id, address="", asked="", events={}, quiet_from="21:00",
        quiet_until="06:30", refused="", refusal="", stop="", code_tries=0,
    )  # fmt: skip


def known_address(person_id: int) -> str:
    """What the office wrote down for a person: proposed, never written to unproved."""
    return db.session.get_one(Person, person_id).email


def ask(actor: Actor, address: str) -> None:
    """Send a code to an address; letters go there only once it was typed in."""
    address = address.strip()
    if office().mailbox is None:
        raise Refused("mail_is_off")
    if not ADDRESS.fullmatch(address) or len(address) > 200:
        raise Refused("not_an_address", "address")
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2))
    with transaction() as session:
        mine = _held(actor)
        sent = select(func.count(Mail.id)).where(
            Mail.person_id == mine.person_id, Mail.kind == PROOF,
            Mail.at > now() - dt.timedelta(days=1),
        )  # fmt: skip
        if (session.scalar(sent) or 0) >= A_DAY:
            raise Refused("asked_too_often", "address")
        mine.asked, mine.code_tries, mine.code_until = address, 0, now() + LIFE
        mine.code_digest = digest(f"{mine.person_id}:{code}")
        if mine.refused == address:
            mine.refused, mine.refusal, mine.refused_at = "", "", None
        write(mine, PROOF, [{"code": code}])


def prove(actor: Actor, code: str) -> None:
    """The code from the letter: the address is this person's. Five wrong ones end it."""
    said = code.strip().lower().replace(" ", "")
    with transaction():
        mine = _held(actor)
        if not mine.asked or mine.code_until is None or mine.code_until < now():
            raise Refused("no_code_is_open", "code")
        mine.code_tries += 1
        fits = secrets.compare_digest(mine.code_digest, digest(f"{mine.person_id}:{said}"))
        if fits:
            mine.address, mine.asked, mine.code_until = mine.asked, "", None
            _said(actor, "mail_address_proved", "Xác nhận địa chỉ nhận thư báo")
        elif mine.code_tries >= TRIES:
            mine.asked, mine.code_until = "", None
    if not fits:
        raise Refused("code_is_wrong", "code")


def drop(actor: Actor) -> None:
    """No address any more; what waits to be sent is not sent. Harmless twice."""
    with transaction():
        mine = _held(actor)
        if not mine.address and not mine.asked:
            return
        mine.address, mine.asked, mine.code_until = "", "", None
        _said(actor, "mail_address_dropped", "Bỏ địa chỉ nhận thư báo")


def settle(actor: Actor, events: Mapping[str, str], quiet_from: str, quiet_until: str) -> None:
    """Of what, and when not."""
    with transaction():
        mine = _held(actor)
        mine.events = dict(events)
        mine.quiet_from, mine.quiet_until = quiet_from, quiet_until


def whose(stop: str) -> MailChoice:
    """Whose letters end by this secret, or `no_such_row`."""
    found = db.session.scalar(select(MailChoice).where(MailChoice.stop == stop)) if stop else None
    if found is None:
        raise Refused("no_such_row")
    return found


def end(stop: str) -> None:
    """No letter of any event, by the link in a letter; harmless twice (RFC 8058)."""
    with transaction():
        mine = whose(stop)
        nothing = {event.name: NEVER for event in EVENTS}
        if mine.events != nothing:
            mine.events = nothing
            subject = f"person/{mine.person_id}"
            changed(
                the_server(), "mail_ended", subject, "Thôi nhận thư báo, theo liên kết trong thư"
            )


def _held(actor: Actor) -> MailChoice:
    """One's own row, for this act; made when it is first needed."""
    mine = actor.person_id or 0
    row = db.session.get(MailChoice, mine, with_for_update=True)
    if row is None:
        row = MailChoice(person_id=mine, stop=secrets.token_urlsafe(24), events={})
        db.session.add(row)
        db.session.flush()
    return row


def _said(actor: Actor, act: str, words: str) -> None:
    changed(actor, act, f"person/{actor.person_id}", words)

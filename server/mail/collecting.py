"""From the outbox to letters: what newly lies on a desk, to those who want to be told at once."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

import structlog
from sqlalchemy import select

from server import outbox, rota
from server.clock import HANOI, local, now
from server.database import db, transaction
from server.mail.events import MORNING as IN_THE_MORNING
from server.mail.events import NOW, after_quiet, chosen, event_in, kind_of, trouble_in
from server.mail.models import (
    ARRIVED,
    ASIDE,
    AT_ONCE,
    CALLED,
    ESCALATED,
    MORNING,
    PROOF,
    QUEUED,
    Mail,
    MailChoice,
)
from server.office import office
from server.org.queries import actors_among, calendar
from workflows.deadlines import OPENS
from workflows.urgency import Urgency, runs_on_days_off

ROUND = "mail:morning"
OPENING = dt.timedelta(minutes=30)
"""How long after the office opens what is found belongs to the letter of this morning."""

Line = dict[str, Any]
log = structlog.get_logger()
NAMES = ("kind", "id", "verb", "urgency", *AT_ONCE)


def collect() -> None:
    """Make letters of what was announced; together with taking it out of the outbox."""
    if not outbox.mail_waits():
        return
    with transaction():
        said = outbox.take_mail()
        choices = {one.person_id: one for one in reached()}
        for person_id, lines in _lines(said, choices, NOW).items():
            for kind in (ARRIVED, *AT_ONCE):
                mine = [line for line in lines if kind_of(line) == kind]
                _add(choices[person_id], kind, mine)
        for person_id, lines in _lines(said, choices, IN_THE_MORNING).items():
            _put_aside(choices[person_id], [line for line in lines if kind_of(line) in AT_ONCE])


def reached() -> list[MailChoice]:
    """Whose address is proved and was not refused, and whose choices can be read.

    One whose cannot (a hand in the database, a copy half laid back) is named in the log and has no
    letters until he chooses anew; all the others have theirs.
    """
    proved = (MailChoice.address != "", MailChoice.address != MailChoice.refused)
    asked = select(MailChoice).where(*proved)
    try:
        found = list(db.session.scalars(asked))
    except ValueError:  # one row is no JSON; which one, they say when asked for one by one
        ids = db.session.scalars(asked.with_only_columns(MailChoice.person_id)).all()
        found = [row for row in map(_readable, ids) if row is not None]
    return [one for one in found if not _is_spoilt(one)]


def _readable(person_id: int) -> MailChoice | None:
    try:
        return db.session.get(MailChoice, person_id)
    except ValueError as wrong:
        _tell(person_id, str(wrong))
    return None


def _is_spoilt(choice: MailChoice) -> bool:
    wrong = trouble_in(choice.events, choice.quiet_from, choice.quiet_until)
    if wrong:
        _tell(choice.person_id, wrong)
    return bool(wrong)


def _tell(person_id: int, wrong: str) -> None:
    log.error("somebody's choice of letters cannot be read", person=person_id, error=wrong)


def _lines(
    said: Iterable[Line], choices: dict[int, MailChoice], when: str
) -> dict[int, list[Line]]:
    """Who is told what then; nobody of what he did himself, nor twice of the same."""
    sitting = _sitting(choices)
    found: dict[int, list[Line]] = {}
    for one in said:
        event = event_in(one)
        line = {name: one[name] for name in NAMES if name in one}
        for person_id in sitting.get(one["seat"], ()):
            wanted = chosen(choices[person_id].events, event) == when
            if wanted and person_id != one["by"] and line not in found.get(person_id, ()):
                found.setdefault(person_id, []).append(line)
    return found


def _sitting(choices: dict[int, MailChoice]) -> dict[str, set[int]]:
    """Who of those who want letters sits on which seat today, in whichever post."""
    found: dict[str, set[int]] = {}
    for actor in actors_among(choices):
        for seat in actor.seats:
            found.setdefault(seat, set()).add(actor.person_id or 0)
        found[f"person:{actor.person_id}"] = {actor.person_id or 0}
    return found


def _add(choice: MailChoice, kind: str, lines: list[Line]) -> None:
    """Into the letter that waits for the end of the quiet hours, or a new one."""
    if not lines:
        return
    waiting = select(Mail).where(
        Mail.person_id == choice.person_id, Mail.kind == kind,
        Mail.state == QUEUED, Mail.tries == 0,
    )  # fmt: skip
    mail = db.session.scalar(waiting.with_for_update(skip_locked=True).limit(1))
    if mail is None:
        write(choice, kind, newest(lines))
    else:
        mail.lines = newest([*mail.lines, *(line for line in lines if line not in mail.lines)])
        mail.due_at = min(mail.due_at, _due(choice, kind, lines))


def _put_aside(choice: MailChoice, lines: list[Line]) -> None:
    """For the letter of the next morning; what newly lies on a desk is counted there as it lies."""
    if not lines:
        return
    state = QUEUED if _has_just_gone() else ASIDE
    waiting = select(Mail).filter_by(
        person_id=choice.person_id, kind=MORNING, state=state, slot=None, tries=0
    )
    mail = db.session.scalar(waiting.with_for_update(skip_locked=True).limit(1))
    if mail is None:
        write(choice, MORNING, newest(lines), state=state)
    else:
        mail.lines = newest([*mail.lines, *(line for line in lines if line not in mail.lines)])


def _has_just_gone() -> bool:
    """The letter of this morning went without what was still being looked for: what turned yellow
    as the office opened, a report that took its minutes. It goes behind, not a day later."""
    there = local(now())
    opened = dt.datetime.combine(there.date(), OPENS, HANOI)
    just = opened <= there < opened + OPENING and calendar().is_working(there.date())
    return just and rota.is_over(ROUND)


def newest(lines: list[Line]) -> list[Line]:
    """Of a meeting only the last entry: called and called off before a letter went, it is off."""
    last = {line["id"]: line for line in lines if line.get(CALLED)}
    return [line for line in lines if not line.get(CALLED) or last[line["id"]] is line]


def _due(choice: MailChoice, kind: str, lines: list[Line]) -> dt.datetime:
    """Hỏa tốc that was left lying knows no quiet hours: its clock runs at night (§4.4)."""
    hurries = kind == ESCALATED and any(
        runs_on_days_off(Urgency(line["urgency"])) for line in lines
    )
    if kind == PROOF or hurries:
        return now()
    return after_quiet(now(), choice.quiet_from, choice.quiet_until)


def write(
    choice: MailChoice,
    kind: str,
    lines: list[Line],
    slot: str | None = None,
    state: str = QUEUED,
) -> None:
    """A letter, due when its reader has no quiet hours; a step. Its Message-ID never changes.

    The code that proves an address goes to the address asked for, and at once.
    """
    moment, asked = now(), kind == PROOF
    mailbox = office().mailbox
    domain = mailbox.sender.partition("@")[2] if mailbox else ""
    row = Mail(
        person_id=choice.person_id,
        address=choice.asked if asked else choice.address,
        kind=kind,
        slot=slot,
        lines=lines,
        state=state,
        message_id=f"<{secrets.token_hex(16)}@{domain}>",
        due_at=_due(choice, kind, lines),
        lease_until=moment,
        at=moment,
    )
    db.session.add(row)

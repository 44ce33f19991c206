"""Each minute: what of Hỏa tốc was left lying since the last look is told to who is on duty.

A telephone lies about as a mail does: no subject, no issuer, only how much waits and for what.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from server import rota
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.desks import lateness, watching
from server.desks.models import Desk
from server.duty import line
from server.duty.models import FAILED, QUEUED, SENT, DutyCall, DutyNumber
from server.duty.queries import on_duty
from server.office import office
from server.org.actor import the_server
from server.org.models import Agency
from server.words import unmarked
from server.words_of.law import VERBS
from workflows import Refused
from workflows.urgency import HASTENED, WORDS, Urgency

ROUND = "duty:call"
LEASE = dt.timedelta(minutes=2)
PAUSES = tuple(dt.timedelta(minutes=n) for n in (1, 2, 5, 10, 15))
"""After the first failed try, the second, …; then it is given up: the morning has come."""
KEPT = dt.timedelta(days=30)
VERBS_SAID = 2

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claim:
    """One try at a message, by one worker."""

    id: int
    tries: int
    telephone: str
    words: str


@rota.every(1, ROUND)
def call() -> None:
    """Write down who is to be told, then hand over all that is due. Harmless twice."""
    _note()
    while office().sms_url and (claim := _claim()):
        _hand(claim)


def _note() -> None:
    moment = now()
    with transaction():
        since = watching.since_last_look(ROUND, moment)
        if since is None or not office().sms_url:
            return
        for agency_id, verbs in _left(since, moment).items():
            agency = db.session.get_one(Agency, agency_id)
            ring(on_duty(agency_id), _said(agency, verbs), "duty_called")


def _left(since: dt.datetime, until: dt.datetime) -> dict[int, list[str]]:
    """Agency → a verb for each paper of Hỏa tốc that its time passed for (§4.4)."""
    passed = lateness.passed(Desk.escalates_at, since, until)
    papers = {
        (row.agency_id, row.paper_kind, row.paper_id, row.verb)
        for row in passed
        if row.urgency == Urgency.HOA_TOC and row.verb in HASTENED
    }
    found: dict[int, list[str]] = {}
    for agency_id, _kind, _id, verb in sorted(papers):
        found.setdefault(agency_id, []).append(verb)
    return found


def _said(agency: Agency, verbs: list[str]) -> str:
    """Without marks: with them a message is cut in pieces of seventy letters."""
    with force_locale("vi"):
        names = list(dict.fromkeys(str(VERBS[verb]) for verb in verbs))[:VERBS_SAID]
        said = _("[Công Sở] %(urgency)s để lâu tại %(agency)s: %(n)s văn bản (%(verbs)s)."
                 " Mở %(at)s", urgency=WORDS[Urgency.HOA_TOC].upper(), agency=agency.short_name,
                 n=len(verbs), verbs=", ".join(names), at=office().base_url)  # fmt: skip
    return unmarked(said)


def ring(numbers: Iterable[DutyNumber], words: str, act: str) -> None:
    """A message for each of them, and a line in the log that says of whom, never the number; a
    step. Nobody on the list is nobody told."""
    moment = now()
    for one in numbers:
        row = DutyCall(agency_id=one.agency_id, person_id=one.person_id, telephone=one.telephone,
                       words=words, due_at=moment, at=moment)  # fmt: skip
        db.session.add(row)
        said = f"Nhắn tin trực hỏa tốc cho {one.person.full_name}"
        changed(the_server(), act, f"person/{one.person_id}", said, agency=one.agency_id)


def _claim() -> Claim | None:
    """The oldest message that is due, for this worker until its lease ends."""
    due = select(DutyCall.id).where(DutyCall.state == QUEUED, DutyCall.due_at <= now())
    oldest = due.order_by(DutyCall.due_at, DutyCall.id).limit(1).with_for_update(skip_locked=True)
    taken = {"tries": DutyCall.tries + 1, "due_at": now() + LEASE}
    told = (DutyCall.id, DutyCall.tries, DutyCall.telephone, DutyCall.words)
    with transaction() as session:
        mine = update(DutyCall).where(DutyCall.id == session.scalar(oldest)).values(taken)
        row = session.execute(
            mine.returning(*told).execution_options(synchronize_session=False)
        ).first()
    return Claim(*row) if row else None


def _hand(claim: Claim) -> None:
    try:
        line.hand(claim.id, claim.telephone, claim.words)
    except Refused as no:
        _failed(claim, no)
    else:
        _settle(claim, state=SENT, settled_at=now(), telephone="", words="", error="")


def _failed(claim: Claim, no: Refused) -> None:
    """Said in the log without the number; tried again where time may mend it."""
    log.warning("a short message was not taken", call=claim.id, error=no.said["why"])
    if no.reason == "line_refused" or claim.tries > len(PAUSES):
        gone = {"state": FAILED, "settled_at": now(), "telephone": "", "words": ""}
        _settle(claim, error=no.said["why"], **gone)
    else:
        _settle(claim, error=no.said["why"], due_at=now() + PAUSES[claim.tries - 1])


def _settle(claim: Claim, **values: object) -> None:
    """Where the try is still ours."""
    ours = (DutyCall.id == claim.id, DutyCall.tries == claim.tries, DutyCall.state == QUEUED)
    with transaction() as session:
        session.execute(update(DutyCall).where(*ours).values(values))


@rota.nightly("duty:tidy")
def tidy() -> None:
    """Let messages go a month after they were settled."""
    old = (DutyCall.state != QUEUED, DutyCall.at < now() - KEPT)
    with transaction() as session:
        session.execute(delete(DutyCall).where(*old))

"""Carries letters after the act, at least once; the receiver knows a letter again (DESIGN §5.3)."""

import datetime as dt
import time
from dataclasses import dataclass
from itertools import chain

import structlog
from sqlalchemy import select

from server import rota
from server.answers import ANSWERS, words_of
from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Delivery, Letter
from server.documents.delivery.queries import UNSAID
from server.documents.delivery.services import write_event
from server.documents.incoming import judging
from server.documents.outgoing.models import OutgoingDocument
from server.exchange import directory, following, gateway, lines, resting
from server.exchange.composing import enveloped
from server.exchange.hearing import tell
from server.files import Body
from workflows import Refused
from workflows.dispatch import SENT, Outcome, after_try, alarm_after, is_alarming, next_try
from workflows.dispatch import Delivery as State
from workflows.urgency import Urgency

AT_ONCE = 20
PASSES = 3
"""A letter, the answer to it, and what the answer calls forth."""

FAULT = "Máy gặp lỗi khi gửi; nguyên nhân ở nhật ký máy chủ. Hệ thống sẽ gửi lại."
LINE_FAILS = (
    "Mạng hoặc ổ đĩa trục trặc khi gửi; nguyên nhân ở nhật ký máy chủ. Hệ thống sẽ gửi lại."
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tried:
    """What one try to hand a letter over came to, in words for the clerk."""

    outcome: Outcome
    words: str = ""


@rota.unceasing
def carry() -> None:
    """Hand over what is due and the answers it calls forth; judge what came, from here or from
    outside; then count the hours.

    A few at a time: the sweep has other things to see to, and is back in a second.
    """
    for letter_id in chain.from_iterable(_due() for _ in range(PASSES)):
        tried = _try(letter_id)
        if tried is not None:
            _mark(letter_id, tried)
    judging.judge()
    following.raise_alarms()


def _due() -> list[int]:
    db.session.rollback()
    due = select(Letter.id).where(
        Letter.state == "QUEUED",
        Letter.next_try_at <= now(),
        Letter.to_organ.not_in(resting.aside()),
    )
    return list(db.session.scalars(due.order_by(Letter.id).limit(AT_ONCE)))


def _try(letter_id: int) -> Tried | None:
    """A trouble that nobody foresaw is one more failed try: it holds up no other letter; None: its
    line rests, and it was not tried."""
    try:
        return _hand_over(db.session.get_one(Letter, letter_id))
    except Refused as no:
        busy = ANSWERS[no.reason].status == 503
        return Tried(Outcome.LATER if busy else Outcome.NEVER, words_of(no.reason, no.said))
    except Exception as wrong:  # why stands in the log: its words are no clerk's
        log.exception("a letter was not carried", letter=letter_id)
        return Tried(Outcome.LATER, LINE_FAILS if isinstance(wrong, OSError) else FAULT)


def _hand_over(letter: Letter) -> Tried | None:
    """The same envelope everywhere: to an agency here through the gate, without a detour."""
    if directory.inside(letter.to_organ) is not None:
        with enveloped(letter) as envelope:
            gateway.take(envelope, gateway.NEXT_DOOR)
        return Tried(Outcome.TAKEN)
    line = lines.line_to(letter.to_organ)
    if line is None:
        return Tried(Outcome.NEVER, lines.NO_LINE)
    if resting.rests(letter.to_organ):
        return None
    with enveloped(letter) as envelope:
        _say(line, letter.to_organ, envelope)
    return Tried(Outcome.TAKEN)


def _say(line: lines.Line, organ_id: str, envelope: Body) -> None:
    """Over the line, which then rests or is known to answer, whatever it answers."""
    began = time.monotonic()
    try:
        line.hand(envelope)
    except Refused as no:
        if no.reason == "line_down":
            resting.failed(organ_id, time.monotonic() - began)
        else:
            resting.answered(organ_id)
        raise
    resting.answered(organ_id)


def _mark(letter_id: int, tried: Tried) -> None:
    with transaction() as session:
        letter = session.get_one(Letter, letter_id, populate_existing=True)
        if letter.state != "QUEUED":
            return
        _count(letter, tried)
        if letter.delivery_id is not None:
            delivery = session.get_one(Delivery, letter.delivery_id, with_for_update=True)
            _follow(delivery, letter, tried)


def _count(letter: Letter, tried: Tried) -> None:
    letter.error = tried.words
    if tried.outcome is Outcome.TAKEN:
        letter.state = "SENT"
        return
    letter.tries += 1
    if tried.outcome is Outcome.NEVER:
        letter.state = "FAILED"
    else:
        letter.next_try_at = now() + dt.timedelta(minutes=next_try(letter.tries))


def _follow(delivery: Delivery, letter: Letter, tried: Tried) -> None:
    """The delivery as the try left it; a wish that could not be sent (a recall, an update, a 13) is
    told as well."""
    before, target = State(delivery.state), None
    if not letter.business:
        target = after_try(before, tried.outcome, letter.tries)
    moved = target is not None and target is not before
    if moved:
        delivery.state, delivery.at, delivery.words = str(target), now(), tried.words
        delivery.alarm_at = _alarm(delivery) if target is SENT else None
    alarming = tried.outcome is Outcome.LATER and is_alarming(letter.tries)
    if moved or alarming or letter.state == "FAILED":
        wish = letter.business or letter.kind == "status"
        write_event(delivery, UNSAID if wish else "", moved, tried.words)
        tell(delivery)


def _alarm(delivery: Delivery) -> dt.datetime:
    """When it is odd that nothing was heard; counted from the moment it went out."""
    paper = db.session.get_one(OutgoingDocument, delivery.outgoing_id)
    return now() + dt.timedelta(minutes=alarm_after(Urgency(paper.urgency)))

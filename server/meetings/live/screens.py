"""A screen on the wall, without anybody's account (DOMAIN §10.9).

It shows a code, somebody of the meeting types it in, and from then on it hears what everybody in
the room may hear.

The screen keeps a secret in its cookie; a code serves once and ends after a while. Who guesses at
codes is refused in words, and after five wrong ones awhile altogether.
"""

import datetime as dt
import secrets

from sqlalchemy import delete, func, select, update

from server import audit
from server.clock import now
from server.database import db, run, table, transaction
from server.door.services import digest
from server.meetings.acting import acting, decide
from server.meetings.live import events
from server.meetings.live.guessing import guessed_right, guessed_wrong, refuse_guessing
from server.meetings.live.line_models import Screen, standing
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import Refused
from workflows.meeting import Sitting

CODE_LIVES = dt.timedelta(minutes=10)
MOST_WAITING = 20
"""Screens of one address that wait for their code to be typed in."""

WAY = "screen"
_screens = table(Screen)


def put_up(address: str) -> tuple[Screen, str]:
    """A new screen: its row with the code, and the secret for its cookie."""
    _sweep()
    mine = select(func.count()).select_from(Screen).filter_by(address=address, meeting_id=None)
    if (db.session.scalar(mine) or 0) >= MOST_WAITING:
        raise Refused("too_many_screens")
    secret = secrets.token_urlsafe(32)
    row = Screen(digest=digest(secret), code=_fresh_code(), address=address, at=now())
    with transaction() as session:
        session.add(row)
    return row, secret


def _sweep() -> None:
    """Codes that nobody typed in are forgotten."""
    with transaction():
        waiting = (_screens.c.meeting_id.is_(None), _screens.c.at < now() - CODE_LIVES)
        run(delete(_screens).where(*waiting))


def _fresh_code() -> str:
    """Six digits that no other waiting screen shows."""
    while True:
        code = f"{secrets.randbelow(10**6):06}"
        if db.session.scalar(select(Screen.id).filter_by(code=code, meeting_id=None)) is None:
            return code


def screen_by(secret: str) -> Screen | None:
    """The screen that carries this secret, unless it was taken down or its code has run out."""
    row = db.session.scalar(select(Screen).filter_by(digest=digest(secret), ended_at=None))
    if row is None or (row.meeting_id is None and row.at < now() - CODE_LIVES):
        return None
    return row


def pair_screen(actor: Actor, ref: Ref, *, code: str) -> Meeting:
    """The code on the wall is typed in: the screen hangs for this meeting from now on."""
    refuse_guessing(actor, WAY)
    with acting(actor, ref, "pair_screen") as meeting:
        decide(actor, "pair_screen", meeting, Sitting())
        waiting = select(Screen).filter_by(code=code.replace(" ", ""), meeting_id=None)
        fresh = waiting.where(Screen.at >= now() - CODE_LIVES).with_for_update()
        row = db.session.scalar(fresh)
        if row is not None:
            row.meeting_id, row.paired_by_id, row.code = meeting.id, actor.person_id, ""
            db.session.flush()
            _told(actor, meeting, row.id)
    if row is None:
        guessed_wrong(actor, WAY)
        raise Refused("no_such_code", "code")
    guessed_right(actor, WAY)
    return meeting


def end_screens(actor: Actor, ref: Ref) -> Meeting:
    """Every screen of the meeting is taken down; what it showed, it shows no more."""
    with acting(actor, ref, "end_screens") as meeting:
        decide(actor, "end_screens", meeting, Sitting())
        mine = (_screens.c.meeting_id == meeting.id, _screens.c.ended_at.is_(None))
        run(update(_screens).where(*mine).values(ended_at=now()))
        _told(actor, meeting, 0)
    return meeting


def _told(actor: Actor, meeting: Meeting, screen: int) -> None:
    stand = standing(meeting.id)
    here = stand["screens"]
    audit.append("screen", f"meetings/{meeting.id}", **actor.by, screen=screen, here=here)
    events.happened(meeting, "screens.changed", actor.person_id, **stand)

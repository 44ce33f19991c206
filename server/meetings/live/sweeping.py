"""What comes round while people meet: events left unsaid, progress of votes, lost speakers."""

from sqlalchemy import bindparam, select

from server import outbox
from server.clock import now
from server.database import clean_file, db, transaction
from server.meetings.floor.models import SpeakingRequest
from server.meetings.live import events, lines, losing, sparing
from server.meetings.live.line_models import dark_screens, standing
from server.meetings.live.minding import Minded, forget, minded
from server.meetings.models import Meeting
from server.meetings.people import deputy
from server.meetings.people.models import Delegate
from server.meetings.services import hold
from server.meetings.sites import minding as site_minding
from server.meetings.votes.models import Participation, SecretBallot, Vote
from server.meetings.votes.voting import told_in
from server.rota import every
from server.sockets import socketio
from workflows.ballot import VoteKind
from workflows.meeting_states import GATHERED
from workflows.speaking import is_lost

OUT = "out"

_OPEN = select(Vote).where(Vote.meeting_id == bindparam("meeting_id"), Vote.closed_at.is_(None))
_SPEAKING = (
    select(SpeakingRequest.id, Delegate.seen_at)
    .join(
        Delegate,
        (Delegate.meeting_id == SpeakingRequest.meeting_id)
        & (Delegate.person_id == SpeakingRequest.person_id),
    )
    .join(Meeting, Meeting.id == SpeakingRequest.meeting_id)
    .where(
        SpeakingRequest.meeting_id == bindparam("meeting_id"),
        Meeting.paused_at.is_(None),
        SpeakingRequest.began_at.is_not(None),
        SpeakingRequest.ended_at.is_(None),
        SpeakingRequest.skipped.is_(False),
        Delegate.remote,
    )
)
_OVER = select(Meeting.id).where(
    Meeting.id.in_(bindparam("unheard", expanding=True)), Meeting.state.not_in(GATHERED)
)
"""Asked each second, so kept: building them costs as much, and a page turn would wait for it."""


def look() -> None:
    """Each second, in each process that holds sockets; one of them minds a meeting."""
    sparing.look()
    _let_go()
    for meeting_id in events.followed():
        if (said := minded(meeting_id)) is not None:
            _tell_progress(meeting_id, said)
            _skip_the_lost(meeting_id)
            _mind_the_chair(meeting_id, said)
            site_minding.mind(meeting_id, said.sites)
            _mind_the_screens(meeting_id, said)
        _shut_out(meeting_id)
    events.sweep()


def _let_go() -> None:
    """What nobody hears here and is not in session: a process that runs for months would else look
    each second at every meeting that it ever held. Where people sit, nothing is asked for it."""
    if not (unheard := events.unheard()):
        return
    for meeting_id in db.session.scalars(_OVER, {"unheard": unheard}).all():
        if events.let_go(meeting_id):
            forget(meeting_id)


def _tell_progress(meeting_id: int, said: Minded) -> None:
    """How many have voted, once a second at most, and never what (VT-08)."""
    for vote in db.session.scalars(_OPEN, {"meeting_id": meeting_id}).all():
        cast, present = told_in(vote)
        if said.votes.get(vote.id, 0) == cast:
            continue
        said.votes[vote.id] = cast
        with transaction() as session:
            meeting = session.get_one(Meeting, meeting_id)
            told = {"vote": vote.id, "cast": cast, "present": present}
            events.happened(meeting, "vote.progress", None, **told)


def _skip_the_lost(meeting_id: int) -> None:
    """Whose line is gone for half a minute loses the floor, and may return to the head (§10.7);
    in a pause nobody loses it."""
    speaking = db.session.execute(_SPEAKING, {"meeting_id": meeting_id})
    lost = [request_id for request_id, seen in speaking if seen and is_lost(seen, now())]
    for request_id in lost:
        with transaction() as session:
            meeting = session.get_one(Meeting, meeting_id)
            hold(meeting)
            session.get_one(SpeakingRequest, request_id).skipped = True
            events.happened(meeting, "speaker.stopped", None, skipped=True)


def _mind_the_chair(meeting_id: int, said: Minded) -> None:
    """The chair's line is gone for a minute, or there again: the deputy is asked, or let be."""
    meeting = db.session.get_one(Meeting, meeting_id)
    called = deputy.called(meeting)
    lost = called is not None
    if lost == (said.misses == meeting.chair_id):
        return
    said.misses = meeting.chair_id if lost else None
    with transaction():
        events.happened(meeting, "chair.lost" if lost else "chair.back", None, **(called or {}))


def _mind_the_screens(meeting_id: int, said: Minded) -> None:
    """A wall that lost its line shows what was, and is not counted as one that hears the room."""
    dark = dark_screens(meeting_id)
    if dark == said.dark:
        return
    said.dark = dark
    with transaction() as session:
        meeting = session.get_one(Meeting, meeting_id)
        events.happened(meeting, "screens.changed", None, **standing(meeting_id, dark))


def _shut_out(meeting_id: int) -> None:
    """Who may no longer hear the room hears no more, whatever his page does (LIVE §3), and is told
    to ask how he stands: so a wall that was taken down is bare at once, not at its next word."""
    told = {sid: losing.speaks_still(sid, meeting_id) for sid in lines.asked(meeting_id)}
    for sid in (one for one, stands in told.items() if stands):
        lines.answered(sid)
    for sid in (*lines.silent(meeting_id), *(one for one, it in told.items() if it is False)):
        socketio.server.leave_room(sid, events.room_of(meeting_id), namespace="/")
        lines.closed(sid)
        outbox.speak(OUT, {"meeting": meeting_id}, sid)


@every(1, "meetings:shuffle")
def clean() -> None:
    """What secret ballots left in the database's own file is cleaned out (DESIGN §11.13).

    Their rows were written anew when the vote was closed; here the old ones lose their place on the
    disk, once nobody votes any more.
    """
    secret = select(Vote.id).filter_by(kind=VoteKind.SECRET.value, is_shuffled=False)
    due = db.session.scalars(secret.where(Vote.closed_at.is_not(None))).all()
    if not due or a_secret_vote_is_open():
        return
    clean_file(SecretBallot, Participation)
    with transaction() as session:
        for vote in session.scalars(select(Vote).where(Vote.id.in_(due))):
            vote.is_shuffled = True


def a_secret_vote_is_open() -> bool:
    """No backup begins then: two of them would show what came in between (DESIGN §11.13). Of a poll
    that runs for days a backup leaves out what was answered so far."""
    running = select(Vote.id).filter_by(kind=VoteKind.SECRET.value, closed_at=None)
    here = running.join(Meeting, Meeting.id == Vote.meeting_id).where(Meeting.answer_by.is_(None))
    return db.session.scalar(here.limit(1)) is not None

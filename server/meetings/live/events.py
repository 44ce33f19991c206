"""What happens in a meeting gets its number in the act, and is said after the commit (LIVE §3)."""

import threading
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select, update

from server import outbox
from server.clock import local, now
from server.database import after_commit, db, put, run, table
from server.meetings.live.event_models import MeetingEvent
from server.meetings.models import AgendaItem, Meeting
from server.sockets import is_empty, person_room, telling_others

_meetings = table(Meeting)
_NEXT = (
    update(_meetings)
    .where(_meetings.c.id == bindparam("whose"))
    .values(seq=_meetings.c.seq + 1)
    .returning(_meetings.c.seq)
)
MOST = 200
"""Events that somebody who comes back is told one by one; more, and he is told how it stands."""

EVENT, OWN, AHEAD = "ev", "own", "ahead"
_LATER = (
    select(MeetingEvent)
    .where(MeetingEvent.meeting_id == bindparam("meeting_id"))
    .where(MeetingEvent.seq > bindparam("since"))
    .order_by(MeetingEvent.seq)
)
_said: dict[int, int] = {}
_turn = threading.Lock()
behind = threading.Event()
"""Another process told of an event before which one is missing here."""


def room_of(meeting_id: int) -> str:
    return f"m:{meeting_id}"


def happened(meeting: Meeting, kind: str, by: int | None, /, **payload: Any) -> None:
    """Write an event into the open act under the meeting's next number; a step.

    The number is taken by an update of the meeting's row, which is held until the commit: so the
    order of numbers is the order of commits, and no hole is ever seen.
    """
    seq = run(_NEXT, {"whose": meeting.id}).scalar_one()
    head = {"meeting_id": meeting.id, "seq": seq, "kind": kind, "at": now(), "person_id": by}
    row = head | {"payload": payload}
    put(MeetingEvent, row)
    db.session.expire(meeting, ["seq"])
    after_commit(partial(_say_at_once, MeetingEvent(**row)))


def told_to(person_id: int, meeting_id: int, **what: int) -> None:
    """Tell one person's pages what he did at one of them, once it is committed; a step.

    It takes no number and is kept nowhere: whoever missed it asks the house.
    """
    said = {"meeting": meeting_id} | what
    after_commit(partial(outbox.speak, OWN, said, person_room(person_id)))


def told_ahead(meeting: Meeting, pages: Sequence[str], **what: Any) -> None:
    """The words of the event that comes next, to these pages alone, before the room hears that
    there is one; a step. Whoever missed them asks the house, as for every closed matter."""
    said = {"meeting": meeting.id, "seq": meeting.seq + 1} | what
    if pages:
        after_commit(partial(outbox.speak, AHEAD, said, list(pages)))


def listen(meeting_id: int, seq: int) -> bool:
    """Somebody joined here: what comes after `seq` is to be said in this process; whether he is
    the first that this process hears of."""
    with _turn:
        first = meeting_id not in _said
        _said.setdefault(meeting_id, seq)
    return first


def let_go(meeting_id: int) -> bool:
    """What happens in it is no longer said in this process, unless somebody here hears it: whoever
    joins sits in its room before he listens."""
    with _turn:
        over = is_empty(room_of(meeting_id))
        if over:
            _said.pop(meeting_id, None)
    return over


def unheard() -> list[int]:
    """Those of them whose pages are all gone."""
    return [one for one in followed() if is_empty(room_of(one))]


def followed() -> list[int]:
    """The meetings that somebody joined in this process."""
    return list(_said)


def _say_at_once(event: MeetingEvent) -> None:
    """As it was written, if it is the next: to read it first would keep everybody waiting. The
    other processes first, whoever sits here or not: they have as many pages, and say it meanwhile.
    """
    said = told(event)
    with telling_others(EVENT, said):
        is_next = _is_next(said)
    if not is_next:
        say(event.meeting_id)


def heard(said: dict[str, Any]) -> None:
    """Another process wrote it. Where one before it is missing here, the record is read at once."""
    if not _is_next(said):
        behind.set()


def _is_next(said: dict[str, Any]) -> bool:
    """Say it to the pages of this process if it follows what they heard; False where one is
    missing in between. One that they know already, or a room where nobody sits, needs nothing."""
    meeting_id, seq = said["meeting"], said["seq"]
    with _turn:
        known = _said.get(meeting_id)
        if known == seq - 1:
            _speak(said)
    return known is None or known >= seq - 1


def _speak(said: dict[str, Any]) -> None:
    outbox.speak(EVENT, said, room_of(said["meeting"]), here=True)
    _said[said["meeting"]] = said["seq"]


def say(meeting_id: int) -> None:
    """Say what was not said yet to the pages of this process, in order; one hand at a time, or
    two would say it crosswise."""
    with _turn:
        if meeting_id not in _said:
            return
        for event in since(meeting_id, _said[meeting_id]):
            _speak(told(event))


def sweep() -> None:
    """What another process wrote, or a hand that died between commit and word, is said too."""
    for meeting_id in followed():
        say(meeting_id)


def catch_up() -> None:
    """Once this process is behind another: wait for that, and read what is missing."""
    behind.wait()
    behind.clear()
    sweep()


def of_kinds(meeting_id: int, kinds: Iterable[str]) -> list[MeetingEvent]:
    """All events of these kinds so far, oldest first."""
    mine = select(MeetingEvent).filter_by(meeting_id=meeting_id)
    found = mine.where(MeetingEvent.kind.in_(kinds)).order_by(MeetingEvent.seq)
    return list(db.session.scalars(found))


def since(meeting_id: int, seq: int) -> list[MeetingEvent]:
    return list(db.session.scalars(_LATER, {"meeting_id": meeting_id, "since": seq}))


UNTOLD = {
    "agenda.changed": {"document", "name"},
    "remark": {"text"},
    "message": {"name", "text"},
    "presence.changed": {"who", "person", "came", "why", "undone", "hour"},
}
"""What an event keeps for the record, and the room does not hear."""


OF_CLOSED = {
    "title",
    "conclusion",
    "question",
    "options",
    "basis",
    "counts",
    "elected",
    "name",
    "text",
    "answer",
    "document",
    "page",
    "part",
}
"""What the room hears nothing of where the matter is closed: guests may listen; a page asks."""


OF_SOME = {"document", "name", "page", "part", "version", "before", "since", "sha256"}
"""What the room hears nothing of where not everybody in it is given a matter's papers (MT-04)."""


def of_closed(item: AgendaItem) -> dict[str, bool]:
    """The mark of a closed matter on what happens in it."""
    return {"closed": True} if item.closed else {}


def told(event: MeetingEvent) -> dict[str, Any]:
    """An event on the wire: what everybody in the room may see."""
    head = {"meeting": event.meeting_id, "seq": event.seq, "kind": event.kind}
    kept = UNTOLD.get(event.kind, set()) | (OF_CLOSED if event.payload.get("closed") else set())
    kept |= OF_SOME if event.payload.get("some") else set()
    said = {name: value for name, value in event.payload.items() if name not in kept}
    return head | {"at": local(event.at).isoformat()} | said

"""Who hears is asked anew: whoever sits on a seat no more hears nothing that is said to it.

A page joins the rooms of its seats when it opens, and stays open: past the days on which somebody
stood in for another, past a post, past a session that was ended. Each page is asked within a minute
who speaks there now, a few of them each second, in the process that holds them.
"""

import time
from collections import deque

from flask import current_app

from server import outbox
from server.home import live
from server.org.actor import Actor
from server.sockets import person_room, seat_room, socketio

SPAN = 60
"""Seconds in which each page is asked once."""
LOOK_AGAIN = {"kind": "seats", "id": 0, "seq": 0}
"""What a page hears whose seats are others now: what it shows is no longer what he has."""

_waiting: deque[str] = deque()
_round = {"began": -SPAN * 1.0, "share": 0.0}


def look() -> None:
    """Each second, in each process that holds sockets."""
    if not _waiting and time.monotonic() - _round["began"] >= SPAN:
        _waiting.extend(pages())
        _round.update(began=time.monotonic(), share=len(_waiting) / SPAN)
    for _n in range(min(len(_waiting), int(_round["share"]) + 1)):
        ask(_waiting.popleft())


def pages() -> list[str]:
    return [sid for sid, _line in socketio.server.manager.get_participants("/", None)]


def ask(sid: str) -> None:
    """It leaves the rooms of seats that are not his any more, and joins those that have become so;
    who speaks no more is in none."""
    if not socketio.server.manager.is_connected(sid, "/"):
        return
    hears = {one for one in socketio.server.rooms(sid, "/") if one.startswith(("seat:", "person:"))}
    with current_app.request_context(socketio.server.get_environ(sid)):
        actor = live.speaker()
        mine = _rooms(actor, hears) if actor else set()
    for room in hears - mine:
        socketio.server.leave_room(sid, room, namespace="/")
    for room in mine - hears if hears else ():
        socketio.server.enter_room(sid, room, namespace="/")
    if hears and hears != mine:
        outbox.speak("notice", LOOK_AGAIN, sid, here=True)


def _rooms(actor: Actor, hears: set[str]) -> set[str]:
    """Of his seats, his own, and of the papers that he has open and may read still."""
    own = {person_room(actor.person_id or 0), *map(seat_room, actor.seats)}
    return own | {one for one in hears - own if live.watches_still(actor, one)}

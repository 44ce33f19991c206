"""Picture and sound: an engine that the province has, or the small one between the pages (LIVE §4).

Nothing of a meeting hangs on it. An engine says where its door is, and the page opens it; another
one is another class (`call_engines`) and a line in `engine()`.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, Protocol

from server.config import Settings
from server.meetings.models import Meeting

LIVES = 3600
"""Seconds that a relay's password, or a way into an engine, is good for."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who comes in, named by the directory, never as somebody typed it; `leads`: with a
    moderator's rights there."""

    person_id: int
    name: str
    leads: bool


class Engine(Protocol):
    """What carries picture and sound of a meeting."""

    def door(self, meeting: Meeting) -> dict[str, Any]:
        """What the page opens: its kind, and where."""

    def way_in(self, meeting: Meeting, caller: Caller, at: int) -> str:
        """The address that lets this one person in, made when he asks (seconds since 1970)."""

    def end(self, meeting: Meeting) -> None:
        """The session is over; raises `call_engine_silent` where the engine does not answer."""

    def is_tried(self) -> None:
        """Ask it for nothing; raises `call_engine_silent` where it does not believe us."""


@dataclass(frozen=True, slots=True)
class Link:
    """A system that asks nobody who he is: an address for each meeting, in a tab of its own; or
    what the device of a room dials to reach it (SIP, H.323, a telephone)."""

    address: str

    def door(self, meeting: Meeting) -> dict[str, Any]:
        address = self._of(meeting)
        scheme, _, number = address.partition(":")
        if scheme == "https":
            return {"kind": "link", "url": address}
        return {"kind": "dial", "url": address, "number": number}

    def way_in(self, meeting: Meeting, _caller: Caller, _at: int) -> str:
        return self._of(meeting)

    def end(self, meeting: Meeting) -> None:
        """Who is in it leaves it by himself."""

    def is_tried(self) -> None:
        """It has no door that a server could knock at."""

    def _of(self, meeting: Meeting) -> str:
        return self.address.replace("{meeting}", str(meeting.id))


@dataclass(frozen=True, slots=True)
class Mesh:
    """The pages speak to each other, each with each: good for a small room, with no server."""

    def door(self, meeting: Meeting) -> dict[str, Any]:  # noqa: ARG002  (an engine is asked so)
        return {"kind": "mesh"}

    def way_in(self, meeting: Meeting, _caller: Caller, _at: int) -> str:
        """The call stands in the room's own page."""
        return f"/meetings/{meeting.id}"

    def end(self, meeting: Meeting) -> None:
        """The pages leave it with the room."""

    def is_tried(self) -> None:
        """It is this very server."""


def relays(settings: Settings, person_id: int, at: int) -> list[dict[str, Any]]:
    """The relay (coturn, `use-auth-secret`) for who sits behind another network, for an hour."""
    if not settings.turn_url:
        return []
    name = f"{at + LIVES}:{person_id}"
    secret = settings.turn_secret.get_secret_value().encode()
    proof = hmac.new(secret, name.encode(), hashlib.sha1).digest()  # as coturn reads it
    credential = base64.b64encode(proof).decode()
    return [{"urls": settings.turn_url, "username": name, "credential": credential}]

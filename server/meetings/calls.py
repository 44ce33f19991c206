"""Picture and sound: an engine that the province has, or the small one between the pages (LIVE §4).

Nothing of a meeting hangs on it. An engine says where its door is, and the page opens it; another
one is another class here and a line in `engine()`.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, Protocol

from server.config import Settings
from server.meetings.models import Meeting

LIVES = 3600
"""Seconds that a relay's password is good for."""


class Engine(Protocol):
    """What carries picture and sound of a meeting."""

    def door(self, meeting: Meeting) -> dict[str, Any]:
        """What the page opens: its kind, and where."""


@dataclass(frozen=True, slots=True)
class Link:
    """The province's own system: an address for each meeting, in a tab of its own."""

    address: str

    def door(self, meeting: Meeting) -> dict[str, Any]:
        return {"kind": "link", "url": self.address.replace("{meeting}", str(meeting.id))}


@dataclass(frozen=True, slots=True)
class Mesh:
    """The pages speak to each other, each with each: good for a small room, with no server."""

    def door(self, meeting: Meeting) -> dict[str, Any]:  # noqa: ARG002  (an engine is asked so)
        return {"kind": "mesh"}


def engine(settings: Settings) -> Engine:
    return Link(settings.call_url) if settings.call_url else Mesh()


def relays(settings: Settings, person_id: int, at: int) -> list[dict[str, Any]]:
    """The relay (coturn, `use-auth-secret`) for who sits behind another network, for an hour."""
    if not settings.turn_url:
        return []
    name = f"{at + LIVES}:{person_id}"
    secret = settings.turn_secret.get_secret_value().encode()
    proof = hmac.new(secret, name.encode(), hashlib.sha1).digest()  # as coturn reads it
    credential = base64.b64encode(proof).decode()
    return [{"urls": settings.turn_url, "username": name, "credential": credential}]

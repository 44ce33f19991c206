"""Engines that are driven: they know who comes in, who leads, and when it is over (LIVE §4.3).

Jitsi believes a token that both sides know the secret of (`token_affiliation` in its Prosody makes
the owner of it a moderator); BigBlueButton believes a checksum over each request.
"""

import hashlib
import hmac
import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
from lxml import etree

from server.config import Settings
from server.meetings.calling import icalendar
from server.meetings.calls.calls import LIVES, Caller, Engine, Link, Mesh
from server.meetings.models import Meeting
from signing.asking import STRAIGHT
from workflows import Refused

PATIENCE = 5
"""Seconds; who presses waits no longer for another system."""
MOST = 64 * 1024
HARMLESS = {"resolve_entities": False, "no_network": True, "load_dtd": False}


def engine(settings: Settings) -> Engine:
    """What this office's meetings are seen and heard by."""
    address, secret = settings.call_url, settings.call_secret.get_secret_value()
    if settings.call_kind == "jitsi":
        return Jitsi(address.rstrip("/"), settings.call_key, secret)
    if settings.call_kind == "bbb":
        return BigBlueButton(address.rstrip("/"), secret)
    return Link(address) if address else Mesh()


@dataclass(frozen=True, slots=True)
class Jitsi:
    """A Jitsi of the province with `app_id` and `app_secret`; nobody comes in without a token."""

    address: str
    app_id: str
    secret: str

    def door(self, meeting: Meeting) -> dict[str, Any]:
        return _ours(meeting)

    def way_in(self, meeting: Meeting, caller: Caller, at: int) -> str:
        name = _name_of(meeting, self.secret)
        claims = {
            "aud": "jitsi",
            "iss": self.app_id,
            "sub": urlsplit(self.address).hostname,
            "room": name,
            "nbf": at - 60,  # their clock may be behind ours
            "exp": at + LIVES,
            "context": {"user": _user(caller)},
        }
        token = jwt.encode(claims, self.secret, algorithm="HS256")
        subject = quote(json.dumps(meeting.subject, ensure_ascii=False))
        return f"{self.address}/{name}?jwt={token}#config.subject={subject}"

    def end(self, meeting: Meeting) -> None:
        """It has no door for that: whoever is a moderator there ends it, the others leave; and
        nobody is given a token any more."""

    def is_tried(self) -> None:
        """It asks nobody but browsers for a token."""


@dataclass(frozen=True, slots=True)
class BigBlueButton:
    """A BigBlueButton (from 2.4 on) at `https://…/bigbluebutton`."""

    address: str
    secret: str

    def door(self, meeting: Meeting) -> dict[str, Any]:
        return _ours(meeting)

    def way_in(self, meeting: Meeting, caller: Caller, _at: int) -> str:
        """The room is made by whoever comes first: to make it again changes nothing."""
        name = _name_of(meeting, self.secret)
        made = self._ask("create", {"meetingID": name, "name": meeting.subject, "record": "false"})
        said = {
            "meetingID": name,
            "fullName": caller.name,
            "userID": str(caller.person_id),
            "role": "MODERATOR" if caller.leads else "VIEWER",
            "createTime": made.findtext("createTime") or "",  # an old way leads into no new room
        }
        return self._signed("join", said)

    def end(self, meeting: Meeting) -> None:
        """One that nobody ever came into is over too, whatever it answers."""
        self._said("end", {"meetingID": _name_of(meeting, self.secret)})

    def is_tried(self) -> None:
        self._ask("getMeetings", {})

    def _ask(self, call: str, said: dict[str, str]) -> etree._Element:
        answer = self._said(call, said)
        if answer.findtext("returncode") != "SUCCESS":
            raise Refused("call_engine_silent", why=answer.findtext("messageKey") or "?")
        return answer

    def _said(self, call: str, said: dict[str, str]) -> etree._Element:
        try:
            with STRAIGHT.open(self._signed(call, said), timeout=PATIENCE) as answer:
                return etree.fromstring(answer.read(MOST), etree.XMLParser(**HARMLESS))
        except (OSError, http.client.HTTPException, etree.XMLSyntaxError) as wrong:
            raise Refused("call_engine_silent", why=type(wrong).__name__) from None

    def _signed(self, call: str, said: dict[str, str]) -> str:
        query = urlencode(said)
        proof = hashlib.sha256(f"{call}{query}{self.secret}".encode()).hexdigest()
        return f"{self.address}/api/{call}?{query}&checksum={proof}"


def _ours(meeting: Meeting) -> dict[str, Any]:
    """The page leads to our own door: the way in is made for who goes through it."""
    return {"kind": "link", "url": f"/meetings/{meeting.id}/call"}


def _user(caller: Caller) -> dict[str, Any]:
    """`affiliation` for Prosody's plugin, `moderator` for what reads 8x8's form of a token."""
    return {
        "id": str(caller.person_id),
        "name": caller.name,
        "affiliation": "owner" if caller.leads else "member",
        "moderator": caller.leads,
    }


def _name_of(meeting: Meeting, secret: str) -> str:
    """The same for all of a meeting and no other's, though offices share an engine; no guessing."""
    whose = icalendar.uid("call", meeting.id)
    proof = hmac.new(secret.encode(), whose.encode(), hashlib.sha256).hexdigest()
    return f"hop-{meeting.id}-{proof[:16]}"

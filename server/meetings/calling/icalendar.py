"""Meetings as a calendar reads them (RFC 5545): one as a file, a person's all as a feed."""

import datetime as dt
from collections.abc import Iterable

from server import audit
from server.clock import now
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import CLOSED_ON_PAPER
from server.office import office
from workflows.meeting import Meeting as State

FOLD = 73
"""Octets of a line before it goes on in the next, less the blank that says so."""
GONE = frozenset({State.CANCELLED, State.POSTPONED})


PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def calendar(meetings: Iterable[Meeting], address: str) -> bytes:
    """All of them as a feed; `address` is where this office is reached."""
    events = (_event(one, address, one.state in GONE) for one in meetings)
    return _file([line for one in events for line in one]).encode()


def alone(meeting: Meeting, address: str) -> bytes:
    """One as a file."""
    gone = meeting.state in GONE
    return _file(_event(meeting, address, gone), method=_method(gone)).encode()


def _method(gone: bool) -> str:
    """A calendar drops what is called off only where the file itself says so (RFC 5546, 3.2.5)."""
    return CANCEL if gone else PUBLISH


def packed(events: Iterable[str], name: str) -> bytes:
    """These events as a calendar of that name."""
    return _file(events, name).encode()


def _file(events: Iterable[str], name: str = "Lịch họp", method: str = PUBLISH) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cong So//Cuoc hop//VI"]
    lines += ["CALSCALE:GREGORIAN", f"METHOD:{method}", f"X-WR-CALNAME:{name}"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, *events, "END:VCALENDAR"])


def entry(meeting: Meeting, address: str, gone: bool | None = None) -> str:
    """A meeting for a letter: when, where, and the way to it; a letter tells nothing of a paper.
    `gone`: it is held, but not with this reader."""
    gone = meeting.state in GONE if gone is None else gone
    bare = {"SUMMARY": "Cuộc họp", "DESCRIPTION": "Nội dung, tài liệu xem trên hệ thống Công Sở"}
    told = [line for line in _event(meeting, address, gone) if line.partition(":")[0] not in bare]
    told[-1:-1] = [f"{name}:{text(words)}" for name, words in bare.items()]
    return _file(told, method=_method(gone))


def _event(meeting: Meeting, address: str, gone: bool) -> list[str]:
    """A meeting keeps its UID for ever; its version is the sequence, so a change is taken over."""
    where = "; ".join(filter(None, (meeting.room, ", ".join(meeting.sites))))
    agenda = "\n".join(f"{one.n}. {_matter(one)}" for one in meeting.agenda)
    link = f"{address}/meetings/{meeting.id}"
    return [
        "BEGIN:VEVENT",
        f"UID:{uid('meeting', meeting.id)}",
        f"DTSTAMP:{moment(now())}",
        f"SEQUENCE:{meeting.version}",
        f"DTSTART:{moment(meeting.starts_at)}",
        f"DTEND:{moment(meeting.ends_at)}",
        f"SUMMARY:{text(meeting.subject)}",
        f"LOCATION:{text(where)}",
        f"DESCRIPTION:{text(agenda)}",
        f"URL:{link}",
        *_organizer(meeting),
        f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _organizer(meeting: Meeting) -> list[str]:
    """The agency that calls, where the office has an address for letters (RFC 5546, 3.2.1)."""
    mailbox, name = office().mailbox, meeting.agency.name.replace('"', "")
    return [f'ORGANIZER;CN="{name}":mailto:{mailbox.sender}'] if mailbox else []


def _matter(item: AgendaItem) -> str:
    """A calendar leaves the house, and guests have it too: no word of a closed matter."""
    return CLOSED_ON_PAPER if item.closed else item.title


def uid(kind: str, id: int) -> str:
    """By nothing that may change: whichever way somebody came in, and whatever the office's address
    is since, a change is of the very entry that was taken (RFC 5545, 3.8.4.7; RFC 7986, 5.3)."""
    return f"{kind}-{id}@{audit.beginning()[:16]}"


def moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    """What would end or part a value is escaped (§3.3.11); a lone return is a new line too."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return words.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Long lines in pieces, never inside a letter (§3.1)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > FOLD:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])

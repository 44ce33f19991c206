"""How far the machine's clock is off: a time server is asked, and more than two seconds are told.

All that is compared here is server time (CAL-11): deadlines, votes, the first minute of a year.
"""

import datetime as dt
import socket
import struct
import time

import structlog
from sqlalchemy import select

from server import jobs, rota
from server.clock import now
from server.database import db
from server.office import office

log = structlog.get_logger()

MOST = 2.0
"""Seconds that the machine may be off."""
JOB = "clock:watch"
FRESH = dt.timedelta(minutes=30)
"""An answer that is older says nothing of now."""
_EPOCH = 2_208_988_800
"""Seconds from 1900, where NTP begins, to 1970."""
_ASK = bytes([0x23]) + bytes(47)
"""Version 4, a client."""
_LISTENS = 3.0


class NoAnswer(Exception):
    """The time server said nothing that is a time."""


def off_by(server: str) -> float:
    """Seconds that this machine is ahead of that server; raises `NoAnswer` (SNTP, RFC 4330)."""
    host, _colon, port = server.partition(":")
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.settimeout(_LISTENS)
            sent, began = now().timestamp(), time.monotonic()
            line.sendto(_ASK, (host, int(port or 123)))
            answer = line.recv(512)
            took = time.monotonic() - began
    except (OSError, ValueError) as wrong:
        raise NoAnswer(str(wrong)) from None
    if len(answer) < len(_ASK) or not 0 < answer[1] < 16:
        raise NoAnswer("no time")
    whole, part = struct.unpack("!II", answer[40:48])
    return sent + took / 2 - (whole - _EPOCH + part / 2**32)


def is_off(seconds: float) -> bool:
    return abs(seconds) > MOST


def off_words(seconds: float, server: str) -> str:
    """For whoever looks after the machine; official, so always Vietnamese."""
    which = "nhanh" if seconds > 0 else "chậm"
    words = f"{which} {abs(seconds):.1f} giây so với {server}"
    return f"{words}: hãy bật chrony hoặc systemd-timesyncd" if is_off(seconds) else words


@rota.every(5, JOB)
def watch() -> dict[str, float]:
    """What the round found stays in its job; nothing where no time server is named."""
    if not office().ntp_server:
        return {}
    try:
        off = off_by(office().ntp_server)
    except NoAnswer as none:
        log.warning("the time server does not answer", server=office().ntp_server, why=str(none))
        return {}
    if is_off(off):
        log.error("the clock of this machine is off", seconds=round(off, 1))
    return {"off": round(off, 3)}


def last_found() -> float | None:
    """How far off it was when it was last looked at; None where nobody knows."""
    done = select(jobs.Job.result).where(
        jobs.Job.kind == JOB, jobs.Job.state == jobs.DONE, jobs.Job.created_at > now() - FRESH
    )
    found = db.session.scalar(done.order_by(jobs.Job.id.desc()).limit(1))
    return found.get("off") if found else None

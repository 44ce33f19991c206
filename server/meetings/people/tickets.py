"""The code that turns on the wall: who reads it there is in the room (DOMAIN §10.6).

It is made from the office's secret, the meeting and the time in steps of twenty seconds; the step
before is still taken, for a telephone is slow. Nothing of it is stored.
"""

import base64
import datetime as dt
import hmac

import segno
from flask import current_app

STEP = 20
"""Seconds that a code is shown."""

KEPT = dt.timedelta(minutes=5)
"""How long a telephone may take from the code to the button."""


def code(meeting_id: int, moment: dt.datetime, back: int = 0) -> str:
    """The code of a meeting at a moment, or of a step before it."""
    step = int(moment.timestamp()) // STEP - back
    secret = str(current_app.config["SECRET_KEY"]).encode()
    made = hmac.digest(secret, f"here {meeting_id} {step}".encode(), "sha256")
    return base64.b32encode(made[:10]).decode().lower()


def fits(meeting_id: int, given: str, moment: dt.datetime) -> bool:
    """Whether the code is that of now, or of the step before."""
    tries = [code(meeting_id, moment, back) for back in (0, 1)]
    return any(hmac.compare_digest(one.encode(), given.encode()) for one in tries)


def picture(link: str) -> str:
    """The code as a QR picture that leads a telephone to signing in."""
    return str(segno.make(link, error="m").svg_data_uri(scale=10, border=2, dark="#14213d"))


def keepsake(meeting_id: int, moment: dt.datetime) -> str:
    """What a telephone carries from the code to the button: there may be a sign-in in between."""
    until = int((moment + KEPT).timestamp())
    return f"{meeting_id}.{until}.{_mark(meeting_id, until)}"


def carries(meeting_id: int, said: str, moment: dt.datetime) -> bool:
    """Whether this telephone read the code of this meeting a short while ago."""
    known, _, rest = said.partition(".")
    until, _, mark = rest.partition(".")
    if known != str(meeting_id) or not until.isdecimal() or int(until) < moment.timestamp():
        return False
    return hmac.compare_digest(mark.encode(), _mark(meeting_id, int(until)).encode())


def _mark(meeting_id: int, until: int) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"came {meeting_id} {until}".encode(), "sha256").hex()

"""The line to a gateway of short messages: one message asked for, one answer (docs/settings.md)."""

import http.client
import json
import urllib.error
import urllib.request

from server.office import office
from signing.asking import STRAIGHT, passes
from workflows import Refused

PATIENCE = 10.0
"""Seconds for one answer."""


def hand(call_id: int, telephone: str, words: str) -> None:
    """Hand one message over, or raise `line_down` (to try again) or `line_refused` (for good).

    The gateway knows a message that comes twice by its `id`.
    """
    body = {"id": f"{office().host}-{call_id}", "to": telephone, "text": words}
    head = {"Content-Type": "application/json; charset=utf-8"}
    if office().sms_token:
        head["Authorization"] = f"Bearer {office().sms_token}"
    said = json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(office().sms_url, said, head)  # noqa: S310
    try:
        STRAIGHT.open(request, timeout=PATIENCE).close()
    except urllib.error.HTTPError as no:
        no.close()
        reason = "line_down" if passes(no.code) else "line_refused"
        raise Refused(reason, why=f"HTTP {no.code}") from None
    except (OSError, http.client.HTTPException) as wrong:
        raise Refused("line_down", why=type(wrong).__name__) from None

"""One question to a service outside (time stamps, OCSP, CRL), within limits of time and size."""

import http.client
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

EACH = 5.0
"""Seconds for one answer, from the first byte asked to the last one given."""

ALL = 12.0
"""Seconds for one stamp with its chain, or for the answers about one set of certificates."""

MOST = 8 << 20
"""Bytes of an answer: the longest lists of Vietnamese authorities have some hundred KB."""

REST = 30.0
"""Seconds for which a service that failed is not asked again: a batch does not wait for it at
each of its two hundred papers."""

_DOWN: dict[str, tuple[float, str]] = {}


class Unreachable(Exception):
    """There is no answer: `reason` is `slow`, `down`, `refused`, `huge` or `garbled`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Line:
    """What one stamp, or one set of certificates, may spend on asking."""

    until: float = field(default_factory=lambda: time.monotonic() + ALL)

    def ask(self, url: str, body: bytes | None = None, head: dict[str, str] | None = None) -> bytes:
        """The whole answer to a GET, or to a POST of `body`; raises `Unreachable`."""
        if urlsplit(url).scheme not in {"http", "https"}:
            raise Unreachable("refused")
        now = time.monotonic()
        until, why = _DOWN.get(url, (0.0, ""))
        if now < until:
            raise Unreachable(why)
        try:
            request = urllib.request.Request(url, body, head or {})
            return _within(min(EACH, self.until - now), request)
        except Unreachable as failed:
            _DOWN[url] = now + REST, failed.reason
            raise


def forget_failures() -> None:
    """Ask again whoever failed just now."""
    _DOWN.clear()


AGAIN = {401, 403, 408, 409, 425, 429}
"""Noes of what a token, a pace, the same thing at work stand in the way of."""


def passes(status: int) -> bool:
    """Whether time or an administrator mends this no, a redirection, a fault over there; every
    other one is of what was sent, and for good."""
    return status in AGAIN or not 400 <= status < 500


class Stay(urllib.request.HTTPRedirectHandler):
    """An answer that sends us elsewhere is not followed: it would choose whom this server asks,
    and carry token and PIN there."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


STRAIGHT = urllib.request.build_opener(Stay)
"""Asks whom it was told to ask, and nobody else."""


def _within(seconds: float, request: urllib.request.Request) -> bytes:
    """The answer, or `slow`; names that do not resolve and headers that drip are slow too.

    A thread that waits in vain ends with the patience of its socket, or with its process.
    """
    outcome: list[bytes | Unreachable] = []
    asking = threading.Thread(target=lambda: outcome.append(_outcome(seconds, request)))
    asking.daemon = True
    asking.start()
    asking.join(max(0.0, seconds))
    if not outcome:
        raise Unreachable("slow")
    if isinstance(outcome[0], Unreachable):
        raise outcome[0]
    return outcome[0]


def _outcome(seconds: float, request: urllib.request.Request) -> bytes | Unreachable:
    try:
        with STRAIGHT.open(request, timeout=max(0.01, seconds)) as answer:
            found: bytes = answer.read(MOST + 1)
    except TimeoutError:
        return Unreachable("slow")
    except urllib.error.HTTPError as no:
        no.close()
        return Unreachable("down" if no.code >= 500 else "refused")
    except urllib.error.URLError as failed:
        return Unreachable("slow" if isinstance(failed.reason, TimeoutError) else "down")
    except (OSError, ValueError, http.client.HTTPException):
        return Unreachable("garbled")
    return found if len(found) <= MOST else Unreachable("huge")

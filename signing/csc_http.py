"""One call to a remote signing service, and every way in which it may fail."""

import http.client
import json
import time
import urllib.error
import urllib.request
from typing import Any

from signing.asking import STRAIGHT
from signing.cabinet import SealFailed

PATIENCE = 8.0
"""Seconds for one answer, from the first byte to the last: a signature asks three times, and the
paper is held half a minute."""
_MOST = 1 << 20


class TokenEnded(Exception):
    """401: the access token is no good any more."""


class Refusal(Exception):
    """A no in the service's own words: `error` is its code."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def sent(url: str, body: bytes, head: dict[str, str]) -> dict[str, Any]:
    """The answer to one POST. Raises `TokenEnded`, `Refusal`, or `SealFailed` with its reason."""
    try:
        return _exchange(urllib.request.Request(url, body, head, method="POST"))
    except TimeoutError:
        raise SealFailed("service_slow") from None
    except urllib.error.URLError as failed:
        slow = isinstance(failed.reason, TimeoutError)
        raise SealFailed("service_slow" if slow else "service_unreachable") from None
    except (OSError, http.client.HTTPException):
        raise SealFailed("service_garbled") from None


def _exchange(request: urllib.request.Request) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    try:
        with STRAIGHT.open(request, timeout=PATIENCE) as answer:
            return _read(answer, end)
    except urllib.error.HTTPError as no:
        with no:
            raise _no(no, end) from None


def _no(answer: urllib.error.HTTPError, end: float) -> Exception:
    if answer.code >= 500 or 300 <= answer.code < 400:
        return SealFailed("service_down")
    if answer.code == 401:
        return TokenEnded()
    if answer.code == 403:
        return Refusal("access_denied")
    return Refusal(str(_read(answer, end).get("error", "")))


def _read(answer: Any, end: float) -> dict[str, Any]:
    """One JSON object, whole before the end; a service that drips is a slow one."""
    parts, size = [], 0
    while part := answer.read1(1 << 16):
        parts.append(part)
        size += len(part)
        if time.monotonic() > end:
            raise TimeoutError
        if size > _MOST:
            raise SealFailed("service_garbled")
    try:
        told = json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        raise SealFailed("service_garbled") from None
    if not isinstance(told, dict):
        raise SealFailed("service_garbled")
    return told

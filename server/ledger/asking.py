"""How a witness is asked: in its folder beside this office, or over HTTP in its own."""

import urllib.error
import urllib.request
from pathlib import Path

from server.audit.models import LedgerWitness
from server.clock import now
from server.office import office
from signing.asking import STRAIGHT
from signing.witnessing import Asked, Witness, WitnessRefused

FOLDER = "witness"
"""In the home, and in no backup: what a witness saw is never put back to an earlier day."""

PATIENCE = 10.0
MOST = 16 * 1024
"""Bytes of an answer: one line is a hundred."""

STATUSES = {400: "malformed", 403: "not_signed", 404: "unknown_log", 422: "contradiction"}
"""What a witness of another house means (C2SP tlog-witness); 409 says a size."""


def folder() -> Path:
    """Where the witnesses of this installation keep what they saw: never in the log's database."""
    return office().home / FOLDER


def here() -> dict[str, Witness]:
    """The witnesses that sit in this installation, by their names."""
    found = (Witness(one.parent) for one in sorted(folder().glob("*/witness.pub")))
    return {one.key.name: one for one in found}


def found_here(code: str) -> Witness:
    """An agency of this installation becomes a witness; its key is made on first call."""
    return Witness.founded(folder() / code, f"{office().host}/nhan-chung/{code}")


def put(row: LedgerWitness, asked: Asked) -> str:
    """The witness's line; `WitnessRefused` where it will not, `OSError` where it is not there."""
    if row.url:
        return _over_http(row.url, asked)
    witness = here().get(row.name)
    if witness is None:
        raise FileNotFoundError(row.name)
    return witness.countersign(asked, int(now().timestamp()))


def _over_http(url: str, asked: Asked) -> str:
    request = urllib.request.Request(  # noqa: S310 - an address that the administrator wrote
        f"{url.rstrip('/')}/add-checkpoint",
        data=str(asked).encode(),
        headers={"Content-Type": "text/plain; charset=utf-8"},
    )
    try:
        with STRAIGHT.open(request, timeout=PATIENCE) as answer:
            return str(answer.read(MOST).decode("utf-8", "replace"))
    except urllib.error.HTTPError as no:
        raise _refusal(no.code, no.read(100).decode("utf-8", "replace").strip()) from None


def _refusal(status: int, said: str) -> Exception:
    if status == 409:
        size = int(said) if said.isascii() and said.isdecimal() else 0
        return WitnessRefused("other_size" if size else "other_root", size)
    if status in STATUSES:
        return WitnessRefused(STATUSES[status])
    return OSError(f"HTTP {status}")

"""The lines to agencies of other systems: which line reaches whom, and a letter handed over (§8.5).

`CONGSO_GATEWAYS` names them: an organ id, or its beginning and a star, and an address. The same
envelope handed over twice is one envelope there: by its digest in a folder, by the repeated key
and by what it says at another server (§8.6).
"""

import hashlib
import http.client
import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from server.clock import now
from server.documents.delivery.on_paper import gateway_of
from server.exchange.talking import asking
from server.exchange.why import (
    NO_FOLDER,
    NO_KEY,
    NO_WORDS,
    OURS,
    OWN_UNREAD,
    is_of_our_certificate,
    why_down,
    why_no,
    why_not_laid,
)
from server.files import Body, lay_down
from server.office import office
from signing import signed
from signing.asking import passes
from workflows import Refused
from workflows.dispatch import AXIS_ANSWERS, Outcome, outcome_of

NO_LINE = "Chưa cấu hình kết nối tới nơi nhận ngoài hệ thống."
"""What stands beside a letter that no line reaches."""

DOOR = "/api/v1/gateway/edxml"
PATIENCE = 20.0
"""Seconds for one answer, and one more for so many bytes of the envelope: the sweep has other
letters, and 200 MB of files are read there for as long as half a minute."""
PACE = 4 << 20

CODES = ("errorCode", "ErrorCode", "error_code", "code")
"""Where gateways say their error code [OSS]."""

OUT, IN = "di", "den"
"""Inside a folder: what we lay down for others, what others lay down for us."""

OWN_KEY = "exchange.key"

_MOST = 1 << 16


class Line(Protocol):
    """Takes an envelope, or raises `Refused`: `line_down` to try again, `line_refused` for good."""

    def hand(self, envelope: Body) -> None: ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Envelopes lie in a folder that another program empties."""

    place: Path

    def hand(self, envelope: Body) -> None:
        name = f"{hashlib.sha256(envelope).hexdigest()}.edxml"
        if not self.place.is_dir():  # what is not mounted is not made: nobody would empty it
            raise Refused("line_down", "To", why=NO_FOLDER)
        try:
            lay_down(self.place / OUT / name, envelope)
        except OSError as wrong:
            raise Refused("line_down", "To", why=why_not_laid(wrong)) from None


@dataclass(frozen=True, slots=True)
class Server:
    """Another server's gateway, the token it gave us, and our certificate where it wants one.

    Without a token each request, each try of it too, is signed by our own key (`signing.requests`).
    """

    address: str
    token: str = ""
    certificate: Path | None = None

    def hand(self, envelope: Body) -> None:
        head = {
            "Content-Type": "application/xml",
            "Idempotency-Key": hashlib.sha256(envelope).hexdigest(),
        }
        head |= self._who_we_are(head, envelope)
        patience = PATIENCE + len(envelope) / PACE
        try:
            with memoryview(envelope) as sent:
                self._ask(sent, head, patience)
        except urllib.error.HTTPError as no:
            with no:
                raise _no(no.code, no.read(_MOST)) from None
        except (OSError, http.client.HTTPException) as wrong:
            raise Refused("line_down", "To", why=why_down(wrong)) from None

    def _ask(self, sent: memoryview, head: Mapping[str, str], patience: float) -> None:
        request = urllib.request.Request(self.address + DOOR, sent, {**head}, method="POST")
        opener = _opener(self.certificate, _as_laid(self.certificate))
        with opener.open(request, timeout=patience) as answer:
            _hear_code(answer.read(_MOST))

    def _who_we_are(self, head: Mapping[str, str], envelope: Body) -> dict[str, str]:
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if not own_key().exists():
            raise Refused("line_down", "To", why=NO_KEY)
        where = urlsplit(self.address + DOOR)
        usual = {"http": ":80", "https": ":443"}[where.scheme]
        asked = {
            "@method": "POST",
            "@authority": where.netloc.lower().removesuffix(usual),
            "@path": where.path,
            "@query": "?",
            **{name.lower(): value for name, value in head.items()},
        }
        return signed(own_key(), asked, envelope, int(now().timestamp()))


def own_key() -> Path:
    """Where this server's key lies that it signs such requests with."""
    return office().cabinet.keys / OWN_KEY


def next_key() -> Path:
    """Where the one waits that neighbours may enter before it signs."""
    return office().cabinet.keys / "exchange-next.key"


def line_to(organ_id: str) -> Line | None:
    """The line that reaches this agency: its own, or that of the longest beginning; None: none."""
    key = gateway_of(organ_id)
    return None if key is None else _line(office().gateways[key], office().gateway_certificate)


def folders() -> list[Path]:
    """The folders that others may lay envelopes into."""
    return list(filter(None, map(folder_of, dict.fromkeys(office().gateways.values()))))


def folder_of(address: str) -> Path | None:
    """The folder that an address names; None where it names a server."""
    line = _line(address, None)
    return line.place if isinstance(line, Folder) else None


def is_signed_line(address: str) -> bool:
    """A server that gave us no token knows us by our signature."""
    line = _line(address, None)
    return isinstance(line, Server) and not line.token


@cache
def _line(address: str, certificate: Path | None) -> Folder | Server:
    where = urlsplit(address)
    if where.scheme == "folder":
        return Folder(Path(where.path))
    plain = where._replace(netloc=where.netloc.rpartition("@")[2]).geturl()
    return Server(plain.rstrip("/"), where.username or "", certificate)


def _as_laid(certificate: Path | None) -> tuple[float, ...]:
    """When our certificate, and those that we believe, came to lie where they do: what is mended
    there counts from the next try on, and nobody starts an office anew for it."""
    believed = ssl.get_default_verify_paths()
    named = [certificate, *map(Path, filter(None, (believed.cafile, believed.capath)))]
    return tuple(one.stat().st_mtime for one in named if one is not None and one.exists())


@lru_cache(8)
def _opener(certificate: Path | None, _laid: tuple[float, ...]) -> urllib.request.OpenerDirector:
    """Names itself by our certificate where there is one (mutual TLS); follows nobody elsewhere."""
    context = ssl.create_default_context()
    if certificate is not None:
        try:
            context.load_cert_chain(certificate)
        except OSError:
            raise Refused("line_down", "To", why=OWN_UNREAD) from None
    return asking(context)


def _hear_code(body: bytes) -> None:
    """An axis says 200 and its error code in the body (§8.5): the code counts."""
    code = _code_of(_said(body))
    if code:
        raise _no_by_code(code)


def _no_by_code(code: int) -> Refused:
    known = AXIS_ANSWERS.get(code)
    reason = "line_down" if outcome_of(code) is Outcome.LATER else "line_refused"
    return Refused(reason, "To", why=f"{known.word} ({code})" if known else str(code))


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _code_of(said: Mapping[str, Any]) -> int | None:
    """Under whichever of its names; a word, as our own server says it, is none."""
    given = next((str(said[name]) for name in CODES if said.get(name) is not None), "")
    return int(given) if re.fullmatch(r"\d{1,2}", given) else None


def _no(status: int, body: bytes) -> Refused:
    """By the axis' error code; else in the other server's own words, where it has some."""
    said = _said(body)
    code = _code_of(said)
    if code:
        return _no_by_code(code)
    if is_of_our_certificate(status, body):
        return Refused("line_down", "To", why=f"{OURS}, mã {status}")
    told = "" if said.get("code") == NO_WORDS else said.get("detail") or said.get("title")
    why = str(told or why_no(status))[:200]
    if passes(status):
        return Refused("line_down", "To", why=f"nơi nhận báo: {why.rstrip('.')}" if told else why)
    return Refused("line_refused", "To", why=why)

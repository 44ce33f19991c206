"""An electronic copy is signed by the agency, in the pool, while no act is open (template 3.2).

The key opens here by a PIN, or lies on the clerk's own machine: then the copy is made ready, kept
beside a claim of its own, and put together when the answer comes. The paper itself stays as it is
and is held for nobody: two hands that copy at one moment make two copies, each with its number.
"""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from server import pool, press, press_away
from server.clock import local, now
from server.database import db, transaction
from server.documents.outgoing.signatures.signature_rows import Beside, row_beside
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.lasting import level_of, stands
from server.papers.models import Paper
from server.signatures import claims, elsewhere
from server.signatures.elsewhere import Answer, Asked, in_the_pool, require_elsewhere
from server.signatures.keys import Key, key_of
from server.signatures.pins import refuse, require_pin
from signing import SEAL, SealFailed
from workflows import Refused
from workflows.copies import CopyForm, mark

PATIENCE = claims.LEASE.total_seconds()


@dataclass(frozen=True, slots=True)
class Page:
    """What is sealed: the pages, their size, and the digest of what they were taken from."""

    pdf: bytes
    size: tuple[float, float]
    source: str


@dataclass(frozen=True, slots=True)
class Order:
    """A copy that was asked for: by whom, of which paper, in which form, with which key.

    `said` is everything else that was filled in; `page` makes the pages, which takes seconds.
    """

    actor: Actor
    paper: Paper
    form: CopyForm
    key: Key
    said: tuple[object, ...]
    page: Callable[[], Page]

    @property
    def place(self) -> str:
        """Of the copy, not of its paper: that is nobody's meanwhile."""
        return f"{self.paper.workflow.name}/{self.paper.id}/copy"

    @property
    def digest(self) -> str:
        """By this an answer is known to be for what the form says now, of the paper as it is."""
        whole = (self.place, self.paper.version, str(self.form), self.said)
        return hashlib.sha256(repr(whole).encode()).hexdigest()

    @property
    def corner(self) -> str:
        moment = local(now()).isoformat(timespec="seconds")
        return mark(self.form, self.key.owner.name, moment)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A copy that was signed and is on the disk, before a row names it."""

    sha256: str
    source: str
    is_sound: bool
    level: str
    read: dict[str, Any]
    held: claims.Claim | None = None

    def record(self) -> None:
        """An answer counts once: its claim is closed by the act that enters the copy; a step."""
        if self.held:
            claims.finish(self.held, self.sha256)

    def write_down(self, actor: Actor, paper: Paper, what: str) -> None:
        """Its row in the signature log, by the copy's number alone; a step."""
        key = key_of(db.session.get_one(Agency, paper.agency_id))
        about = f"{paper.workflow.name}/{paper.id}"
        made = _Made(self.source, self.sha256, self.read)
        beside = Beside(about, what, paper.agency_id)
        db.session.add(row_beside(actor, beside, _Mark(SEAL, "seal", "", key), made))


class _Mark(NamedTuple):
    field: str
    kind: str
    capacity: str
    key: Key


class _Made(NamedTuple):
    before: str
    after: str
    read: dict[str, Any]


def seal(order: Order, pin: str | None, answer: str) -> Sealed:
    """Form, agency and this moment in the corner, and the signature that shows no picture."""
    return _by_answer(order, Answer.read(answer)) if answer else _by_pin(order, pin or "")


def _by_pin(order: Order, pin: str) -> Sealed:
    """Nothing is claimed: a copy that fails here was never made."""
    key = order.key
    require_pin(order.actor, key, pin)
    page = order.page()
    impression = press.Impression(key.address, pin, claims.stamps_for_a_copy(), key.owner)
    call = partial(press.seal_copy, page.pdf, page.size, order.corner, impression=impression)
    try:
        pdf, read = pool.submit(partial(call, cabinet=office().cabinet), timeout=PATIENCE)
    except SealFailed as failure:
        refuse(order.actor, key, failure)
    except (TimeoutError, BrokenProcessPool):
        raise Refused("took_too_long") from None
    return _sealed(pdf, read, page.source)


def _sealed(
    pdf: bytes, read: dict[str, Any], source: str, held: claims.Claim | None = None
) -> Sealed:
    return Sealed(store().keep(pdf), source, stands(read), level_of(read), read, held)


def begin(order: Order, mechanism: str) -> Asked:
    """Phase 1, for a key on the clerk's machine: the copy lacks nothing but the signature."""
    key = order.key
    require_elsewhere(order.actor, key)
    page = order.page()
    away = press_away.Away(key.certificate, mechanism, key.owner, b"")
    call = partial(press_away.begin_copy, page.pdf, page.size, order.corner, away)
    kept, signed = in_the_pool(None, PATIENCE, partial(call, elsewhere.cabinet()))
    place = (order.place, SEAL, hashlib.sha256(kept).hexdigest())
    with transaction():
        held = claims.claim(place, order.actor.person_id, 2, claims.ELSEWHERE)
    said = {"asked": order.digest, "source": page.source, "serials": held.serials}
    claims.keep(held, json.dumps(said | {"kept": kept.decode()}).encode())
    handed, own = elsewhere.handed_out(held), key.owner.certificate
    return Asked(handed, mechanism, own, (signed,), elsewhere.until())


def _by_answer(order: Order, answer: Answer) -> Sealed:
    """Phase 2: only for what was made ready from this very form."""
    person_id = order.actor.person_id
    said = json.loads(claims.kept(answer.which, person_id, order.place))
    if said["asked"] != order.digest:
        raise Refused("answer_too_late", "answer")
    if len(answer.signatures) != 1:
        raise Refused("answer_malformed", "answer")
    held = claims.Claim(*answer.which, tuple(said["serials"]))
    work = [(said["kept"].encode(), answer.signatures[0], held.serials)]
    call = partial(press_away.end, work, order.key.owner, elsewhere.cabinet())
    ((pdf, read),) = in_the_pool(held, PATIENCE, call)
    return _sealed(pdf, read, said["source"], held)

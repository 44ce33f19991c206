"""The work of a batch: what is done once for some papers, so that a hundred take seconds.

Some are claimed under one commit, the children put the marks on all of them, and those are recorded
under one commit, while the children have the next (SIGNING §9). Each paper goes through the very
services that its own page calls, in acts of its own: one that will not do stops no other. The PIN
was proven when the batch began; it is an argument until the last paper.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from server.at_once import Say
from server.courtesy import stand_aside
from server.database import db, together
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import signing
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, claim
from server.jobs import Payload
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.signatures import attempts, claims
from server.signatures.pins import refuse_locked
from workflows import Refused

TOGETHER = 8
"""Papers under one commit: whoever else writes waits no longer than a tenth of a second, or two
while pages are made without a pause (`courtesy.MOST`)."""

AHEAD = 5.0
"""Seconds that a group may take: two of them lie in the cabinet, and must be out of it long before
their claims end, however slow the key is."""

PAUSE = 0.2
"""Seconds between two words about how far a batch is: each is a commit, and names every paper."""

_WITH = (
    OutgoingDocument.agency,
    OutgoingDocument.signer,
    OutgoingDocument.signer_post,
    OutgoingDocument.unit,
    OutgoingDocument.versions,
    OutgoingDocument.sign_offs,
    OutgoingDocument.signatures_made,
)

log = structlog.get_logger()


Begin = Callable[[Ref], tuple[Ref, Mark] | None]
"""Brings a paper up to its mark and names it; None where it wants none."""


class Key(Protocol):
    """How the marks are made: a claim on a paper, and the mark that is put on it.

    `over`: how a paper is brought up to its mark where this key makes it.
    """

    def over(self, actor: Actor, begin: Begin, /) -> Begin: ...

    def take(self, actor: Actor, ref: Ref, mark: Mark, /) -> Taken: ...

    def put(self, taken: Taken, mark: Mark) -> Made: ...


@dataclass(frozen=True, slots=True)
class ByPin:
    """The key opens here: by the PIN that was proven when the batch began."""

    pin: str

    def over(self, _actor: Actor, begin: Begin) -> Begin:
        return begin

    def take(self, actor: Actor, ref: Ref, mark: Mark) -> Taken:
        refuse_locked(actor, mark.key.address)
        return claim(actor, ref, mark)

    def put(self, taken: Taken, mark: Mark) -> Made:
        return signing.put_down(taken, mark, self.pin)


@dataclass(frozen=True, slots=True)
class Batch:
    """Whose it is, which step, and a row for each paper; `after` takes a paper on from its mark."""

    actor: Actor
    act: str
    key: Key
    begin: Begin
    after: Callable[[OutgoingDocument], OutgoingDocument]
    rows: dict[int, Payload]


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper that lies in the cabinet, and the promise of its mark."""

    mark: Mark
    taken: Taken
    made: Future[Made]


def work(batch: Batch, refs: Sequence[Ref], say: Say) -> None:
    """All of them, until another hand has the job: it gives back what has no mark yet.

    The first is brought back alone: a key far away may tell only then that the PIN is wrong, and
    is not asked again with it.
    """
    said, ahead = time.monotonic(), list[Begun]()
    with ThreadPoolExecutor(2 * TOGETHER) as hands:
        for n, group in enumerate(_groups(refs)):
            begun = _handed_out(batch, group, hands)
            _brought_back(batch, ahead if n else begun)
            ahead = begun if n else []
            if wrong := _wrong_pin(batch):
                _give_back(batch, wrong)
                break
            if time.monotonic() < said + PAUSE:
                continue
            said = time.monotonic()
            if not say(_percent(batch), as_result(batch.rows)):
                break
        else:
            _brought_back(batch, ahead)
            return
    _release(ahead)


def _groups(refs: Sequence[Ref]) -> Iterator[Sequence[Ref]]:
    """One, then twice as many as before, as long as that goes quickly."""
    size, at = 1, 0
    while at < len(refs):
        began = time.monotonic()
        yield refs[at : at + size]
        at += size
        fit = int(size * AHEAD / max(time.monotonic() - began, 0.001))
        size = max(1, min(2 * size, fit, TOGETHER))


def _handed_out(batch: Batch, group: Sequence[Ref], hands: ThreadPoolExecutor) -> list[Begun]:
    claimed, ended = list[tuple[Mark, Taken]](), dict[int, Payload]()
    with together(), at_hand(ref.id for ref in group):
        for ref in group:
            stand_aside()
            with told(batch.actor, batch.act, ref.id, ended):
                wanted = batch.begin(ref)
                if wanted is None:
                    ended[ref.id] = row(ref.id, done=True, state=_state(batch.actor, ref.id))
                    continue
                seen, mark = wanted
                claimed.append((mark, batch.key.take(batch.actor, seen, mark)))
    batch.rows.update(ended)
    return [Begun(mark, taken, hands.submit(batch.key.put, taken, mark)) for mark, taken in claimed]


def _brought_back(batch: Batch, begun: Sequence[Begun]) -> None:
    """No transaction is open while the children are waited for."""
    wait([one.made for one in begun])
    ended = dict[int, Payload]()
    with together(), at_hand(one.taken.ref.id for one in begun):
        for one in begun:
            stand_aside()
            paper_id = one.taken.ref.id
            with told(batch.actor, batch.act, paper_id, ended):
                made = one.made.result
                paper = batch.after(
                    signing.bring_back(signing.OUTGOING, batch.actor, one.mark, one.taken, made)
                )
                ended[paper_id] = row(paper_id, done=True, state=str(paper.state))
    batch.rows.update(ended)


@contextmanager
def at_hand(ids: Iterable[int]) -> Iterator[None]:
    """Read once for all of them; whether somebody may, each act still asks for its own paper."""
    found = select(OutgoingDocument).where(OutgoingDocument.id.in_(ids))
    papers = db.session.scalars(found.options(*(selectinload(one) for one in _WITH))).all()
    yield
    del papers


def _release(begun: Sequence[Begun]) -> None:
    for one in begun:
        claims.release(one.taken.held)


def _wrong_pin(batch: Batch) -> Payload | None:
    told = (one for one in batch.rows.values() if one["code"] in ("wrong_pin", "pin_locked"))
    return next(told, None)


def _give_back(batch: Batch, wrong: Payload) -> None:
    """It is wrong for all of them."""
    why = {"code": wrong["code"], "said": wrong["said"]}
    for n, one in batch.rows.items():
        if one["code"] == "waiting":
            batch.rows[n] = row(n, state=_state(batch.actor, n), **why)


@contextmanager
def told(actor: Actor, act: str, paper_id: int, ended: dict[int, Payload]) -> Iterator[None]:
    """What became of one paper; a fault of ours is logged, and stops no other. A no that an auditor
    asks for is kept, as it is at the step itself (RP-04)."""
    try:
        yield
        return
    except Refused as no:
        why, said = no.reason, no.said
        attempts.keep(actor, why, act, ("outgoing", paper_id), _state(actor, paper_id))
    except StaleDataError:
        why, said = "stale", {}
    except Exception:
        log.exception("a document of a batch", paper=paper_id)
        why, said = "broke_off", {}
    ended[paper_id] = row(paper_id, state=_state(actor, paper_id), code=why, said=said)


def _state(actor: Actor, paper_id: int) -> str | None:
    """Where it stands now, for whoever may read it."""
    try:
        return str(find(OutgoingDocument, actor, paper_id).state)
    except Refused:
        return None


def _percent(batch: Batch) -> int:
    waiting = sum(one["code"] == "waiting" for one in batch.rows.values())
    return 100 * (len(batch.rows) - waiting) // len(batch.rows)


def row(paper_id: int, *, done: bool = False, state: str | None = None, **why: object) -> Payload:
    return {"id": paper_id, "done": done, "state": state, "code": "", "said": {}} | why


def as_result(rows: dict[int, Payload]) -> Payload:
    return {"items": list(rows.values())}

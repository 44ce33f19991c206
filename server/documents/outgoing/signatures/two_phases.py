"""The same two signatures by a key on the signer's own machine: claim, wait for a person, record.

Phase 1 keeps everything but the signature value beside the claim, as bytes, and hands out what is
to be signed. The agent on that machine signs it (docs/agent.md). Phase 2 may be another process:
it holds the value against the registered certificate, puts it in, and records as always. Who does
not come back leaves a claim that ends by itself (DESIGN §5.6).
"""

import json
from functools import partial
from typing import Any

from server import pool, press_away
from server.documents.outgoing.signatures.marking import Annex, Made, Mark, Taken, Way
from server.documents.outgoing.signatures.signing import bring_down
from server.files import store
from server.org.actor import Actor
from server.papers.services import Ref
from server.signatures import claims, elsewhere
from server.signatures.elsewhere import Answer, Asked, or_give_back, require_elsewhere
from server.signatures.pins import require_pin
from workflows import Refused

Ready = list[tuple[bytes, bytes]]
"""Of each file what is kept, and what the key signs."""


def by_key(  # noqa: PLR0913 - a signature's whole question
    way: Way, actor: Actor, ref: Ref, step: str, *, pin: str | None, answer: str
) -> Any:
    """By a key that is opened here, or by the answer of an agent on the signer's own machine."""
    if answer:
        return end(way, actor, ref, step, answer)
    mark = way.ready[step](actor, ref)
    require_pin(actor, mark.key, pin or "")
    return bring_down(way, actor, ref, mark, pin or "")


def begin(way: Way, actor: Actor, ref: Ref, step: str, mechanism: str) -> Asked:
    """Phase 1: claim the paper for minutes, and make it ready."""
    mark = way.ready[step](actor, ref)
    require_elsewhere(actor, mark.key)
    taken = way.claim(actor, ref, mark, claims.ELSEWHERE)
    ready = or_give_back(taken.held, partial(made_ready, way, mark, taken, mechanism))
    keep(taken, ready)
    own = mark.key.owner.certificate
    claim, attributes = elsewhere.handed_out(taken.held), tuple(signed for _, signed in ready)
    return Asked(claim, mechanism, own, attributes, elsewhere.until())


def made_ready(way: Way, mark: Mark, taken: Taken, mechanism: str) -> Ready:
    """The paper and the files beside it, each lacking one signature value; no row is asked."""
    away = press_away.Away(mark.key.certificate, mechanism, mark.key.owner, mark.ink)
    wanted = press_away.Wanted(mark.field, mark.kind == "seal", taken.printed, taken.said)
    files = [store().fetch(sha256) for sha256 in (taken.before, *(s for s, _ in taken.annexes))]
    call = partial(press_away.begin, files, away, wanted, elsewhere.cabinet())
    return pool.submit(call, timeout=way.patience)


def keep(taken: Taken, ready: Ready) -> None:
    claims.keep(taken.held, _packed(taken, [kept for kept, _ in ready]))


def end(way: Way, actor: Actor, ref: Ref, step: str, answer: str) -> Any:
    """Phase 2: put the signatures in and take the step; a late or foreign one changes nothing."""
    mark, said = way.ready[step](actor, ref), Answer.read(answer)
    taken, kept = taken_up(way, actor, ref, said.which)
    put = partial(put_in, way, mark, taken, kept, said.signatures)
    made = or_give_back(taken.held, put)
    return way.record(actor, taken.ref, mark, made)


def taken_up(way: Way, actor: Actor, ref: Ref, which: tuple[int, str]) -> tuple[Taken, list[bytes]]:
    """What phase 1 kept for this signer and this paper under that claim."""
    return _unpacked(which, claims.kept(which, actor.person_id, f"{way.kind}/{ref.id}"), ref)


def put_in(
    way: Way, mark: Mark, taken: Taken, kept: list[bytes], values: tuple[bytes, ...]
) -> Made:
    """Each value in its file, and the file on the disk; no row is asked or written."""
    if len(kept) != len(values):
        raise Refused("answer_malformed", "answer")
    work = list(zip(kept, values, _serials(mark, taken), strict=True))
    call = partial(press_away.end, work, mark.key.owner, elsewhere.cabinet())
    (signed, read), *beside = pool.submit(call, timeout=way.patience)
    annexes = [
        Annex(sha256, store().keep(pdf), pages, verdict)
        for (sha256, pages), (pdf, verdict) in zip(taken.annexes, beside, strict=True)
    ]
    return Made(taken.held, taken.before, store().keep(signed), read, annexes)


def _serials(mark: Mark, taken: Taken) -> list[tuple[int, ...]]:
    """Of each file its time stamps: the paper's first, two for every file beside it."""
    all_of_them, first = taken.held.serials, mark.stamps
    rest = range(first, len(all_of_them), 2)
    return [all_of_them[:first], *(all_of_them[at : at + 2] for at in rest)]


def _packed(taken: Taken, kept: list[bytes]) -> bytes:
    said = {
        "version": taken.ref.seen,
        "before": taken.before,
        "annexes": taken.annexes,
        "serials": taken.held.serials,
        "kept": [one.decode() for one in kept],
    }
    return json.dumps(said).encode()


def _unpacked(which: tuple[int, str], packed: bytes, ref: Ref) -> tuple[Taken, list[bytes]]:
    said = json.loads(packed)
    held = claims.Claim(*which, tuple(said["serials"]))
    annexes = [(sha256, pages) for sha256, pages in said["annexes"]]
    taken = Taken(Ref(ref.id, said["version"]), said["before"], ("", ""), held, annexes, "")
    return taken, [one.encode() for one in said["kept"]]

"""The same two signatures by a key on the signer's own machine: claim, wait for a person, record.

Phase 1 keeps everything but the signature value beside the claim, as bytes, and hands out what is
to be signed. The agent on that machine signs it (docs/agent.md). Phase 2 may be another process:
it holds the value against the registered certificate, puts it in, and records as always. Who does
not come back leaves a claim that ends by itself (DESIGN §5.6).
"""

import base64
import json
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from server import pool, press_away
from server.documents.outgoing.marking import Annex, Made, Mark, Taken, Way
from server.documents.outgoing.signing import PATIENCE
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.papers.services import Ref
from server.signatures import claims
from server.signatures.keys import AGENT, require_kind
from signing import SealFailed
from workflows import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """What the agent is asked to sign, and by when; `claim` is said again with its answer."""

    claim: str
    mechanism: str
    certificate: str
    attributes: tuple[bytes, ...]
    until: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the claim it is for, and a value for each file."""

    job_id: int
    token: str
    signatures: tuple[bytes, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises `answer_malformed`: it comes through a browser, from another program."""
        try:
            said = json.loads(text)
            job_id, token = said["claim"].split(".")
            values = tuple(base64.b64decode(one, validate=True) for one in said["signatures"])
            return cls(_small(int(job_id)), token, values)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise Refused("answer_malformed", "answer") from None


def _small(number: int) -> int:
    if not 0 < number < 2**63:
        raise ValueError(number)
    return number


def begin(way: Way, actor: Actor, ref: Ref, step: str, mechanism: str) -> Asked:
    """Phase 1: claim the paper for minutes, and make it ready."""
    mark = way.ready[step](actor, ref)
    require_kind(actor, mark.key)
    if mark.key.kind != AGENT:
        raise Refused("key_is_here", "answer")
    taken = way.claim(actor, ref, mark, claims.ELSEWHERE)
    away = press_away.Away(mark.key.certificate, mechanism, mark.key.owner, mark.ink)
    wanted = press_away.Wanted(mark.field, mark.kind == "seal", taken.printed, taken.said)
    files = [store().fetch(sha256) for sha256 in (taken.before, *(s for s, _ in taken.annexes))]
    made = _in_the_pool(taken.held, press_away.begin, files, away, wanted)
    claims.keep(taken.held, _packed(taken, [kept for kept, _ in made]))
    held, until = taken.held, (claims.now() + claims.ELSEWHERE).isoformat()
    attributes = tuple(signed for _, signed in made)
    own = mark.key.owner.certificate
    return Asked(f"{held.job_id}.{held.token}", mechanism, own, attributes, until)


def end(way: Way, actor: Actor, ref: Ref, step: str, answer: str) -> Any:
    """Phase 2: put the signatures in and take the step; a late or foreign one changes nothing."""
    mark, said = way.ready[step](actor, ref), Answer.read(answer)
    taken, kept = _unpacked(
        said, claims.kept((said.job_id, said.token), actor.person_id, f"{way.kind}/{ref.id}"), ref
    )
    if len(kept) != len(said.signatures):
        raise Refused("answer_malformed", "answer")
    work = list(zip(kept, said.signatures, _serials(mark, taken), strict=True))
    (signed, read), *beside = _in_the_pool(taken.held, press_away.end, work, mark.key.owner)
    annexes = [
        Annex(sha256, store().keep(pdf), pages, verdict)
        for (sha256, pages), (pdf, verdict) in zip(taken.annexes, beside, strict=True)
    ]
    made = Made(taken.held, taken.before, store().keep(signed), read, annexes)
    return way.record(actor, taken.ref, mark, made)


def give_back(way: Way, actor: Actor, paper_id: int, claimed: str) -> None:
    """The signer said no, or the agent was lost: the paper is free at once."""
    said = Answer.read(json.dumps({"claim": claimed, "signatures": []}))
    claims.kept((said.job_id, said.token), actor.person_id, f"{way.kind}/{paper_id}")
    claims.release(claims.Claim(said.job_id, said.token, ()))


def _serials(mark: Mark, taken: Taken) -> list[tuple[int, ...]]:
    """Of each file its time stamps: the paper's first, two for every file beside it."""
    all_of_them, first = taken.held.serials, mark.stamps
    rest = range(first, len(all_of_them), 2)
    return [all_of_them[:first], *(all_of_them[at : at + 2] for at in rest)]


def _in_the_pool(held: claims.Claim, call: Callable[..., Any], *args: Any) -> Any:
    try:
        return pool.submit(call, *args, office().cabinet, timeout=PATIENCE)
    except SealFailed as failure:
        _give_up(held, failure.reason)
    except (TimeoutError, BrokenProcessPool):
        _give_up(held, "took_too_long")


def _give_up(held: claims.Claim, reason: str) -> NoReturn:
    claims.release(held)
    raise Refused(reason, "answer") from None


def _packed(taken: Taken, kept: list[bytes]) -> bytes:
    said = {
        "version": taken.ref.seen,
        "before": taken.before,
        "annexes": taken.annexes,
        "serials": taken.held.serials,
        "kept": [one.decode() for one in kept],
    }
    return json.dumps(said).encode()


def _unpacked(answer: Answer, packed: bytes, ref: Ref) -> tuple[Taken, list[bytes]]:
    said = json.loads(packed)
    held = claims.Claim(answer.job_id, answer.token, tuple(said["serials"]))
    annexes = [(sha256, pages) for sha256, pages in said["annexes"]]
    taken = Taken(Ref(ref.id, said["version"]), said["before"], ("", ""), held, annexes, "")
    return taken, [one.encode() for one in said["kept"]]

"""A key on the signer's own machine, whatever it signs: what it is asked, and what it answered.

The PIN never comes here. Phase 1 keeps what it made ready beside a claim; phase 2 may be another
process (docs/agent.md, SIGNING §3).
"""

import base64
import json
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, NoReturn, Self, TypeVar

from server import pool
from server.clock import now
from server.office import office
from server.org.actor import Actor
from server.signatures import claims
from server.signatures.keys import AGENT, Key, require_his
from signing import SealFailed
from workflows import Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the agent is asked to sign, and by when; `claim` is said again with its answer.

    `files` names them in the same order, where they are not all of one paper.
    """

    claim: str
    mechanism: str
    certificate: str
    attributes: tuple[bytes, ...]
    until: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the claim it is for, and a value for each file."""

    job_id: int
    token: str
    signatures: tuple[bytes, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises `answer_malformed`: it comes through a browser, from another program."""
        claim, values = read(text)
        return cls(*job_of(claim), values)

    @property
    def which(self) -> tuple[int, str]:
        return self.job_id, self.token


def read(text: str) -> tuple[str, tuple[bytes, ...]]:
    """The claim as it was handed out, and what was signed."""
    try:
        said = json.loads(text)
        values = tuple(base64.b64decode(one, validate=True) for one in said["signatures"])
        return str(said["claim"]), values
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("answer_malformed", "answer") from None


def job_of(claim: str) -> tuple[int, str]:
    """Job and token of a claim as it is handed out."""
    number, dot, token = claim.partition(".")
    if not (dot and number.isascii() and number.isdigit() and 0 < int(number[:20]) < 2**63):
        raise Refused("answer_malformed", "answer")
    return int(number), token


def handed_out(held: claims.Claim) -> str:
    return f"{held.job_id}.{held.token}"


def until() -> str:
    """The signer has so long, from now."""
    return (now() + claims.ELSEWHERE).isoformat()


def require_elsewhere(actor: Actor, key: Key) -> None:
    """Only a key that lies with its signer is asked for there."""
    require_his(actor, key)
    if key.kind != AGENT:
        raise Refused("key_is_here", "answer")


def in_the_pool(held: claims.Claim | None, patience: float, call: Callable[[], Any]) -> Any:
    """A child's work on it; what fails gives back what was claimed, and is told in words."""
    return or_give_back(held, lambda: pool.submit(call, timeout=patience))


def or_give_back(held: claims.Claim | None, made: Callable[[], T]) -> T:
    """What the cabinet made, or its no in words, and what was claimed is free."""
    try:
        return made()
    except SealFailed as failure:
        _give_up(held, failure.reason)
    except (TimeoutError, BrokenProcessPool):
        _give_up(held, "took_too_long")


def _give_up(held: claims.Claim | None, reason: str) -> NoReturn:
    if held:
        claims.release(held)
    raise Refused(reason, "answer") from None


def give_back(claim: str, person_id: int | None, paper: str) -> None:
    """The signer said no, or the agent was lost: what he held is free at once."""
    job_id, token = job_of(claim)
    claims.kept((job_id, token), person_id, paper)
    claims.release(claims.Claim(job_id, token, ()))


def cabinet() -> Any:
    return office().cabinet

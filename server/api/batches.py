"""/outgoing/batch: many documents under one PIN, followed as a job (CONTRACT §2)."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Annotated, Any

from flask import Response, request
from pydantic import Field

from server.api.away import LONGEST, ByAgent, Phase, open_giving_back, open_phase
from server.api.counter import Api, Operation, read_json
from server.api.followed import JobThing, followed, running
from server.api.repeated import key_of, once
from server.documents.outgoing.batch import abreast_away, batches
from server.documents.outgoing.batch.many_agent import begun
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import CLEAN, Asked, Id, KeyAsked
from workflows import Refused, Role
from workflows.outgoing import SIGNERS


class Chosen(Asked):
    """No versions: each is signed only on the hash that the signer approved."""

    ids: list[Id] = Field(min_length=1, max_length=batches.MOST)


class SigningMany(Chosen, KeyAsked):
    """By a PIN, or by what an agent made of all of them."""

    answer: Annotated[str, Field(max_length=LONGEST, pattern=CLEAN)] = ""


class ManyByAgent(Chosen, ByAgent):
    """Of them what will do is made ready; what will not says why in the batch's own rows."""


class SealingMany(SigningMany):
    """Numbered and registered in this order where they lack it; `dispatch` sends them too."""

    dispatch: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A batch at the counter: what it asks for, of whom, and the service that begins it."""

    name: str
    summary: str
    body: type[Asked]
    roles: Set[Role]
    act: Callable[[Actor, Any], int]


def open_batches(api: Api) -> None:
    """Signing for who may sign, sealing for the clerk."""
    sealing = "Cấp số, vào sổ, ký số của cơ quan, phát hành nhiều văn bản với một lần nhập PIN"
    clerks = frozenset({Role.CLERK})
    _open(api, Many("sign", "Ký nhiều văn bản với một lần nhập PIN", SigningMany, SIGNERS, _sign))
    _open(api, Many("seal", sealing, SealingMany, clerks, _seal))
    for act in batches.ACTS:
        _open_agent(api, act)
    back = lambda actor, _id, claim: abreast_away.give_back(actor, claim)  # noqa: E731
    open_giving_back(api, "/outgoing/batch/agent/give-back", _no_paper, back)


def _no_paper(_actor: Actor, _id: int) -> None:
    """A batch is of no single one."""


def _open_agent(api: Api, act: str) -> None:
    """Phase 1, where the key is with its signer; the agency's numbers are given out in it."""

    def may(actor: Actor, _id: int) -> None:
        batches.key_for(actor, act)

    def begin(actor: Actor, _ref: Ref, asked: Any) -> dict[str, object]:
        refs = [Ref(n) for n in dict.fromkeys(asked.ids)]
        return begun(batches.begin(actor, refs, act, asked.mechanism), act)

    said = f"Khóa trên máy của người ký: chuẩn bị nhiều văn bản để ký ({act})"
    rule = f"/outgoing/batch/agent/{act}"
    open_phase(api, Phase(rule, said, _no_paper, may, begin, ManyByAgent, has_versions=False))


def _open(api: Api, many: Many) -> None:
    def view() -> Response:
        actor = current_actor()

        def begin() -> Response:
            return running(many.act(actor, _read(actor, many.roles, many.body)))

        return followed(once(key_of(request.path), begin, lambda _kind, job_id: running(job_id)))

    api.open(
        Operation(
            method="POST",
            rule=f"/outgoing/batch/{many.name}",
            view=view,
            summary=many.summary,
            gives=JobThing,
            status=202,
            body=many.body,
            refuses=(503,),
            raw=True,
        )
    )


def _read(actor: Actor, roles: Set[Role], body: type[Asked]) -> Asked:
    """Whether this is theirs at all is asked before what they say (CONTRACT §2.8)."""
    if not roles & actor.roles:
        raise Refused("wrong_role")
    return read_json(body)


def _sign(actor: Actor, asked: SigningMany) -> int:
    return batches.sign(
        actor, [Ref(n) for n in asked.ids], pin=asked.pin or "", answer=asked.answer
    )


def _seal(actor: Actor, asked: SealingMany) -> int:
    refs = [Ref(n) for n in asked.ids]
    pin, answer = asked.pin or "", asked.answer
    return batches.seal(actor, refs, pin=pin, answer=answer, dispatch=asked.dispatch)

"""/outgoing/batch: many documents under one PIN, followed as a job (CONTRACT §2)."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from pydantic import Field

from server.api.counter import Api, Operation, as_json, read_json
from server.api.office import JobThing, get_job
from server.api.repeated import key_of, once
from server.documents.outgoing import batches
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import Asked, Id, Pin
from workflows import Refused, Role
from workflows.outgoing import SIGNERS


class SigningMany(Asked):
    """No versions: each is signed only on the hash that the signer approved."""

    ids: list[Id] = Field(min_length=1, max_length=batches.MOST)
    pin: Pin


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


def _open(api: Api, many: Many) -> None:
    def view() -> Response:
        actor = current_actor()

        def begin() -> Response:
            return _job(many.act(actor, _read(actor, many.roles, many.body)))

        return _followed(once(key_of(request.path), begin, lambda _kind, job_id: _job(job_id)))

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
    return batches.sign(actor, [Ref(n) for n in asked.ids], pin=asked.pin)


def _seal(actor: Actor, asked: SealingMany) -> int:
    refs = [Ref(n) for n in asked.ids]
    return batches.seal(actor, refs, pin=asked.pin, dispatch=asked.dispatch)


def _job(job_id: int) -> Response:
    return as_json(get_job(job_id), 202)


def _followed(answer: Response) -> Response:
    """Where the job is to be asked for, in the first answer and in one that is given again."""
    answer.headers["Location"] = f"/api/v1/jobs/{answer.get_json()['id']}"
    return answer

"""…/agent/…: what a key on the signer's own machine is asked to sign, for programs (docs/agent.md).

The answer comes with the step itself, as `answer` in place of `pin`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Response, request
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation, as_json, read_json, seen_version
from server.api.papers import ID, Kind
from server.api.repeated import key_of, once
from server.documents.copies.agent_doors import CopyDoors
from server.documents.outgoing.signatures.agent_doors import Doors
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import CLEAN, Asked

Mechanism = Literal["ecdsa", "rsassa_pss", "rsassa_pkcs1v15"]
LONGEST = 100_000
"""Letters of what is said of a batch of two hundred papers."""


class ByAgent(Asked):
    """How the key there signs."""

    mechanism: Mechanism


class Shown(BaseModel):
    """What its signer reads on the machine that holds the key."""

    title: str
    code: str
    step: str
    files: list[str] = []


class AskedThing(BaseModel):
    """`claim` is said again with the signatures, which come in the order of `attributes`."""

    claim: str
    mechanism: Mechanism
    certificate: str = Field(description="SHA-256 của chứng thư phải ký")
    attributes: list[str] = Field(description="base64 của SignedAttributes (DER) phải ký")
    until: dt.datetime
    shown: Shown


class ClaimNamed(Asked):
    claim: str = Field(max_length=LONGEST, pattern=CLEAN)


class GivenBack(BaseModel):
    claim: str


@dataclass(frozen=True, slots=True)
class Phase:
    """Phase 1 at the counter: whether it exists for this one, the rights to it, then what makes it
    ready of a body."""

    rule: str
    summary: str
    found: Callable[[Actor, int], object]
    may: Callable[[Actor, int], object]
    begin: Callable[[Actor, Ref, Any], dict[str, object]]
    body: type[Asked] = ByAgent
    has_versions: bool = True


def open_agent(api: Api, rule: str, doors: Doors) -> None:
    """Of what is signed at its steps: documents, minutes, volumes."""
    for step in doors.way.ready:

        def may(by: Actor, id: int, step: str = step) -> None:
            actor, paper = doors.found(by, id)
            doors.require(actor, step, paper)

        def begin(by: Actor, ref: Ref, asked: Any, step: str = step) -> dict[str, object]:
            return doors.begin(by, ref, step, asked.mechanism)

        at, said = f"{rule}/agent/{step}", f"Khóa trên máy của người ký: chuẩn bị để ký ({step})"
        phase = Phase(at, said, doors.found, may, begin, has_versions=doors.has_versions)
        open_phase(api, phase)
    open_giving_back(api, f"{rule}/agent/give-back", doors.found, doors.give_back)


def open_copies_by_agent(api: Api, kind: Kind, doors: CopyDoors) -> None:
    """Of electronic copies, with all that they ask for besides the key."""
    rule = f"/{kind.name}/{ID}/agent/copy"
    for step, copier in doors.copiers.items():

        def may(by: Actor, id: int, step: str = step) -> None:
            doors.require(by, id, step)

        def begin(by: Actor, ref: Ref, asked: Any, step: str = step) -> dict[str, object]:
            return doors.begin(by, ref, step, asked, asked.mechanism)

        body = type(f"{copier.shape.__name__}ByAgent", (copier.shape, ByAgent), {})
        said = "Khóa của cơ quan trên máy văn thư: chuẩn bị bản sao điện tử để ký"
        open_phase(api, Phase(f"{rule}/{step}", said, doors.found, may, begin, body))
    open_giving_back(api, f"{rule}/give-back", doors.found, doors.give_back)


def open_phase(api: Api, phase: Phase) -> None:
    """Said again with its key it gives the first answer; where that was lost the claim ends by
    itself."""

    def view(id: int = 0) -> Response:
        actor = current_actor()
        phase.found(actor, id)

        def act() -> Response:
            phase.may(actor, id)
            seen = seen_version(required=True) if phase.has_versions else None
            asked = phase.begin(actor, Ref(id, seen), read_json(phase.body))
            return as_json(AskedThing(**asked), 200)

        return once(key_of(request.path), act, lambda *_done: act(), resumes=True)

    api.open(
        Operation(
            method="POST",
            rule=phase.rule,
            view=view,
            summary=phase.summary,
            gives=AskedThing,
            body=phase.body,
            version="required" if phase.has_versions else "",
            refuses=(403, 409, 503),
            raw=True,
        )
    )


def open_giving_back(
    api: Api,
    rule: str,
    found: Callable[[Actor, int], object],
    give_back: Callable[[Actor, int, str], None],
) -> None:
    """The signer said no: what he held is free at once."""

    def view(id: int = 0) -> GivenBack:
        actor = current_actor()
        found(actor, id)
        asked = read_json(ClaimNamed)
        give_back(actor, id, asked.claim)
        return GivenBack(claim=asked.claim)

    api.open(
        Operation(
            method="POST",
            rule=rule,
            view=view,
            summary="Người ký thôi không ký: trả lại ngay",
            gives=GivenBack,
            body=ClaimNamed,
            refuses=(403, 409),
            raw=True,
        )
    )

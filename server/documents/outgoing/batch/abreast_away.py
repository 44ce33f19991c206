"""A batch by a key on the signer's own machine: all made ready, one PIN typed there, all put in.

Phase 1 goes some papers at a time, as a batch does; phase 2 is a batch whose marks are made of what
the agent signed. What could not be made ready says why in the batch's own rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, Self

from server.database import together
from server.documents.outgoing.batch.abreast import TOGETHER, Begin, at_hand, told
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, claim
from server.documents.outgoing.signatures.signing import OUTGOING
from server.documents.outgoing.signatures.two_phases import Ready
from server.jobs import Payload
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.signatures import claims, elsewhere
from server.signatures.elsewhere import Asked, job_of, or_give_back
from workflows import Refused


class Laid(NamedTuple):
    """A paper that lies claimed, on its way to be made ready; its name, as the agent shows it."""

    mark: Mark
    taken: Taken
    name: str
    made: Future[Ready]


@dataclass(slots=True)
class Handed:
    """What the agent is handed, paper by paper, and why others are not."""

    claims: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attributes: list[bytes] = field(default_factory=list)
    ended: dict[int, Payload] = field(default_factory=dict)

    def add(self, one: Laid) -> None:
        """Kept beside its claim. In the claim: paper, files, job, token."""
        ready = or_give_back(one.taken.held, one.made.result)
        two_phases.keep(one.taken, ready)
        said = f"{one.taken.ref.id}.{len(ready)}.{elsewhere.handed_out(one.taken.held)}"
        self.claims.append(said)
        self.names += [one.name] * len(ready)
        self.attributes += [signed for _kept, signed in ready]


def begin(actor: Actor, act: str, refs: Sequence[Ref], to: Begin, mechanism: str) -> Asked:
    """Everything that will do, claimed for minutes; the first no where nothing will."""
    handed, until, own = Handed(), elsewhere.until(), ""
    with ThreadPoolExecutor(TOGETHER) as hands:
        for at in range(0, len(refs), TOGETHER):
            group = refs[at : at + TOGETHER]
            for one in list(_laid(actor, group, to, handed.ended, (hands, mechanism, act))):
                own = one.mark.key.owner.certificate
                with told(actor, act, one.taken.ref.id, handed.ended):
                    handed.add(one)
    if not handed.claims:
        raise _no(handed.ended)
    asked = ",".join(handed.claims), mechanism, own, tuple(handed.attributes), until
    return Asked(*asked, tuple(handed.names))


def _no(ended: Mapping[int, Payload]) -> Refused:
    """Nothing will do: why the first of them will not."""
    first = next(iter(ended.values()), None)
    return Refused(first["code"], **first["said"]) if first else Refused("nothing_chosen")


def _laid(
    actor: Actor,
    group: Sequence[Ref],
    to: Begin,
    ended: dict[int, Payload],
    how: tuple[ThreadPoolExecutor, str, str],
) -> Iterator[Laid]:
    """Claimed under one commit, then with the children, some at a time."""
    hands, mechanism, act = how
    claimed = list[tuple[Mark, Taken, str]]()
    with together(), at_hand(ref.id for ref in group):
        for ref in group:
            with told(actor, act, ref.id, ended):
                wanted = to(ref)
                if wanted is None:
                    continue
                seen, mark = wanted
                taken = claim(actor, seen, mark, claims.ELSEWHERE)
                claimed.append((mark, taken, _name(actor, ref.id)))
    made = partial(two_phases.made_ready, OUTGOING, mechanism=mechanism)
    laid = [
        Laid(mark, taken, name, hands.submit(made, mark, taken)) for mark, taken, name in claimed
    ]
    wait([one.made for one in laid])
    yield from laid


def _name(actor: Actor, paper_id: int) -> str:
    paper = find(OutgoingDocument, actor, paper_id)
    return f"{paper.code or paper.doc_type}: {paper.subject}"


class Part(NamedTuple):
    """Of one paper: its claim, and the values that the agent made for its files."""

    which: tuple[int, str]
    values: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ByAnswer:
    """The key signed elsewhere: a claim is taken up again, the mark is put together here."""

    act: str
    parts: Mapping[int, Part]
    up: dict[int, tuple[Taken, list[bytes]]] = field(default_factory=dict)

    @classmethod
    def read(cls, act: str, answer: str) -> Self:
        """Raises `answer_malformed`: it comes through a browser, from another program."""
        claim_of_all, values = elsewhere.read(answer)
        rest, parts = iter(values), dict[int, Part]()
        for paper_id, count, which in parts_of(claim_of_all):
            mine = tuple(value for _n, value in zip(range(count), rest, strict=False))
            parts[paper_id] = Part(which, mine)
        if next(rest, None) is not None:
            raise Refused("answer_malformed", "answer")
        return cls(act, parts)

    def over(self, actor: Actor, begin: Begin) -> Begin:
        """At the version that was made ready; a paper that was not says why, as ever."""

        def begun(ref: Ref) -> tuple[Ref, Mark] | None:
            part = self.parts.get(ref.id)
            if part is None:
                return begin(ref)
            taken, kept = two_phases.taken_up(OUTGOING, actor, ref, part.which)
            self.up[ref.id] = taken, kept
            return taken.ref, OUTGOING.ready[self.act](actor, taken.ref)

        return begun

    def take(self, _actor: Actor, ref: Ref, _mark: Mark) -> Taken:
        if ref.id not in self.up:
            raise Refused("answer_too_late", "answer")
        return self.up[ref.id][0]

    def put(self, taken: Taken, mark: Mark) -> Made:
        kept, values = self.up[taken.ref.id][1], self.parts[taken.ref.id].values
        return two_phases.put_in(OUTGOING, mark, taken, kept, values)


def parts_of(claim_of_all: str) -> list[tuple[int, int, tuple[int, str]]]:
    """Paper, how many files, job and token, as they were handed out."""
    return [_part(one) for one in claim_of_all.split(",")]


def _part(said: str) -> tuple[int, int, tuple[int, str]]:
    number, _dot, rest = said.partition(".")
    count, _dot, which = rest.partition(".")
    if not all(one.isascii() and one.isdigit() and len(one) < 18 for one in (number, count)):
        raise Refused("answer_malformed", "answer")
    return int(number), int(count), job_of(which)


def give_back(actor: Actor, claim_of_all: str) -> None:
    """The signer said no, or the agent was lost: every paper of it is free at once."""
    for paper_id, _count, (job_id, token) in parts_of(claim_of_all):
        elsewhere.give_back(f"{job_id}.{token}", actor.person_id, f"outgoing/{paper_id}")

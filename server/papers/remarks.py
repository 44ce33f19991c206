"""Remarks on a paper (trao đổi): a line of its history that moves nothing, and whom it names.

So a remark is kept, veiled and destroyed as every other word of the history is (PL.VI III.5a,
SEC-02), and whoever follows the paper hears of it.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from server import audit, outbox, repeats
from server.clock import now
from server.database import db, put, transaction
from server.desks import history
from server.desks.models import REMARK, Mention, Reader
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import find
from server.papers.telling import REMARKED, sitting
from server.words import person_key
from workflows import Refused, Role

READ_ONLY = frozenset({Role.AUDITOR, Role.ADMIN, Role.CITIZEN})
"""Who reads and writes nothing (SOD-05)."""


class Named(NamedTuple):
    """Somebody who may read the paper, in the post that lets him."""

    person_id: int
    account: str
    name: str
    post: str
    position_id: int
    called: str
    """By name, and by post too where another on this paper has the same name."""


def may_remark(actor: Actor, paper: Paper) -> bool:
    """Of what may be a secret nothing is said here, nor by whoever only reads (SEC-02, SOD-05)."""
    return paper.is_talked_of and bool(actor.roles - READ_ONLY)


def require(actor: Actor, paper: Paper) -> None:
    """Raises `wrong_role`, `not_of_a_suspect`."""
    if not actor.roles - READ_ONLY:
        raise Refused("wrong_role")
    if not paper.is_talked_of:
        raise Refused("not_of_a_suspect")


def remark(
    actor: Actor, kind: type[Paper], paper_id: int, *, text: str, mention: Sequence[str] = ()
) -> None:
    """Say something on a paper that one may read; whom it names may read it too, and hears."""
    with transaction() as session:
        paper = find(kind, actor, paper_id)
        require(actor, paper)
        session.refresh(paper, with_for_update=True)
        if not text.strip():
            raise Refused("has_text", "text")
        named = _named(actor, paper, mention)
        said = " ".join([*(f"@{one.called}" for one in named), text.strip()])
        key = {"paper_kind": kind.workflow.name, "paper_id": paper_id}
        repeats.remember(kind.workflow.name, paper_id)
        _keep(actor, paper, said)
        told = key | {"what": REMARKED, "at": now()}
        put(Mention, *(told | {"person_id": one.person_id} for one in named))
        _tell(paper, named, actor.person_id)


def _named(actor: Actor, paper: Paper, accounts: Sequence[str]) -> list[Named]:
    """Each once, in the order in which they were named."""
    known = {one.account: one for one in who_may_be_named(actor, paper)} if accounts else {}
    for account in accounts:
        if account not in known:
            raise Refused("reads_it_not", "mention", account=account)
    return [known[account] for account in dict.fromkeys(accounts)]


def _keep(actor: Actor, paper: Paper, said: str) -> None:
    kind, state = paper.workflow.name, str(paper.state)
    line = history.write(actor, paper, REMARK, (state, said))
    digest = hashlib.sha256(said.encode()).hexdigest()
    facts = {"prev_state": state, "state": state, "revision_sha256": digest, "said_sha256": line}
    audit.append(REMARK, f"{kind}/{paper.id}", agency=paper.agency_id, **actor.by, **facts)


def _tell(paper: Paper, named: Sequence[Named], by: int | None) -> None:
    """That something came, never what: the page asks (DESIGN §5.3)."""
    seats = {f"p:{one.position_id}" for one in named}
    kind = paper.workflow.name
    moved = {"id": paper.id, "step": REMARK, "state": str(paper.state), "kind": kind}
    outbox.naming(paper, sorted(seats), by)
    outbox.announce_all(
        ("notice", seats, {"kind": kind, "id": paper.id, "seq": paper.version}),
        (f"{kind}:moved", {f"w:{kind}:{paper.id}"}, moved),
    )


def who_may_be_named(actor: Actor, paper: Paper) -> list[Named]:
    """The others who may read it today, each in the first post that lets them, by name."""
    mine = select(Reader.seat).filter_by(paper_kind=paper.workflow.name, paper_id=paper.id)
    seats = set(db.session.scalars(mine))
    readers = [
        one for one in sitting(seats) if one.person_id != actor.person_id and one.roles - READ_ONLY
    ]
    first = {one.person_id: one for one in reversed(readers)}
    names = Counter([actor.name, *(one.name for one in first.values())])
    found = [
        Named(
            one.person_id,
            one.account,
            one.name,
            one.post,
            one.position_id,
            one.name if names[one.name] == 1 else f"{one.name} ({one.post})",
        )
        for one in first.values()
        if one.person_id and one.account and one.position_id
    ]
    return sorted(found, key=lambda one: person_key(one.name))

"""What is destroyed for good leaves a tombstone: the end that every purge has (SEC-03, SEC-04)."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import delete

from server import audit
from server.clock import now
from server.database import after_commit, db
from server.desks.models import Proposal
from server.org.actor import Actor, the_server
from server.org.models import Person
from server.papers.destroying import finish
from server.papers.lasting import let_go
from server.papers.models import Paper
from server.papers.tombstones import Tombstone, lay
from server.papers.traces import forget_files

Hands = tuple[str, str]


def hands_of(actor: Actor, proposal: Proposal) -> tuple[Person, Hands, str]:
    """Who proposed it, both hands as the tombstone names them, and why."""
    first, reason = db.session.get_one(Person, proposal.person_id), proposal.reason
    db.session.expunge(proposal)
    said = (f"{first.full_name} ({first.account})", f"{actor.name} ({actor.account})")
    return first, said, reason


def forget_proposals(paper: Paper) -> None:
    """Whoever proposed to destroy it, or to keep it, is answered by what was done instead."""
    key = {"paper_kind": paper.workflow.name, "paper_id": paper.id}
    db.session.execute(delete(Proposal).filter_by(**key))


def bury(paper: Paper, digests: Iterable[str], beside: Iterable[str], **said: Any) -> Tombstone:
    """What the paper itself said goes, and `beside`; the tombstone is laid, files and the database
    file follow the commit. A step of the act that wiped its rows."""
    own = [*digests]
    gone = [*dict.fromkeys([*own, *let_go(own)])]
    for name in (*paper.words, *beside):
        value = getattr(paper, name)
        setattr(paper, name, type(value)() if isinstance(value, str | dict | list) else None)
    db.session.flush()
    forget_files(gone)
    key = {"paper_kind": paper.workflow.name, "paper_id": paper.id, "agency_id": paper.agency_id}
    stone = lay(gone, at=now(), **key, **said)
    after_commit(partial(finish, stone.id))
    return stone


def buried_again(
    line: dict[str, Any], model: type[Any], came: str, destroyed: Callable[..., Tombstone]
) -> bool:
    """What an older copy brought back, by a line of the purge list: known by its id and the moment
    it came (the column `came`), for the copy may have given the id anew. A step of the
    caller's transaction."""
    arrived = dt.datetime.fromisoformat(line["arrived_at"])
    paper = db.session.get(model, line["paper_id"])
    if paper is None or getattr(paper, came) != arrived or paper.state == "PURGED":
        return False
    as_before(line, paper, destroyed)
    return True


def as_before(line: dict[str, Any], paper: Any, destroyed: Callable[..., Tombstone]) -> None:
    """By the hands of then, for their reason, at their moment; a step."""
    hands = (line["proposed_by"], line["confirmed_by"])
    stone = destroyed(the_server(paper.agency_id), "purge_again", paper, hands, line["reason"])
    stone.at = dt.datetime.fromisoformat(line["at"])


def told(actor: Actor, first: Person, paper: Paper, stone: Tombstone) -> None:
    """The log has both hands and which bytes went; a step."""
    audit.append(
        "tombstone",
        f"{paper.workflow.name}/{paper.id}",
        proposer=first.id,
        confirmer=actor.person_id,
        files=",".join(stone.digests),
    )

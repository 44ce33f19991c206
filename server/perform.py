"""The only place in the office where a paper changes state."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Table,
    bindparam,
    delete,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.orm.attributes import flag_modified

from server import audit, finding, outbox, policy, readers, repeats, standing_in
from server.clock import now
from server.database import db, put, run, table
from server.desks import history
from server.desks.models import Desk, Proposal, Reader
from server.org.actor import Actor
from server.org.last_day import refuse_ended
from server.org.queries import calendar
from workflows import NOWHERE, Refused, Transition
from workflows.deadlines import escalates_at
from workflows.urgency import HASTENED, Urgency, is_urgent

_desks, _readers, _proposals = table(Desk), table(Reader), table(Proposal)


def _of_paper(rows: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        rows.c.paper_kind == bindparam("paper_kind"),
        rows.c.paper_id == bindparam("paper_id"),
    )


_STANDING = union_all(
    select(literal_column("'desk'"), _desks.c.id, _desks.c.seat, _desks.c.verb, _desks.c.due_at)
    .where(*_of_paper(_desks)),
    select(literal_column("'reader'"), null(), _readers.c.seat, null(), null())
    .where(*_of_paper(_readers)),
    select(literal_column("'proposal'"), null(), null(), _proposals.c.step, _proposals.c.at)
    .where(*_of_paper(_proposals)),
)  # fmt: skip
_TAKING_OFF = delete(_desks).where(_desks.c.id.in_(bindparam("ids", expanding=True)))
_OF_OLD_HASTE = delete(_desks).where(*_of_paper(_desks), _desks.c.urgency != bindparam("urgency"))


def _key(paper: Any) -> dict[str, Any]:
    return {"paper_kind": paper.workflow.name, "paper_id": paper.id}


class Standing(NamedTuple):
    """How a paper stands before a step: its desk rows by (seat, verb, due), who reads it, what
    was proposed for a second person, and when."""

    desks: dict[tuple[str, str, Any], int]
    readers: set[str]
    proposed: dict[str, dt.datetime]


def _standing(paper: Any) -> Standing:
    """One question for the three kinds of rows: each costs more to ask than to answer."""
    found = Standing({}, set(), {})
    for what, row_id, seat, verb, due in run(_STANDING, _key(paper)):
        if what == "desk":
            found.desks[seat, verb, due] = row_id
        elif what == "reader":
            found.readers.add(seat)
        else:
            found.proposed[verb] = due
    return found


def require(actor: Actor, name: str, paper: Any) -> Actor:
    """Role and rights, before state and facts are looked at (CONTRACT §2.8: 403 before 409).

    Gives who takes the step: himself, or himself in an absent one's place. Kept on the paper until
    the step is performed, for by then the act's facts have changed it.
    """
    who = standing_in.acting(actor, name, paper)
    paper.workflow.knows(name, who.roles)
    policy.require(who, name, paper)
    paper.taken_by = (name, who)
    return who


def taker(actor: Actor, name: str, paper: Any) -> Actor:
    """In whose place this actor takes the step, as `require()` found."""
    step, who = vars(paper).get("taken_by", ("", actor))
    is_he = who.instead and who.person_id == actor.person_id
    return who if step == name and is_he else actor


def perform(
    actor: Actor, name: str, paper: Any, act: Any, effect: Callable[[], object] = lambda: None
) -> Transition[Any, Any]:
    """Take one step: ask the law, let `effect` happen, move, write it down, announce it.

    It runs inside the caller's transaction, so the move, the history, the ledger event, the desks
    and the announcement are kept or lost together (DESIGN §5.2). Rights were asked by `taking()`,
    before the caller wrote a fact, so that no fact can earn them.
    """
    who = taker(actor, name, paper)
    step: Transition[Any, Any] = paper.workflow.decide(paper, act, name, who.roles)
    effect()
    return _move(who, step, paper, act.reason)


def enter(actor: Actor, name: str, paper: Any, act: Any) -> Transition[Any, Any]:
    """Bring a new paper into the office, by one of the entries of its workflow."""
    refuse_ended(actor)
    paper.state = NOWHERE
    step: Transition[Any, Any] = paper.workflow.decide(paper, act, name, actor.roles)
    db.session.add(paper)
    return _move(actor, step, paper, act.reason, is_new=paper.id is None)


def propose(actor: Actor, name: str, paper: Any, act: Any) -> None:
    """The first half of a two-person act, heard by the law as if it were done: the state stays,
    the second finds it on the desk."""
    step = paper.workflow.step(paper.state, name)
    for objection in step.objections(paper, act):
        raise Refused(objection)
    row = Proposal(
        **_key(paper), step=name, person_id=actor.person_id, account=actor.account,
        reason=act.reason, order_code=getattr(act, "order_code", ""), at=now(),
    )  # fmt: skip
    db.session.merge(row)
    db.session.flush()
    repeats.remember(paper.workflow.name, paper.id)
    said = history.write(actor, paper, f"propose_{name}", (paper.state, act.reason), step.id)
    stands = _standing(paper)
    seconds = dict.fromkeys(_seats_of_seconds(step, paper), "seconds")
    come = readers.told(_let_read(paper, seconds, stands))
    told = {"step": name, "agency": paper.agency_id, "said_sha256": said, **actor.by, **come}
    audit.append(history.PROPOSED, f"{paper.workflow.name}/{paper.id}", **told)
    _announce(paper, f"propose_{name}", _set_desks(paper, stands), actor.person_id)


def withdraw(actor: Actor, proposal: Proposal, paper: Any) -> None:
    """What the first hand proposed is taken back: the paper stays, no second finds it any more."""
    name, step = f"withdraw_{proposal.step}", paper.workflow.step(paper.state, proposal.step)
    db.session.delete(proposal)
    db.session.flush()
    repeats.remember(paper.workflow.name, paper.id)
    said = history.write(actor, paper, name, (paper.state, ""), step.id)
    facts = {**_facts(actor, paper.state, paper), **actor.by}
    audit.append(name, f"{paper.workflow.name}/{paper.id}", said_sha256=said, **facts)
    _announce(paper, name, _set_desks(paper, _standing(paper)), actor.person_id)


def refresh_desks(paper: Any, what: str) -> None:
    """Something besides the state changed whose desk it is on, or its haste; the state stays."""
    run(_OF_OLD_HASTE, _key(paper) | {"urgency": paper.urgency})
    _announce(paper, what, _set_desks(paper, _standing(paper)), None)


def _move(
    actor: Actor, step: Transition[Any, Any], paper: Any, reason: str, *, is_new: bool = False
) -> Transition[Any, Any]:
    was_findable = paper.is_findable
    source, paper.state = paper.state, step.target
    if step.name in paper.workflow.reread:
        flag_modified(paper, "state")
    reworded = finding.reword(paper, step.name) or was_findable != paper.is_findable
    db.session.flush()
    repeats.remember(paper.workflow.name, paper.id)
    said = history.write(actor, paper, step.name, (source, reason), step.id)
    if is_new or reworded:
        finding.keep(paper, is_new=is_new and step.name not in paper.people_steps)
    stands = Standing({}, set(), {}) if is_new else _standing(paper)  # of what is new are no rows
    come = _let_read(paper, readers.readers_after(step.name, paper), stands)
    gone = [*_hide(paper), *_let_go(step.name, paper)]
    facts = _facts(actor, source, paper) | readers.told(come, gone)
    audit.append(step.name, f"{paper.workflow.name}/{paper.id}", said_sha256=said, **facts)
    _announce(paper, step.name, _set_desks(paper, stands), actor.person_id)
    return step


def _facts(actor: Actor, source: str, paper: Any) -> dict[str, Any]:
    """What the ledger keeps: codes, ids, digests (DESIGN §11.7)."""
    return {
        "prev_state": source, "state": str(paper.state), "agency": paper.agency_id,
        **actor.by,
        "revision_sha256": paper.evidence_sha256, "number": paper.number_given,
    }  # fmt: skip


def desks_in(state: str, paper: Any) -> dict[tuple[str, str, Any], int | None]:
    """Where the law lays the paper in `state`: (seat, verb, due) and its unit (DESIGN §11.1)."""
    return {
        (seat, wait.verb, due): unit_id
        for wait in (*paper.workflow.waiting(state), *paper.extra_waits())
        for seat, unit_id, due in paper.lies_with(wait)
    }


def _let_read(paper: Any, wanted: dict[str, str], stands: Standing) -> Iterable[str]:
    """Reader rows for these seats; who may read already is not told twice. Gives who came."""
    new = {seat: reason for seat, reason in wanted.items() if seat not in stands.readers}
    readers.let(_key(paper), new)
    return new


def lend(kind: str, paper_id: int, seats: Iterable[str], reason: str) -> None:
    """Let these seats read a paper beyond what its own law says: it lies before their meeting."""
    known = select(_readers.c.seat).where(*_of_paper(_readers))
    key = {"paper_kind": kind, "paper_id": paper_id}
    there = set(run(known, key).scalars())
    new = dict.fromkeys((seat for seat in seats if seat not in there), reason)
    readers.let(key, new)
    readers.say("let_read", kind, paper_id, **readers.told(new))


def _let_go(name: str, paper: Any) -> Iterable[str]:
    """Takes these rows away. Gives whose they were."""
    seats = readers.readers_gone(name, paper)
    return _shut_out(paper, Reader.seat.in_(seats)) if seats else ()


def _shut_out(paper: Any, which: ColumnElement[bool]) -> Iterable[str]:
    key = (paper.workflow.name, paper.id)
    mine = (Reader.paper_kind == key[0], Reader.paper_id == key[1])
    return readers.shut_out(*mine, which).get(key, ())


def _hide(paper: Any) -> Iterable[str]:
    """Out of ordinary reading and search: cancelled in the System (IN-T23). Gives whose it was."""
    seats = readers.readers_left(paper.state, paper)
    return () if seats is None else _shut_out(paper, Reader.seat.not_in(seats))


Laid = tuple[set[str], list[tuple[str, str]]]
"""The seats whose desk changed, and (seat, verb) where something newly lies."""


def _set_desks(paper: Any, stands: Standing) -> Laid:
    """Lay the paper on the desks of its state and take it off the others.

    A seat that keeps the paper for the same verb keeps its `since`.
    """
    old = stands.desks
    new = desks_in(paper.state, paper) | _seconds(paper, stands.proposed)
    gone = [id for row, id in old.items() if row not in new]
    if gone:
        run(_TAKING_OFF, {"ids": gone})
    since = {"since": now(), "agency_id": paper.agency_id, "urgency": paper.urgency} | _key(paper)
    hurry = _escalation(Urgency(paper.urgency), paper.agency_id)
    fresh = {row: unit_id for row, unit_id in new.items() if row not in old}
    left = {due: paper.left_lying_at(due) for due in {due for _, _, due in fresh}}
    rows = [
        since
        | {"seat": seat, "verb": verb, "due_at": due, "unit_id": unit_id}
        | {"escalates_at": hurry if hurry and verb in HASTENED else left[due]}
        for (seat, verb, due), unit_id in fresh.items()
    ]
    put(Desk, *rows)
    changed = {seat for seat, _, _ in old.keys() ^ new.keys()}
    return changed, [(row["seat"], row["verb"]) for row in rows]


def _escalation(urgency: Urgency, agency_id: int) -> dt.datetime | None:
    """When an urgent paper that comes to a desk now will have lain there too long (§4.4)."""
    return escalates_at(calendar(agency_id), now(), urgency) if is_urgent(urgency) else None


def _seconds(paper: Any, proposed: dict[str, dt.datetime]) -> dict[tuple[str, str, None], None]:
    """The desks of the second persons of acts that were proposed (DESIGN §11.4)."""
    return {
        (seat, step.name, None): None
        for name, at in proposed.items()
        for step in paper.workflow.transitions
        if step.name == name and step.source == paper.state and step.seconds
        if step.awaits_second(at, now())
        for seat in _seats_of_seconds(step, paper)
    }


def _seats_of_seconds(step: Transition[Any, Any], paper: Any) -> list[str]:
    """Who may confirm, any of them; so each of them must be able to read what he confirms."""
    return [f"a:{paper.answered_in}:{role}" for role in sorted(step.seconds)]


def _announce(paper: Any, name: str, laid: Laid, by: int | None) -> None:
    """Say that something moved to whom it concerns; no content, the page asks (DESIGN §5.3).

    `by` is the person who did it: nobody is written to of what he did himself.
    """
    kind, (seats, arrived) = paper.workflow.name, laid
    seen = {"kind": kind, "id": paper.id, "seq": paper.version}
    said = {"id": paper.id, "step": name, "state": str(paper.state), "kind": kind}
    moved = (f"{kind}:moved", {f"w:{kind}:{paper.id}"}, said)
    beside = [(f"{k}:moved", {f"w:{k}:{n}"}, {"id": n, "kind": k}) for k, n in paper.shown_on]
    letters = outbox.letters(paper, arrived, by)
    outbox.announce_all(("notice", seats, seen), moved, *beside, *letters)

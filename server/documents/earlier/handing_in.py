"""A clerk hands in a register of an older system, says which column is what, and sees it first.

Nothing of the office changes before it is confirmed, and nothing at all while one line will not do.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from server import jobs, repeats
from server.answers import words_of
from server.clock import now
from server.database import db, transaction
from server.documents.earlier import looking, taking, waiting
from server.documents.earlier.columns import BY_KEY, guessed, heading, lacking, used_in
from server.documents.earlier.lines import count_lines, lines_of
from server.documents.earlier.models import (
    DROPPED,
    LOOKING,
    MAPPING,
    READY,
    SHEETS,
    TAKING,
    Takeover,
    TakeoverLine,
)
from server.documents.earlier.waiting import Packed
from server.jobs import FAILED, Job
from server.org.actor import Actor
from server.uploads import ask
from workflows import Refused, Role

JOBS = {LOOKING: looking.KIND, TAKING: taking.KIND}
BOTH_SIDES = (MAPPING, READY)
"""Where the clerk has the word: everything else is a job's, or over."""


def require_clerk(actor: Actor) -> None:
    """Registers are the clerk's (DOMAIN §3.2): an administrator reads no document."""
    if Role.CLERK not in actor.roles or actor.agency_id is None:
        raise Refused("wrong_role")


@dataclass(frozen=True, slots=True)
class Book:
    """A sheet as it was read: what the takeover's row says of it, and its lines."""

    said: dict[str, Any]
    lines: list[dict[str, Any]]

    def lay_into(self, takeover: Takeover) -> None:
        """Its lines instead of those that were there; a step."""
        db.session.execute(delete(TakeoverLine).filter_by(takeover_id=takeover.id))
        db.session.add_all(TakeoverLine(takeover_id=takeover.id, **one) for one in self.lines)


def opened(direction: str, sheet: Packed) -> Book:
    """A child reads it; its columns as they are guessed."""
    name, data = sheet
    sheets = ask(data, name, "old_book")["sheets"]
    read = max(sheets, key=lambda one: len(guessed(direction, _heads(direction, one)[0])))
    heads, below = _heads(direction, read)
    if not below:
        raise Refused("takeover_is_empty", "file")
    said = {
        "name": name[:200], "sheet_sha256": hashlib.sha256(data).hexdigest(), "heads": heads,
        "mapping": guessed(direction, heads), "remarks": _left_out(direction, sheets, read),
    }  # fmt: skip
    return Book(said, below)


def hand_in(actor: Actor, direction: str, *, sheet: Packed, files: Iterable[Packed]) -> Takeover:
    """Keep the cells of the sheet, and the files as they came, for a look at each."""
    require_clerk(actor)
    book = opened(direction, sheet)
    with transaction() as session:
        takeover = Takeover(
            agency_id=actor.agency_id, by_person_id=actor.person_id, at=now(),
            direction=direction, **book.said,
        )  # fmt: skip
        session.add(takeover)
        session.flush()
        repeats.remember("takeover", takeover.id)
        book.lay_into(takeover)
    return with_files(actor, takeover.id, files)


def with_files(actor: Actor, takeover_id: int, files: Iterable[Packed]) -> Takeover:
    """Laid beside it; where one will not do, nothing of it was handed in."""
    try:
        found = waiting.lay(takeover_id, waiting.unpacked(files))
    except Refused:
        drop(actor, takeover_id)
        raise
    with transaction():
        takeover = held(actor, takeover_id, (MAPPING,))
        takeover.waiting = found
    return takeover


def _heads(direction: str, sheet: Mapping[str, Any]) -> tuple[list[str], list[dict[str, Any]]]:
    """Its heading, and the lines below."""
    lines = sheet["lines"]
    at = heading(direction, [one["cells"] for one in lines])
    return lines[at]["cells"], lines[at + 1 :]


def _left_out(
    direction: str, sheets: Sequence[Mapping[str, Any]], read: Mapping[str, Any]
) -> list[list[Any]]:
    """Many systems give each month a sheet: what is not read is told, or it would be lost."""
    others = [(one["name"], len(_heads(direction, one)[1])) for one in sheets if one is not read]
    names = "; ".join(f"{name} ({n})" for name, n in others)
    return [[SHEETS, {"sheet": read["name"], "names": names}]] if others else []


def find(actor: Actor, takeover_id: int) -> Takeover:
    """One of this clerk's agency; another does not exist."""
    require_clerk(actor)
    mine = select(Takeover).filter_by(id=takeover_id, agency_id=actor.agency_id)
    found = db.session.scalar(mine)
    if found is None:
        raise Refused("not_found")
    return found


def confirm(actor: Actor, takeover_id: int, mapping: Mapping[str, int]) -> Takeover:
    """These columns are these fields; from here on each line is looked at, by a job."""
    takeover = find(actor, takeover_id)
    chosen = {
        one.key: mapping[one.key] for one in used_in(takeover.direction) if one.key in mapping
    }
    if len(set(chosen.values())) < len(chosen):
        raise Refused("takeover_same_column")
    if missing := lacking(takeover.direction, chosen):
        names = ", ".join(str(one.label) for one in missing)
        raise Refused("takeover_lacks_columns", missing[0].key, names=names)
    with transaction() as session:
        takeover = held(actor, takeover_id, BOTH_SIDES)
        takeover.mapping, takeover.stage = chosen, LOOKING
        takeover.remarks = [one for one in takeover.remarks if one[0] == SHEETS]
        session.execute(
            update(TakeoverLine).filter_by(takeover_id=takeover_id).values(looked=False)
        )
        _ask_for(actor, takeover)
    return takeover


def carry_out(actor: Actor, takeover_id: int) -> Takeover:
    """All lines that were seen, or none of them; a job goes through with it."""
    with transaction():
        takeover = held(actor, takeover_id, (READY,))
        if wrong := count_lines(takeover_id, is_wrong=True):
            raise Refused("takeover_has_errors", n=wrong)
        others = select(Takeover.id).filter_by(agency_id=actor.agency_id, stage=TAKING)
        if db.session.scalar(others.limit(1)) is not None:
            raise Refused("takeover_under_way")
        _refuse_twins(takeover)
        takeover.stage = TAKING
        _ask_for(actor, takeover)
    return takeover


def go_on(actor: Actor, takeover_id: int) -> Takeover:
    """A job that gave up is asked for again; it goes on where it was."""
    with transaction():
        takeover = held(actor, takeover_id, tuple(JOBS))
        job = db.session.get(Job, takeover.job_id) if takeover.job_id else None
        if job is not None and job.state != FAILED:
            raise Refused("takeover_not_now")
        _ask_for(actor, takeover)
    return takeover


def _ask_for(actor: Actor, takeover: Takeover) -> None:
    """The job of its stage, by the post of who asks."""
    payload: dict[str, Any] = {"takeover_id": takeover.id}
    if takeover.stage == TAKING:
        payload["post"] = actor.acting
    takeover.job_id = jobs.later(JOBS[takeover.stage], payload, person_id=actor.person_id).id
    repeats.remember("takeover", takeover.id)


def drop(actor: Actor, takeover_id: int) -> None:
    """Not wanted after all: its lines and files are forgotten."""
    with transaction() as session:
        takeover = held(actor, takeover_id, BOTH_SIDES)
        takeover.stage = DROPPED
        repeats.remember("takeover", takeover_id)
        session.execute(delete(TakeoverLine).filter_by(takeover_id=takeover_id))
    waiting.clear(takeover_id)


def held(actor: Actor, takeover_id: int, stages: tuple[str, ...]) -> Takeover:
    """Locked, at one of these stages; in an act."""
    takeover = find(actor, takeover_id)
    db.session.refresh(takeover, with_for_update=True)
    if takeover.stage not in stages:
        raise Refused("takeover_not_now")
    return takeover


def _refuse_twins(takeover: Takeover) -> None:
    """What came in between since it was seen."""
    if wrong := looking.twice(takeover, lines_of(takeover.id)):
        raise Refused("takeover_has_errors", n=len(wrong))


def first_cells(takeover_id: int) -> list[str]:
    """What the first line says, as an example of each column."""
    return next((one.cells for one in lines_of(takeover_id, 1)), [])


def takeovers(actor: Actor) -> list[Takeover]:
    """Those of the agency, newest first."""
    require_clerk(actor)
    mine = select(Takeover).filter_by(agency_id=actor.agency_id).where(Takeover.stage != DROPPED)
    return list(db.session.scalars(mine.order_by(Takeover.id.desc()).limit(50)))


def told(trouble: list[Any]) -> tuple[str, str, dict[str, Any]]:
    """The column a trouble is in, as this system calls it, with which file of the line where the
    words do not say it; its reason, and what fills the words."""
    key, reason, said = trouble
    label, name = str(BY_KEY[key].label) if key in BY_KEY else "", said.get("name", "")
    unsaid = name if name not in words_of(reason, said) else ""
    return f"{label} ({unsaid})" if unsaid else label, reason, said

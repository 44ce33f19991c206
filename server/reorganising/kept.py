"""What makes daily work shorter goes over too: templates of drafts, groups, phrases (ORG-12).

Copied: what the agency that ends kept stands as it did. What names an agency that ends names its
successor from then on, for nobody would draft to one that is no more (ORG-16).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from server.audit.changes import changed
from server.clock import today
from server.database import db
from server.org.actor import Actor
from server.org.models import (
    Agency,
    Appointment,
    DraftTemplate,
    Phrase,
    Position,
    RecipientGroup,
)
from server.org.templates import templates_of, words_of
from server.reorganising.models import Plan

PLACES = ("to", "for_info", "members")
"""Where agencies are named, by their codes."""


def pass_on(server: Actor, plan: Plan) -> int:
    """How many the successors, and those who work there now, have more; a step."""
    heirs = {one.agency.code: one.heir for one in plan.closings if one.heir}
    homes = _homes(plan)
    passed = 0
    for one in plan.closings:
        if one.heir:
            passed += _templates(server, one.agency, one.heir, heirs)
            passed += _groups(server, one.agency, one.heir, heirs)
            passed += _phrases(server, one.agency, one.heir)
        passed += _own(one.agency, homes, heirs)
    for parting in plan.partings:
        passed += _own(parting.agency, homes, heirs)
    return passed


def _homes(plan: Plan) -> dict[int, int]:
    """In which agency somebody works from that day on, by person."""
    went = select(Appointment.person_id, Position.agency_id).join(
        Position, Position.id == Appointment.position_id
    )
    these = went.where(
        Appointment.valid_from == plan.effective_on,
        Appointment.decision_code == plan.decision_code,
    )
    return {person_id: home for person_id, home in db.session.execute(these) if home}


def _templates(server: Actor, old: Agency, heir: Agency, heirs: dict[str, Agency]) -> int:
    there = {one.name: words_of(one) for one in templates_of(heir.id)}
    passed = 0
    for one in templates_of(old.id):
        said = _renamed(words_of(one), heir, heirs)
        name = _free(one.name, old, there, said)
        if name:
            row = DraftTemplate(agency_id=heir.id, valid_from=today(), name=name, **said)
            _keep(row)
            there[name] = said
            words = f"Nhận mẫu dự thảo “{name}” của {old.short_name}, {heir.short_name}"
            moved: tuple[dict[str, Any], dict[str, Any]] = ({}, {"name": name, **said})
            changed(server, "template_made", f"template/{row.id}", words, moved, agency=heir.id)
            passed += 1
    return passed


def _groups(server: Actor, old: Agency, heir: Agency, heirs: dict[str, Agency]) -> int:
    there = {one.name: {"members": list(one.members)} for one in _of(RecipientGroup, heir)}
    passed = 0
    for one in _of(RecipientGroup, old):
        said = _renamed({"members": one.members}, heir, heirs)
        name = _free(one.name, old, there, said) if said["members"] else ""
        if name:
            row = RecipientGroup(agency_id=heir.id, name=name, **said)
            _keep(row)
            there[name] = said
            words = f"Nhận nhóm nơi nhận “{name}” của {old.short_name}, {heir.short_name}"
            moved: tuple[dict[str, Any], dict[str, Any]] = ({}, {"name": name, **said})
            changed(server, "group_made", f"group/{row.id}", words, moved, agency=heir.id)
            passed += 1
    return passed


def _phrases(server: Actor, old: Agency, heir: Agency) -> int:
    there = {(one.place, one.text) for one in _of(Phrase, heir)}
    fresh = [one for one in _of(Phrase, old) if (one.place, one.text) not in there]
    for one in fresh:
        row = Phrase(agency_id=heir.id, place=one.place, text=one.text)
        _keep(row)
        words = f"Nhận câu mẫu “{one.text}” của {old.short_name}, {heir.short_name}"
        changed(server, "phrase_made", f"phrase/{row.id}", words, agency=heir.id)
    return len(fresh)


def _own(old: Agency, homes: dict[int, int], heirs: dict[str, Agency]) -> int:
    """One's own go where one works now; they are in no log, as before."""
    groups = _own_of(RecipientGroup, old, homes)
    for group in groups:
        group.members = _codes(group.members, heirs, homes[group.person_id])
    kept = [*groups, *_own_of(Phrase, old, homes)]
    for row in kept:
        row.agency_id = homes[row.person_id]
    return len(kept)


def _own_of(model: Any, old: Agency, homes: dict[int, int]) -> Sequence[Any]:
    mine = select(model).where(model.agency_id == old.id, model.person_id.in_(homes))
    return db.session.scalars(mine).all()


def _of(model: Any, agency: Agency) -> Sequence[Any]:
    """What the agency keeps for all, in its order."""
    mine = select(model).where(model.agency_id == agency.id, model.person_id.is_(None))
    return db.session.scalars(mine.order_by(model.id)).all()


def _keep(row: Any) -> None:
    db.session.add(row)
    db.session.flush()


def _renamed(said: dict[str, Any], heir: Agency, heirs: dict[str, Agency]) -> dict[str, Any]:
    """The same words with today's agencies in them."""
    return {
        name: _codes(value, heirs, heir.id) if name in PLACES else value
        for name, value in said.items()
    }


def _codes(codes: Iterable[str], heirs: dict[str, Agency], own: int | None) -> list[str]:
    """Each successor once, in the place of who comes before it; the agency itself is nobody that
    it writes to."""
    here = [heirs[code].code if code in heirs else code for code in codes]
    mine = {one.code for one in heirs.values() if one.id == own}
    return [code for code in dict.fromkeys(here) if code not in mine]


def _free(name: str, old: Agency, there: dict[str, Any], said: dict[str, Any]) -> str:
    """A name that the successor has not given yet; "" where it has the very same already."""
    if name not in there:
        return name
    return "" if there[name] == said else f"{name} ({old.short_name})"

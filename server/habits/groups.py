"""Groups of recipients: the clerk keeps the agency's, everybody who drafts keeps their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server import repeats
from server.audit.changes import changed
from server.database import db, transaction
from server.habits.keeping import (
    changeable,
    held,
    owners,
    require_maker,
    require_user,
    seen_among,
)
from server.org.actor import Actor
from server.org.groups import groups_of
from server.org.models import RecipientGroup
from server.org.queries import agency_by_code
from server.words import name_key
from workflows import Refused

MOST = 100
"""Groups that one chooses from: they are offered in one list."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a group is called and who is in it, by codes."""

    name: str
    members: Sequence[str]


def make(actor: Actor, wanted: Wanted, *, shared: bool) -> RecipientGroup:
    """A new group, offered from now on."""
    require_maker(actor, shared=shared)
    with transaction():
        whose = owners(actor, shared=shared)
        if len(groups_of(actor)) >= MOST:
            raise Refused("too_many_groups", most=MOST)
        row = RecipientGroup(**whose, **_fit(actor, wanted))
        db.session.add(row)
        db.session.flush()
        _write_down(actor, "group_made", row, ({}, _said(row)))
    return row


def change(actor: Actor, group_id: int, wanted: Wanted) -> RecipientGroup:
    """Another name or others in it; drafts begun keep the recipients that they have."""
    require_user(actor)
    with transaction():
        held(actor)
        row = found(actor, group_id)
        before = _said(row)
        for name, value in _fit(actor, wanted, row.id).items():
            setattr(row, name, value)
        if _said(row) == before:
            raise Refused("nothing_changes")
        _write_down(actor, "group_changed", row, (before, _said(row)))
    return row


def drop(actor: Actor, group_id: int) -> RecipientGroup:
    """Offered no more."""
    require_user(actor)
    with transaction():
        row = found(actor, group_id)
        _write_down(actor, "group_dropped", row, (_said(row), {}))
        db.session.delete(row)
    return row


def seen(actor: Actor, group_id: int) -> RecipientGroup:
    """One that this actor chooses from."""
    return seen_among(groups_of(actor), group_id)


def found(actor: Actor, group_id: int) -> RecipientGroup:
    """One that this actor may change."""
    return changeable(actor, groups_of(actor), group_id)


def _fit(actor: Actor, wanted: Wanted, own: int | None = None) -> dict[str, Any]:
    """As it is kept: each agency once, in the directory today, or a member from before."""
    kept = next((one.members for one in groups_of(actor) if one.id == own), [])
    members = list(dict.fromkeys(wanted.members))
    for code in {*members} - {*kept}:
        agency_by_code(code, "members")
    if not members:
        raise Refused("group_without_members", "members")
    name = " ".join(wanted.name.split())
    if any(name_key(one.name) == name_key(name) and one.id != own for one in groups_of(actor)):
        raise Refused("group_name_taken", "name")
    return {"name": name, "members": members}


def _said(row: RecipientGroup) -> dict[str, Any]:
    return {"name": row.name, "members": list(row.members)}


def _write_down(
    actor: Actor,
    act: str,
    row: RecipientGroup,
    moved: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    """The agency's stand in history and log, for they decide where papers go; one's own do not."""
    if row.person_id is not None:
        repeats.remember("group", row.id)
        return
    verb = {"group_made": "Lập", "group_changed": "Sửa", "group_dropped": "Bỏ"}[act]
    words = f"{verb} nhóm nơi nhận “{row.name}”, {actor.agency_name}"
    changed(actor, act, f"group/{row.id}", words, moved, agency=row.agency_id)

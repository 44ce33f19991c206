"""Groups of recipients: whose they are, and who is in one today (ORG-16)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from sqlalchemy import select

from server.database import db
from server.org.actor import Actor
from server.org.ended import by_fields, heirs_of
from server.org.models import Agency, RecipientGroup
from server.org.queries import as_of, kept_for
from server.words import sort_key

MARK = "group:"
"""Before the id of a group, where it is chosen among the codes of agencies."""


class Members(NamedTuple):
    """The codes to which a group writes today, the names of those that ended, and of each that
    somebody came after whom its letters go to."""

    codes: list[str]
    ended: list[str]
    succeeded: list[tuple[str, str]]


def groups_of(actor: Actor) -> Sequence[RecipientGroup]:
    """Those that the agency keeps, then one's own, each by name."""
    kept = db.session.scalars(kept_for(RecipientGroup, actor))
    return sorted(kept, key=lambda one: (one.person_id is not None, sort_key(one.name)))


def members_of(groups: Iterable[RecipientGroup], about: str | None = "") -> list[Members]:
    """Who is in each of them today, a successor in the place of who ended: that of the field which
    a letter is `about`, where several came after it (ORG-13). Where that is not said yet, such a
    one stands by its own name until it is."""
    kept = list(groups)
    named = {code for one in kept for code in one.members}
    today = as_of(select(Agency.code).where(Agency.code.in_(named)), Agency)
    gone = named - {*db.session.scalars(today)} if named else set()
    gone -= by_fields(gone) if gone and about is None else set()
    names, heirs = (_names(gone), heirs_of(gone, about or "")) if gone else ({}, {})
    return [_members(one.members, gone, names, heirs) for one in kept]


def _members(
    codes: Iterable[str], gone: Set[str], names: Mapping[str, str], heirs: Mapping[str, Agency]
) -> Members:
    left = [code for code in codes if code in gone]
    here = [heirs[code].code if code in heirs else code for code in codes]
    return Members(
        [code for code in dict.fromkeys(here) if code not in gone],
        [names.get(code, code) for code in left if code not in heirs],
        [(names[code], heirs[code].short_name) for code in left if code in heirs],
    )


def _names(codes: set[str]) -> dict[str, str]:
    """What they were called last."""
    found = select(Agency.code, Agency.short_name).where(Agency.code.in_(codes))
    found = found.order_by(Agency.valid_to.nulls_last())
    return {code: name for code, name in db.session.execute(found)}


def expanded(actor: Actor, chosen: Sequence[str], about: str = "") -> list[str]:
    """The codes that were chosen for a letter `about` something, a group's members in its place,
    each once; no ended one, and not the sender itself."""
    if not any(one.startswith(MARK) for one in chosen):
        return list(chosen)
    groups = groups_of(actor)
    inside = {
        f"{MARK}{one.id}": [code for code in its.codes if code != actor.agency_code]
        for one, its in zip(groups, members_of(groups, about), strict=True)
    }
    return list(dict.fromkeys(code for one in chosen for code in inside.get(one, [one])))

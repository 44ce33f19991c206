"""Which matters somebody hears of, and whose papers he is given (DOMAIN MT-01, MT-04, §10.12)."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from workflows.law import Role
from workflows.offices import is_mere_guest


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter: closed or not, who presents it and is called to it by name, and the sites that are
    part of it, all where none is named."""

    id: int
    closed: bool = False
    called: Set[int] = frozenset()
    sites: Set[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Somebody with his parts, and the site where he sits; none is the room itself."""

    person_id: int
    parts: Set[Role]
    site: int | None = None


def unheard(matters: Sequence[Matter], who: Sitter | None) -> frozenset[int]:
    """The closed matters that a guest was not called to; a screen on the wall is nobody."""
    if who is not None and not is_mere_guest(who.parts):
        return frozenset()
    mine = frozenset(one.id for one in matters if who and who.person_id in one.called)
    return frozenset(one.id for one in matters if one.closed) - mine


def not_given(matters: Sequence[Matter], who: Sitter | None) -> frozenset[int]:
    """The matters whose papers somebody is not given: of a guest who is called to some by name all
    others, of one who is called to the whole the closed ones; at a site, those of other sites."""
    if who is None:
        return unheard(matters, None)
    if not is_mere_guest(who.parts):
        return _of_other_sites(matters, who)
    mine = {one.id for one in matters if who.person_id in one.called}
    if not mine:
        return unheard(matters, who)
    return frozenset(one.id for one in matters if one.id not in mine)


DECIDES = frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER})


def _of_other_sites(matters: Sequence[Matter], who: Sitter) -> frozenset[int]:
    """A site's screen is seen by many: it has the open matters that it is part of, and of the
    closed ones those where it is named. Who decides has the papers wherever he sits."""
    if who.site is None or who.parts & DECIDES:
        return frozenset()
    return frozenset(one.id for one in matters if not _is_part(one, who))


def _is_part(matter: Matter, who: Sitter) -> bool:
    if who.person_id in matter.called:
        return True
    return who.site in matter.sites if matter.sites else not matter.closed

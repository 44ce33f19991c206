"""Which post of a successor suits a post that ends: a proposal that the administrator changes."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import select

from server.database import db
from server.org.models import Agency, Position
from server.org.queries import in_force
from server.reorganising.copying import copy_posts
from server.reorganising.looking import closing_posts, holders, standing
from server.reorganising.models import Plan, PostHeir
from server.words import fold

FIELDS = (
    ("kinh te", "tai chinh", "nong nghiep", "tai nguyen", "ha tang", "ke toan", "dia chinh"),
    ("van hoa", "xa hoi", "giao duc", "lao dong", "y te", "tu phap", "noi vu"),
    ("van phong", "thong ke", "van thu", "thanh tra"),
    ("mot cua", "ho tich", "hanh chinh cong"),
)
"""Words by which the work of an old office is known again in a new one [PRODUCT]."""


def fill(plan: Plan, ending: Agency) -> None:
    """Propose an heir for each post of this agency; where its holder goes, unless the chair that
    one alone may hold is taken already; who works on papers of his own goes to a post of his own.
    A step."""
    heir = next(one.heir for one in plan.closings if one.agency_id == ending.id)
    assert heir is not None
    mine = [one for one in closing_posts(plan) if one.agency_id == ending.id]
    suit(plan, mine, _posts_of(heir.id, plan))


def suit(plan: Plan, posts: Sequence[Position], there: list[Position]) -> None:
    """The same of these posts among those; a step."""
    held, known = holders(plan, posts), {one.position_id: one for one in plan.posts}
    anew = {one.id for one in posts}
    taken = {one.goes_to_id for one in plan.posts if one.position_id not in anew}
    taken |= {*standing([one.id for one in there], plan)}
    for post in posts if there else ():
        best = max(there, key=lambda one: _likeness(post, one))
        goes_to = _free(post, best, there, taken) if held.get(post.id) else None
        if goes_to is not None:
            goes_to = _of_his_own(plan, goes_to, there, taken)
            taken.add(goes_to.id)
            best = goes_to if _alike(goes_to, best) else best
        row = known.get(post.id) or PostHeir(plan_id=plan.id, position_id=post.id)
        row.heir_id, row.goes_to_id = best.id, goes_to.id if goes_to else None
        db.session.add(row)
    db.session.flush()
    db.session.refresh(plan)


def _free(
    post: Position, best: Position, there: list[Position], taken: set[int | None]
) -> Position | None:
    """The heir itself, or the next of its likeness that others may hold too."""
    if not best.single_holder or best.id not in taken:
        return best
    shared = [one for one in there if not one.single_holder and set(one.roles) <= _may(post)]
    return max(shared, key=lambda one: _likeness(post, one), default=None)


ONES_OWN = {"LEADER", "UNIT_HEAD", "OFFICER"}
"""Roles whose work lies with one person; a clerk's desk, a counter, an archive is one for all who
serve there."""


def _of_his_own(
    plan: Plan, post: Position, there: list[Position], taken: set[int | None]
) -> Position:
    """This post, or one like it for him alone: of thirteen officers in one post each would have the
    drafts of all. Another is set up where the plan sets up the agency, and begins or never was with
    it; in one that lives, who serves there says how many there are."""
    if post.single_holder or not set(post.roles) <= ONES_OWN:
        return post
    free = next((one for one in there if _alike(one, post) and one.id not in taken), None)
    begins = next((one.agency for one in plan.founded if one.agency_id == post.agency_id), None)
    if free or begins is None:
        return free or post
    units = {post.unit_id: post.unit} if post.unit_id and post.unit else {}
    ((_post, another),) = copy_posts([post], begins, units, plan.effective_on)
    there.append(another)
    return another


def _alike(one: Position, other: Position) -> bool:
    return (one.unit_id, one.title, one.roles) == (other.unit_id, other.title, other.roles)


def _may(post: Position) -> set[str]:
    """What its holder may be without gaining a role, but that of working on papers at all."""
    return {*post.roles, "OFFICER"} if "ADMIN" not in post.roles else {*post.roles}


def _posts_of(agency_id: int, plan: Plan) -> list[Position]:
    mine = select(Position).where(
        Position.agency_id == agency_id, in_force(Position, plan.effective_on)
    )
    return list(db.session.scalars(mine.order_by(Position.rank, Position.id)))


def _likeness(old: Position, new: Position) -> tuple[int, int, int, int]:
    """Its duties before its place, its field of work before its words; the order is the last."""
    shared, rank = set(old.roles) & set(new.roles), (old.is_head, old.is_deputy)
    duties = 2 * len(shared) - len(set(new.roles) - set(old.roles))
    leads = (rank == (new.is_head, new.is_deputy)) and (old.unit_id is None) == (
        new.unit_id is None
    )
    return (duties + 2 * leads, _same_field(old, new), old.title == new.title, -new.rank)


def _same_field(old: Position, new: Position) -> int:
    return len(_fields(_words(old)) & _fields(_words(new)))


@lru_cache(4096)
def _fields(words: str) -> frozenset[int]:
    """Which of FIELDS it is of; each post of a district is held against each of its heir's."""
    said = fold(words)
    return frozenset(n for n, field in enumerate(FIELDS) if any(word in said for word in field))


def _words(post: Position) -> str:
    return f"{post.title} {post.unit.name if post.unit else ''}"

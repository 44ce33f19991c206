"""Whether what names a post is still owed there, and what would lie there without its holder."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select

from server.database import db
from server.desks.models import Desk
from server.documents.outgoing.models import OutgoingDocument
from server.open_work import finding
from server.open_work.kinds import KINDS
from server.org.models import Appointment, Person, Position
from server.org.queries import in_force
from workflows.meeting_states import AHEAD
from workflows.outgoing import UNSIGNED

DUTIES = "duties"
WORDS = {**{name: kind.words for name, kind in KINDS.items()}, DUTIES: _("Việc chờ theo nhiệm vụ")}


def is_his(kind: str, paper: Any, leaver: Appointment) -> bool:
    """Of what is signed, the signer owes nothing more; its drafter and its clerks go on with it.
    Of a meeting that has begun, who only presents a matter owes nothing more."""
    if kind == "meetings":
        return paper.state in AHEAD or leaver.person_id in {paper.chair_id, *paper.secretaries}
    if kind != "outgoing" or paper.state in UNSIGNED:
        return True
    return drafts(paper, leaver) or signs_beside(paper, leaver)


def drafts(paper: OutgoingDocument, leaver: Appointment) -> bool:
    own = (leaver.position_id, leaver.person_id)
    return (paper.drafter_post_id, paper.drafter_id) == own


def signs_beside(paper: OutgoingDocument, leaver: Appointment) -> bool:
    return any(one.post_id == leaver.position_id for one in paper.co_issuers)


def his(post: Appointment) -> Iterator[tuple[str, Any]]:
    """Everything open that somebody owes in a post, with its kind."""
    for name, kind in KINDS.items():
        for paper in db.session.scalars(finding.of_post(kind, post.position_id, post.person_id)):
            if is_his(name, paper, post):
                yield name, paper


def left_by(posts: Collection[Appointment], day: dt.date) -> Counter[str]:
    """What nobody could go on with from that day if these ended, by kind (ORG-12, AR-04).

    A desk is its post's: where a colleague holds the same post, what names the post is his too,
    and left is only what names the leaver himself. What lies with a duty is left where nobody
    else has that duty there.
    """
    going, left = {one.id for one in posts}, Counter[str]()
    for post in posts:
        then = max(day, post.valid_from)
        stays = _is_held(post.position_id, going, then)
        left.update(name for name, it in his(post) if not stays or _names_him(name, it, post))
        left[DUTIES] += sum(empty_duties(post.position, going, then).values())
    return +left


def _is_held(position_id: int, going: Collection[int], day: dt.date) -> bool:
    """Whether somebody who can sign in sits there on that day."""
    there = _others(going, day).where(Position.id == position_id)
    return db.session.scalar(there.limit(1)) is not None


def _others(going: Collection[int], day: dt.date) -> Select[Position]:
    """The posts that somebody else holds on that day who can sign in."""
    return (
        select(Position)
        .join(Appointment, Appointment.position_id == Position.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(in_force(Appointment, day), Appointment.id.not_in(going), Person.active)
    )


def _names_him(name: str, paper: Any, post: Appointment) -> bool:
    """Nobody drafts, signs or sits in a meeting for another (SIG-02), whoever shares the post."""
    if name == "meetings":
        return paper.person(post.person_id) is not None
    own = (post.position_id, post.person_id)
    beside = KINDS[name].people.items()
    if any((getattr(paper, one), getattr(paper, who)) == own for one, who in beside):
        return True
    return name == "outgoing" and any((it.post_id, it.person_id) == own for it in paper.co_issuers)


def empty_duties(post: Position, going: Collection[int], day: dt.date) -> dict[str, int]:
    """Seats of its duties that nobody else holds on that day, nor has by a plan, with how much lies
    on each."""
    here = _others(going, day).where(Position.agency_id == post.agency_id)
    rest = db.session.scalars(here).all()
    empty = [seat for role in post.roles for seat in _empty(post, role, rest)]
    lying = select(Desk.seat, func.count()).where(Desk.seat.in_(empty)).group_by(Desk.seat)
    found = {seat: count for seat, count in db.session.execute(lying)}
    heirs = inherited(day, going) if found else set()
    return {seat: count for seat, count in found.items() if seat not in heirs}


def inherited(day: dt.date, going: Collection[int] = ()) -> set[str]:
    """Seats that came by a plan to posts that somebody holds on that day: who sits there goes on
    with what lies on them (ORG-12)."""
    return {seat for it in db.session.scalars(_others(going, day)) for seat in it.inherits or ()}


def _empty(post: Position, role: str, rest: Iterable[Position]) -> Iterator[str]:
    held = [it for it in rest if role in it.roles]
    if not held:
        yield f"a:{post.agency_id}:{role}"
    if post.unit_id and not any(it.unit_id == post.unit_id for it in held):
        yield f"u:{post.unit_id}:{role}"


def lying_at(position: Position) -> Counter[str]:
    """How much names a post, by kind."""
    return Counter(name for name, _paper in naming(position))


def naming(position: Position) -> Iterator[tuple[str, Any]]:
    """What names a post, whoever held it: also what came since, and what his last holder left."""
    ever = db.session.scalars(select(Appointment).filter_by(position_id=position.id)).all()
    for name, kind in KINDS.items():
        for paper in db.session.scalars(finding.of_post(kind, position.id)):
            if name not in ("outgoing", "meetings") or any(is_his(name, paper, it) for it in ever):
                yield name, paper


def lying_in(agency_id: int) -> Counter[str]:
    """What is open in an agency, or owed from there to another."""
    counts = {}
    for name, kind in KINDS.items():
        asked = finding.of_agencies(kind, {agency_id}).order_by(None)
        counts[name] = db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    return +Counter(counts)


def said(counts: Counter[str]) -> str:
    """`2 văn bản đến đang xử lý; 1 dự thảo, văn bản chưa phát hành`, in that order."""
    there = ((counts[name], str(words).lower()) for name, words in WORDS.items())
    return "; ".join(f"{n} {words}" for n, words in there if n)

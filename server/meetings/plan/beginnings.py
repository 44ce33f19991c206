"""What a new meeting begins with: its template (`usual`), filled from the directory."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from server.clock import HANOI, local, now
from server.database import db
from server.meetings.models import Meeting
from server.meetings.plan import usual
from server.meetings.plan.usual import COMMITTEE, COMMUNES, HEADS, OFFICERS, Template
from server.org import house
from server.org import queries as org
from server.org.actor import Actor
from server.org.models import Person, Position
from workflows import Role
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import RULES, MeetingKind

MEMBER = "ủy viên"


def beginning(actor: Actor, template: Template) -> dict[str, Any]:
    """The words and people of a new plan, which all may be changed."""
    kind, day = template.kind, _morning()
    before = _last(actor, kind)
    head = org.head_position(actor.agency_id)
    chair = org.holder(head.id) if head else None
    chair_account = chair.account if chair else ""
    keep = {chair_account, actor.account or ""}
    groups = _groups(actor, keep)
    called = [one for group in template.delegates for one in groups[group]]
    body = [one for one in _sat(before) if one not in keep] if before else called
    presenters = _presenters(actor, chair_account)
    return {
        "kind": kind.value,
        "title": _dated(template.title, day),
        "starts_at": f"{day:%d/%m/%Y %H:%M}",
        "room": "" if RULES[kind].in_writing else _usual_room(actor, kind),
        "sites": tree(actor) if template.sites else [],
        "chair": chair_account,
        "secretary": actor.account,
        "delegates": body,
        "as_on": f"{local(before.starts_at):%d/%m/%Y}" if before else "",
        "attending": [
            one for group in template.attending for one in groups[group] if one not in body
        ],
        "guests": [],
        "technician": _technician(actor),
        "urgent": "",
        "agenda": [
            {
                "title": _dated(one.title, day),
                "minutes": one.minutes,
                "needs_vote": one.votes,
                "rapporteur": presenters.get(one.by, ""),
            }
            for one in template.matters
        ],
    }


def _presenters(actor: Actor, chair: str) -> dict[str, str]:
    """Whose place it is to present, by post; where nobody has the post the place stays empty."""
    heads = _heads(org.people_with(actor.agency_id, {Role.UNIT_HEAD, Role.OFFICE_CHIEF}))
    chief = Role.OFFICE_CHIEF
    posts = {
        usual.CHIEF: [pair for pair in heads if chief in pair[1].roles],
        usual.HEAD: [pair for pair in heads if chief not in pair[1].roles],
    }
    return {usual.CHAIR: chair} | {by: them[0][0].account for by, them in posts.items() if them}


def _heads(them: list[tuple[Person, Position]]) -> list[tuple[Person, Position]]:
    """Who heads a department, by rank."""
    heads = [(who, post) for who, post in them if post.unit_id and post.is_head]
    return sorted(heads, key=lambda pair: pair[1].rank)


def _last(actor: Actor, kind: MeetingKind) -> Meeting | None:
    """Where a body votes: its session before, for who is of it no title says for certain."""
    if not RULES[kind].may_vote:
        return None
    mine = select(Meeting).filter_by(agency_id=actor.agency_id, kind=kind.value)
    held = mine.where(Meeting.state.not_in((State.DRAFT, State.CANCELLED)))
    return db.session.scalar(held.order_by(Meeting.starts_at.desc()).limit(1))


def _sat(before: Meeting) -> list[str]:
    """Who holds today the posts of its members; one that stands empty is left out."""
    posts = [one.position_id for one in before.people if one.part == Role.MEMBER]
    return [who.account for post in posts if (who := org.holder(post))]


def _technician(actor: Actor) -> str:
    """Who minds the devices here, where there is one (§10.3)."""
    minds = org.people_with(actor.agency_id, {Role.TECH})
    return minds[0][0].account if minds else ""


def _dated(words: str, day: dt.datetime) -> str:
    return words.format(month=day.month, year=day.year)


def _morning() -> dt.datetime:
    """Half past seven, five working days ahead: papers lie there three days before (MT-03)."""
    day = org.calendar().add_working(local(now()).date(), 5)
    return dt.datetime.combine(day, dt.time(7, 30), HANOI)


def _usual_room(actor: Actor, kind: MeetingKind) -> str:
    """Where a meeting of this kind was held last, or any."""
    last = select(Meeting.room).filter_by(agency_id=actor.agency_id).where(Meeting.room != "")
    of_it = Meeting.kind != kind.value
    return db.session.scalar(last.order_by(of_it, Meeting.id.desc()).limit(1)) or ""


def rooms(actor: Actor) -> list[str]:
    """The rooms that this agency has met in."""
    known = select(Meeting.room).filter_by(agency_id=actor.agency_id).where(Meeting.room != "")
    return sorted(set(db.session.scalars(known.order_by(Meeting.id.desc()).limit(200))))


def lower(actor: Actor) -> list[Any]:
    """The agencies directly below this one that work here."""
    return house.below(actor.agency_id)


def above(actor: Actor) -> list[Any]:
    """The agencies above this one as far as the directory knows them, and itself, the highest
    first."""
    return house.up_to(actor.agency_id)


def tree(actor: Actor) -> list[dict[str, Any]]:
    """The levels as sites (§10.12): those above, and those below, which join the room itself: it is
    the own agency's, whose people sit in it and at no site. Villages are in no directory, and are
    added by hand."""
    *line, _own = [one.short_name for one in above(actor)]
    ways = [*zip(line, ["", *line], strict=False)]
    ways += [(one.short_name, "") for one in lower(actor)]
    return [{"name": name, "under": under} for name, under in ways]


def _groups(actor: Actor, but: set[str]) -> dict[str, list[str]]:
    """The accounts of each group; who chairs or keeps the minutes is in none."""
    mine = org.people_with(actor.agency_id, {Role.LEADER, Role.UNIT_HEAD})
    ranked = sorted(mine, key=lambda pair: pair[1].rank)
    below = {one.id for one in lower(actor)}
    heads = [
        (who, post)
        for who, post, agency in org.people_elsewhere(actor.agency_id, Role.LEADER)
        if post.is_head and agency.id in below
    ]
    officers = _officers(actor)
    body = _of_the_body(officers)
    said = {
        COMMITTEE: [who.account for who, post in ranked if Role.LEADER in post.roles] + body,
        HEADS: [who.account for who, _post in _heads(mine)],
        COMMUNES: [who.account for who, _post in heads],
        OFFICERS: [who.account for who, _post in officers if who.account not in body],
    }
    return {name: [one for one in them if one not in but] for name, them in said.items()}


def _officers(actor: Actor) -> list[tuple[Person, Position]]:
    """Of an agency without departments whoever works there is called himself."""
    all_of_them = org.people_with(actor.agency_id, {Role.OFFICER, Role.CLERK, Role.DESK})
    if any(post.unit_id for _who, post in all_of_them):
        return []
    return sorted(all_of_them, key=lambda pair: pair[1].rank)


def _of_the_body(officers: list[tuple[Person, Position]]) -> list[str]:
    """Members of a commune's committee besides its leaders (Law 2015, art. 34): whose post is
    called Ủy viên. Where none is called so, each of them is proposed: a chair alone is no body, and
    whoever plans knows who sits in it."""
    titled = [who.account for who, post in officers if MEMBER in post.title.casefold()]
    return titled or [who.account for who, _post in officers]

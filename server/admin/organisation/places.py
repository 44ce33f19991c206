"""Units and posts: opened on a day, closed on a day, never changed in place (DOMAIN §2.4)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select

from server.admin.changes import found, require_admin, require_end, said_day
from server.admin.queries import place_words
from server.admin.staff.left_behind import refuse_lying
from server.admin.staff.posts import keep_apart
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Agency, Appointment, Position, Unit
from server.org.queries import lasts_beyond
from server.signatures.keys import KIND_WORDS
from workflows import Refused, Role
from workflows.law import PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post to be opened: its title as printed, its roles, and where it stands."""

    title: str
    unit_id: int | None = None
    roles: list[str] = field(default_factory=list)
    is_head: bool = False
    is_deputy: bool = False
    single_holder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A unit to be opened: its name, and the two ways it is written short."""

    name: str
    abbreviation: str
    code: str


Hear = Callable[[Agency, Post], None]
_heard: list[Hear] = []


def heard_before_a_post(hear: Hear) -> Hear:
    """Another room has a word where a post is to be opened: it refuses or is silent."""
    _heard.append(hear)
    return hear


def open_unit(actor: Actor, agency_code: str, *, new: Department, valid_from: dt.date) -> Unit:
    """A new unit of an agency, last in its order."""
    require_admin(actor)
    with transaction():
        return enter_unit(actor, held_agency(agency_code), new, valid_from)


def enter_unit(actor: Actor, agency: Agency, new: Department, valid_from: dt.date) -> Unit:
    """The unit of an agency that is held; a step, one of many where an office is set up."""
    session = db.session
    still = lasts_beyond(Unit, valid_from)
    same = select(Unit.id).where(Unit.agency_id == agency.id, Unit.code == new.code, still)
    if session.scalar(same.limit(1)):
        raise Refused("code_taken", "code")
    ranks = list(session.scalars(select(Unit.rank).where(Unit.agency_id == agency.id)))
    unit = Unit(
        agency_id=agency.id, code=new.code, name=new.name, abbreviation=new.abbreviation,
        rank=max(ranks, default=0) + 1, valid_from=valid_from, valid_to=_until(agency, valid_from),
    )  # fmt: skip
    session.add(unit)
    session.flush()
    settle_units(agency)
    words = f"Lập {new.name}, {agency.short_name} từ {said_day(valid_from)}"
    changed(actor, "unit_opened", f"unit/{unit.id}", words, agency=agency.id)
    return unit


def held_agency(code: str) -> Agency:
    """An agency of this office, open today or later, held for this act: who comes next waits."""
    still = lasts_beyond(Agency, today())
    open_ = select(Agency).where(Agency.code == code, Agency.external.is_(False), still)
    agency = db.session.scalar(open_.with_for_update())
    if agency is None:
        raise Refused("unknown_agency", "agency", code=code)
    return agency


def _until(agency: Agency, day: dt.date) -> dt.date | None:
    """What is opened in an agency whose last day is set ends with it: nobody works there after."""
    until = agency.valid_to
    if until is not None and until <= day:
        raise Refused("agency_has_ended", "valid_from", name=agency.short_name, day=said_day(until))
    return until


def settle_units(agency: Agency) -> None:
    """An agency whose first unit has begun works by units from then on (DOMAIN §4.2); a step."""
    db.session.flush()
    units = db.session.scalars(select(Unit).where(Unit.agency_id == agency.id))
    agency.has_units = any(one.holds_on(today()) for one in units)


def close_unit(actor: Actor, unit_id: int, *, on: dt.date) -> None:
    """A unit ends only after its posts: none may stay without a place."""
    require_admin(actor)
    with transaction() as session:
        unit = found(Unit, unit_id, held=True)
        require_end(unit.valid_from, unit.valid_to, on)
        beyond = lasts_beyond(Position, on)
        left = session.scalars(select(Position.title).where(Position.unit_id == unit_id, beyond))
        titles = ", ".join(sorted(set(left)))
        if titles:
            raise Refused("unit_has_posts", titles=titles)
        unit.valid_to = on
        settle_units(unit.agency)
        words = f"Giải thể {unit.name} từ {said_day(on)}"
        changed(actor, "unit_closed", f"unit/{unit.id}", words, agency=unit.agency_id)


def open_position(actor: Actor, agency_code: str, *, post: Post, valid_from: dt.date) -> Position:
    """A new post; the roles it carries come to somebody by an appointment of two persons."""
    require_admin(actor)
    with transaction():
        return enter_position(actor, held_agency(agency_code), post, valid_from)


def enter_position(actor: Actor, agency: Agency, post: Post, valid_from: dt.date) -> Position:
    """The post in an agency that is held; a step."""
    if not set(post.roles) <= set(Role) - {Role.SYSTEM} - PARTS:
        raise Refused("unknown_role", "roles")
    _keep_roles_apart(post.roles)
    if post.is_head and post.is_deputy:
        raise Refused("head_or_deputy", "is_deputy")
    _hear_place(agency, post, valid_from)
    for hear in _heard:
        hear(agency, post)
    ranks = list(db.session.scalars(select(Position.rank).where(_same_place(agency, post))))
    position = Position(
        agency_id=agency.id, unit_id=post.unit_id, title=post.title, roles=_roles(post),
        rank=max(ranks, default=0) + 1, is_head=post.is_head, is_deputy=post.is_deputy,
        single_holder=post.single_holder or post.is_head, valid_from=valid_from,
        valid_to=_until(agency, valid_from),
    )  # fmt: skip
    db.session.add(position)
    db.session.flush()
    words = f"Lập chức vụ {place_words(position)} từ {said_day(valid_from)}"
    subject = f"position/{position.id}"
    changed(actor, "position_opened", subject, words, ({}, {"roles": position.roles}))
    return position


def _roles(post: Post) -> list[str]:
    """A chánh văn phòng who heads his office is its head as any: of its drafts he checks the
    content, its letters he gives out, and else nobody would (DOMAIN §3.2)."""
    heads_it = post.is_head and post.unit_id and Role.OFFICE_CHIEF in post.roles
    return sorted({*post.roles, *([str(Role.UNIT_HEAD)] if heads_it else [])})


def _keep_roles_apart(roles: list[str]) -> None:
    """Who inspects does nothing else from the same post: he is read-only (SOD-05)."""
    if Role.AUDITOR in roles and set(roles) != {Role.AUDITOR}:
        raise Refused("auditor_only_reads", "roles")
    try:
        keep_apart([roles])
    except Refused as no:
        raise Refused(no.reason, "roles") from None


def _same_place(agency: Agency, post: Post) -> ColumnElement[bool]:
    return (Position.agency_id == agency.id) & (
        Position.unit_id == post.unit_id if post.unit_id else Position.unit_id.is_(None)
    )


def _hear_place(agency: Agency, post: Post, day: dt.date) -> None:
    """The unit is this agency's, and a place has one head."""
    if post.unit_id:
        unit = db.session.get(Unit, post.unit_id)
        if unit is None or unit.agency_id != agency.id or not unit.holds_on(day):
            raise Refused("unit_of_another_agency", "unit_id")
    if post.is_head:
        still = lasts_beyond(Position, day)
        heads = select(Position.title).where(_same_place(agency, post), Position.is_head, still)
        title = db.session.scalar(heads.limit(1))
        if title:
            raise Refused("has_a_head_already", "is_head", title=title)


def close_position(actor: Actor, position_id: int, *, on: dt.date) -> None:
    """A post ends only after everybody who held it, and after all that names it (ORG-12)."""
    require_admin(actor)
    with transaction() as session:
        position = found(Position, position_id, held=True)
        require_end(position.valid_from, position.valid_to, on)
        beyond = lasts_beyond(Appointment, on)
        held = select(Appointment).where(Appointment.position_id == position_id, beyond)
        names = ", ".join(one.person.full_name for one in session.scalars(held))
        if names:
            raise Refused("post_has_holders", names=names)
        refuse_lying(position)
        position.valid_to = on
        words = f"Bỏ chức vụ {place_words(position)} từ {said_day(on)}"
        changed(actor, "position_closed", f"position/{position.id}", words)


SAID = {
    "": "thôi bắt buộc lớp xác thực thứ hai",
    "any": "bắt buộc lớp xác thực thứ hai",
    "passkey": "bắt buộc passkey",
}


def demand_key(actor: Actor, position_id: int, *, wanted: str) -> None:
    """Which kind of key whoever holds a post signs or seals with in it (issue 4, SIG-02)."""
    require_admin(actor)
    with transaction() as session:
        position = session.get(Position, position_id, with_for_update=True)
        if position is None or wanted not in {"", *KIND_WORDS}:
            raise Refused("no_such_row")
        before, position.key_kind = position.key_kind, wanted
        said = f"ký bằng khóa loại {wanted}" if wanted else "ký bằng khóa loại nào cũng được"
        changed(
            actor, "key_kind_demanded" if wanted else "key_kind_waived",
            f"position/{position.id}", f"{place_words(position)}: {said}",
            ({"key_kind": before}, {"key_kind": wanted}),
        )  # fmt: skip


def require_second(actor: Actor, position_id: int, *, wanted: str) -> None:
    """Whether a post is held only by who signs in with a second factor, and which (DESIGN §9)."""
    require_admin(actor)
    with transaction() as session:
        position = session.get(Position, position_id, with_for_update=True)
        if position is None or wanted not in SAID:
            raise Refused("no_such_row")
        before, position.second_factor = position.second_factor, wanted
        changed(
            actor, "second_factor_required" if wanted else "second_factor_waived",
            f"position/{position.id}", f"{place_words(position)}: {SAID[wanted]}",
            ({"second_factor": before}, {"second_factor": wanted}),
        )  # fmt: skip

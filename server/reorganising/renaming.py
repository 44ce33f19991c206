"""An agency gets another name at a midnight: the same one, its numbers go on (DOMAIN §2.4, §2.5).

Its row is closed and a new one opened, for what was issued says the old name for ever. The seal
bears the name, so the old one is revoked and a new one issued. The books of the old name close with
their last numbers; those of the new one go on from there: it is no new numbering subject, and two
documents of one year would else bear one number and one symbol (ORG-11; Decree 30, article 15).
"""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from server.admin.organisation.agencies import Body, enter_agency
from server.audit.changes import changed
from server.database import db, transaction
from server.org import vote_rules
from server.org.actor import Actor
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.registers.models import Register
from server.registers.services import go_on as numbers_go_on
from server.reorganising.copying import copy_posts, copy_unit
from server.reorganising.crossing import refuse_elsewhere
from server.reorganising.models import Closing, Founded, Plan, PostHeir
from server.reorganising.planning import keep, named, taking
from workflows import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """What is another from that day on."""

    name: str
    short_name: str
    abbreviation: str
    place_name: str


def rename(actor: Actor, plan_id: int, agency: str, new: NewName, *, pin: str = "") -> Agency:
    """This agency has that name from the plan's day on, with its units, posts and people."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        old = named(agency, "agency")
        if old.external:
            raise Refused("agency_works_elsewhere", "agency")
        if new.name == old.name:
            raise Refused("keeps_its_name", "name")
        refuse_elsewhere(plan, old)
        body = Body(**_stays(old) | asdict(new))
        heir = enter_agency(actor, body, valid_from=plan.effective_on, pin=pin, after=old)
        heir.has_units, heir.prints_qr = old.has_units, old.prints_qr
        heir.silence_agrees = old.silence_agrees
        session.add(Founded(plan_id=plan.id, agency_id=heir.id))
        session.add(
            Closing(plan_id=plan.id, agency_id=old.id, heir_id=heir.id, renamed=True)
        )  # fmt: skip
        _copy(plan, old, heir)
        session.flush()
        session.refresh(plan)
        words = f"{old.short_name} đổi tên thành {heir.short_name}"
        keep(actor, "reorganisation_changed", plan, words)
    return heir


def _stays(old: Agency) -> dict[str, str]:
    same = ("code", "organ_id", "level", "superior", "regime")
    return {name: getattr(old, name) for name in same} | {
        "parent": old.parent.code if old.parent else ""
    }


def _copy(plan: Plan, old: Agency, heir: Agency) -> None:
    """Units and posts as they are on that day, each the heir of its own."""
    day = plan.effective_on
    units = db.session.scalars(select(Unit).where(Unit.agency_id == old.id, in_force(Unit, day)))
    copied = {one.id: copy_unit(one, heir, day) for one in units}
    posts = select(Position).where(Position.agency_id == old.id, in_force(Position, day))
    for was, new in copy_posts(db.session.scalars(posts), heir, copied, day):
        db.session.add(
            PostHeir(plan_id=plan.id, position_id=was.id, heir_id=new.id, goes_to_id=new.id)
        )  # fmt: skip


def go_on(plan: Plan) -> None:
    """The new name's books begin after the last numbers of the old one's, and its bodies vote as
    they did (VT-04); a step."""
    year = plan.effective_on.year
    for one in plan.closings:
        if one.renamed and one.heir_id:
            vote_rules.pass_on(one.agency_id, one.heir_id, plan.effective_on)
            given = select(Register).filter_by(agency_id=one.agency_id, year=year, closed_on=None)
            for book in db.session.scalars(given.where(Register.last > 0)).all():
                key = (one.heir_id, book.book, year)
                numbers_go_on(key, after=book.last, day=book.last_on or plan.effective_on)


def keep_above(server: Actor, plan: Plan) -> None:
    """Whoever stood under the old name stands under the new one; a step."""
    for one in plan.closings:
        if one.renamed and one.heir:
            below = select(Agency).where(
                Agency.parent_id == one.agency_id, in_force(Agency, plan.effective_on)
            )
            for under in db.session.scalars(below).all():
                _stand_under(server, under, one.agency, one.heir)


def _stand_under(server: Actor, under: Agency, old: Agency, heir: Agency) -> None:
    under.parent = heir
    if under.superior == old.name:
        under.superior = heir.name
    words = f"{under.short_name}: cấp trên đổi tên thành {heir.short_name}"
    changed(server, "superior_renamed", f"agency/{under.id}", words, superior=heir.id)

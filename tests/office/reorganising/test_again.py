"""The province puts it off, Kiên withdraws the plan; in spring he does not type it all anew."""

import datetime as dt

import pytest
from sqlalchemy import select

from server.database import db
from server.org.heirs_mail import routes_of
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.reorganising import again, directing, mailing, parting, planning, renaming
from server.reorganising.looking import Seen
from server.reorganising.models import Plan
from server.reorganising.planning import Heading
from server.reorganising.renaming import NewName
from tests.cast import Cast
from tests.office.admin.desk import DAY, hanh, kien, last_change, position, why
from tests.office.front.desks import arrivals
from tests.office.reorganising import merging
from tests.office.reorganising.merging import CODE, NEW, begun, done, drafted, tomorrow

LATER = 30 * DAY


def head(day: dt.date | None = None) -> Heading:
    return Heading(title="Lập lại", decision_code=CODE, effective_on=day or tomorrow() + LATER)


def withdrawn(plan: Plan) -> Plan:
    return planning.withdraw(kien(), plan.id, reason="Tỉnh hoãn")


def taken_up(plan: Plan, day: dt.date | None = None) -> Plan:
    return again.take_up(hanh(), withdrawn(plan).id, head(day))


def new_commune() -> Agency:
    return db.session.scalars(select(Agency).where(Agency.code == NEW.code)).one()


def said(plan: Plan) -> set[tuple[int, int | None, int | None]]:
    return {(one.position_id, one.heir_id, one.goes_to_id) for one in plan.posts}


def test_all_that_was_said_stands_in_the_new_draft(app):
    first = drafted()
    before = said(first), [(one.agency_id, one.heir_id) for one in first.closings]
    plan = taken_up(first)
    assert (plan.state, first.state) == ("DRAFT", "WITHDRAWN")
    assert (said(plan), [(one.agency_id, one.heir_id) for one in plan.closings]) == before
    assert [one.agency.code for one in plan.founded] == [NEW.code]
    assert plan.drafted_by.account == "quantri2"
    assert "Lập lại phương án" in last_change().words


def test_what_it_sets_up_begins_on_the_new_day_with_its_posts(app):
    first = drafted()
    posts = select(Position).where(Position.agency_id == new_commune().id)
    how_many = len(db.session.scalars(posts).all())
    plan = taken_up(first)
    assert new_commune().valid_from == tomorrow() + LATER
    there = (in_force(Position, plan.effective_on), in_force(Unit, plan.effective_on))
    assert len(db.session.scalars(posts.where(there[0])).all()) == how_many
    units = select(Unit).where(Unit.agency_id == new_commune().id, there[1])
    assert len(db.session.scalars(units).all()) == 4


def test_nothing_is_lacking_and_its_midnight_does_it(app):
    plan = taken_up(drafted(), tomorrow())
    assert Seen(plan).posts_without_heir == []
    planning.propose(hanh(), plan.id)
    planning.approve(kien(), plan.id)
    done(plan)
    assert plan.state == "IN_EFFECT"
    ended = db.session.scalars(select(Agency).where(Agency.code == "hoangphu")).one()
    assert ended.valid_to == tomorrow() and ended.successor_id == new_commune().id


def test_a_day_before_the_old_one_is_free_too(app):
    """What never was, keeps its code from nobody, whichever day it would have begun on."""
    first = drafted(effective_on=tomorrow() + LATER)
    assert taken_up(first, tomorrow()).effective_on == tomorrow()
    other = withdrawn(begun(title="Khác", effective_on=tomorrow() + LATER))
    assert other.state == "WITHDRAWN"


def test_work_that_was_ticked_and_mail_go_where_they_went(app):
    cast = Cast(app)
    (letter,) = arrivals(cast.dao.actor, 1)
    first = drafted()
    commune = cast.dao.actor.agency_id
    directing.direct(kien(), first.id, (commune, "incoming"), things=[letter], heir="hoangdao")
    mailing.send_on(kien(), first.id, agency="hoangphu", heir=NEW.code, words="rừng, biển")
    plan = taken_up(first)
    assert [(one.paper_id, one.heir.code) for one in plan.things] == [(letter, "hoangdao")]
    assert [(one.words, one.heir.code) for one in routes_of(commune)] == [("rừng, biển", NEW.code)]


def test_a_post_that_ended_meanwhile_is_named_among_what_is_lacking(app):
    first = withdrawn(drafted())
    heir = next(
        one.heir for one in first.posts if one.position_id == position("chutich.hoangphu").id
    )
    heir_of_old = db.session.get_one(Position, heir.id)
    heir_of_old.valid_from = heir_of_old.valid_to = tomorrow() - DAY
    db.session.commit()
    gone = position("motcua.hoangphu")
    gone.valid_to = tomorrow()
    db.session.commit()
    plan = again.take_up(hanh(), first.id, head())
    assert gone.id not in {one.position_id for one in plan.posts}
    assert len(plan.posts) == len(first.posts) - 1


def test_a_unit_that_moves_and_a_new_name_are_taken_up_too(app):
    first = begun()
    parting.part(kien(), first.id, agency="huyen", unit="vhtt", heir="hoangdao")
    town = NewName(
        name="Ủy ban nhân dân xã Hoằng Phú Tây", short_name="UBND xã Hoằng Phú Tây",
        abbreviation="UBND", place_name="Hoằng Phú",
    )  # fmt: skip
    renaming.rename(kien(), first.id, "hoangphu", town)
    plan = taken_up(first)
    (part,) = plan.partings
    assert part.new_unit is not None and part.new_unit.holds_on(plan.effective_on)
    assert [one.renamed for one in plan.closings] == [True]
    assert Seen(plan).posts_without_heir == []


def test_it_is_taken_up_once_and_only_when_it_was_withdrawn(one_app):
    first = drafted()
    assert why(again.take_up, hanh(), first.id, head()) == "wrong_state"
    plan = taken_up(first)
    assert why(again.take_up, kien(), first.id, head()) == "taken_up_already"
    third = again.take_up(kien(), withdrawn(plan).id, head())
    assert third.state == "DRAFT"


def test_an_agency_that_another_plan_ends_is_named(one_app):
    first = withdrawn(begun_without_a_new_agency())
    other = begun(title="Một phương án khác")
    planning.close(kien(), other.id, agency="hoangphu", heir="hoangdao")
    assert why(again.take_up, hanh(), first.id, head()) == "ends_by_another_plan"


def begun_without_a_new_agency() -> Plan:
    plan = begun()
    planning.close(kien(), plan.id, agency="hoangphu", heir="hoangdong")
    return plan


def test_a_code_that_somebody_else_has_by_now_is_not_given_twice(one_app):
    first = withdrawn(drafted())
    merging.founded(begun(title="Một phương án khác"))
    assert why(again.take_up, hanh(), first.id, head()) == "agency_taken"
    assert len(db.session.scalars(select(Plan)).all()) == 2, "kept together or lost together"


def test_its_midnight_lies_ahead_and_an_administrator_writes_it(one_app):
    first = withdrawn(drafted())
    assert why(again.take_up, hanh(), first.id, head(tomorrow() - DAY)) == "midnight_lies_ahead"
    lan = Cast(one_app).lan.actor
    with pytest.raises(Exception, match="wrong_role|not_allowed"):
        again.take_up(lan, first.id, head())

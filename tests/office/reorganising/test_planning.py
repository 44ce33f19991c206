"""Kiên writes a plan, Hạnh approves it; until midnight it is paper."""

import pytest
from sqlalchemy import select

from server.clock import midnight, today
from server.database import db
from server.desks.queries import PLANS
from server.org.models import Agency, Position
from server.org.queries import agency_by_code
from server.papers import telling
from server.reorganising import jobs, looking, planning
from server.reorganising.looking import Seen, closing_posts, holders
from server.reorganising.models import Closing, Plan
from server.reorganising.planning import Passing
from tests.office.admin.desk import DAY, actor, hanh, kien, last_change, position, why
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    begun,
    drafted,
    founded,
    tomorrow,
)

MINH = "chutich.huyen"


def close(plan: Plan, agency: str, heir: str) -> None:
    planning.close(kien(), plan.id, agency=agency, heir=heir)


def facts(plan: Plan):
    return Seen(db.session.get_one(Plan, plan.id))


def test_a_plan_finds_an_heir_for_every_post_and_a_place_for_everybody(app):
    plan = drafted()
    assert (facts(plan).posts_without_heir, facts(plan).seats_taken_twice) == ([], [])
    titles = {
        (one.position.agency.code, one.position.title): (one.heir.title, one.goes_to.title)
        for one in plan.posts
    }
    assert titles["hoangphu", "Chủ tịch"] == ("Chủ tịch", "Chủ tịch")
    assert titles["hoangdong", "Chủ tịch"] == ("Chủ tịch", "Phó Chủ tịch")
    assert titles["hoangphu", "Công chức Tư pháp - Hộ tịch"][0] == "Cán bộ một cửa"
    assert titles["hoangphu", "Công chức Văn phòng - Thống kê"][0] == "Văn thư"


def test_a_plan_that_forgets_an_agency_is_not_proposed(app):
    """Bad input of issue 6: the district ends, and ten of its communes are not in the plan."""
    plan = begun()
    founded(plan, like="xa-2025+")
    close(plan, "huyen", NEW.code)
    close(plan, "hoangphu", NEW.code)
    assert "UBND xã Hoằng Đạo" in facts(plan).forgotten
    assert "UBND xã Hoằng Phú" not in facts(plan).forgotten
    assert why(planning.propose, kien(), plan.id) == "forgets_nobody"


def test_to_write_on_a_plan_looks_through_nobodys_posts(one_app, monkeypatch):
    """Of a whole district such a look is a hundred rows, and its plan is written in thirty acts."""
    plan = drafted()

    def looked(*_args) -> None:
        pytest.fail("a change looked for what only a proposal is asked")

    with monkeypatch.context() as blind:
        for name in ("_forgotten", "_unready", "_without_heir", "_taken_twice", "_raised"):
            blind.setattr(looking, name, looked)
        close(plan, "hoangthinh", "hoangdao")
    assert facts(plan).closes == 3


def test_a_successor_that_ends_too_is_no_successor(app):
    plan = begun()
    close(plan, "hoangphu", "hoangdong")
    close(plan, "hoangdong", "hoangphu")
    assert facts(plan).forgotten == ["UBND xã Hoằng Phú", "UBND xã Hoằng Đồng"]
    assert len(facts(plan).posts_without_heir) == 8
    assert why(planning.propose, kien(), plan.id) == "every_post_has_an_heir"


@pytest.mark.parametrize(
    ("agency", "heir", "reason"),
    [
        ("hoangphu", "hoangphu", "succeeds_itself"),
        ("hoangphu", "khong-co", "unknown_agency"),
        ("hoangphu", "tinh", "agency_works_elsewhere"),
    ],
)
def test_who_can_take_over(one_app, agency, heir, reason):
    assert why(close, begun(), agency, heir) == reason


def test_an_agency_ends_by_one_plan(one_app):
    drafted()
    other = begun(title="Một phương án khác")
    assert why(close, other, "hoangphu", "hoangdong") == "ends_by_another_plan"


def test_none_gives_to_what_another_ends_that_day_or_before(one_app):
    """Else whichever came first at that midnight would leave the other waiting for ever."""
    first = begun()
    close(first, "hoangphu", "hoangdong")
    same, later = begun(title="Cùng ngày"), begun(title="Sau", effective_on=tomorrow() + DAY)
    assert why(close, same, "hoangdong", "hoangthinh") == "takes_over_by_another_plan"
    for other in (same, later):
        assert why(close, other, "hoangthinh", "hoangphu") == "heir_ends_elsewhere"
    close(later, "hoangdong", "hoangdao")
    planning.withdraw(kien(), first.id, reason="Chưa được thông qua")
    close(same, "hoangthinh", "hoangphu")


def test_who_takes_over_and_is_ended_by_another_plan_meanwhile_cannot_work(one_app):
    plan = begun()
    close(plan, "hoangphu", "hoangdong")
    other = begun(title="Một phương án khác")
    db.session.add(Closing(plan_id=other.id, agency_id=agency_by_code("hoangdong").id))
    db.session.commit()
    assert why(planning.propose, kien(), plan.id) == "successors_can_work"


def test_a_plan_without_an_end_or_without_its_midnight_ahead_is_none(one_app):
    plan = begun()
    assert why(planning.propose, kien(), plan.id) == "changes_somebody"
    assert why(begun, effective_on=today()) == "midnight_lies_ahead"


def test_whoever_takes_over_has_a_head_and_a_clerk(one_app):
    plan = drafted()
    clerk = db.session.scalars(
        select(Position).join(Agency).where(Agency.code == NEW.code, Position.title == "Văn thư")
    ).one()
    clerk.roles = ["OFFICER"]
    db.session.commit()
    assert why(planning.propose, kien(), plan.id) == "successors_can_work"


def test_a_post_without_an_heir_and_a_chair_for_two_are_named(one_app):
    plan = drafted()
    chair = next(one for one in plan.posts if one.goes_to and one.goes_to.is_head)
    other = position("chutich.hoangdong")
    planning.settle(
        kien(), plan.id, other.id, Passing(heir_id=chair.heir_id, goes_to_id=chair.goes_to_id)
    )
    assert why(planning.propose, kien(), plan.id) == "one_chair_one_holder"
    db.session.delete(next(one for one in plan.posts if one.position_id == other.id))
    db.session.commit()
    assert why(planning.propose, kien(), plan.id) == "every_post_has_an_heir"


def test_an_heir_stands_on_the_day_and_does_not_end(one_app):
    plan = drafted()
    mine = position("chutich.hoangdong").id
    no = Passing(heir_id=position("chutich.hoangphu").id, goes_to_id=None)
    assert why(planning.settle, kien(), plan.id, mine, no) == "heir_has_no_day"
    minh = position("chutich.huyen").id
    assert why(planning.settle, kien(), plan.id, minh, no) == "no_such_row"


def test_whoever_writes_the_plan_gains_nothing_by_it(one_app):
    plan = begun()
    founded(plan, like="xa-2025+")
    for code in ("huyen", *(it.code for it in communes())):
        close(plan, code, NEW.code)
    rows = {it.position_id: it for it in plan.posts}
    mine = rows[position("quantri").id]
    assert mine.goes_to.roles == ["ADMIN"]
    chair = next(it.heir_id for it in plan.posts if it.heir.is_head and it.heir.unit_id is None)
    planning.settle(
        kien(), plan.id, mine.position_id, Passing(heir_id=mine.heir_id, goes_to_id=chair)
    )
    assert len(facts(plan).raised) == 1


def communes() -> list[Agency]:
    found = select(Agency).where(Agency.level == "xa", Agency.external.is_(False))
    return [one for one in db.session.scalars(found) if one.code != NEW.code]


def test_a_second_administrator_approves_and_nobody_else(app):
    plan = drafted()
    planning.propose(kien(), plan.id)
    assert why(planning.approve, kien(), plan.id) == "is_another_hand"
    assert why(planning.approve, actor("chutich.huyen"), plan.id) == "wrong_role"
    planning.send_back(hanh(), plan.id, reason="Thiếu ý kiến xã")
    assert (plan.state, plan.said) == ("DRAFT", "Thiếu ý kiến xã")
    planning.propose(kien(), plan.id)
    assert planning.approve(hanh(), plan.id).state == "APPROVED"
    assert last_change().act == "reorganisation_approved"
    assert why(planning.propose, kien(), plan.id) == "wrong_state"


def on_desk() -> list[bool]:
    """Before Kiên, before Hạnh, before Minh: whether a plan waits for them there."""
    return [(PLANS in dict(telling.confirming(who))) for who in (kien(), hanh(), actor(MINH))]


@pytest.mark.parametrize("ends", ["approved", "sent back", "withdrawn"])
def test_a_plan_waits_on_the_desk_of_whoever_may_approve_it_until_somebody_says_something(
    app, ends
):
    plan = drafted()
    assert on_desk() == [False, False, False]
    planning.propose(kien(), plan.id)
    assert on_desk() == [False, True, False]
    assert telling.confirming(hanh()) == [(PLANS, plan.id)]
    if ends == "approved":
        planning.approve(hanh(), plan.id)
    elif ends == "sent back":
        planning.send_back(hanh(), plan.id, reason="Thiếu ý kiến xã")
    else:
        planning.withdraw(kien(), plan.id, reason="Hoãn đến quý sau")
    assert on_desk() == [False, False, False]


def test_until_midnight_it_can_be_taken_back_and_what_was_set_up_never_was(app):
    plan = approved()
    assert why(planning.withdraw, kien(), plan.id, reason=" ") == "has_reason"
    planning.withdraw(kien(), plan.id, reason="Hoãn đến quý sau")
    new = db.session.scalars(select(Agency).where(Agency.code == NEW.code)).one()
    assert new.valid_to == new.valid_from
    assert plan.state == "WITHDRAWN"
    with at_midnight():
        jobs.begin()
    assert plan.took_effect_at is None
    assert founded(begun()).code == NEW.code


def test_the_round_waits_for_midnight_and_does_it_once(app):
    plan = approved()
    jobs.begin()
    assert plan.took_effect_at is None
    for _ in range(2):
        with at_midnight():
            jobs.begin()
    assert plan.took_effect_at >= midnight(today() + DAY)
    assert plan.state == "IN_EFFECT"
    assert why(planning.withdraw, kien(), plan.id, reason="Thôi") == "wrong_state"


def test_an_agency_may_be_left_out_again(one_app):
    plan = drafted()
    planning.keep_open(kien(), plan.id, agency_id=position("chutich.hoangdong").agency_id)
    db.session.refresh(plan)
    assert [one.agency.code for one in plan.closings] == ["hoangphu"]
    assert {one.position.agency.code for one in plan.posts} == {"hoangphu"}
    assert len(closing_posts(plan)) == 4 == len(holders(plan))


def test_an_outline_is_one_of_the_list(one_app):
    assert why(founded, begun(), like="tinh-2025") == "unknown_outline"


def test_it_is_too_early_by_hand(one_app):
    plan = approved()
    assert why(jobs.take_effect, plan.id) == "day_has_come"

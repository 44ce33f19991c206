"""Units and posts are opened and closed on a day; nobody is left without a place."""

from typing import Any

import pytest
import time_machine

from server.admin import jobs
from server.admin.organisation import places
from server.admin.organisation.places import Department, Post
from server.admin.staff import grants, posts
from server.clock import now, today
from server.org import queries
from server.org.models import Agency, Position, Unit
from tests.office.admin.desk import (
    DAY,
    actor,
    hanh,
    kien,
    last_change,
    position,
    post_of,
    propose,
    unit,
    why,
)
from workflows import Role
from workflows.law import PARTS

OFFICE = Department(name="Văn phòng HĐND và UBND", abbreviation="VP", code="vp")
YOUTH = Department(name="Phòng Thanh niên", abbreviation="TN", code="tn")


def opened(agency: str = "huyen", **more: Any) -> Position:
    said = {"title": "Chuyên viên", "roles": ["OFFICER"]} | more
    return places.open_position(kien(), agency, post=Post(**said), valid_from=today())


def test_a_new_unit_with_its_post_takes_somebody_in(app):
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today())
    seat = opened(unit_id=made.id)
    grants.confirm(hanh(), propose("chuyenvien.huyen", seat.id, main=True).id)
    assert actor("chuyenvien.huyen").unit_name == "Phòng Thanh niên"


def test_a_unit_is_not_there_before_its_day(app):
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today() + 3 * DAY)
    huyen = queries.agency_by_code("huyen").id
    assert made.id not in {one.id for one in queries.units(huyen)}
    with time_machine.travel(now() + 3 * DAY, tick=False):
        assert made.id in {one.id for one in queries.units(huyen)}


def test_the_first_unit_of_a_commune_makes_it_work_by_units_from_that_day(app):
    places.open_unit(kien(), "hoangphu", new=YOUTH, valid_from=today() + DAY)
    assert not actor("chutich.hoangphu").has_units
    with time_machine.travel(now() + DAY, tick=False):
        jobs.begin_the_day()
        jobs.begin_the_day()
        assert actor("chutich.hoangphu").has_units


def test_a_code_is_used_once_and_free_again_after_its_unit(app):
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today())
    again = {"new": YOUTH, "valid_from": today()}
    assert why(places.open_unit, kien(), "huyen", **again) == "code_taken"
    places.close_unit(kien(), made.id, on=today())
    assert places.open_unit(kien(), "huyen", **again).id != made.id


def test_agencies_outside_have_no_units_here(app):
    outside = next(one.code for one in queries.agencies() if one.external)
    given = {"new": YOUTH, "valid_from": today()}
    assert why(places.open_unit, kien(), outside, **given) == "unknown_agency"
    assert why(places.open_unit, kien(), "khongco", **given) == "unknown_agency"


def test_a_unit_closes_after_its_posts_and_a_post_after_its_holders(app):
    assert why(places.close_unit, kien(), unit("vhtt").id, on=today()) == "unit_has_posts"
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today())
    seat = opened(unit_id=made.id)
    post = grants.confirm(hanh(), propose("chuyenvien.huyen", seat.id).id)
    assert why(places.close_position, kien(), seat.id, on=today() + DAY) == "post_has_holders"
    posts.end(kien(), post.id, on=today() + DAY)
    places.close_position(kien(), seat.id, on=today() + DAY)
    places.close_unit(kien(), made.id, on=today() + DAY)
    assert last_change().act == "unit_closed"


def test_a_closed_post_takes_nobody_in(app):
    seat = opened()
    places.close_position(kien(), seat.id, on=today() + 5 * DAY)
    with pytest.raises(Exception, match="post_is_closed"):
        propose("chuyenvien.huyen", seat.id)
    assert propose("chuyenvien.huyen", seat.id, valid_to=today() + 5 * DAY).state == "OPEN"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"roles": ["ADMIN", "CLERK"]}, "admin_holds_no_desk"),
        ({"roles": ["AUDITOR", "OFFICER"]}, "auditor_only_reads"),
        ({"roles": ["SYSTEM"]}, "unknown_role"),
        ({"roles": ["KING"]}, "unknown_role"),
        ({"is_head": True, "is_deputy": True}, "head_or_deputy"),
        ({"is_head": True}, "has_a_head_already"),
        ({"unit_id": 999_999}, "unit_of_another_agency"),
    ],
)
def test_a_post_that_does_not_fit_is_not_opened(app, said, reason):
    assert why(opened, **said) == reason


def test_a_unit_of_the_district_is_no_place_for_a_post_of_a_commune(app):
    assert why(opened, "hoangphu", unit_id=unit("vhtt").id) == "unit_of_another_agency"


def test_the_post_of_a_head_has_a_single_holder(app):
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today())
    head = opened(unit_id=made.id, title="Trưởng phòng", roles=["UNIT_HEAD"], is_head=True)
    assert head.single_holder
    assert not opened(unit_id=made.id).single_holder


def test_a_chief_who_heads_his_office_heads_it_as_any_head_does(app):
    """Else nobody would check what his officers draft, nor give out what comes to them (§3.2)."""
    office_ = places.open_unit(kien(), "hoangphu", new=OFFICE, valid_from=today()).id
    said = {"title": "Chánh Văn phòng", "roles": ["OFFICE_CHIEF"], "unit_id": office_}
    assert opened("hoangphu", is_head=True, **said).roles == ["OFFICE_CHIEF", "UNIT_HEAD"]
    assert opened("hoangphu", **said | {"roles": ["OFFICER"]}).roles == ["OFFICER"]
    deputy = said | {"roles": ["OFFICE_CHIEF"], "is_deputy": True}
    assert opened("hoangphu", **deputy).roles == ["OFFICE_CHIEF"]


def test_closing_what_is_not_there_or_backwards_is_refused(app):
    for close in (places.close_unit, places.close_position):
        assert why(close, kien(), 999_999, on=today()) == "no_such_row"
    seat = position("chuyenvien.huyen").id
    assert why(places.close_position, kien(), seat, on=today() - DAY) == "end_is_backdated"


def test_every_role_but_the_servers_own_may_stand_on_a_post(app):
    for role in set(Role) - {Role.SYSTEM} - PARTS:
        assert opened(roles=[str(role)]).roles == [str(role)]


def test_what_one_is_in_a_meeting_stands_on_no_post(one_app):
    for part in PARTS:
        assert why(opened, roles=[str(part)]) == "unknown_role"


def test_rows_are_closed_never_deleted(app):
    made = places.open_unit(kien(), "huyen", new=YOUTH, valid_from=today())
    places.close_unit(kien(), made.id, on=today() + DAY)
    kept = unit("tn")
    assert (kept.valid_from, kept.valid_to) == (today(), today() + DAY)
    assert isinstance(kept, Unit) and isinstance(kept.agency, Agency)
    assert post_of("chuyenvien.huyen").valid_to is None

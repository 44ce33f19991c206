"""In the morning after, whatever is open names those who came after, in every column (ORG-12)."""

import pytest
from flask import Flask

from server.database import db
from server.documents.tasks import board
from server.documents.tasks.models import Task
from server.org.models import Agency
from server.reorganising.planning import Passing, settle
from tests.cast import Cast
from tests.office.admin.desk import kien, position
from tests.office.handing_over.leaver import begun, called
from tests.office.pointing import dead_ends
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    district_ends,
    done,
    drafted,
    new_day,
)
from tests.office.reorganising.test_directed import carried_out, own_task
from tests.office.reorganising.test_twelve_things import laid_down
from tests.office.reorganising.test_vacancies import nobody_goes
from tests.office.reorganising.test_what_goes_over import task


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """Who comes after whom is the same on both databases."""
    return one_app


def helped(cast: Cast, lead: str, *helpers: str) -> Task:
    one = task(cast, lead)
    one.helpers = [{"code": "x", "seat": seat, "name": "x"} for seat in helpers]
    one.lead_agency_id = int(lead.split(":")[1]) if lead.startswith("a:") else None
    one.lead_unit_id = int(lead.split(":")[1]) if lead.startswith("u:") else None
    db.session.commit()
    return one


def test_the_district_ends_and_nothing_open_points_at_it(cast: Cast):
    plan = district_ends()
    laid_down(cast)
    nam, hoa = cast.nam.actor, cast.hoa.actor
    helped(cast, f"u:{hoa.unit_id}:UNIT_HEAD", f"p:{nam.position_id}", f"p:{hoa.position_id}")
    helped(cast, f"a:{cast.anh.actor.agency_id}:LEADER", f"p:{cast.cv_xa.actor.position_id}")
    done(plan)
    with at_midnight():
        assert dead_ends() == []


def test_what_the_district_gave_stands_on_the_new_communes_board(cast: Cast):
    """Ánh leads the new commune and has a board of what came from above, as she had before."""
    plan = approved()
    helped(cast, f"a:{cast.anh.actor.agency_id}:LEADER")
    assert board.standing(board.scope_of(cast.anh.actor))
    done(plan)
    with at_midnight():
        (row,) = board.standing(board.scope_of(new_day(cast.anh).actor))
        assert db.session.get_one(Agency, row.lead_agency_id).code == NEW.code


def test_who_helped_before_the_midnight_hands_it_over_when_he_leaves_after_it(cast: Cast):
    """The list of what he has is asked of his new post, and nobody is forgotten in it (AR-04)."""
    plan = approved()
    one = helped(cast, f"a:{cast.anh.actor.agency_id}:LEADER", f"p:{cast.cv_xa.actor.position_id}")
    done(plan)
    with at_midnight():
        assert called(begun("chuyenvien.hoangphu")) == [("tasks", "")]
        db.session.refresh(one)
        (helper,) = one.helpers
        assert helper["name"].endswith(cast.cv_xa.actor.name)


def test_who_came_into_the_givers_post_hands_over_what_was_given(cast: Cast):
    """Ánh gave it and stays behind: Quân, who is the next chair, is asked for it when he leaves."""
    plan = drafted()
    one = own_task(cast, f"p:{cast.cv_xa.actor.position_id}")
    chair = nobody_goes(plan, "chutich.hoangphu")
    quan = position("chutich.hoangdong")
    settle(kien(), plan.id, quan.id, Passing(heir_id=chair.id, goes_to_id=chair.id))
    carried_out(plan)
    with at_midnight():
        db.session.refresh(one)
        assert (one.giver_post_id, one.giver.account) == (chair.id, "chutich.hoangdong")
        assert called(begun("chutich.hoangdong")) == [("tasks", "")]

"""What a plan shows before it takes effect: each figure with its list, each post with its heir."""

from sqlalchemy import select

from server.database import db
from server.org.models import Agency
from server.reorganising import planning, totals, views
from tests.cast import Cast, Hand
from tests.office.admin.desk import kien
from tests.office.reorganising.merging import approved, done, drafted
from tests.office.reorganising.test_what_goes_over import task


def test_a_task_that_the_district_gave_stands_in_the_plan_of_who_owes_it(one_cast: Cast):
    """The figure leads to the list that has it, and the midnight takes it over."""
    cast = one_cast
    task(cast, f"a:{cast.anh.actor.agency_id}:LEADER")
    plan = approved()
    with cast.anh.app.test_request_context():
        (phu,) = (one for one in views.agencies(plan) if one["name"] == "UBND xã Hoằng Phú")
    assert [(one["n"], one["href"].rsplit("/", 1)[1]) for one in phu["sums"]] == [(1, "tasks")]
    said = totals.moved(done(plan))
    assert "1 nhiệm vụ chưa xong" in said
    assert not [one for one in said if one.startswith("0 ")], "nothing of what there is none"
    assert db.session.scalars(select(Agency).filter_by(code="hoangphu2")).one().valid_to is None


def test_who_approves_sees_who_comes_after_each_post(one_cast: Cast):
    """He agrees to names, not to a number of posts."""
    plan = drafted()
    planning.propose(kien(), plan.id)
    browser = Hand(one_cast.dao.app, "quantri2").browser()
    door = f"/people/reorganisations/{plan.id}/posts/{one_cast.anh.actor.agency_id}"
    assert f'href="{door}"' in browser.get(f"/people/reorganisations/{plan.id}").text
    page = browser.get(door).text
    assert "Chủ tịch, UBND xã Hoằng Phú mới" in page and "/post/" not in page

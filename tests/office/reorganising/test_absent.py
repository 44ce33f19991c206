"""Đào is away and Khánh has her work: Hoằng Phú is split, and each goes to another commune."""

import datetime as dt

from sqlalchemy import select

from server.absences import services
from server.absences.services import Wish
from server.clock import today
from server.database import db
from server.org import away
from server.org.models import Absence
from server.reorganising import planning, taking_effect
from server.reorganising.planning import Passing
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien, position
from tests.office.reorganising.merging import approved, at_midnight, begun, done, new_day, tomorrow
from tests.office.reorganising.test_split import EAST, WEST, post

CLERK, OFFICER = "vanthu.hoangphu", "chuyenvien.hoangphu"


def leaves(cast: Cast) -> None:
    days = {"valid_from": today(), "valid_to": today() + dt.timedelta(9)}
    services.stand_in(cast.kien.actor, Wish(account=CLERK, substitute=OFFICER, **days))


def absence() -> Absence:
    db.session.expire_all()
    return db.session.scalars(select(Absence)).one()


def test_parted_from_her_substitute_nobody_reads_any_more_that_he_has_her_work(cast: Cast):
    leaves(cast)
    plan = begun(title="Tách xã Hoằng Phú")
    for new in (EAST, WEST):
        planning.found(kien(), plan.id, new, like="xa-2015", pin="246810")
    planning.close(kien(), plan.id, agency="hoangphu", heir=EAST.code)
    west = ((CLERK, "Công chức Văn phòng - Thống kê"), ("motcua.hoangphu", "Chủ tịch"))
    for account, title in west:
        goes = post(title, WEST.code).id
        settled = Passing(heir_id=goes, goes_to_id=goes)
        planning.settle(kien(), plan.id, position(account).id, settled)
    assert taking_effect.rehearse(plan.id)["moved"]["absences"] == 1
    assert absence().valid_to == today() + dt.timedelta(9), "a rehearsal keeps nothing"
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    done(plan)
    assert absence().valid_to == tomorrow()
    with at_midnight():
        assert away.of_oneself(new_day(cast.dao).actor) == []
        for who in (cast.dao, new_day(cast.cv_xa)):
            assert "không còn cùng cơ quan" in who.browser().get("/notices").text


def test_who_goes_along_with_her_has_it_on(cast: Cast):
    leaves(cast)
    done(approved())
    assert absence().valid_to == today() + dt.timedelta(9)
    with at_midnight():
        assert new_day(cast.cv_xa).actor.stands_for

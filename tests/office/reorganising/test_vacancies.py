"""A post that takes work over and has nobody in it: Kiên and Hạnh read of it before they decide."""

import html
import io

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import db
from server.org.models import Agency, Position
from server.reorganising import directing, planning, vacancies
from server.reorganising.models import Plan
from server.reorganising.planning import Passing
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien, position
from tests.office.front.clicking import Desk
from tests.office.papers import fields, ok, scan
from tests.office.reorganising.merging import NEW, begun, done, drafted
from tests.office.reorganising.test_midnight import presented
from tests.office.reorganising.test_split import EAST, WEST, post

WARNED = "Có việc chuyển đến mà khuyết người"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """Who sits where is the same on both databases."""
    return one_app


def nobody_goes(plan: Plan, account: str) -> Position:
    """Its work goes on as it was proposed, its holder stays behind; the post that then is empty."""
    old = position(account)
    row = next(one for one in plan.posts if one.position_id == old.id)
    assert row.heir_id is not None and row.heir is not None
    planning.settle(kien(), plan.id, old.id, Passing(heir_id=row.heir_id, goes_to_id=None))
    return row.heir


def test_while_everybody_goes_along_nothing_is_said(cast: Cast):
    presented(cast.dao)
    plan = drafted()
    assert vacancies.lines(plan) == []
    assert WARNED not in Desk(cast.kien).opens(f"/people/reorganisations/{plan.id}")


def test_a_letter_that_goes_to_an_empty_chair_is_said_with_how_many_and_blocks_nothing(cast: Cast):
    path = presented(cast.dao)
    ok(cast.anh.does(path, "direct", {"text": "Giao xử lý", "lead": "chuyenvien.hoangphu"}))
    plan = drafted()
    empty = nobody_goes(plan, "chuyenvien.hoangphu")
    (said,) = vacancies.lines(plan)
    assert said == (
        f"{empty.title}, {empty.unit.name if empty.unit else ''}, {NEW.short_name}: "
        "1 văn bản đến đang xử lý"
    )
    page = f"/people/reorganisations/{plan.id}"
    for step in ("propose", "approve"):
        seen = html.unescape(Desk(cast.kien).opens(page))
        assert WARNED in seen and said in seen
        getattr(planning, step)(kien() if step == "propose" else hanh(), plan.id)
    assert said in html.unescape(Desk(cast.kien).opens(page)), "until its midnight"
    done(plan)
    assert WARNED not in Desk(cast.kien).opens(page)


def test_an_empty_post_that_takes_no_work_is_not_said(cast: Cast):
    plan = drafted()
    nobody_goes(plan, "chuyenvien.hoangphu")
    assert vacancies.lines(plan) == []


def test_what_lies_with_a_duty_that_nobody_has_there_is_said_too(cast: Cast):
    """A letter to be registered names no post: it lies with whoever is clerk (AR-04)."""
    data = {"file": (io.BytesIO(scan()), "cong-van.pdf"), **fields()}
    ok(cast.dao.asks("POST", "/incoming", data=data))
    plan = drafted()
    first = nobody_goes(plan, "vanthu.hoangphu")
    assert vacancies.lines(plan) == [], "the other commune's clerk goes there"
    nobody_goes(plan, "vanthu.hoangdong")
    (said,) = vacancies.lines(plan)
    assert said.startswith(first.title) and said.endswith(": 1 việc chờ theo nhiệm vụ")


def test_what_is_ticked_for_an_agency_without_anybody_is_said_of_its_head(cast: Cast):
    path = presented(cast.dao)
    plan = begun(title="Tách xã Hoằng Phú")
    for new in (EAST, WEST):
        planning.found(kien(), plan.id, new, like="xa-2015", pin="246810")
    planning.close(kien(), plan.id, agency="hoangphu", heir=EAST.code)
    assert vacancies.lines(plan) == []
    ended = db.session.scalars(select(Agency).where(Agency.code == "hoangphu")).one()
    letter = int(path.rsplit("/", 1)[1])
    directing.direct(kien(), plan.id, (ended.id, "incoming"), things=[letter], heir=WEST.code)
    db.session.expire_all()
    assert vacancies.lines(plan) == [
        f"{post('Chủ tịch', WEST.code).title}, {WEST.short_name}: 1 văn bản đến đang xử lý"
    ]


def test_an_agency_that_is_set_up_and_gets_nothing_is_said_and_blocks_nothing(cast: Cast):
    """Hạnh approved a split of which one half was forgotten: it would begin with empty desks."""
    plan, unused = drafted(), "Lập mới mà chưa nhận gì"
    page = f"/people/reorganisations/{plan.id}"
    assert unused not in Desk(cast.kien).opens(page)
    planning.found(kien(), plan.id, EAST, like="xa-2025", pin="246810")
    said = html.unescape(Desk(cast.kien).opens(page))
    assert unused in said and f"{EAST.short_name}: chưa việc, chức vụ nào" in said
    old, new = position("chuyenvien.hoangphu"), post("Chủ tịch", EAST.code)
    planning.settle(kien(), plan.id, old.id, Passing(heir_id=new.id, goes_to_id=new.id))
    assert unused not in Desk(cast.kien).opens(page)


def test_a_successor_without_a_clerk_is_said_though_nothing_goes_to_her_post(cast: Cast):
    """Split in two, the one clerk goes west: of the east the page says who is wanting."""
    plan = begun(title="Tách xã Hoằng Phú")
    for new in (EAST, WEST):
        planning.found(kien(), plan.id, new, like="xa-2015", pin="246810")
    planning.close(kien(), plan.id, agency="hoangphu", heir=EAST.code)
    assert vacancies.unmanned(plan) == []
    here = f"/people/reorganisations/{plan.id}"
    assert 'id="unmanned"' not in Desk(cast.kien).opens(here)
    goes = post("Công chức Văn phòng - Thống kê", WEST.code).id
    settled = Passing(heir_id=goes, goes_to_id=goes)
    planning.settle(kien(), plan.id, position("vanthu.hoangphu").id, settled)
    said = {f"{EAST.short_name}: Văn thư", f"{WEST.short_name}: Lãnh đạo"}
    assert set(vacancies.unmanned(plan)) == said
    page = html.unescape(Desk(cast.kien).opens(here))
    assert all(one in page for one in said)

"""Which post of the next agency a machine proposes: the office recognises its own work in it."""

from collections import Counter

import pytest
from sqlalchemy import select

from server.database import db
from server.org.models import Agency, Position, Unit
from server.reorganising import planning
from server.reorganising.matching import ONES_OWN, _likeness, _may
from server.reorganising.models import Plan
from server.reorganising.outline import POSTS, UNITS
from tests.office.admin.desk import hanh, kien
from tests.office.reorganising.merging import NEW, begun, district_ends, drafted, founded

NAMES = {code: name for code, name, _ in UNITS["xa-2025"]}


def old(title: str, roles: str, unit: str = "", rank: str = "") -> Position:
    return Position(
        title=title, roles=roles.split(), is_head=rank == "head", is_deputy=rank == "deputy",
        unit=Unit(name=unit) if unit else None, unit_id=1 if unit else None, rank=0,
    )  # fmt: skip


THERE = [
    Position(
        title=post.title, roles=post.roles.split(), is_head=post.rank == "head",
        is_deputy=post.rank == "deputy", unit_id=1 if post.unit else None, rank=rank,
        unit=Unit(name=NAMES[post.unit]) if post.unit else None,
    )
    for rank, post in enumerate(POSTS["xa-2025"])
]  # fmt: skip


# fmt: off
@pytest.mark.parametrize(
    ("title", "roles", "unit", "rank", "heir", "where"),
    [
        ("Chủ tịch",         "LEADER",    "", "head",   "Chủ tịch", ""),
        ("Phó Chủ tịch",     "LEADER",    "", "deputy", "Phó Chủ tịch", ""),
        ("Trưởng phòng",     "UNIT_HEAD", "Phòng Văn hóa và Thông tin", "head",
         "Trưởng phòng", "Phòng Văn hóa - Xã hội"),
        ("Trưởng phòng",     "UNIT_HEAD", "Phòng Tài chính - Kế hoạch", "head",
         "Trưởng phòng", "Phòng Kinh tế"),
        ("Trưởng phòng",     "UNIT_HEAD", "Phòng Giáo dục và Đào tạo", "head",
         "Trưởng phòng", "Phòng Văn hóa - Xã hội"),
        ("Chuyên viên",      "OFFICER",   "Phòng Tài nguyên và Môi trường", "",
         "Chuyên viên", "Phòng Kinh tế"),
        ("Chuyên viên",      "OFFICER",   "Phòng Y tế", "",
         "Chuyên viên", "Phòng Văn hóa - Xã hội"),
        ("Văn thư",          "CLERK",     "Văn phòng HĐND và UBND", "",
         "Văn thư", "Văn phòng HĐND và UBND"),
        ("Lưu trữ viên",     "ARCHIVIST", "Văn phòng HĐND và UBND", "",
         "Lưu trữ viên", "Văn phòng HĐND và UBND"),
        ("Công chức Tư pháp - Hộ tịch", "DESK OFFICER", "", "",
         "Cán bộ một cửa", "Trung tâm Phục vụ hành chính công"),
        ("Công chức Văn hóa - Xã hội",  "OFFICER", "", "",
         "Chuyên viên", "Phòng Văn hóa - Xã hội"),
        ("Công chức Địa chính - Nông nghiệp", "OFFICER", "", "",
         "Chuyên viên", "Phòng Kinh tế"),
    ],
)
# fmt: on
def test_duties_come_before_the_field_and_the_field_before_the_order(
    title, roles, unit, rank, heir, where
):
    post = old(title, roles, unit, rank)
    best = max(THERE, key=lambda one: _likeness(post, one))
    assert (best.title, best.unit.name if best.unit else "") == (heir, where)


def test_nobody_is_proposed_for_a_role_that_he_had_not():
    assert _may(old("Chuyên viên", "FORM_CHECKER")) == {"FORM_CHECKER", "OFFICER"}
    assert _may(old("Quản trị hệ thống", "ADMIN")) == {"ADMIN"}


def test_of_the_whole_district_every_post_has_its_heir_and_no_chair_two(one_app):
    plan = district_ends()
    assert all(one.heir for one in plan.posts)
    heads = [one.goes_to_id for one in plan.posts if one.goes_to and one.goes_to.single_holder]
    assert len(heads) == len(set(heads))
    for one in plan.posts:
        if one.goes_to:
            gained = set(one.goes_to.roles) - set(one.position.roles)
            assert not gained & {"ADMIN", "AUDITOR", "TECH"}, one.position.title
            assert "ADMIN" not in one.position.roles or one.goes_to.roles == ["ADMIN"]


def test_an_agency_with_no_post_yet_is_proposed_for_nothing(one_app):
    """Its successor is bare: each post waits for the administrator's own word."""
    plan = begun()
    founded(plan, like="xa-2015")
    for post in db.session.scalars(select(Position).join(Agency).where(Agency.code == NEW.code)):
        db.session.delete(post)
    db.session.commit()
    planning.close(kien(), plan.id, agency="hoangphu", heir=NEW.code)
    assert db.session.get_one(Plan, plan.id).posts == []


def test_a_proposal_is_only_one_and_comes_again_where_an_agency_is_named_again(one_app):
    plan = drafted()
    before = {one.position_id: one.heir_id for one in plan.posts}
    planning.close(kien(), plan.id, agency="hoangphu", heir=NEW.code)
    again = db.session.get_one(Plan, plan.id)
    assert {one.position_id: one.heir_id for one in again.posts} == before
    assert [one.agency.code for one in again.closings] == ["hoangphu", "hoangdong"]
    assert planning.propose(kien(), plan.id).proposed_by_id == kien().person_id
    assert planning.approve(hanh(), plan.id).approved_by_id == hanh().person_id


def test_nobody_is_proposed_for_a_chair_whose_holder_stays(one_app):
    """Hoằng Phú goes into Hoằng Đồng, whose chair stays where he is."""
    plan = drafted()
    planning.close(kien(), plan.id, agency="hoangphu", heir="hoangdong")
    db.session.refresh(plan)
    chair = next(one for one in plan.posts if one.position.is_head)
    assert chair.heir.is_head
    assert chair.goes_to is None or not chair.goes_to.single_holder


def test_who_works_on_papers_of_his_own_has_a_post_of_his_own(one_app):
    """The whole district ends: its specialists are no thirteen in one post, of whom each would have
    the drafts of all; its clerks are several at the new commune's one desk."""
    plan = district_ends()
    going = [one for one in plan.posts if one.goes_to]
    shared = Counter(one.goes_to_id for one in going)
    own = [one for one in going if set(one.goes_to.roles) <= ONES_OWN]
    assert len(own) > 20
    assert {shared[one.goes_to_id] for one in own} == {1}
    assert all(one.heir_id == one.goes_to_id for one in own if not one.position.is_head)
    desks = [one.goes_to_id for one in going if one.goes_to.roles == ["CLERK"]]
    assert max(Counter(desks).values()) > 1


def test_where_a_commune_lives_no_post_is_set_up_there_by_a_plan(one_app):
    plan = begun()
    before = _posts("hoangdong")
    planning.close(kien(), plan.id, agency="hoangphu", heir="hoangdong")
    assert _posts("hoangdong") == before


def test_named_again_its_posts_are_the_same_ones(one_app):
    plan = drafted()
    before = _posts(NEW.code)
    planning.keep_open(kien(), plan.id, agency_id=_id("hoangphu"))
    for _time in range(2):
        planning.close(kien(), plan.id, agency="hoangphu", heir=NEW.code)
    assert _posts(NEW.code) == before


def _posts(code: str) -> list[int]:
    mine = select(Position.id).join(Agency).where(Agency.code == code).order_by(Position.id)
    return list(db.session.scalars(mine))


def _id(code: str) -> int:
    return db.session.scalars(select(Agency.id).where(Agency.code == code)).one()

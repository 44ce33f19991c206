"""Biên bản bàn giao: two communes ended, their chairs give, the new one's takes (ORG-12)."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.lists.models import SignedList
from server.org.models import Appointment, Person, Position
from server.papers.lasting import LastingFile
from server.reorganising import minutes, planning
from server.reorganising.models import AgencyHandover
from server.reorganising.planning import Passing
from server.reorganising.queries import of_plan
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast
from tests.office.admin.desk import actor, hanh, kien, why
from tests.office.casefiles import keeping
from tests.office.front.clicking import Desk
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.reorganising.between import (
    ANH,
    DONG,
    handover,
    listed,
    merged_today,
    sheet,
    signs,
    verdict,
    works,
)
from tests.office.reorganising.merging import (
    CODE,
    approved,
    at_midnight,
    district_ends,
    done,
    drafted,
    new_day,
)
from tests.office.reorganising.test_midnight import presented


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def merged(cast: Cast):
    with merged_today(cast):
        yield cast


def position(account: str) -> Position:
    found = db.session.get(Position, actor(account).position_id)
    assert found is not None
    return found


def test_the_sheet_says_who_gave_what_to_whom_and_which_books_were_closed(merged: Cast):
    row = handover("hoangphu")
    words, day = sheet(row), row.plan.effective_on
    year = today().year
    for said in (
        "BIÊN BẢN Bàn giao khi sắp xếp cơ quan",
        f"Căn cứ {CODE};",
        f"có hiệu lực từ 0 giờ ngày {day:%d/%m/%Y}",
        "BÊN GIAO: Ủy ban nhân dân xã Hoằng Phú",
        "BÊN NHẬN: Ủy ban nhân dân xã Hoằng Phú (mới)",
        f"Ông (bà): {actor(ANH).name}",
        "Chức vụ công tác: Chủ tịch, UBND xã Hoằng Phú",
        f"số đến 01/{year}",
        "Danh sách này gồm 1 việc.",
        f"Sổ đã khóa: Văn bản đến năm {year}, số cuối 1.",
        "giữ nguyên trong phông của bên giao: 0.",
        "Con dấu, chữ ký số của UBND xã Hoằng Phú thôi sử dụng từ 0 giờ",
    ):
        assert said in words, said
    other = sheet(handover("hoangdong"))
    assert "Danh sách này gồm 0 việc." in other and "Sổ đã khóa" not in other


def test_who_gives_and_takes_both_signs_once(merged: Cast):
    row = handover("hoangphu")
    me = actor(ANH).person_id
    assert (row.giver_id, row.taker_id, listed(row).signers) == (me, me, [me])
    assert "ĐẠI DIỆN BÊN GIAO, BÊN NHẬN" in sheet(row)
    signs(ANH, row)
    assert verdict(row).verdict == "valid"


def test_the_chair_who_stepped_back_gives_and_the_new_one_takes_whoever_signs_first(merged: Cast):
    row = handover("hoangdong")
    assert (row.giver_post, row.taker_post) == (
        "Chủ tịch, UBND xã Hoằng Đồng", "Chủ tịch, UBND xã Hoằng Phú mới",
    )  # fmt: skip
    signs(ANH, row)
    assert verdict(row).lacking == ["missing:XacNhan"]
    signs(DONG, row)
    said = verdict(row)
    assert (said.verdict, said.as_dict()["profile"]) == ("valid", "list")
    laid = db.session.scalars(select(LastingFile).filter_by(paper_kind="list")).one()
    assert laid.sha256 == listed(row).file_sha256
    assert listed(row).agency_id == row.to_id, "who took it keeps it"
    assert found() == []
    changed = {"file_sha256": another(), "id": row.list_id}
    tamper("UPDATE signed_lists SET file_sha256 = :file_sha256 WHERE id = :id", **changed)
    assert found() != []


def test_nobody_signs_for_them_and_nobody_twice(merged: Cast):
    row = handover("hoangdong")
    before = listed(row).file_sha256
    assert why(signs, merged.dao.account, row) == "minutes_are_not_yours"
    assert why(signs, merged.kien.account, row) == "minutes_are_not_yours"
    for stranger in (merged.cv_xa, merged.dao3, merged.minh):
        assert why(signs, stranger.account, row) == "not_found"
    assert why(signs, DONG, row, "000000") == "wrong_pin"
    assert listed(row).file_sha256 == before
    signs(DONG, row)
    assert why(signs, DONG, row) == "minutes_are_signed"


def test_who_left_the_office_for_good_signs_on_paper(cast: Cast):
    """Hoằng Đồng's chair has no post in the new commune: he cannot sign in any more."""
    plan = drafted()
    old = position(DONG)
    (heir,) = (one.heir_id for one in plan.posts if one.position_id == old.id)
    planning.settle(kien(), plan.id, old.id, Passing(heir_id=heir, goes_to_id=None))
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    name = actor(DONG).name
    done(plan)
    with at_midnight():
        works()
        row = handover("hoangdong")
        assert listed(row).signers == [row.taker_id]
        assert name in sheet(row) and "(Ký và ghi rõ họ và tên)" in sheet(row)
        signs(ANH, row)
        assert verdict(row).verdict == "valid"


def test_until_its_sheet_is_set_nobody_is_told_to_sign_on_paper(cast: Cast):
    done(approved())
    with at_midnight():
        there, kien = handover("hoangdong").plan_id, Desk(new_day(cast.kien))
        page = kien.opens(f"/people/reorganisations/{there}")
        assert page.count("đang lập biên bản") == 2 and "ký trên bản giấy" not in page
        assert all(map(minutes.is_being_set, of_plan(there)))
        works()
        assert "đang lập biên bản" not in kien.opens(f"/people/reorganisations/{there}")
        assert not any(map(minutes.is_being_set, of_plan(there)))


def test_where_nobody_has_a_key_it_is_signed_on_paper(cast: Cast):
    for account in (ANH, DONG):
        db.session.get_one(Person, actor(account).person_id).seal = ""
    db.session.commit()
    done(approved())
    with at_midnight():
        assert works() == 2
        row = handover("hoangdong")
        assert row.signed_list is None
        there, anh = f"/handing-over/agencies/{row.id}", Desk(new_day(cast.anh))
        assert "Bản ký số" not in anh.opens(there)
        assert anh.client.get(f"{there}/list.pdf").status_code == 200
        assert anh.client.get(f"{there}/signed.pdf").status_code == 404
        page = Desk(new_day(cast.kien)).opens(f"/people/reorganisations/{row.plan_id}")
        assert page.count("ký trên bản giấy") == 2


def test_for_an_empty_chair_the_deputy_gives(cast: Cast):
    """Minh has retired; Bình, who stands in the deputy's place, is who leads."""
    chair = db.session.scalars(
        select(Appointment).filter_by(position_id=position("chutich.huyen").id)
    ).one()
    chair.valid_to = today()
    db.session.commit()
    plan = district_ends()
    done(plan)
    with at_midnight():
        works()
        row = handover("huyen")
        assert row.giver_id == actor("phochutich.huyen").person_id
        assert row.giver_post == "Phó Chủ tịch, UBND huyện Hoằng Hóa"


def test_where_nobody_leads_at_all_the_sheet_says_so_and_who_takes_it_signs(cast: Cast):
    chair = position(DONG)
    chair.roles = ["OFFICER"]
    db.session.commit()
    plan = approved()
    done(plan)
    with at_midnight():
        works()
        row = handover("hoangdong")
        assert (row.giver_id, row.giver_post) == (None, "")
        assert "Đại diện: khuyết" in sheet(row)
        assert listed(row).signers == [row.taker_id]


def test_what_goes_to_a_second_successor_has_a_sheet_of_its_own(cast: Cast):
    """The letter goes on with Hoằng Thịnh's chair; books and seal with who has the rest."""
    presented(cast.dao2)
    plan = drafted()
    old, thinh = position(DONG), position("chutich.hoangthinh")
    planning.settle(kien(), plan.id, old.id, Passing(heir_id=thinh.id, goes_to_id=None))
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    done(plan)
    with at_midnight():
        assert works() == 3
        mine = select(AgencyHandover).filter_by(from_id=old.agency_id).order_by(AgencyHandover.id)
        both = {it.to_agency.code: it for it in db.session.scalars(mine)}
        thinhs, news = both["hoangthinh"], both["hoangphu2"]
        assert "Danh sách này gồm 1 việc." in sheet(thinhs) and "Sổ đã khóa" not in sheet(thinhs)
        assert "Danh sách này gồm 0 việc." in sheet(news) and "Sổ đã khóa" in sheet(news)


def test_a_rehearsal_and_a_job_done_twice_leave_no_more(cast: Cast):
    plan = approved()
    rehearse(plan.id)
    assert works() == 0 and db.session.query(AgencyHandover).count() == 0
    done(plan)
    with at_midnight():
        works()
        minutes.lay_out(handover("hoangphu").id)
        assert db.session.query(SignedList).count() == 2


def test_the_district_with_its_communes_gives_one_sheet_for_each_that_ends(cast: Cast):
    keeping.opened(cast.nam)
    plan = district_ends()
    done(plan)
    with at_midnight():
        assert works() == len(plan.closings)
        words = sheet(handover("huyen"))
        assert "Hồ sơ chưa vào lưu trữ" in words and "Danh sách này gồm 1 việc." in words

"""Kiên proposes a post: his colleague and Minh are told that it waits for them, he is not."""

import html

import pytest
from flask import Flask

from server.database import db
from tests.cast import Cast
from tests.office.admin.desk import newest_grant, position, propose
from tests.office.front.clicking import Desk


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast.kien)


def rail(page: str) -> str:
    return page.split('id="rooms"')[1].split("</ul>", maxsplit=1)[0]


def test_what_waits_for_a_second_person_is_counted_on_the_rail_of_who_may_confirm_it(desk, cast):
    propose("chuyenvien.huyen", position("vanthu.huyen").id)
    line = '<a href="{}"><span class="ic ic-people"></span><span>Chờ xác nhận</span>'
    mine = rail(Desk(cast.minh).opens("/"))
    assert line.format("/people/pending") + '<span class="count">1</span>' in mine
    kiens = rail(desk.opens("/delegations"))
    assert "<span>Phòng quản trị</span>" in kiens and '<span class="count">' not in kiens
    newest_grant().by_person_id = None
    db.session.commit()
    assert '<span class="count">1</span>' in rail(desk.opens("/delegations")), "a colleague's"
    assert "Chờ xác nhận" not in rail(Desk(cast.hoa).opens("/"))
    words = "Bổ nhiệm, phân quyền chờ anh/chị xác nhận"
    assert words in Desk(cast.minh).opens("/")
    assert words in desk.opens("/") and "Bàn làm việc đã gọn" not in desk.opens("/")
    assert words not in Desk(cast.hoa).opens("/")
    assert '<span class="count">' not in rail(Desk(cast.anh).opens("/")).split("/people/pending")[1]


def test_two_posts_of_one_name_are_told_apart_by_who_holds_them_and_are_looked_for(desk):
    page = html.unescape(desk.opens("/people/chuyenvien.huyen/appoint"))
    clerks = [line for line in page.splitlines() if "Văn thư, Văn phòng HĐND và UBND" in line]
    assert len(clerks) > 1 and len(set(clerks)) == len(clerks)
    assert any("– Nguyễn Thị Lan" in line for line in clerks)
    assert 'name="position_id" data-pick' in page

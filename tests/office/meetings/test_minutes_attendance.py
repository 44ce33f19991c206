"""Whom the minutes name as there or absent (§10.3, §10.6)."""

from sqlalchemy import select

from server.database import db
from server.org.models import Person
from tests.office.meetings.gathering import does, item, opened


def test_who_minds_the_devices_is_neither_there_nor_absent(one_cast):
    """The technician signs in nowhere; the minutes called him absent."""
    cast, technician = one_cast, "kythuat.huyen"
    path = opened(cast, technician=technician)
    does(cast.minh, path, "close")
    called = db.session.scalar(select(Person).filter_by(account=technician))
    told = " ".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert cast.hoa.actor.name in told and called.full_name not in told


def test_who_came_without_a_vote_is_named_beside_the_members_and_not_as_one(one_cast):
    """Ten of thirteen members, and eleven names after it."""
    cast = one_cast
    path = opened(cast, attending=[cast.anh.account])
    does(cast.anh, path, "check_in")
    told = [one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"]]
    (members,) = (one for one in told if one.startswith("Có mặt 4 trên 4 thành viên: "))
    (others,) = (one for one in told if one.startswith("Cùng dự họp: "))
    name = cast.anh.actor.name
    assert name in others and name not in members


def test_each_line_that_the_chair_concludes_is_a_sentence_with_its_number(one_cast):
    cast = one_cast
    path = opened(cast)
    one = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=one)
    does(
        cast.minh,
        path,
        "end_item",
        item=one,
        conclusion="Giao Phòng VH-TT rà soát\nXong trước Tết.",
    )
    told = [row["text"] for row in cast.tuan.sees(f"{path}/minutes")["items"]]
    assert "Chủ trì kết luận: (1) Giao Phòng VH-TT rà soát. (2) Xong trước Tết." in told

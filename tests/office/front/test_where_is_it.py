"""Where a paper lies, in one sentence: nothing hangs in silence (DESIGN §10)."""

import datetime as dt

import pytest
import time_machine
from flask import Flask

from server.clock import HANOI, today
from server.database import transaction
from server.desks import queries
from server.org.models import Appointment
from tests.office.front import desks
from tests.office.incoming.shredder import WHY, secret
from tests.office.papers import directed, dispatched, presented, registered, submitted


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_lists` asks both."""
    return one_app


def _id(path: str) -> int:
    return int(path.rsplit("/", 1)[1])


def test_the_sentence_names_the_leader_the_hour_and_what_is_missing(cast):
    paper_id = _id(presented(cast))
    said = queries.where_is_it("incoming", paper_id)
    assert said.startswith("Đang ở bàn Chủ tịch Trịnh Quang Minh từ ")
    assert said.endswith("hôm nay; còn thiếu ý kiến chỉ đạo.")


def test_a_desk_of_a_role_names_everybody_who_sits_there(cast):
    said = queries.where_is_it("incoming", _id(registered(cast)))
    assert cast.lan.actor.name in said
    assert cast.lien.actor.name in said


def test_every_desk_has_its_sentence_where_several_wait(cast):
    said = queries.where_is_it("outgoing", _id(submitted(cast)))
    assert said.count("Đang ở bàn") == 3
    assert said.count("\n") == 2, "a line each"
    assert cast.mai.actor.name in said


def test_who_is_waited_for_twice_is_named_once_with_both(cast):
    """Lan proposes to destroy what may be a secret: Minh may confirm it, or release it."""
    path = secret(cast)
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    said = queries.where_is_it("incoming", _id(path))
    assert said.count("Đang ở bàn") == said.count(cast.minh.actor.name) == 1
    assert "quyết định về nghi vấn nội dung mật, xác nhận của lãnh đạo" in said


def test_a_dispatched_paper_waits_for_nobody_and_says_who_sent_it(cast):
    said = queries.where_is_it("outgoing", _id(dispatched(cast)))
    assert said.startswith("Đã phát hành, không còn chờ ai")
    assert cast.lan.actor.name in said


def test_a_vacant_chair_is_said_to_be_vacant(cast):
    paper_id = _id(presented(cast))
    with transaction() as session:
        session.query(Appointment).filter_by(id=cast.minh.actor.appointment_id).update(
            {"valid_to": today()}
        )
    assert "Chủ tịch (đang khuyết)" in queries.where_is_it("incoming", paper_id)


def test_a_paper_that_is_not_there_says_nothing(app):
    assert queries.where_is_it("incoming", 999) == ""


def test_a_list_names_the_person_the_unit_or_the_role(cast):
    (one,) = desks.registered(cast.lan.actor)
    (two,) = desks.presented(cast)
    three = _id(directed(cast))
    assert queries.holders_of(queries.lying("incoming", [one, two, three])) == {
        one: "Văn thư",
        two: cast.minh.actor.name,
        three: "Phòng Văn hóa và Thông tin",
    }


@pytest.mark.parametrize(
    ("days", "words"), [(0, "hôm nay"), (1, "hôm qua"), (2, "ngày 03/11/2025")]
)
def test_a_moment_is_said_as_people_say_it(one_app, days, words):
    moment = dt.datetime(2025, 11, 3, 9, 14, tzinfo=HANOI)
    with time_machine.travel(moment + dt.timedelta(days=days), tick=False):
        assert queries.moment_words(moment) == f"09:14 {words}"

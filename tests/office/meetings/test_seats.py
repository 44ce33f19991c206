"""The room has its seats: given by rank, told on arrival, printed on cards (DOMAIN §10.11)."""

import html
import io

import pypdfium2
import pytest

from server.database import db
from server.meetings.models import Meeting
from server.meetings.people import seating
from server.schedule import shared
from tests.cast import Cast
from tests.office.meetings.gathering import does, entered, id_of, planned
from tests.office.meetings.test_polls import POLL
from tests.office.meetings.test_refusals import no
from workflows import Refused

ROOM = "Phòng họp số 1"


def laid_out(cast: Cast, rows: int = 2, seats: int = 3) -> None:
    shared.add(cast.tuan.actor, kind="room", name=ROOM, rows=rows, seats=seats)


def page(hand, path: str) -> str:
    return html.unescape(hand.browser().get(f"{path}/seats").text)


def seat(hand, path: str) -> str:
    db.session.rollback()
    return seating.seat_of(db.session.get_one(Meeting, id_of(path)), hand.actor.person_id)


def words(hand, path: str) -> str:
    pdf = hand.browser().get(f"{path}/seats/cards.pdf", buffered=True).data
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "\f".join(one.get_textpage().get_text_range() for one in pages)


def test_the_chair_sits_in_front_then_the_agency_by_rank_then_who_comes_from_elsewhere(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast, attending=[cast.anh.account])
    places = [seat(getattr(cast, one), path) for one in ("minh", "binh", "anh")]
    assert places == ["A1", "A2", "B3"]
    shown = page(cast.hoa, path)
    assert "6 người, 6 ghế" in shown and f"Ghế của anh/chị: {seat(cast.hoa, path)}" in shown
    assert "Phòng không đủ ghế" not in shown


def test_who_chairs_sits_in_front_also_of_who_is_above_him(one_cast):
    """Bình chairs, and Minh comes as a member: the table follows the session and not the rank."""
    cast = one_cast
    laid_out(cast)
    members = [cast.minh.account, cast.hoa.account, cast.tckh.account]
    path = planned(cast, chair=cast.binh.account, delegates=members)
    assert [seat(hand, path) for hand in (cast.binh, cast.minh)] == ["A1", "A2"]


def test_who_arrives_is_told_his_seat(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    does(cast.binh, path, "check_in")
    assert "Ghế của anh/chị: A2" in cast.binh.browser().get(f"{path}/here").text
    mine = cast.binh.browser().get(path).text
    assert "Ghế của tôi" in mine and "A2" in mine
    assert "Có mặt" in page(cast.minh, path)


def test_too_few_seats_are_said_by_name_and_a_room_without_a_plan_is_told(one_cast):
    cast = one_cast
    path = planned(cast, attending=[cast.anh.account])
    assert "chưa có sơ đồ" in page(cast.tuan, path) and seat(cast.minh, path) == ""
    laid_out(cast, 1, 5)
    assert "chưa có chỗ cho: Lê Ngọc Ánh." in page(cast.tuan, path)


def test_a_substitute_sits_where_the_other_would_have(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    place = seat(cast.hoa, path)
    does(cast.hoa, path, "send_substitute", substitute=cast.nam.account, reason="Đi công tác")
    assert (seat(cast.nam, path), seat(cast.hoa, path)) == (place, "")
    assert "Phòng không đủ ghế" not in page(cast.minh, path)
    said = words(cast.tuan, path)
    assert "NGUYỄN HOÀI NAM" in said and "LÊ THỊ HOA" not in said


def test_each_has_a_card_that_says_his_name_on_both_sides(one_cast):
    cast = one_cast
    path = entered(cast)
    said = words(cast.tuan, path)
    assert said.count("TRỊNH QUANG MINH") == 2 and "Chủ tịch" in said and "A1" not in said
    laid_out(cast)
    again = words(cast.tuan, path)
    assert again.index("A1") < again.index("A2") and again.count("\f") == 2
    assert cast.anh.browser().get(f"{path}/seats/cards.pdf").status_code == 404


def test_who_joins_from_a_site_needs_no_seat_in_the_room(one_cast):
    cast = one_cast
    laid_out(cast)
    path = planned(cast, sites=[{"name": "Xã Hoằng Phú", "people": [cast.anh.account]}])
    assert seat(cast.anh, path) == "" and "Ánh" not in page(cast.tuan, path)


def test_the_heads_of_units_sit_before_their_people(one_cast):
    cast = one_cast
    laid_out(cast, 2, 4)
    path = planned(cast, attending=[cast.nam.account, cast.mai.account])
    places = [seat(getattr(cast, one), path) for one in ("tuan", "hoa", "tckh", "mai", "nam")]
    assert places == sorted(places)


def test_a_poll_in_writing_has_no_seats(one_cast):
    path = planned(one_cast, **POLL)
    for more in ("seats", "seats/cards.pdf"):
        assert one_cast.tuan.browser().get(f"{path}/{more}").status_code == 404


def test_a_room_that_is_taken_is_said_above_its_plan(one_cast):
    cast = one_cast
    laid_out(cast)
    entered(cast)
    path = planned(cast)
    assert f"{ROOM} đã có" in page(cast.tuan, path)
    no(cast.minh, path, "schedule", "room_is_free")


@pytest.mark.parametrize(
    "said", [{"rows": 3}, {"seats": 3}, {"kind": "car", "rows": 3, "seats": 3}]
)
def test_half_a_plan_and_a_car_with_seats_are_refused(one_cast, said):
    whole = {"kind": "room", "name": "Hội trường"} | said
    with pytest.raises(Refused, match=r"^rows_need_seats$"):
        shared.add(one_cast.tuan.actor, **whole)


def test_a_room_that_is_known_is_laid_out_anew_and_the_same_twice_is_refused(one_cast):
    actor = one_cast.tuan.actor
    shared.add(actor, kind="room", name=ROOM)
    laid_out(one_cast, 2, 2)
    laid_out(one_cast, 4, 5)
    for again in ({}, {"rows": 4, "seats": 5}):
        with pytest.raises(Refused, match=r"^shared_is_there$"):
            shared.add(actor, kind="room", name=ROOM.upper(), **again)
    path = planned(one_cast)
    assert "20 ghế" in page(one_cast.tuan, path)

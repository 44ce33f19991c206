"""A hand puts somebody on another seat; the plan shows hands and who has voted, never how."""

import html
import json
import re

from server.audit.models import LedgerEvent
from server.database import db
from server.meetings.models import Meeting
from server.meetings.people import seating
from tests.office.meetings.gathering import does, entered, id_of, opened, planned, voting
from tests.office.meetings.test_refusals import no
from tests.office.meetings.test_seats import laid_out, page, seat


def moves(hand, path: str, who, place: str) -> None:
    does(hand, path, "move_seat", person=who.account, seat=place)


def seats(cast, path: str) -> dict[str, str]:
    return {one: seat(getattr(cast, one), path) for one in ("minh", "binh", "hoa", "tckh", "tuan")}


def at(plan: str, place: str) -> str:
    """What stands on a seat of the plan."""
    found = re.search(rf"<td[^>]*><small class=\"num\">{place}</small>(.*?)</td>", plan)
    assert found is not None
    return re.sub(r"<[^>]+>", " ", found[1])


def test_tuan_moves_one_and_nobody_else_moves(one_cast):
    cast = one_cast
    laid_out(cast, 3, 3)
    path = entered(cast)
    before = seats(cast, path)
    moves(cast.tuan, path, cast.binh, "C3")
    assert seats(cast, path) == before | {"binh": "C3"}
    assert before["binh"] not in seats(cast, path).values()


def test_two_exchange_their_seats_and_the_record_and_the_log_say_so(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    before = seats(cast, path)
    moves(cast.tuan, path, cast.hoa, before["minh"])
    after = seats(cast, path)
    assert after == before | {"hoa": before["minh"], "minh": before["hoa"]}
    written = db.session.query(LedgerEvent).filter(LedgerEvent.content.contains('"seat"')).all()
    facts = json.loads(written[-1].content)
    told = {facts["person"], facts["before"], facts["after"], facts["by"]}
    assert told >= {before["hoa"], before["minh"], cast.tuan.actor.person_id}
    shown = html.unescape(cast.tuan.browser().get(f"{path}/record").text)
    assert f"đổi chỗ: {before['hoa']} → {before['minh']}" in shown


def test_who_is_sent_in_ones_stead_has_the_seat_that_was_given_by_hand(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    moves(cast.tuan, path, cast.hoa, "B3")
    does(cast.hoa, path, "send_substitute", substitute=cast.nam.account, reason="Đi công tác")
    assert seat(cast.nam, path) == "B3"
    moves(cast.tuan, path, cast.nam, "B2")
    assert seat(cast.nam, path) == "B2"
    no(cast.tuan, path, "move_seat", "needs_no_seat", person=cast.hoa.account, seat="B3")


def test_only_who_keeps_the_room_moves_anybody_and_only_onto_seats_that_are_there(one_cast):
    cast = one_cast
    path = entered(cast, sites=[{"name": "Xã Hoằng Phú", "people": [cast.anh.account]}])
    to = {"person": cast.hoa.account, "seat": "A1"}
    no(cast.tuan, path, "move_seat", "room_has_no_plan", **to)
    laid_out(cast)
    for hand in (cast.minh, cast.hoa):
        no(hand, path, "move_seat", "wrong_role", **to)
    no(cast.tuan, path, "move_seat", "no_such_seat", **to | {"seat": "C1"})
    no(cast.tuan, path, "move_seat", "sits_there_already", person=cast.minh.account, seat="A1")
    no(cast.tuan, path, "move_seat", "needs_no_seat", person=cast.anh.account, seat="A2")
    no(cast.tuan, path, "move_seat", "not_in_the_meeting", person=cast.nam.account, seat="A2")


def test_a_technician_moves_people_too_and_needs_no_seat_himself(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast, technician=cast.nam.account)
    moves(cast.nam, path, cast.hoa, "B3")
    assert seat(cast.hoa, path) == "B3"
    no(cast.nam, path, "move_seat", "needs_no_seat", person=cast.nam.account, seat="B2")


def test_the_plan_has_a_form_for_tuan_alone_which_leads_back_to_it(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    assert "Sang ghế" not in page(cast.hoa, path)
    tuan = cast.tuan.browser()
    shown = html.unescape(tuan.get(f"{path}/seats").text)
    assert "B3 · trống" in shown and f"{cast.hoa.actor.name} (" in shown
    keys = dict(re.findall(r'name="(csrf_token|op_id|version)" value="([^"]*)"', shown))
    said = keys | {"person": cast.hoa.account, "seat": "B3"}
    got = tuan.post(f"{path}/move_seat", data=said)
    assert (got.status_code, got.location) == (302, f"{path}/seats")
    assert seat(cast.hoa, path) == "B3"
    again = tuan.post(f"{path}/move_seat", data=said | {"op_id": "another", "seat": "B3"})
    assert again.status_code == 409 and "đang ngồi ở ghế đó" in html.unescape(again.text)
    assert f"{path}/move_seat" not in tuan.get(path).text


def test_a_raised_hand_and_who_speaks_are_seen_on_the_plan(one_cast):
    cast = one_cast
    laid_out(cast)
    path = opened(cast)
    for hand in (cast.hoa, cast.binh):
        does(hand, path, "request_floor")
    place = {name: seat(getattr(cast, name), path) for name in ("hoa", "binh", "minh")}
    plan = page(cast.tckh, path)
    assert "chờ phát biểu: 1" in at(plan, place["hoa"])
    assert "chờ phát biểu: 2" in at(plan, place["binh"])
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    plan = page(cast.tckh, path)
    assert "đang phát biểu" in at(plan, place["hoa"])
    assert "chờ phát biểu: 1" in at(plan, place["binh"])
    assert "phát biểu" not in at(plan, place["minh"])


def test_the_plan_tells_who_has_voted_and_never_how(one_cast):
    cast = one_cast
    laid_out(cast)
    path = opened(cast)
    place = {name: seat(getattr(cast, name), path) for name in ("hoa", "binh")}
    before = page(cast.minh, path)
    vote = voting(cast, path)
    does(cast.hoa, path, "cast", vote=vote, choice="against")
    plan = page(cast.minh, path)
    assert "đã bỏ phiếu" in at(plan, place["hoa"])
    assert "đã bỏ phiếu" not in at(plan, place["binh"])
    assert "Không tán thành" not in plan and "against" not in plan
    does(cast.minh, path, "close_vote", vote=vote)
    assert "đã bỏ phiếu" not in page(cast.minh, path) and "đã bỏ phiếu" not in before


def test_of_few_who_vote_in_secret_the_plan_says_nothing(one_cast, monkeypatch):
    """Who voted when would be told by looking at it again and again (LIVE §3.1)."""
    cast = one_cast
    laid_out(cast)
    path = opened(cast)
    vote = voting(cast, path, "secret")
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    assert "đã bỏ phiếu" not in page(cast.minh, path)
    monkeypatch.setattr("server.meetings.votes.voting.FEW", 3)
    assert "đã bỏ phiếu" in page(cast.minh, path)


def test_who_signs_in_by_the_pages_button_is_told_his_seat_at_once(one_cast):
    cast = one_cast
    laid_out(cast)
    path = entered(cast)
    hoa = cast.hoa.browser()
    shown = hoa.get(path).text
    room = json.loads(re.search(r'id="room-data"[^>]*>(.*?)</script>', shown, re.S)[1])
    assert room["seat"] == seat(cast.hoa, path) and "{seat}" in room["words"]["come.seat"]
    keys = dict(re.findall(r'name="(csrf_token|op_id|version)" value="([^"]*)"', shown))
    got = hoa.post(f"{path}/check_in", data=keys, follow_redirects=True)
    assert f"Đã điểm danh. Ghế của anh/chị: {room['seat']}." in html.unescape(got.text)


def test_cards_lie_in_the_order_that_the_hand_gave(one_cast):
    cast = one_cast
    laid_out(cast)
    path = planned(cast)
    does(cast.minh, path, "schedule")
    moves(cast.tuan, path, cast.minh, "B3")
    db.session.rollback()
    meeting = db.session.get_one(Meeting, id_of(path))
    grid = seating.grid_of(meeting)
    assert list(seating.seats_of(meeting, grid))[-1] == cast.minh.actor.person_id

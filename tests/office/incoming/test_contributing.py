"""Cooperating units give their opinions, are waived, or let their day go by (IN-T18, IN-T20)."""

import datetime as dt

import time_machine

from server.documents.incoming import handling
from tests.office.incoming import desk
from tests.office.incoming.desk import day, paper_of
from tests.office.outcome import last_step, refused, steps, waits
from tests.office.papers import ok


def test_a_cooperating_unit_gives_its_opinion_once(cast):
    path = desk.in_progress(cast, cooperate=["tckh", "vp"])
    assert waits(cast.tckh, path) == {"contribute"}
    refused(cast.tckh.does(path, "contribute", {"text": " "}), "has_text")
    thing = ok(cast.tckh.does(path, "contribute", {"text": "Nhất trí."}))
    assert [(one["state"], one["text"]) for one in thing["contributions"]] == [
        ("GIVEN", "Nhất trí."),
        ("OPEN", ""),
    ]
    assert waits(cast.tckh, path) == set()
    refused(cast.tckh.does(path, "contribute", {"text": "Thêm"}), "not_yours")


def test_a_cooperating_unit_does_not_wait_for_the_lead_to_begin(one_cast):
    """A07: two inboxes. Its own day may be over before the lead has given it to anybody."""
    path = desk.directed(one_cast, cooperate=["tckh", "vp"], due={"tckh": day(2)})
    ok(one_cast.tckh.does(path, "contribute", {"text": "Nhất trí."}))
    ok(one_cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen"}))
    assert (waits(one_cast.tckh, path), waits(one_cast.tuan, path)) == (set(), {"contribute"})
    with time_machine.travel(day(11), tick=False):
        handling.lapse_all()
    assert [one.state for one in paper_of(path).contributions] == ["GIVEN", "LAPSED"]


def test_it_is_not_closed_before_every_helper_has_answered_or_was_waived(cast):
    path = desk.awaiting_close(cast, cooperate=["tckh", "vp"])
    refused(cast.hoa.does(path, "close"), "contributions_are_settled")
    who = {"who": "Phòng Tài chính - Kế hoạch"}
    refused(cast.hoa.does(path, "waive_contribution", who | {"reason": ""}), "has_reason")
    unknown = {"who": "Phòng Lạ", "reason": "Không cần"}
    refused(cast.hoa.does(path, "waive_contribution", unknown), "unknown_unit")
    thing = ok(cast.hoa.does(path, "waive_contribution", who | {"reason": "Không còn cần"}))
    assert [one["state"] for one in thing["contributions"]] == ["WAIVED", "OPEN"]
    refused(cast.hoa.does(path, "close"), "contributions_are_settled")


def test_silence_past_the_day_is_no_opinion(cast):
    path = desk.awaiting_close(cast, cooperate=["tckh", "vp"], due={"tckh": day(3)})
    with time_machine.travel(day(4), tick=False):
        handling.lapse_all()
        one, other = paper_of(path).contributions
    assert (one.state, one.text, one.by_name) == ("LAPSED", "Không có ý kiến.", "Hệ thống")
    assert other.state == "OPEN"
    assert last_step(path)[:2] == ("lapse_contribution", None)
    assert waits(cast.tckh, path) == set()
    with time_machine.travel(day(11), tick=False):
        handling.lapse_all()
        handling.lapse_all()
    assert steps(path).count("lapse_contribution") == 2
    ok(cast.hoa.does(path, "close"))


def test_nobody_lapses_before_the_last_second_of_his_day(cast):
    path = desk.in_progress(cast, cooperate=["tckh"], due={"tckh": day(3)})
    for moment in (day(3), day(3) + dt.timedelta(milliseconds=900)):
        with time_machine.travel(moment, tick=False):
            handling.lapse_all()
        assert paper_of(path).contributions[0].state == "OPEN"
    with time_machine.travel(day(3) + dt.timedelta(seconds=1), tick=False):
        handling.lapse_all()
    assert paper_of(path).contributions[0].state == "LAPSED"


def test_an_opinion_still_counts_while_the_result_waits_to_be_closed(cast):
    path = desk.awaiting_close(cast, cooperate=["tckh"])
    assert waits(cast.tckh, path) == {"contribute"}
    thing = ok(cast.tckh.does(path, "contribute", {"text": "Nhất trí."}))
    assert (thing["state"], thing["contributions"][0]["text"]) == ("AWAITING_CLOSE", "Nhất trí.")
    assert waits(cast.tckh, path) == set()
    ok(cast.hoa.does(path, "close"))

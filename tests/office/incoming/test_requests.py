"""What a sender asks afterwards: the paper back, another in its place, other words (IN-T23–T26)."""

import datetime as dt
import html

import pytest
import time_machine

from server.clock import now, today
from server.documents.casefiles.models import CaseFile
from tests.office.incoming import desk
from tests.office.outcome import (
    change,
    last_step,
    line_of,
    numbers,
    reads,
    refused,
    state_of,
    steps,
    told,
    waits,
    waits_nowhere,
)
from tests.office.papers import ok


def test_a_paper_that_is_called_back_is_cancelled_and_its_number_stays(cast):
    """IN-T23; A13, though somebody works on it already."""
    path = desk.asked(desk.in_progress(cast, electronic=True), "recall", words="Gửi nhầm")
    assert waits(cast.lan, path) == {"recall_received"}
    ok(cast.lan.does(path, "recall_received"))
    assert last_step(path) == ("recall_received", "vanthu.huyen", "Gửi nhầm")
    assert told(path)[-1] == ("15", "Gửi nhầm")
    assert line_of(path).note == "Đã thu hồi"
    assert numbers("IN", cast.lan.actor.agency_id) == [1]
    assert waits_nowhere(path)
    assert reads(cast.son, path)
    assert not any(reads(hand, path) for hand in (cast.hoa, cast.nam, cast.minh))


def test_nobody_calls_back_what_its_sender_did_not_ask_for(cast):
    path = desk.registered(cast)
    refused(cast.lan.does(path, "recall_received"), "recall_is_asked")
    refused(cast.lan.does(path, "replaced"), "replacement_is_here")
    refused(cast.lan.does(path, "accept_update"), "update_is_here")
    refused(cast.lan.does(path, "refuse_update", {"reason": "Không"}), "update_is_here")


def test_what_lies_in_a_closed_file_is_not_called_back(cast):
    path = desk.asked(desk.filed(cast), "recall", words="Gửi nhầm")
    change(CaseFile, {"code": "01.2025"}, state="CLOSED")
    refused(cast.lan.does(path, "recall_received"), "is_not_in_closed_file")


def test_clerk_and_leader_together_say_no_to_a_recall(cast):
    """A14: the reply is out; 16 with its reason, and the state stays."""
    path = desk.asked(desk.done(cast, electronic=True), "recall", words="Gửi nhầm")
    why = {"reason": "Văn bản trả lời đã phát hành."}
    refused(cast.minh.does(path, "refuse_recall", why), "not_proposed")
    refused(cast.lan.does(path, "refuse_recall", {"reason": " "}), "has_reason")
    answer = cast.lan.does(path, "refuse_recall", why)
    assert (answer.status_code, answer.json["state"]) == (202, "proposed")
    assert "refuse_recall" in waits(cast.minh, path)
    assert ("16", why["reason"]) not in told(path)
    ok(cast.minh.does(path, "refuse_recall"))
    assert told(path)[-1] == ("16", why["reason"])
    assert last_step(path) == ("refuse_recall", "chutich.huyen", why["reason"])
    assert state_of(path) == "DONE"
    assert waits_nowhere(path)


def test_what_nobody_has_worked_on_goes_back_to_its_sender(cast):
    """IN-T24: only what was acted upon already may be kept against its sender's wish (A13, A14)."""
    path = desk.asked(desk.presented(cast, electronic=True), "recall", words="Gửi nhầm")
    refused(cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý"}), "is_acted_upon")
    assert "refuse_recall" not in cast.lan.sees(path)["actions"]
    ok(cast.lan.does(path, "recall_received"))


@pytest.mark.parametrize("brought", [desk.given_back, desk.informed])
def test_a_unit_that_gave_it_back_or_readers_who_know_it_have_acted(cast, brought):
    path = desk.asked(brought(cast), "recall", words="Gửi nhầm")
    assert cast.lan.does(path, "refuse_recall", {"reason": "Đã giao"}).status_code == 202
    ok(cast.minh.does(path, "refuse_recall"))


def test_a_deputy_chair_who_never_had_it_reads_it_to_say_no_to_the_recall(cast):
    path = desk.asked(desk.directed(cast, electronic=True), "recall", words="Gửi nhầm")
    assert not reads(cast.binh, path)
    cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý"})
    assert "refuse_recall" in waits(cast.binh, path)
    ok(cast.binh.does(path, "refuse_recall"))
    assert last_step(path)[:2] == ("refuse_recall", "phochutich.huyen")


def test_a_proposal_that_waited_a_day_must_be_made_again(cast):
    path = desk.asked(desk.directed(cast, electronic=True), "recall", words="Gửi nhầm")
    cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý"})
    with time_machine.travel(now() + dt.timedelta(days=1, seconds=1), tick=False):
        assert "refuse_recall" not in cast.minh.sees(path)["actions"]
        assert "refuse_recall" in cast.lan.sees(path)["actions"]
        refused(cast.minh.does(path, "refuse_recall"), "not_proposed")
        assert cast.lien.does(path, "refuse_recall", {"reason": "Đã xử lý"}).status_code == 202
        ok(cast.minh.does(path, "refuse_recall"))
    assert steps(path).count("refuse_recall") == 1


def test_the_clerk_who_proposed_does_not_confirm(cast):
    path = desk.asked(desk.directed(cast), "recall", words="Gửi nhầm")
    cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý"})
    assert "refuse_recall" not in cast.lan.sees(path)["actions"]
    again = cast.lan.does(path, "refuse_recall", {"reason": "Đã xử lý rồi"})
    assert again.status_code == 202
    assert "refuse_recall" not in steps(path)


def test_a_replaced_paper_ends_and_says_by_what(cast):
    path = desk.asked(desk.in_progress(cast, electronic=True), "replace", by_code="99/UBND-VX")
    assert waits(cast.lan, path) == {"replaced"}
    ok(cast.lan.does(path, "replaced"))
    assert state_of(path) == "SUPERSEDED"
    assert line_of(path).note == "Được thay thế bởi 99/UBND-VX"
    assert told(path)[-1] == ("15", "99/UBND-VX")
    assert waits_nowhere(path)


def test_new_words_of_the_sender_are_taken_over_and_the_number_stays(cast):
    fields = {"subject": "V/v họp trực tuyến", "issued_on": "2025-03-05"}
    path = desk.asked(desk.in_progress(cast, electronic=True), "update", fields=fields)
    old = line_of(path)
    sealed_on, subject = f"{old.issued_on:%d/%m/%Y}", old.subject
    thing = ok(cast.lan.does(path, "accept_update"))
    assert (thing["subject"], thing["issued_on"]) == ("V/v họp trực tuyến", "2025-03-05")
    assert (thing["state"], thing["arrival_no"]) == ("IN_PROGRESS", 1)
    assert told(path)[-1][0] == "15"
    row = line_of(path)
    assert (row.subject, row.issued_on.isoformat()) == ("V/v họp trực tuyến", "2025-03-05")
    on = f"{today():%d/%m/%Y}"
    assert row.note.split("; ") == [
        f"Ngày, tháng văn bản sửa ngày {on}, trước ghi “{sealed_on}”",
        f"Trích yếu sửa ngày {on}, trước ghi “{subject}”",
    ]


def test_a_correction_stays_in_the_book_beside_what_is_written_after_it(cast):
    path = desk.asked(desk.in_progress(cast, electronic=True), "update", fields={"subject": "Họp"})
    ok(cast.lan.does(path, "accept_update"))
    desk.asked(path, "recall", words="Gửi nhầm")
    ok(cast.lan.does(path, "recall_received"))
    first, last = line_of(path).note.split("; ")
    assert "trước ghi “V/v đẩy mạnh chuyển đổi số trong hội họp”" in first
    assert last == "Đã thu hồi"
    shown = cast.lan.browser().get(f"/registers/in/{today().year}").text
    struck = first.replace("ghi “", "ghi “<s>").replace("”", "</s>”")
    assert struck in html.unescape(shown)


@pytest.mark.parametrize("build", [desk.arrived, desk.registered], ids=["queue", "book"])
def test_new_words_may_be_refused_with_a_reason(cast, build):
    path = desk.asked(build(cast, electronic=True), "update", fields={"subject": "Khác"})
    refused(cast.lan.does(path, "refuse_update", {"reason": ""}), "has_reason")
    thing = ok(cast.lan.does(path, "refuse_update", {"reason": "Không khớp bản gốc"}))
    assert thing["subject"] == "V/v đẩy mạnh chuyển đổi số trong hội họp"
    assert told(path)[-1] == ("16", "Không khớp bản gốc")

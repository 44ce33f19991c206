"""The work: assigned, started, extended, helped with, closed, laid in a file (IN-T15–T22)."""

import datetime as dt
import html
import re

import pytest
import time_machine

from server.clock import local, today
from server.database import transaction
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.papers.services import Ref
from tests.office.incoming import desk
from tests.office.incoming.desk import day, paper_of
from tests.office.outcome import (
    change,
    id_of,
    last_step,
    line_of,
    reads,
    refused,
    state_of,
    told,
    waits,
)
from tests.office.papers import drafted, due, ok

WHY = {"no_reply_reason": "Văn bản chỉ để thực hiện."}


def test_the_unit_gives_it_to_one_of_its_people_within_the_leaders_day(cast):
    """A09: Hoa's own day is the bound (IN-T15)."""
    path = desk.directed(cast)
    nam = {"person": "chuyenvien.huyen"}
    for body, code in [
        (nam | {"due_at": due(11)}, "deadlines_are_within_bound"),
        (nam | {"due_at": "2020-11-10T17:00:00+07:00"}, "no_deadline_is_past"),
        ({"person": "cv-tckh.huyen"}, "has_fitting_person"),
        ({"person": "truongphong.huyen"}, "has_fitting_person"),
        ({"person": "khong.ai"}, "unknown_person"),
        ({"person": "chuyenvien.hoangphu"}, "unknown_person"),
    ]:
        refused(cast.hoa.does(path, "assign", body), code)
    assert paper_of(path).assignee_id is None
    thing = ok(cast.hoa.does(path, "assign", nam | {"due_at": due(7)}))
    assert (thing["assignee"], thing["person_due_at"]) == ("chuyenvien.huyen", due(7))
    assert waits(cast.nam, path) == {"start"}
    assert reads(cast.nam, path)
    assert waits(cast.hoa, path) == set()


def test_who_took_it_stands_in_the_register_and_with_another_lead_he_who_took_it_then(one_cast):
    """Ký nhận, column 9 of the register (Annex IV VI)."""
    path = desk.directed(one_cast)
    assert line_of(path).receipt == ""
    ok(one_cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen"}))
    signed = f"{one_cast.hoa.actor.name}, {today():%d/%m/%Y}"
    assert line_of(path).receipt == signed
    book = html.unescape(one_cast.lan.browser().get(f"/registers/in/{today().year}").text)
    assert f"<td>{signed}<" in book
    again = {"text": "Giao lại", "lead": "tckh", "reason": "Đúng lĩnh vực"}
    ok(one_cast.minh.does(path, "redirect", again))
    assert line_of(path).receipt == ""
    ok(one_cast.tckh.does(path, "assign", {"person": "cv-tckh.huyen"}))
    assert line_of(path).receipt.startswith(one_cast.tckh.actor.name)


@pytest.mark.parametrize("days", [10, None])
def test_hoa_reads_which_day_bounds_the_one_she_gives_and_nothing_where_there_is_none(
    one_cast, days
):
    path = desk.directed(one_cast, due_at=day(days) if days else None)
    page = html.unescape(one_cast.hoa.browser().get(path.removeprefix("/api/v1")).text)
    said = [f"{local(day(days)):%d/%m/%Y}"] if days else []
    assert re.findall(r"Không muộn hơn ([^<]+)", page) == said


def test_one_press_leads_nam_from_the_letter_to_its_reply(one_cast):
    path = desk.directed(one_cast)
    ok(one_cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen"}))
    ok(one_cast.nam.does(path, "start"))
    page = one_cast.nam.browser().get(path.removeprefix("/api/v1")).text
    there = f"/outgoing/new?replies_to={id_of(path)}"
    assert f'<a class="btn" href="{there}">Soạn văn bản trả lời</a>' in page
    assert one_cast.nam.browser().get(there).status_code == 200


def test_without_a_day_of_its_own_the_persons_day_is_the_leaders(cast):
    path = desk.directed(cast)
    thing = ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen"}))
    assert thing["person_due_at"] == thing["due_at"] == due(10)


def test_what_is_late_on_the_heads_desk_can_still_be_given_and_stays_late(one_cast):
    path, nam, stands, past = (
        desk.directed(one_cast),
        {"person": "chuyenvien.huyen"},
        due(10),
        due(9),
    )
    other = desk.presented(one_cast, number="7")
    body = {"text": "Giao chủ trì.", "lead": "vhtt", "due_at": stands}
    ok(one_cast.minh.does(other, "direct", body))
    with time_machine.travel(day(12), tick=False):
        late = nam | {"due_at": past}
        refused(one_cast.hoa.does(path, "assign", late), "no_deadline_is_past")
        thing = ok(one_cast.hoa.does(path, "assign", nam | {"due_at": stands}))
        assert (thing["state"], thing["person_due_at"]) == ("ASSIGNED", stands)
        assert ok(one_cast.hoa.does(other, "assign", nam))["person_due_at"] == stands


def test_the_sender_hears_of_the_first_start_only(cast):
    path = desk.assigned(cast, electronic=True)
    ok(cast.nam.does(path, "start"))
    assert told(path)[-1] == ("05", "")
    assert waits(cast.nam, path) == {"propose_close"}
    before = told(path)
    ok(cast.nam.does(path, "propose_close", WHY))
    ok(cast.hoa.does(path, "rework", {"reason": "Thiếu số liệu"}))
    assert told(path) == before


def test_within_the_leaders_day_the_units_head_moves_the_day(cast):
    path = desk.in_progress(cast)
    body = {"until": due(9), "reason": "Chờ số liệu các xã"}
    thing = ok(cast.nam.does(path, "request_extension", body))
    assert thing["extension_until"] == due(9)
    assert "grant_extension" in waits(cast.hoa, path)
    assert "grant_extension" not in waits(cast.minh, path)
    refused(cast.nam.does(path, "request_extension", body), "no_extension_is_open")
    thing = ok(cast.hoa.does(path, "grant_extension"))
    assert (thing["person_due_at"], thing["due_at"]) == (due(9), due(10))
    assert last_step(path) == ("grant_extension", "truongphong.huyen", "Chờ số liệu các xã")
    assert "grant_extension" not in waits(cast.hoa, path)
    refused(cast.hoa.does(path, "grant_extension"), "not_yours")


def test_beyond_his_day_only_the_leader_who_set_it_moves_it(cast):
    path = desk.in_progress(cast)
    ok(cast.nam.does(path, "request_extension", {"until": due(15), "reason": "Việc mới"}))
    assert "grant_extension" in waits(cast.minh, path)
    refused(cast.hoa.does(path, "grant_extension"), "not_yours")
    thing = ok(cast.minh.does(path, "grant_extension"))
    assert thing["due_at"] == thing["person_due_at"] == due(15)


def test_who_stands_in_for_the_leader_moves_the_day_as_he_would(cast):
    path = desk.in_progress(cast)
    ok(cast.nam.does(path, "request_extension", {"until": due(15), "reason": "Việc mới"}))
    desk.away(cast.minh, cast.binh)
    assert ok(cast.binh.does(path, "grant_extension"))["due_at"] == due(15)


def test_a_denied_day_stays_and_may_be_asked_for_again(cast):
    path = desk.in_progress(cast)
    asked = {"until": due(9), "reason": "Bận"}
    ok(cast.nam.does(path, "request_extension", asked))
    refused(cast.hoa.does(path, "deny_extension", {"reason": " "}), "has_reason")
    thing = ok(cast.hoa.does(path, "deny_extension", {"reason": "Phải xong đúng hạn"}))
    assert (thing["person_due_at"], thing["extension_until"]) == (due(7), None)
    ok(cast.nam.does(path, "request_extension", asked))


def test_a_later_day_is_asked_for_with_a_reason_before_the_day_is_over(cast):
    path = desk.in_progress(cast)
    for until, reason, code in [
        (due(7), "Bận", "extension_is_later"),
        (due(5), "Bận", "extension_is_later"),
        (due(9), " ", "has_reason"),
    ]:
        body = {"until": until, "reason": reason}
        refused(cast.nam.does(path, "request_extension", body), code)
    with time_machine.travel(day(7) + dt.timedelta(minutes=1), tick=False):
        body = {"until": due(9), "reason": "Bận"}
        refused(cast.nam.does(path, "request_extension", body), "is_before_deadline")


def test_what_was_late_before_the_new_day_stays_in_the_history(cast):
    path = desk.in_progress(cast)
    ok(cast.nam.does(path, "request_extension", {"until": due(9), "reason": "Bận"}))
    with time_machine.travel(day(7) + dt.timedelta(hours=15), tick=False):
        ok(cast.hoa.does(path, "grant_extension"))
    assert last_step(path)[2] == "Đã quá hạn 1 ngày trước khi gia hạn."


def test_it_is_closed_with_its_reply_and_the_sender_hears_once(cast):
    """A12: the book says by which letter it was answered (IN-T20)."""
    path = desk.in_progress(cast, electronic=True)
    draft = id_of(drafted(cast))
    refused(cast.nam.does(path, "propose_close"), "has_reply_or_reason")
    refused(cast.nam.does(path, "propose_close", {"reply": draft}), "has_reply_or_reason")
    refused(cast.nam.does(path, "propose_close", {"reply": 999999}), "unknown_document")
    change(OutgoingDocument, {"id": draft}, state="DISPATCHED", code="2374/UBND-VHTT")
    assert ok(cast.nam.does(path, "propose_close", {"reply": draft}))["reply"] == draft
    assert waits(cast.hoa, path) == {"close"}
    ok(cast.hoa.does(path, "close"))
    assert told(path)[-1] == ("06", "2374/UBND-VHTT")
    assert line_of(path).note == "2374/UBND-VHTT"
    follow = cast.lan.browser().get(f"/registers/follow/{today().year}").text
    assert "<td>2374/UBND-VHTT<td>" in follow, "column 6 of 7, before the last one"
    ok(cast.minh.does(path, "reopen", {"reason": "Thiếu phụ lục"}))
    ok(cast.nam.does(path, "propose_close", {"reply": draft}))
    ok(cast.hoa.does(path, "close"))
    assert [code for code, _ in told(path)].count("06") == 1


def test_the_day_it_was_reported_counts_and_not_the_day_it_was_closed(cast):
    path = desk.awaiting_close(cast)
    reported = paper_of(path).done_at
    with time_machine.travel(day(13), tick=False):
        ok(cast.hoa.does(path, "close"))
    assert paper_of(path).done_at == reported
    assert local(reported) <= day(1)


def test_unfinished_work_goes_back_to_the_officer_with_what_is_missing(cast):
    path = desk.awaiting_close(cast)
    refused(cast.hoa.does(path, "rework", {"reason": ""}), "has_reason")
    ok(cast.hoa.does(path, "rework", {"reason": "Thiếu số liệu"}))
    assert waits(cast.nam, path) == {"propose_close"}
    assert paper_of(path).done_at is None


def test_a_leader_takes_up_again_what_is_not_in_a_closed_file(cast):
    path = desk.done(cast)
    refused(cast.minh.does(path, "reopen", {"reason": ""}), "has_reason")
    ok(cast.minh.does(path, "reopen", {"reason": "Sai số liệu"}))
    assert (state_of(path), waits(cast.nam, path)) == ("IN_PROGRESS", {"propose_close"})
    assert paper_of(path).done_at is None, "no report counts it as done in time"


def test_it_is_laid_in_an_open_file_of_its_own_agency(cast):
    path = desk.done(cast)
    desk.open_file(cast, "01.2025")
    desk.open_file(cast, "02.2024", state="CLOSED")
    refused(cast.nam.does(path, "file", {"case_file": "99.2025"}), "unknown_case_file")
    refused(cast.nam.does(path, "file", {"case_file": "02.2024"}), "has_open_case_file")
    ok(cast.nam.does(path, "file", {"case_file": "01.2025"}))
    assert state_of(path) == "FILED"
    assert [link.case_file.code for link in paper_of(path).case_links] == ["01.2025"]
    refused(cast.nam.does(path, "file", {"case_file": "01.2025"}), "wrong_state")


def test_a_paper_for_information_is_filed_by_an_officer_who_read_it(cast):
    path = desk.presented(cast)
    ok(cast.minh.does(path, "for_info", {"to": ["cv-tckh.huyen"]}))
    desk.open_file(cast, "01.2025")
    ok(cast.cv_tckh.does(path, "file", {"case_file": "01.2025"}))


def test_a_refused_step_changes_nothing_of_the_paper(cast):
    path = desk.directed(cast)
    before = cast.hoa.sees(path)
    refused(cast.hoa.does(path, "assign", {"person": "cv-tckh.huyen"}), "has_fitting_person")
    refused(cast.hoa.does(path, "start"), "wrong_role")
    assert cast.hoa.sees(path) == before
    with transaction() as session:
        assert session.get_one(IncomingDocument, id_of(path)).version == before["version"]
    assert Ref(id_of(path)).seen is None

"""Who shall handle it: presented, directed, redirected, sent back to the leader (IN-T08–T14)."""

import datetime as dt

import pytest
import time_machine

from server.admin import kinds
from server.clock import HANOI, local, now, today
from server.database import transaction
from server.documents.incoming import asking, directing, queries
from server.documents.incoming.models import IncomingDocument
from server.org import queries as org
from server.org.models import CalendarDay
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
    steps,
    told,
    waits,
)
from tests.office.papers import due, ok
from workflows.deadlines import due_within
from workflows.urgency import Urgency

ORDER = {"text": "Giao Phòng VH-TT chủ trì, tham mưu.", "lead": "vhtt"}


def test_a_paper_is_laid_before_the_head_where_nobody_is_named(cast):
    path = desk.registered(cast)
    assert ok(cast.lan.does(path, "present"))["presented_to"] == "chutich.huyen"
    assert waits(cast.minh, path) == {"direct"}
    assert waits(cast.lan, path) == set()


def test_a_paper_is_laid_before_the_deputy_who_passes_it_up(cast):
    path = desk.registered(cast)
    refused(cast.lan.does(path, "present", {"to": "truongphong.huyen"}), "not_a_leader")
    refused(cast.lan.does(path, "present", {"to": "chutich.hoangphu"}), "unknown_person")
    ok(cast.lan.does(path, "present", {"to": "phochutich.huyen"}))
    assert waits(cast.binh, path) == {"direct"}
    ok(cast.binh.does(path, "pass_up", {"reason": "Trình Chủ tịch"}))
    assert last_step(path) == ("pass_up", "phochutich.huyen", "Trình Chủ tịch")
    assert (waits(cast.binh, path), waits(cast.minh, path)) == (set(), {"direct"})
    refused(cast.minh.does(path, "pass_up"), "is_before_deputy")


def test_a_directive_lays_it_on_two_desks_with_a_day_each_and_tells_the_sender(cast):
    """A07, IN-T10."""
    path = desk.presented(cast, electronic=True)
    helped = {"cooperate": ["vp"], "due": {"vp": due(3)}, "due_at": due(10)}
    thing = ok(cast.minh.does(path, "direct", ORDER | helped | {"for_information": ["tckh"]}))
    assert (thing["state"], thing["lead"]) == ("DIRECTED", "vhtt")
    assert [one["due_at"] for one in thing["contributions"]] == [due(3)]
    assert thing["due_at"] == due(10)
    assert (waits(cast.hoa, path), waits(cast.tuan, path)) == ({"assign"}, {"contribute"})
    assert all(reads(hand, path) for hand in (cast.hoa, cast.tuan, cast.tckh))
    assert not reads(cast.nam, path)
    assert told(path) == [("03", ""), ("04", "")]
    row = line_of(path)
    assert (row.recipients, row.handed_on) == ("Phòng Văn hóa và Thông tin", today())


def test_a_directive_names_one_lead_who_is_not_asked_to_help_as_well(cast):
    """A08: Minh picks two leads (IN-07)."""
    path = desk.presented(cast)
    two = ORDER | {"lead": ["vhtt", "tckh"]}
    refused(cast.minh.does(path, "direct", two), "invalid")
    with pytest.raises(Exception, match="has_one_lead"):
        order = desk.order(lead=["vhtt", "tckh"])
        directing.direct(cast.minh.actor, Ref(id_of(path)), order=order)
    both = ORDER | {"cooperate": ["vhtt"]}
    refused(cast.minh.does(path, "direct", both), "lead_does_not_cooperate")
    assert paper_of(path).lead_unit_id is None
    assert state_of(path) == "PRESENTED"


def test_what_a_directive_may_not_say_is_said_at_its_field(cast):
    path = desk.presented(cast)
    for more, code in [
        ({"text": "  "}, "has_text"),
        ({"lead": "phong-la"}, "unknown_unit"),
        ({"lead": "chuyenvien.huyen"}, "lead_must_be_unit"),
        ({"cooperate": ["phong-la"]}, "unknown_unit"),
        ({"for_information": ["nguoi.la"]}, "unknown_person"),
        ({"due_at": due(2), "cooperate": ["vp"], "due": {"vp": due(5)}},
         "deadlines_are_within_bound"),
        ({"due_at": "2020-11-10T17:00:00+07:00"}, "no_deadline_is_past"),
        ({"cooperate": ["vp"], "due": {"vp": "2020-11-10T17:00:00+07:00"}}, "no_deadline_is_past"),
        ({"due_at": "10/11/2030"}, "invalid"),
        ({"due": {"vp": due(2)}}, "day_for_nobody"),
        ({"for_information": ["vp"], "due": {"vp": due(2)}}, "day_for_nobody"),
        ({"due_at": due(5), "due": {"vhtt": due(2)}}, "day_for_nobody"),
    ]:  # fmt: skip
        refused(cast.minh.does(path, "direct", ORDER | more), code)
    assert steps(path) == ["receive_paper", "register", "present"]
    assert queries.directives(id_of(path)) == []


def test_a_unit_named_twice_is_asked_once_and_a_day_of_the_lead_is_the_day_of_the_paper(one_cast):
    path = desk.presented(one_cast)
    twice = {"cooperate": ["vp", "vp"], "for_information": ["tckh", "tckh"]}
    days = {"due": {"vhtt": due(9), "vp": due(3)}}
    thing = ok(one_cast.minh.does(path, "direct", ORDER | twice | days))
    assert (thing["due_at"], [one["due_at"] for one in thing["contributions"]]) == (
        due(9),
        [due(3)],
    )
    assert len(paper_of(path).informed) == 1


def test_a_day_of_tet_becomes_the_working_day_before_it(cast):
    path = desk.presented(cast)
    with transaction() as session:
        for n in (20, 21, 22):
            off = today() + dt.timedelta(days=n)
            if session.get(CalendarDay, off) is None:
                session.add(CalendarDay(day=off, kind="off", name="Tết Nguyên đán"))
    tet = dt.datetime.combine(today() + dt.timedelta(days=22), dt.time(17), HANOI)
    tomorrow = dt.datetime.fromisoformat(due(1))
    thing = ok(cast.minh.does(path, "direct", ORDER | {"due_at": tet.isoformat()}))
    moved = dt.datetime.fromisoformat(thing["due_at"])
    assert tomorrow <= moved < tet - dt.timedelta(days=2)
    assert moved.weekday() < 5
    assert local(moved).time() == dt.time(17)


def test_a_directive_is_kept_as_it_was_written(cast):
    """IN-08: a correction is a further directive."""
    path = desk.directed(cast)
    again = ORDER | {"lead": "tckh", "text": "Chuyển.", "reason": "Đúng lĩnh vực"}
    ok(cast.minh.does(path, "redirect", again))
    kept = [(one.text, one.lead) for one in queries.directives(id_of(path))]
    assert kept == [
        ("Giao Phòng VH-TT chủ trì.", "Phòng Văn hóa và Thông tin"),
        ("Chuyển.", "Phòng Tài chính - Kế hoạch"),
    ]


def test_another_lead_takes_over_desk_and_day(cast):
    path = desk.assigned(cast, cooperate=["vp"])
    refused(cast.minh.does(path, "redirect", ORDER | {"lead": "tckh", "reason": " "}), "has_reason")
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"}
    thing = ok(cast.minh.does(path, "redirect", again))
    assert (thing["state"], thing["lead"], thing["assignee"]) == ("DIRECTED", "tckh", None)
    assert thing["due_at"] == due(10)
    assert queries.directives(id_of(path))[-1].due_at == day(10)
    assert (waits(cast.nam, path), waits(cast.hoa, path)) == (set(), set())
    assert waits(cast.tckh, path) == {"assign"}
    assert [one["state"] for one in thing["contributions"]] == ["WAIVED"]
    assert waits(cast.tuan, path) == set()
    assert line_of(path).recipients == "Phòng Tài chính - Kế hoạch"


def test_what_is_late_already_is_passed_on_with_its_day_and_no_other(one_cast):
    """IN-T13: the day is kept; the page sends it back as it stands there, late as it is."""
    path, stands, past = desk.directed(one_cast), due(10), due(9)
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"}
    with time_machine.travel(day(12), tick=False):
        late = again | {"due_at": past}
        refused(one_cast.minh.does(path, "redirect", late), "no_deadline_is_past")
        thing = ok(one_cast.minh.does(path, "redirect", again))
        assert (thing["lead"], thing["due_at"]) == ("tckh", stands)
        back = again | {"lead": "vhtt", "due_at": stands}
        assert ok(one_cast.minh.does(path, "redirect", back))["due_at"] == stands


def test_the_kept_day_bounds_the_helpers_of_another_lead(cast):
    path = desk.directed(cast)
    late = {"cooperate": ["vp"], "due": {"vp": due(12)}}
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"} | late
    refused(cast.minh.does(path, "redirect", again), "deadlines_are_within_bound")


def test_the_head_of_the_agency_may_redirect_what_a_deputy_directed(cast):
    path = desk.presented(cast, to="phochutich.huyen")
    ok(cast.binh.does(path, "direct", ORDER))
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"}
    ok(cast.minh.does(path, "redirect", again))
    assert last_step(path)[1] == "chutich.huyen"


def test_a_unit_that_refuses_in_time_sends_it_back_and_the_clock_does_not_stop(cast):
    """A10: it lies before Minh again (IN-T14)."""
    path = desk.directed(cast)
    refused(cast.hoa.does(path, "refuse_assignment", {"reason": ""}), "has_reason")
    thing = ok(cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    assert (thing["state"], thing["due_at"]) == ("PRESENTED", due(10))
    assert (waits(cast.minh, path), waits(cast.hoa, path)) == ({"direct"}, set())


def test_who_leads_after_a_refusal_has_the_day_that_stands_where_none_is_said(one_cast):
    path = desk.directed(one_cast)
    ok(one_cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    assert ok(one_cast.minh.does(path, "direct", ORDER | {"lead": "tckh"}))["due_at"] == due(10)


def test_after_one_working_day_a_unit_can_no_longer_refuse(cast):
    path = desk.directed(cast)
    given = dt.datetime.combine(today(), dt.time(9), HANOI)
    change(IncomingDocument, {"id": id_of(path)}, directed_at=given)
    for moment, allowed in ((day(1) + dt.timedelta(minutes=1), False), (day(1), True)):
        with time_machine.travel(moment, tick=False):
            answer = cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc"})
        if allowed:
            ok(answer)
        else:
            refused(answer, "is_refused_in_time")


def test_what_was_routed_by_rule_comes_back_to_the_head_when_the_unit_refuses(cast):
    path = desk.registered(cast, electronic=True)
    rule = {"lead": "vhtt", "rule": "Điều 12 Quy chế văn thư"}
    refused(cast.lan.does(path, "route_by_rule", rule | {"rule": ""}), "has_rule")
    ok(cast.lan.does(path, "route_by_rule", rule))
    assert told(path) == [("03", ""), ("04", "")]
    assert waits(cast.hoa, path) == {"assign"}
    assert queries.directives(id_of(path))[0].text == "Điều 12 Quy chế văn thư"
    ok(cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    assert waits(cast.minh, path) == {"direct"}
    ok(cast.minh.does(path, "direct", ORDER | {"lead": "tckh"}))


@pytest.mark.parametrize(
    ("printed", "days", "falls"),
    [
        (None, "7", "rule"),
        (6, "7", "printed"),
        (-3, "7", "rule"),
        (6, "", "printed"),
        (-3, "", ""),
        (None, "", ""),
    ],
)
def test_what_no_leader_gave_a_day_is_due_by_its_own_or_by_the_working_rules(
    one_cast, printed, days, falls
):
    """The day printed in it, while it lies ahead, before the days that its type gets (§4.5)."""
    if days:
        use = kinds.Use(offered=True, series="CHUNG", due_days=days)
        kinds.settle(one_cast.kien.actor, "huyen", "Công văn", use)
    path = desk.registered(one_cast)
    working = org.calendar()
    if printed is not None:
        stands = today() - dt.timedelta(3) if printed < 0 else working.add_working(today(), printed)
        change(IncomingDocument, {"id": id_of(path)}, printed_due=stands)
    by_rule = due_within(working, now(), 7, Urgency.NORMAL)
    by_then = {"rule": by_rule, "printed": day(6), "": None}[falls]
    shown = asking.FORMS["direct"](one_cast.minh.actor, desk.paper_of(path))
    (asked,) = [one for one in shown if one["name"] == "due_at"]
    assert (asked["value"] or "")[:10] == (f"{by_then:%d/%m/%Y}" if by_then else "")
    other = desk.presented(one_cast, number="7")
    change(IncomingDocument, {"id": id_of(other)}, printed_due=desk.paper_of(path).printed_due)
    ok(one_cast.minh.does(other, "direct", ORDER))
    assert desk.paper_of(other).due_at == by_then
    ok(one_cast.lan.does(path, "route_by_rule", {"lead": "vhtt", "rule": "Điều 12 Quy chế"}))
    assert desk.paper_of(path).due_at == by_then
    if printed:
        assert "Hạn ghi trong văn bản" in one_cast.lan.browser().get(path).text


def test_the_office_chief_reads_what_was_registered_and_sends_it_on_by_rule(cast):
    path = desk.arrived(cast)
    assert not reads(cast.tuan, path)
    ok(cast.lan.does(path, "register"))
    assert reads(cast.tuan, path)
    ok(cast.tuan.does(path, "route_by_rule", {"lead": "vhtt", "rule": "Điều 12 Quy chế văn thư"}))
    assert last_step(path)[:2] == ("route_by_rule", "chanhvp.huyen")
    assert waits(cast.hoa, path) == {"assign"}


def test_for_information_nobody_leads_and_those_named_read(cast):
    path = desk.presented(cast)
    refused(cast.minh.does(path, "for_info", {"to": []}), "has_reader")
    ok(cast.minh.does(path, "for_info", {"to": ["vhtt", "cv-tckh.huyen"], "text": "Để biết"}))
    assert state_of(path) == "INFO_ONLY"
    assert reads(cast.hoa, path)
    assert reads(cast.cv_tckh, path)
    assert not reads(cast.tckh, path)
    assert waits(cast.hoa, path) == set()
    row = line_of(path)
    given = f"Phòng Văn hóa và Thông tin; {cast.cv_tckh.actor.name}"
    assert (row.recipients, row.handed_on) == (given, today())


def test_a_substitute_directs_what_lies_with_the_absent_leader(cast):
    path = desk.presented(cast)
    desk.away(cast.minh, cast.binh)
    assert waits(cast.binh, path) == {"direct"}
    ok(cast.binh.does(path, "direct", ORDER | {"due_at": due(10)}))
    assert last_step(path)[1] == "phochutich.huyen"
    assert waits(cast.hoa, path) == {"assign"}

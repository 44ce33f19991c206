"""The rooms whose pages need a thing, walked by those who may: axe at a desk, 390 px on a phone.

`tests/story/test_every_page.py` walks the pages that need none.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server import clock
from server.exchange.carrier import carry
from server.meetings.people import tickets
from tests import axe
from tests.cast import Cast, Hand
from tests.look import hall
from tests.look.conftest import DESK, HALL
from tests.office import papers
from tests.office.admin.desk import position
from tests.office.casefiles import keeping, test_plan
from tests.office.handing_over import leaver
from tests.office.meetings import closed, test_polls, test_questions, test_seats, test_sites
from tests.office.meetings.gathering import MEMBERS, does, entered, id_of, item, voting
from tests.office.meetings.test_stances import marks
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.reorganising import between, merging
from tests.office.schedule.test_week import MON, published_week

pytestmark = pytest.mark.sent
opens = hall.opens
Opens = Callable[[str], hall.Room]
TABLET = {"width": 768, "height": 1024}
WEEK = f"/schedule?week={MON}"


def _walks(room: hall.Room, hand: Hand, *paths: str) -> Page:
    """One browser, page after page; each there, and fit for everybody."""
    tab = room.comes(hand, paths[0], **DESK)
    for path in paths:
        if path != paths[0]:
            answer = tab.goto(path)
            assert answer and answer.ok, f"{path}: {answer and answer.status}"
        axe.looks_right(tab)
    assert room.said == []
    return tab


def test_schedule_exchange_and_tasks(opens: Opens, one_cast: Cast) -> None:
    cast, room = one_cast, opens("")
    carry()
    papers.ok(cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    carry()
    line = published_week(cast)
    task = given(cast.minh, lead=cast.nam.account, cooperate=["tckh"], due_at=papers.due(5))
    under_way(cast.nam, task)
    change = f"/schedule/entries/{line.id}/change"
    _walks(room, cast.lan, "/exchange")
    _walks(room, cast.tuan, WEEK, f"/schedule/new?week={MON}", change, "/schedule/shared")
    _walks(room, cast.nam, task)
    _walks(room, cast.minh, "/tasks/new")


def test_case_files_and_what_goes_from_hand_to_hand(opens: Opens, one_cast: Cast) -> None:
    cast, room = one_cast, opens("")
    test_plan.written(cast)
    path = keeping.opened(cast.nam, code="02.VHTT", title="Thư viện xã")
    keeping.put(cast.nam, path, papers.SENT)
    said = {"files": [keeping.id_of(keeping.closed(cast))]}
    delivery = cast.nam.asks("POST", "/casefiles/deliveries", json=said).json["id"]
    leaver.colleague()
    one = leaver.begun(leaves=True)
    leaver.given(one, leaver.QUY)
    plan = merging.drafted()
    post = position("chuyenvien.hoangdong")
    here = f"/people/reorganisations/{plan.id}"
    _walks(room, cast.hoa, test_plan.PLAN, f"{test_plan.PLAN}/new")
    _walks(room, cast.kien, "/people/handovers", f"/people/handovers/{one.id}",
           "/people/handovers/new/truongphong.huyen", "/people/reorganisations", here,
           "/people/reorganisations/new", f"{here}/found", f"{here}/close",
           f"{here}/posts/{post.agency_id}", f"{here}/post/{post.id}",
           f"{here}/open/{post.agency_id}/incoming")  # fmt: skip
    leaver.confirmed(one)
    _walks(room, cast.nam, path, f"{path}/exhibits", f"{path}/remark", "/casefiles/new",
           "/casefiles/transfer", "/casefiles/deliveries", f"/casefiles/deliveries/{delivery}",
           "/handing-over", f"/handing-over/{one.id}", "/handing-over/agencies")  # fmt: skip


def test_minutes_between_two_agencies(opens: Opens, one_cast: Cast) -> None:
    room = opens("")
    with between.merged_today(one_cast):
        there = f"/handing-over/agencies/{between.handover('hoangdong').id}"
        _walks(room, merging.new_day(one_cast.anh), there)


def test_a_meeting_before_in_and_after_the_room(opens: Opens, one_cast: Cast) -> None:
    """By delegate, secretary, chair, technician and the head of a site; and the screen's code."""
    cast = one_cast
    test_seats.laid_out(cast)
    agenda = [{"title": "Dự toán năm 2027", "needs_vote": True, "documents": [papers.SENT[1:]],
               "rapporteur": cast.tckh.account}, {"title": "Việc khác"}]  # fmt: skip
    sites = test_sites.conference(cast)["sites"]
    path = entered(cast, agenda=agenda, sites=sites, technician=cast.mai.account)
    room, code = opens(path), tickets.code(id_of(path), clock.now())
    marks(cast.hoa, path, "other", "agree")
    test_questions.asks(cast.hoa, path)
    poll = test_polls.sent(cast)
    hoa = _walks(room, cast.hoa, f"{path}/stances", f"{path}/questions", f"{path}/notes",
                 f"{path}/here/{code}", f"{poll}/poll", poll, path)  # fmt: skip
    tuan = _walks(room, cast.tuan, "/meetings/new", f"{path}/edit", f"{path}/seats", path)
    wall = room.comes(None, "/projector", **HALL)
    assert axe.serious(wall) == []
    for name in MEMBERS:
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    vote = voting(cast, path)
    hoa.set_viewport_size(TABLET)
    axe.looks_right(hoa)
    for hand in (cast.minh, cast.mai):
        _walks(room, hand, path)
    head = _walks(room, cast.cv_xa, path)
    expect(head.locator("#room-sites li").first).to_contain_text(test_sites.VILLAGE)  # his own
    _is_over(cast, path, vote)
    for page in ("", "/minutes", "/notice"):
        tuan.goto(path + page)
        axe.looks_right(tuan)
    assert room.said == []


def _is_over(cast: Cast, path: str, vote: int) -> None:
    """Voted on, concluded, closed, its minutes drafted."""
    does(cast.minh, path, "close_vote", vote=vote)
    does(cast.minh, path, "end_item", item=item(cast.minh, path), conclusion=closed.CONCLUSION)
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")

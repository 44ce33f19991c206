"""Việc của tôi: what waits, until when, with whom; and what a busy desk costs (DESIGN §8, §10)."""

import datetime as dt

import pytest
from flask import Flask

from server.clock import now
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.incoming.models import IncomingDocument
from server.org.models import Absence
from tests.cast import Hand
from tests.look.lists_sample import SUBJECTS
from tests.office.front.desks import arrivals, presented, statements
from tests.office.papers import ORDER, drafted, due, in_progress, ok, submitted


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_plans` asks both."""
    return one_app


def _set(paper_id: int, **columns) -> None:
    with transaction() as session:
        session.query(Desk).filter_by(paper_id=paper_id).update(columns)


def _rows(page: str) -> list[str]:
    waiting = page.split('id="waiting"')[1].split('id="watching"', maxsplit=1)[0]
    return waiting.split("<li class=")[1:]


def test_what_waits_has_its_paper_its_verb_and_its_door(cast):
    (paper_id,) = presented(cast, subject="V/v phòng chống lụt bão")
    (row,) = _rows(cast.minh.browser().get("/").text)
    assert f'href="/incoming/{paper_id}"' in row
    assert "V/v phòng chống lụt bão" in row
    assert "Cho ý kiến chỉ đạo" in row
    assert "UBND tỉnh Thanh Hóa" in row


def test_a_draft_waits_for_its_drafter_beside_what_came_in(cast):
    path = drafted(cast)
    (row,) = _rows(cast.nam.browser().get("/").text)
    assert f'href="{path}"' in row
    assert "Hoàn thiện, trình ký" in row


def test_what_waits_for_others_is_not_on_my_desk(cast):
    presented(cast)
    assert _rows(cast.hoa.browser().get("/").text) == []


@pytest.mark.parametrize(
    ("days", "colour", "word"),
    [(-1, "red", "Quá hạn"), (0.01, "yellow", "Sắp đến hạn"), (30, "green", "Còn hạn")],
)
def test_a_deadline_has_its_colour_and_its_word(cast, days, colour, word):
    (paper_id,) = presented(cast)
    _set(paper_id, due_at=now() + dt.timedelta(days=days))
    page = cast.minh.browser().get("/").text
    assert f'<h3 class="group {colour}">' in page
    assert f"{word} · " in _rows(page)[0]


def test_the_oldest_deadline_stands_first_and_the_urgent_before_all(cast):
    late, soon, urgent, never = presented(cast, 4)
    _set(soon, due_at=now() + dt.timedelta(hours=1))
    _set(late, due_at=now() - dt.timedelta(days=3))
    _set(urgent, urgency="HOA_TOC")
    page = cast.minh.browser().get("/").text
    order = [int(row.split('href="/incoming/')[1].split('"')[0]) for row in _rows(page)]
    assert order == [urgent, late, soon, never]


def test_late_and_soon_are_counted_at_the_head(cast):
    late, soon, _never = presented(cast, 3)
    _set(late, due_at=now() - dt.timedelta(days=1))
    _set(soon, due_at=now() + dt.timedelta(minutes=5))
    counts = cast.minh.browser().get("/").text.split('id="counts"')[1].split("</ul>")[0]
    assert "<b>1</b> quá hạn" in counts
    assert "<b>1</b> sắp đến hạn" in counts


def test_a_paper_on_two_of_my_seats_is_one_line(cast):
    submitted(cast)
    rows = _rows(cast.tuan.browser().get("/").text)
    assert len(rows) == 1


def test_the_leader_sees_who_has_what_he_ordered(cast):
    path = in_progress(cast)
    page = cast.minh.browser().get("/").text.split('id="watching"')[1]
    assert f'href="{path}"' in page
    assert f"{cast.nam.actor.name} đang giữ" in page


def test_the_drafter_sees_who_has_the_draft(cast):
    path = submitted(cast)
    page = cast.nam.browser().get("/").text.split('id="watching"')[1]
    assert f'href="{path}"' in page
    assert page.count(f'href="{path}"') == 1


def test_nobody_watches_what_is_not_his(cast):
    in_progress(cast)
    assert "Không chờ ai" in cast.cv_tckh.browser().get("/").text


def test_the_substitute_finds_the_absent_persons_desk(cast):
    presented(cast, subject="V/v họp khẩn")
    browser = cast.binh.browser()
    assert "V/v họp khẩn" not in browser.get("/").text
    today = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011
    with transaction() as session:
        away, here = cast.minh.actor.person_id, cast.binh.actor.person_id
        until = today + dt.timedelta(days=9)
        session.add(Absence(person_id=away, substitute_id=here, valid_from=today, valid_to=until))
    assert "V/v họp khẩn" in browser.get("/").text


def test_another_agencys_papers_are_on_nobodys_desk_here(cast):
    arrivals(cast.dao.actor, 2, subject="V/v của xã")
    assert "V/v của xã" not in cast.lan.browser().get("/").text
    assert "V/v của xã" in cast.dao.browser().get("/").text


def test_the_desk_goes_on_without_a_line_twice_or_missing(cast):
    ids = presented(cast, 53)
    for n, paper_id in enumerate(ids[:20]):
        _set(paper_id, due_at=now() + dt.timedelta(days=20 - n))
    browser = cast.minh.browser()
    first = browser.get("/").text
    later = first.split('class="btn" href="/?cursor=')[1].split('"')[0]
    presented(cast, 2)
    rows = _rows(first) + _rows(browser.get(f"/?cursor={later}").text)
    seen = [int(row.split('href="/incoming/')[1].split('"')[0]) for row in rows]
    assert sorted(set(seen)) == sorted(seen)
    assert set(ids) <= set(seen)


@pytest.mark.parametrize("cursor", ["x", "1~2", "1~x~3", "1~1e99~3", "1~1~99999999999999999999"])
def test_a_cursor_that_nobody_gave_out_is_refused(cast, cursor):
    assert cast.minh.browser().get(f"/?cursor={cursor}").status_code == 422


def _asked(browser, path: str) -> int:
    browser.get(path)  # the first page after signing in keeps its CSRF token
    db.session.remove()
    with statements() as said:
        assert browser.get(path).status_code == 200
    return len(said)


def test_a_full_desk_asks_no_more_than_an_empty_one(cast):
    browser = cast.minh.browser()
    in_progress(cast)
    presented(cast)
    one = _asked(browser, "/")
    presented(cast, 50)
    assert _asked(browser, "/") == one <= 8


def test_who_has_two_posts_is_asked_of_no_more(cast):
    """The switch of posts is on every page; it comes with the actor (DESIGN §8)."""
    browser = Hand(cast.minh.app, "kiemnhiem.huyen").browser()
    assert "Đổi tư cách làm việc" in browser.get("/").text
    assert _asked(browser, "/") <= 8


def test_the_fullest_desk_is_within_its_bytes(cast):
    """A page of papers waits, twenty more are with others, each with its deadline: still 25 KB."""
    given = {"due_at": now() + dt.timedelta(days=9), "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa"}
    ids = [
        paper_id
        for n, subject in enumerate(SUBJECTS)
        for paper_id in presented(
            cast, 11, subject=subject, urgency="NORMAL" if n else "KHAN", **given
        )
    ]
    for paper_id in ids[::3]:
        ok(cast.minh.does(f"/incoming/{paper_id}", "direct", ORDER | {"due_at": due(10)}))
    page = cast.minh.browser().get("/")
    assert len(_rows(page.text)) == 48
    assert page.text.split('id="watching"')[1].count("<li>") == 6
    assert "<b>20+</b> đang chờ người khác" in page.text
    assert len(page.data) <= 25_000


def test_what_waits_for_me_too_is_not_said_twice(cast):
    path = submitted(cast)
    page = cast.hoa.browser().get("/").text
    assert "Kiểm tra nội dung" in _rows(page)[0]
    assert page.count(f'href="{path}"') == 1


def test_the_badge_counts_and_stops_at_ninety_nine(cast):
    browser = cast.lan.browser()
    arrivals(cast.lan.actor, 3)
    assert '<span class="count">3</span>' in browser.get("/").text
    arrivals(cast.lan.actor, 100)
    assert '<span class="count">99+</span>' in browser.get("/").text


@pytest.mark.parametrize(("who", "place"), [("son", "/audit"), ("kien", "/people")])
def test_who_has_few_papers_lands_here_too_with_the_way_to_his_room(cast, who, place):
    """CONTRACT §2: whoever has signed in lands on Việc của tôi."""
    page = getattr(cast, who).browser().get("/").text
    assert "<h1>Việc của tôi</h1>" in page
    assert page.count(f'class="btn" href="{place}"') == 1
    assert f'href="{place}"' not in cast.lan.browser().get("/").text


def test_a_citizen_finds_a_plain_page_and_no_rooms(cast):
    page = cast.yen.browser().get("/").text
    assert "không xử lý văn bản" in page
    assert 'action="/verify"' in page, "what a citizen comes for is asked on her first page"
    assert 'href="/incoming"' not in page


def test_no_paper_without_a_subject_is_a_nameless_link(cast):
    arrivals(cast.lan.actor, 1, subject="")
    assert db.session.query(IncomingDocument).one().subject == ""
    assert "(chưa có trích yếu)" in cast.lan.browser().get("/").text


def test_all_that_others_have_is_one_click_away(cast):
    ids = presented(cast, 9)
    for paper_id in ids:
        ok(cast.minh.does(f"/incoming/{paper_id}", "direct", ORDER | {"due_at": due(10)}))
    browser = cast.minh.browser()
    page = browser.get("/").text
    assert page.split('id="watching"')[1].count("<li>") == 6
    assert 'class="btn" href="/watching"' in page
    every = browser.get("/watching").text
    assert {f'href="/incoming/{paper_id}"' in every for paper_id in ids} == {True}

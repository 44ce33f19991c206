"""Nam follows a paper: on his desk stands what others did since he looked, and nothing else."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete

from server.database import db, transaction
from server.desks.models import Follow, Reader
from server.papers import following
from tests.cast import Cast, Hand
from tests.office.outcome import key_of, reads, refused
from tests.office.papers import ORDER, directed, drafted, due, ok, presented


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def follows(hand: Hand, path: str) -> str:
    ok_200 = hand.asks("POST", f"{path}/follow")
    assert ok_200.status_code == 200, ok_200.text
    return path


def news(hand: Hand) -> list[tuple[str, int]]:
    """What is new in the papers that this one follows: each, and how many steps."""
    db.session.rollback()
    rows = hand.sees("/following")["items"]
    return [(f"/{row['kind']}/{row['id']}", row["news"]) for row in rows]


def unseen(hand: Hand, kind: str, paper_id: int) -> int:
    mine = following.place_of(hand.actor, kind, paper_id)
    return following.unseen(following.seen_of(mine), kind, paper_id)


def test_what_others_did_since_stands_on_the_desk_until_one_looks(cast):
    path = follows(cast.lan, presented(cast))
    assert news(cast.lan) == [(path, 0)]
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(5)}))
    ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen", "due_at": due(3)}))
    assert news(cast.lan) == [(path, 2)]
    browser = cast.lan.browser()
    desk = browser.get("/").text.split('id="followed"')[1].split('id="watching-title"')[0]
    assert f'href="{path}#fresh"' in desk and "2 việc mới" in desk and cast.hoa.actor.name in desk
    page = browser.get(path).text
    assert page.count("new-mark") == 2
    assert page.index('class="fresh"') < page.index('id="fresh"'), (
        "the mark is at the first of them"
    )
    assert news(cast.lan) == [(path, 0)]
    assert 'id="followed"' not in browser.get("/").text
    assert "new-mark" not in browser.get(path).text


def test_on_a_phone_too_the_desk_begins_with_how_many_papers_changed(cast):
    """There the lines themselves stand below fifty papers that wait for her."""
    path = follows(cast.lan, presented(cast))
    browser = cast.lan.browser()
    words = '<a href="/following"><b>1</b> văn bản theo dõi có thay đổi</a>'
    assert words not in browser.get("/").text
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(5)}))
    assert words in browser.get("/").text.split('id="waiting"')[0]
    browser.get(path)
    assert words not in browser.get("/").text


def test_what_one_did_oneself_is_no_news(cast):
    path = follows(cast.minh, presented(cast))
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(5)}))
    assert news(cast.minh) == [(path, 0)]
    ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen", "due_at": due(3)}))
    assert news(cast.minh) == [(path, 1)]
    assert cast.minh.browser().get(path).text.count("new-mark") == 1


def test_a_remark_is_news_too_and_the_link_leads_to_it(cast):
    path = follows(cast.lan, presented(cast))
    ok(cast.minh.asks("POST", f"{path}/remarks", json={"text": "Chờ ý kiến Thường trực"}))
    assert news(cast.lan) == [(path, 1)]
    talk = cast.lan.browser().get(path).text.split('id="talk"')[1].split("</section>")[0]
    assert talk.count('id="fresh"') == talk.count("new-mark") == 1


def test_what_happens_while_the_page_is_drawn_is_new_the_next_time(cast):
    path = follows(cast.lan, presented(cast))
    kind, paper_id = path.strip("/").split("/")
    assert unseen(cast.lan, kind, int(paper_id)) == 0
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(5)}))
    upto = unseen(cast.lan, kind, int(paper_id))
    ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen", "due_at": due(3)}))
    following.look(cast.lan.actor, kind, int(paper_id), upto)
    assert news(cast.lan) == [(path, 1)]


def test_a_page_that_renews_itself_on_an_empty_chair_has_not_been_looked_at(cast):
    """Lan left the letter open and went to lunch; Minh directs it meanwhile."""
    path, browser = follows(cast.lan, presented(cast)), cast.lan.browser()
    browser.get(path)
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(5)}))
    for _ in range(2):
        assert browser.get(path, headers={"X-Refresh": "1"}).text.count("new-mark") == 1
    assert news(cast.lan) == [(path, 1)]
    assert f'href="{path}#fresh"' in browser.get("/").text
    assert browser.get(path).text.count("new-mark") == 1
    assert news(cast.lan) == [(path, 0)]


def test_a_right_that_ends_ends_it_without_a_word(cast):
    path = follows(cast.hoa, directed(cast))
    assert news(cast.hoa) == [(path, 0)]
    with transaction() as session:
        mine = delete(Reader).filter_by(**key_of(path)).where(Reader.seat.in_(cast.hoa.actor.seats))
        session.execute(mine)
    assert not reads(cast.hoa, path)
    assert news(cast.hoa) == []
    ok(cast.minh.does(path, "redirect", ORDER | {"lead": "tckh", "reason": "Đúng việc"}))
    page = cast.hoa.browser().get("/").text
    assert path not in page and 'id="followed"' not in page
    refused(cast.hoa.asks("POST", f"{path}/unfollow"), "not_found")


def test_who_may_not_read_it_cannot_follow_it(cast):
    path = drafted(cast)
    refused(cast.lan.asks("POST", f"{path}/follow"), "not_found")
    browser = cast.lan.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/").text)[0]
    for act in ("follow", "unfollow"):
        assert browser.post(f"{path}/{act}", data={"csrf_token": token}).status_code == 404
    assert db.session.query(Follow).count() == 0


def test_of_a_suspected_secret_a_line_says_only_that_it_is_here(cast):
    path = follows(cast.lan, presented(cast))
    subject = cast.lan.sees(path)["subject"]
    ok(cast.lan.does(path, "quarantine", {"reason": "Có dấu MẬT"}))
    (row,) = cast.lan.sees("/following")["items"]
    assert row["state"] == "QUARANTINED" and row["subject"] == ""
    assert subject not in cast.lan.browser().get("/following").text


def test_the_button_turns_round_and_said_twice_counts_once(cast, monkeypatch):
    path, browser = drafted(cast), cast.nam.browser()
    page = browser.get(path).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    assert f'action="{path}/follow"' in page
    for _again in range(2):
        assert browser.post(f"{path}/follow", data={"csrf_token": token}).status_code == 302
    page = browser.get(path).text
    assert f'action="{path}/unfollow"' in page and "Thôi theo dõi" in page
    assert news(cast.nam) == [(path, 0)]
    monkeypatch.setattr(following, "MOST", 1)
    other = drafted(cast, subject="V/v khác")
    refused(cast.nam.asks("POST", f"{other}/follow"), "too_many_followed")
    assert browser.post(f"{path}/unfollow", data={"csrf_token": token}).status_code == 302
    assert news(cast.nam) == []

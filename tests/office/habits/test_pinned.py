"""Nam pins a paper: it stands on his desk until he takes it off, whatever happens to it."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete

from server.database import db, transaction
from server.desks.models import Follow, Reader
from server.papers import following
from tests.cast import Cast, Hand
from tests.office.casefiles.keeping import opened
from tests.office.habits.test_following import news
from tests.office.meetings.test_tasks_given import given
from tests.office.outcome import key_of, refused
from tests.office.papers import assigned, drafted, ok


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def pins(hand: Hand, path: str, act: str = "pin") -> str:
    ok(hand.asks("POST", f"{path}/{act}"))
    return path


def pinned(hand: Hand) -> list[str]:
    """What stands so on the desk, in its order."""
    page = hand.browser().get("/").text
    if 'id="pinned"' not in page:
        return []
    part = page.split('id="pinned"')[1].split('id="watching-title"')[0].split('id="followed"')[0]
    return re.findall(r'href="(/\w+/\d+)', part)


def test_it_stands_on_the_desk_with_nothing_new_in_it_and_is_followed_too(cast):
    path = pins(cast.nam, assigned(cast))
    assert pinned(cast.nam) == [path] and news(cast.nam) == [(path, 0)]
    pins(cast.nam, path, "unpin")
    assert pinned(cast.nam) == [] and news(cast.nam) == [(path, 0)]


def test_what_is_new_in_it_stands_with_it_and_goes_when_one_looks(cast):
    path = pins(cast.nam, assigned(cast))
    ok(cast.hoa.asks("POST", f"{path}/remarks", json={"text": "Xem lại số liệu"}))
    browser = cast.nam.browser()
    assert "1 việc mới" in browser.get("/").text.split('id="pinned"')[1]
    browser.get(path)
    assert pinned(cast.nam) == [path] and "1 việc mới" not in browser.get("/").text


def test_who_follows_already_pins_the_same_and_unfollowing_takes_it_off(cast):
    path = assigned(cast)
    ok(cast.nam.asks("POST", f"{path}/follow"))
    for _again in range(2):
        pins(cast.nam, path)
    assert db.session.query(Follow).count() == 1
    pins(cast.nam, path, "unfollow")
    assert pinned(cast.nam) == [] and news(cast.nam) == []


def test_the_pinned_stand_first_on_the_page_of_what_one_follows(cast):
    first, second = assigned(cast), drafted(cast)
    for path in (first, second):
        ok(cast.nam.asks("POST", f"{path}/follow"))
    pins(cast.nam, first)
    rows = cast.nam.sees("/following")["items"]
    assert [(row["pinned"], f"/{row['kind']}/{row['id']}") for row in rows] == [
        (True, first), (False, second),
    ]  # fmt: skip
    page = cast.nam.browser().get("/following").text
    assert page.count("Đã ghim</b>") == 1


def test_a_right_that_ends_takes_it_off_without_a_word(cast):
    path = pins(cast.hoa, assigned(cast))
    with transaction() as session:
        mine = delete(Reader).filter_by(**key_of(path)).where(Reader.seat.in_(cast.hoa.actor.seats))
        session.execute(mine)
    assert pinned(cast.hoa) == []
    refused(cast.hoa.asks("POST", f"{path}/unpin"), "not_found")
    refused(cast.tckh.asks("POST", f"{path}/pin"), "not_found")


def test_what_one_may_read_no_more_takes_no_place_from_what_one_may(cast, monkeypatch):
    """He can find it nowhere, so he could not take it off either."""
    monkeypatch.setattr(following, "MOST_PINNED", 1)
    monkeypatch.setattr(following, "MOST", 1)
    lost = pins(cast.hoa, assigned(cast))
    other = drafted(cast)
    refused(cast.hoa.asks("POST", f"{other}/pin"), "too_many_followed")
    with transaction() as session:
        mine = delete(Reader).filter_by(**key_of(lost)).where(Reader.seat.in_(cast.hoa.actor.seats))
        session.execute(mine)
    pins(cast.hoa, other)
    assert pinned(cast.hoa) == [other]


def test_so_many_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(following, "MOST_PINNED", 1)
    path = pins(cast.nam, assigned(cast))
    other = drafted(cast)
    refused(cast.nam.asks("POST", f"{other}/pin"), "too_many_pinned")
    pins(cast.nam, path)
    monkeypatch.setattr(following, "MOST", 1)
    monkeypatch.setattr(following, "MOST_PINNED", 9)
    refused(cast.nam.asks("POST", f"{other}/pin"), "too_many_followed")


def test_the_buttons_of_the_page_turn_round(cast):
    path, browser = drafted(cast), cast.nam.browser()
    for now_, then in (("pin", "unpin"), ("unpin", "pin")):
        page = browser.get(path).text
        assert f'formaction="{path}/{now_}"' in page
        token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
        answer = browser.post(f"{path}/{now_}", data={"csrf_token": token})
        assert answer.headers["Location"] == path
        assert f'formaction="{path}/{then}"' in browser.get(path).text


def test_a_task_and_a_case_file_are_followed_pinned_and_talked_of_like_a_paper(cast):
    task, case = given(cast.minh, lead="vhtt"), opened(cast.nam)
    for hand, path, other in ((cast.minh, task, cast.hoa), (cast.nam, case, cast.hoa)):
        pins(hand, path)
        assert pinned(hand) == [path]
        said = {"text": "Báo cáo tiến độ thứ Sáu", "mention": [other.account]}
        assert hand.asks("POST", f"{path}/remarks", json=said).status_code == 201
        page = other.browser().get(path).text
        talk = page.split('id="talk"')[1].split("</section>")[0]
        assert said["text"] in talk and f"{path}/remark" in talk
        bell = other.browser().get("/notices").text
        assert f'href="{path}#talk"' in bell and said["text"] not in bell
        answer = {"text": "Đã rõ", "mention": []}
        assert other.asks("POST", f"{path}/remarks", json=answer).status_code == 201
        assert (path, 1) in news(hand)
        refused(cast.tckh.asks("POST", f"{path}/remarks", json=answer), "not_found")
    assert "nhiệm vụ" in cast.hoa.browser().get("/notices").text


def test_what_is_said_of_a_task_moves_nothing_in_it(cast):
    path = given(cast.minh, lead="vhtt")
    before = cast.minh.sees(path)
    ok_201 = cast.hoa.asks("POST", f"{path}/remarks", json={"text": "Rõ", "mention": []})
    assert ok_201.status_code == 201
    after = cast.minh.sees(path)
    assert (after["state"], after["version"]) == (before["state"], before["version"])

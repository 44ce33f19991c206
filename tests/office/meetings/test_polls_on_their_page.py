"""A poll in writing on the pages of its people: who answers, who reminds, who looks on (§10.5)."""

import datetime as dt
import html
import re
from typing import Any

from server import clock
from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_polls import answers, scheduled, sent, until
from tests.office.outcome import says

ROAD, RULES = "Đường liên xã", "Quy chế làm việc"
TWO = {"agenda": [{"title": RULES}, {"title": ROAD}]}
WHY = "Chưa rõ vốn lấy ở đâu"


def sends(hand: Hand, path: str, **typed: str) -> Any:
    page = hand.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page.get(f"{path}/poll").text)[0]
    return page.post(f"{path}/poll", data=typed | {"csrf_token": token})


def slip(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(f"{path}/poll").text)


def votes(hand: Hand, path: str) -> list[int]:
    return [one["id"] for one in hand.sees(path)["votes"]]


def test_the_deadline_that_was_planned_is_shown_and_proposed(one_cast: Cast, monkeypatch):
    """Tuấn typed it when he planned the poll; the page forgot it, and asked him anew."""
    path = scheduled(one_cast)
    page = Page(one_cast.tuan, path)
    day = clock.local(dt.datetime.fromisoformat(one_cast.tuan.sees(path)["starts_at"]))
    shown = page.text
    assert f"Hạn trả lời: {day:%H:%M %d/%m/%Y}" in shown
    assert f'value="{day:%d/%m/%Y %H:%M}"' in shown
    until_then = day - clock.now()
    monkeypatch.setattr("server.meetings.forms.now", lambda: clock.now() + 2 * until_then)
    assert f'value="{day:%d/%m/%Y %H:%M}"' not in page.text, "it is over"


def test_which_opinion_was_not_written_is_said_and_marked(one_cast: Cast):
    """Of ten matters one would look for it for long."""
    path = sent(one_cast, **TWO)
    rules, road = votes(one_cast.hoa, path)
    got = sends(one_cast.hoa, path, **{f"choice.{rules}": "for", f"choice.{road}": "abstain"})
    assert got.status_code == 422 and says("other_wants_words", got.text)
    assert f'<a href="#text-{road}">2. {ROAD}</a>' in html.unescape(got.text)
    assert [one for one in re.findall(r'id="text-(\d+)"[^>]*aria-invalid', got.text)] == [str(road)]


def test_who_agrees_in_the_end_says_nothing_that_he_does_not_see(one_cast: Cast):
    """Hoa had another opinion; then she agreed. The box with her words was hidden, was sent all the
    same, and stood under her name in the minutes."""
    cast = one_cast
    path = sent(cast)
    (vote,) = votes(cast.hoa, path)
    for choice in ("abstain", "for"):
        typed = {f"choice.{vote}": choice, f"text.{vote}": WHY}
        assert sends(cast.hoa, path, **typed).status_code == 302
    for name in ("minh", "binh", "tckh"):
        answers(getattr(cast, name), path, "for")
    does(cast.tuan, path, "end_poll")
    told = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert cast.hoa.actor.name in told and WHY not in told


def test_whoever_answered_reads_when_and_is_not_asked_as_if_he_had_not(one_cast: Cast):
    cast = one_cast
    path = sent(cast)
    assert "Trả lời phiếu</a>" in Page(cast.hoa, path).text
    assert "Anh/chị đã trả lời lúc" not in slip(cast.hoa, path)
    answers(cast.hoa, path, "for")
    shown = Page(cast.hoa, path).text
    assert "Xem phiếu đã trả lời" in shown and "Trả lời phiếu</a>" not in shown
    assert f"Anh/chị đã trả lời lúc {clock.local(clock.now()):%H:}" in slip(cast.hoa, path)


def test_its_secretary_and_its_chair_read_whom_to_remind_and_nobody_else(one_cast: Cast):
    cast = one_cast
    path = sent(cast)
    waits = f"Chưa trả lời: {cast.binh.actor.name}"
    for name in ("minh", "hoa", "tckh"):
        answers(getattr(cast, name), path, "for")
    for hand in (cast.tuan, cast.minh):
        assert waits in Page(hand, path).text
    for hand in (cast.hoa, cast.binh, cast.lan):
        assert "Chưa trả lời:" not in Page(hand, path).text


def test_of_a_secret_one_nobody_is_named_who_owes_his_answer(one_cast: Cast):
    cast = one_cast
    path = scheduled(cast)
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=True)
    for name in ("minh", "hoa", "tckh"):
        answers(getattr(cast, name), path, "for")
    assert "Chưa trả lời:" not in Page(cast.tuan, path).text


def test_who_only_looks_on_and_who_comes_too_late_read_why_nothing_can_be_chosen(one_cast: Cast):
    cast = one_cast
    path = sent(cast)
    looks_on, too_late = "chỉ thành viên được hỏi mới trả lời", "phiếu không đổi được nữa"
    assert looks_on in slip(cast.lan, path) and looks_on not in slip(cast.hoa, path)
    for name in ("minh", "binh", "hoa", "tckh"):
        answers(getattr(cast, name), path, "for")
    (vote,) = votes(cast.hoa, path)
    page = cast.hoa.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page.get(f"{path}/poll").text)[0]
    does(cast.tuan, path, "end_poll")
    typed = {f"choice.{vote}": "abstain", f"text.{vote}": WHY, "csrf_token": token}
    got = page.post(f"{path}/poll", data=typed)
    assert got.status_code == 409 and says("vote_is_closed", got.text) and WHY in got.text
    assert too_late in slip(cast.hoa, path) and too_late in slip(cast.lan, path)


def test_who_answered_of_one_matter_alone_is_told_that_another_waits(one_cast: Cast):
    """“Written” stood there, and he was counted among those who had not answered."""
    path, page = sent(one_cast, **TWO), one_cast.hoa.browser()
    rules, road = votes(one_cast.hoa, path)
    for typed, left in ((rules, True), (road, False)):
        token = re.findall(r'name="csrf_token" value="([^"]*)"', page.get(f"{path}/poll").text)[0]
        page.post(f"{path}/poll", data={f"choice.{typed}": "for", "csrf_token": token})
        shown = page.get(path).text
        assert "Đã ghi phiếu." in shown
        assert ("Còn 1 nội dung anh/chị chưa trả lời." in shown) is left

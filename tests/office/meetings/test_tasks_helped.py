"""Who helps with a task: he is told, and finds it."""

import html

import pytest

from tests.cast import Cast
from tests.office.meetings.test_tasks_given import given


@pytest.mark.parametrize("who", [["tckh"], ["cv-tckh.huyen"]])
def test_who_helps_hears_of_it_and_finds_it_among_what_he_helps_with(cast: Cast, who: list[str]):
    path = given(cast.minh, lead=cast.nam.account, cooperate=who)
    given(cast.minh, lead=cast.nam.account)
    helper = cast.tckh if who == ["tckh"] else cast.cv_tckh
    assert "phối hợp thực hiện một nhiệm vụ" in html.unescape(helper.browser().get("/notices").text)
    assert "phối hợp" not in html.unescape(cast.nam.browser().get("/notices").text)
    helped = helper.sees("/tasks?part=helps")["items"]
    assert [f"/tasks/{one['id']}" for one in helped] == [path]
    assert helper.sees("/tasks?part=lead")["items"] == []
    assert cast.nam.sees("/tasks?part=helps")["items"] == [], "he leads"
    assert cast.minh.sees("/tasks?part=helps")["items"] == [], "he gave it"
    assert path in helper.browser().get("/tasks?part=helps").text

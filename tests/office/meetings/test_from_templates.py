"""Each template from the page on which it is planned to its open session (§10.1, §10.6).

What the page brings filled in is sent as it stands, with what it leaves open; nobody retypes it.
"""

import datetime as dt
import re
from html.parser import HTMLParser

from server.clock import local, now
from tests.office.meetings.gathering import does, item
from tests.office.meetings.test_refusals import no

DEPUTIES = ("hoa", "tckh", "nam", "mai")


class Plan(HTMLParser):
    """The plan's form, as a browser would send it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self.area = self.select = ""
        self.feed(re.findall(r'<form[^>]*action="/meetings/new".*?</form>', text, re.S)[0])

    def handle_starttag(self, tag, attrs):
        one = dict(attrs)
        if tag == "select":
            self.select = one.get("name") or ""
        if tag == "option" and "selected" in one:
            self._add(self.select, one.get("value") or "")
        if tag == "textarea":
            self.area = one.get("name") or ""
            self._add(self.area, "")
        ticked = one.get("type") not in ("checkbox", "radio") or "checked" in one
        if tag == "input" and one.get("name") and ticked:
            self._add(one["name"], one.get("value") or "")

    def handle_data(self, data):
        if self.area:
            self.said[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def _add(self, name, value):
        self.said.setdefault(name, []).append(value)


def brought(cast, kind):
    """What the page brings for a kind; it is only said when and where, and why so soon."""
    said = Plan(cast.tuan.browser().get(f"/meetings/new?kind={kind}").text).said
    soon = f"{local(now() + dt.timedelta(minutes=20)):%d/%m/%Y %H:%M}"
    return said | {"starts_at": [soon], "room": [f"Phòng {kind}"], "urgent": ["Bão số 9"]}


def sent(cast, said):
    """By the browser that the token is of."""
    browser = cast.tuan.browser()
    page = browser.get("/meetings/new").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    return browser.post("/meetings/new", data=said | {"csrf_token": token})


def gathers(cast, got, *who):
    assert got.status_code == 302, got.text
    path = got.location
    does(cast.minh, path, "schedule")
    does(cast.tuan, path, "open_check_in")
    for name in who:
        does(getattr(cast, name), path, "check_in")
    return path


def titles(seen):
    return [one["title"] for one in seen["agenda"]]


def test_the_weekly_meeting_needs_no_quorum_and_votes_on_nothing(one_cast):
    cast = one_cast
    path = gathers(cast, sent(cast, brought(cast, "giao_ban")), "minh")
    seen = does(cast.minh, path, "open")
    assert titles(seen) == ["Kết quả tuần qua", "Nhiệm vụ tuần tới", "Kết luận của chủ trì"]
    assert (seen["quorum"]["base"], seen["quorum"]["needed"]) == (0, 0)
    assert "trên 0 thành viên" not in cast.tuan.browser().get(path).text  # nobody is a member
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    asked = {"item": item(cast.minh, path), "kind": "open", "question": "Thông qua?"}
    no(cast.minh, path, "open_vote", "body_votes", **asked)


def test_a_meeting_on_one_topic_asks_for_the_topic_and_keeps_what_was_brought(one_cast):
    cast = one_cast
    said = brought(cast, "chuyen_de")
    empty = sent(cast, said)
    assert empty.status_code == 422 and "Báo cáo của đơn vị chủ trì" in empty.text
    got = sent(cast, said | {"title": ["Họp chuyên đề phòng chống bão số 9"]})
    path = gathers(cast, got, "minh", "binh")
    seen = does(cast.minh, path, "open")
    assert titles(seen) == ["Báo cáo của đơn vị chủ trì", "Thảo luận", "Kết luận của chủ trì"]
    assert (seen["state"], seen["quorum"]["needed"]) == ("IN_SESSION", 0)
    asked = {"item": item(cast.minh, path), "kind": "open", "question": "Thông qua?"}
    no(cast.minh, path, "open_vote", "body_votes", **asked)


def test_a_session_of_the_council_opens_with_two_thirds_and_carries_by_more_than_half(one_cast):
    """Its deputies are named by hand: the directory of a committee does not know them. At a tie
    the chair's side decides nothing there (Đ.91 k.3)."""
    cast = one_cast
    said = brought(cast, "ky_hop_hdnd")
    assert said.get("delegates") is None and said["attending"] == [cast.binh.account]
    deputies = [getattr(cast, name).account for name in DEPUTIES]
    path = gathers(cast, sent(cast, said | {"delegates": deputies}), "minh", "binh", "hoa", "tckh")
    seen = cast.minh.sees(path)["quorum"]
    assert (seen["base"], seen["needed"], seen["present"]) == (5, 4, 3), "Bình is only there"
    no(cast.minh, path, "open", "has_quorum")
    does(cast.nam, path, "check_in")
    seen = does(cast.minh, path, "open")
    assert len(seen["agenda"]) == 6 and [one["needs_vote"] for one in seen["agenda"]].count(1) == 2
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    asked = {"item": item(cast.minh, path), "kind": "open", "question": "Thông qua chương trình?"}
    vote = does(cast.minh, path, "open_vote", **asked)["votes"][0]["id"]
    for name, choice in (("minh", "for"), ("hoa", "for"), ("tckh", "against"), ("nam", "against")):
        does(getattr(cast, name), path, "cast", vote=vote, choice=choice)
    result = does(cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert (result["base"], result["needed"], result["passed"]) == (5, 3, False)
    again = brought(cast, "ky_hop_hdnd")  # and named once: the next session begins with them
    assert {*again["delegates"]} == {*deputies} and cast.binh.account not in deputies
    assert "Như phiên ngày" in cast.tuan.browser().get("/meetings/new?kind=ky_hop_hdnd").text

"""Each template from the page on which it is planned to its open session (§10.1, §10.6).

What the page brings filled in is sent as it stands, with what it leaves open; nobody retypes it.
"""

import datetime as dt
import re
from html.parser import HTMLParser

from server.clock import local, now
from tests.office.meetings.gathering import does, item
from tests.office.meetings.test_refusals import no

NEW = "/meetings/new"
DEPUTIES = ("hoa", "tckh", "nam", "mai")


class Plan(HTMLParser):
    """The plan's form, as a browser would send it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self.area = self.select = ""
        self.feed(re.findall(r'<form[^>]*action="/meetings/new[^"]*".*?</form>', text, re.S)[0])

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
    said = Plan(cast.tuan.browser().get(f"/meetings/new?template={kind}").text).said
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
    assert "Như phiên ngày" in cast.tuan.browser().get("/meetings/new?template=ky_hop_hdnd").text


def test_the_four_plans_of_the_issue_stand_there_by_name_each_with_its_places_and_rules(one_cast):
    """The Party's conference hears the communes and votes on nothing; who presents is named by the
    post, the chair closes, and a place that nobody's post gives stays open."""
    cast = one_cast
    page = cast.tuan.browser().get("/meetings/new").text
    named = re.findall(r'href="\?template=\w+"[^>]*>([^<]*)<', page)
    assert named[:4] == [
        "Phiên họp UBND thường kỳ", "Hội nghị giao ban cấp ủy", "Họp chuyên đề",
        "Hội nghị trực tuyến 4 cấp",
    ]  # fmt: skip
    asks = lambda code: ".needs_vote" in cast.tuan.browser().get(f"{NEW}?template={code}").text  # noqa: E731
    assert asks("phien_hop_ubnd") and not asks("giao_ban_cap_uy"), "where nobody votes"
    said = brought(cast, "giao_ban_cap_uy")
    assert said["kind"] == ["giao_ban"] and cast.anh.account in said["delegates"]
    presents = ["".join(said.get(f"item.{n}.rapporteur", [])) for n in range(1, 6)]
    assert (presents[0], presents[2], presents[4]) == (cast.tuan.account, "", cast.minh.account)
    assert presents[1] in said["attending"] and cast.hoa.account in said["attending"]
    path = gathers(cast, sent(cast, said), "minh", "anh")
    seen = does(cast.minh, path, "open")
    assert seen["quorum"]["needed"] == 0 and len(titles(seen)) == 5
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    asked = {"item": item(cast.minh, path), "kind": "open", "question": "Thông qua?"}
    no(cast.minh, path, "open_vote", "body_votes", **asked)


def test_a_page_to_plan_by_holds_who_is_chosen_and_asks_for_everybody_else(one_cast):
    """It held the directory once in each of its entries; without script a name is typed."""
    page = one_cast.tuan.browser().get("/meetings/new?template=giao_ban").text
    offered = re.findall(r'<option value="([\w.-]+)"', page)
    assert one_cast.anh.account not in offered and len(page.encode()) < 40_000
    said = brought(one_cast, "giao_ban") | {"guests.typed": [one_cast.anh.actor.name]}
    got = sent(one_cast, said | {"item.1.rapporteur.typed": ["khong co ai"]})
    assert got.status_code == 422 and "Không có ai tên" in got.text and "khong co ai" in got.text
    kept = one_cast.tuan.browser().get(f"{sent(one_cast, said).location}/edit").text
    guests = kept.split('name="guests"')[1].split("</select>")[0]
    assert f'value="{one_cast.anh.account}" selected' in guests

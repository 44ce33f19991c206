"""The list and the room as pages that work without script: what is shown, pressed, refused."""

import re

from tests.office.meetings.gathering import TITLE, does, entered, item, opened, planned, voting
from tests.office.outcome import says


class Page:
    """A signed-in browser at one meeting's page."""

    def __init__(self, hand, path):
        self.client, self.path = hand.browser(), path

    @property
    def text(self):
        got = self.client.get(self.path)
        assert got.status_code == 200
        return got.text

    def presses(self, step, **typed):
        token = re.findall(r'name="csrf_token" value="([^"]*)"', self.text)[0]
        form = typed | {"csrf_token": token}
        return self.client.post(f"{self.path}/{step}", data=form)


def test_the_list_has_what_one_may_read_and_a_desk_leads_to_it(one_cast):
    path = entered(one_cast)
    assert TITLE in one_cast.hoa.browser().get("/meetings").text
    assert TITLE not in one_cast.nam.browser().get("/meetings").text
    home = one_cast.minh.browser().get("/").text
    assert f'href="{path}"' in home and TITLE in home
    assert one_cast.nam.browser().get(path).status_code == 404


def test_a_whole_session_is_held_by_forms_alone(one_cast):
    cast = one_cast
    path = entered(cast)
    pages = {name: Page(getattr(cast, name), path) for name in ("minh", "binh", "hoa")}
    for page in pages.values():
        assert page.presses("check_in").status_code == 302
    minh, first = pages["minh"], item(cast.minh, path)
    assert minh.presses("open").status_code == 302
    assert minh.presses("start_item", item=first).status_code == 302
    asked = {"item": first, "kind": "open", "question": "Thông qua dự toán?"}
    assert minh.presses("open_vote", **asked).status_code == 302
    vote = cast.minh.sees(path)["votes"][0]["id"]
    for page in pages.values():
        assert "Tán thành" in page.text
        assert page.presses("cast", vote=vote, choice="for").status_code == 302
        assert "anh/chị đã bỏ phiếu" in page.text
    assert minh.presses("close_vote", vote=vote).status_code == 302
    assert "có biểu quyết" in minh.text and 'name="threshold"' in minh.text
    assert "Được thông qua" in minh.text and "75,00 % của 4 thành viên" in minh.text
    assert minh.presses("end_item", item=first, conclusion="Thông qua").status_code == 302
    assert "Kết luận: Thông qua" in pages["hoa"].text
    assert minh.presses("close").status_code == 302
    assert "Đã bế mạc" in pages["hoa"].text


def test_names_are_put_to_the_vote_in_session_and_several_chosen_without_script(one_cast):
    """A question that no plan knew: the chair types a name a line, and how many each may choose."""
    cast = one_cast
    path = opened(cast)
    minh, hoa = Page(cast.minh, path), Page(cast.hoa, path)
    names = "Phương án A\r\n\r\n  Phương án B \r\nPhương án C"
    asked = {"item": item(cast.minh, path), "kind": "open", "question": "Chọn tuyến đường nào?"}
    wrong = minh.presses("open_vote", **asked, choices=names, up_to="3")
    assert wrong.status_code in (409, 422) and "Phương án C" in wrong.text, "what was typed stays"
    assert minh.presses("open_vote", **asked, choices=names, up_to="2").status_code == 302
    (vote,) = cast.minh.sees(path)["votes"]
    assert vote["choices"] == ["Phương án A", "Phương án B", "Phương án C"] and vote["up_to"] == 2
    assert re.search(r'<select[^>]*name="choice" multiple', hoa.text)
    three = hoa.presses("cast", vote=vote["id"], choice=vote["choices"])
    assert three.status_code == 409 and says("no_such_choice", three.text)
    assert hoa.presses("cast", vote=vote["id"], choice=vote["choices"][:2]).status_code == 302
    assert minh.presses("cast", vote=vote["id"], choice=vote["choices"][0]).status_code == 302
    does(cast.minh, path, "close_vote", vote=vote["id"])
    result = cast.minh.sees(path)["votes"][0]["result"]
    assert list(result["counts"].values()) == [2, 1, 0]


def test_a_no_shows_the_page_again_with_its_words(one_cast):
    cast = one_cast
    path = entered(cast)
    minh = Page(cast.minh, path)
    got = minh.presses("open")
    assert got.status_code == 409
    assert says("has_quorum", got.text)
    assert minh.presses("excuse", reason="").status_code == 422
    assert Page(cast.hoa, path).presses("open").status_code == 403
    assert minh.presses("fly").status_code == 404


def test_a_page_offers_what_fits_the_moment(one_cast):
    cast = one_cast
    path = opened(cast)
    hoa = Page(cast.hoa, path)
    assert f"{path}/cast" not in hoa.text and f"{path}/request_floor" in hoa.text
    vote = voting(cast, path, "secret")
    assert f"{path}/cast" in hoa.text
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    assert f"{path}/cast" not in hoa.text
    does(cast.hoa, path, "request_floor")
    assert f"{path}/withdraw_request" in hoa.text
    does(cast.hoa, path, "request_floor", of_order=True)
    assert f"{path}/request_floor" not in hoa.text, "neither twice"


def test_day_and_room_stand_above_all_and_who_comes_below_what_one_does(one_cast):
    """On a telephone a hundred names lay between the agenda and the button to be excused."""
    path = planned(one_cast)
    does(one_cast.minh, path, "schedule")
    page = one_cast.minh.browser().get(path).text
    head = page[page.index("<h1>") : page.index("</header>", page.index("<h1>"))]
    assert "Phòng họp số 1" in head
    assert page.index(">Chương trình<") < page.index(">Hoãn họp<") < page.index(">Thành phần<")

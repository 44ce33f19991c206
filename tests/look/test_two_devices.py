"""One person at two devices, and a room that follows a page: nothing happens twice (issue 5).

Minh chairs from two tabs, one of which goes deaf; Hoa sits with a telephone beside her tablet. What
is done on one is seen on the other, and what was overtaken meanwhile is refused in words.
"""

from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.look.hall import presses, votes
from tests.office.meetings.gathering import does, item, opened, voting
from tests.office.papers import registered

opens = hall.opens
Opens = Callable[[str], hall.Room]
TOAST, SPEAKER, VOTE = "#toast", "#room-speaker", "#room-vote"


class DeafEar:
    """The line of one tab: what the house says there may be lost, what happens is told twice. Of
    what the tab says its signs of life are lost: it learns of nothing by their answers, but by the
    number of what it hears next."""

    def __init__(self, tab: Page):
        self.is_deaf = False
        tab.route_web_socket("**/socket.io/**", self._lay)
        tab.reload()
        expect(tab.locator("#room-line")).to_contain_text("Đã kết nối")

    def _lay(self, line: WebSocketRoute) -> None:
        house = line.connect_to_server()

        def hears(said: str | bytes) -> None:
            for _ in range(0 if self.is_deaf else 1 + str(said).startswith('42["ev"')):
                line.send(said)

        house.on_message(hears)
        line.on_message(lambda said: None if '"presence"' in str(said) else house.send(said))


def _is_told(tab: Page, words: str) -> None:
    expect(tab.locator(TOAST)).to_contain_text(words)


def test_one_chair_in_two_tabs_and_one_delegate_at_two_devices(
    opens: Opens, one_cast: Cast
) -> None:
    cast, path = one_cast, opened(one_cast)
    room = opens(path)
    minh, too = room.comes(cast.minh, path, **DESK), room.comes(cast.minh, path, **DESK)
    hoa, phone = room.comes(cast.hoa, path, **DESK), room.comes(cast.hoa, path, **PHONE)
    ear = DeafEar(too)
    _what_one_does_the_other_sees(minh, too, hoa, phone)
    ear.is_deaf = True
    _who_was_overtaken_ends_nobody_elses_turn(cast, path, minh, too)
    _who_was_overtaken_counts_no_vote_twice(cast, path, minh, too, (hoa, phone))
    ear.is_deaf = False
    does(cast.minh, path, "give_floor", person=cast.binh.account)
    expect(too.locator(VOTE)).to_contain_text("Được thông qua")
    expect(too.locator("#ask-question")).to_have_value("Thông qua dự toán?")
    _what_is_heard_twice_happens_once(cast, path, too)
    refused = [one for one in room.said if "409" not in one]
    assert refused == []


def _what_one_does_the_other_sees(minh: Page, too: Page, hoa: Page, phone: Page) -> None:
    """An item begun in one tab; a hand raised on one device, lowered and raised on the other."""
    minh.locator("[data-name^='start-']").first.click()
    expect(too.locator("#room-item")).to_contain_text("1. Dự toán năm 2027")
    presses(phone, "own", "Đăng ký phát biểu")
    expect(hoa.locator("#room-act")).to_contain_text("đứng thứ 1")
    presses(hoa, "own", "Thôi phát biểu")
    expect(phone.locator("#room-act")).not_to_contain_text("đứng thứ 1")
    presses(hoa, "own", "Đăng ký phát biểu")
    too.locator("[data-name^='give-']").click()
    for tab in (minh, too, hoa, phone):
        expect(tab.locator(SPEAKER)).to_contain_text("Lê Thị Hoa")
    expect(phone.locator("#room-act")).to_contain_text("đang phát biểu")


def _who_was_overtaken_ends_nobody_elses_turn(cast: Cast, path: str, minh: Page, too: Page) -> None:
    """The deaf tab still shows Hoa, while Bình speaks: to end her turn is not to end his."""
    does(cast.hoa, path, "end_turn")
    does(cast.minh, path, "give_floor", person=cast.binh.account)
    expect(minh.locator(SPEAKER)).to_contain_text("Hoàng Văn Bình")
    expect(too.locator(SPEAKER)).to_contain_text("Lê Thị Hoa")
    for name in ("end", "more"):
        presses(too, name)
        _is_told(too, "Lượt phát biểu này đã kết thúc")
    assert cast.minh.sees(path)["speaker"]["person"] == cast.binh.account
    does(cast.minh, path, "end_turn")


def _who_was_overtaken_counts_no_vote_twice(
    cast: Cast, path: str, minh: Page, too: Page, hoas: tuple[Page, Page]
) -> None:
    """A question put in both tabs is one vote; a ballot changed on the other device is one."""
    for tab in (minh, too):
        tab.locator("#ask-question").fill("Thông qua dự toán?")
        tab.locator("#room-ask button").click()
    _is_told(too, "Đang có biểu quyết chưa kết thúc")
    expect(too.locator("#ask-question")).to_have_value("Thông qua dự toán?")
    hoa, phone = hoas
    votes(phone, "against")
    expect(hoa.locator(VOTE)).to_contain_text("Anh/chị đã bỏ phiếu")
    presses(hoa, "anew")
    votes(hoa, "for")
    for hand in (cast.binh, cast.tckh):
        does(hand, path, "cast", vote=cast.minh.sees(path)["votes"][0]["id"], choice="for")
    minh.once("dialog", lambda asked: asked.accept())  # he has not voted himself, and means it
    presses(minh, "close-vote")
    expect(minh.locator(VOTE)).to_contain_text("Được thông qua")
    (vote,) = cast.minh.sees(path)["votes"]
    assert vote["result"]["counts"] == {"for": 3, "against": 0, "abstain": 0}


def _what_is_heard_twice_happens_once(cast: Cast, path: str, too: Page) -> None:
    """A vote that is opened and closed leaves none open on the page; of names none was chosen."""
    vote = voting(cast, path, question="Bầu ai?", choices=["Bà Hoa", "Ông Nam"])
    expect(too.locator(VOTE)).to_contain_text("Bầu ai?")
    does(cast.minh, path, "close_vote", vote=vote)
    expect(too.locator(f"{VOTE} .outcome")).to_contain_text("Không ai đủ phiếu")
    expect(too.locator("#ask-question")).to_be_visible()


def test_a_page_is_followed_left_and_found_again(opens: Opens, one_cast: Cast) -> None:
    """Of six pages; the presenter's second tab, a follower, and one who reads on alone."""
    cast = one_cast
    plan = [{"title": "Dự toán năm 2027", "documents": [registered(cast, pages=6)[1:]]}]
    path = opened(cast, agenda=plan)
    room = opens(path)
    minh, too = room.comes(cast.minh, path, **DESK), room.comes(cast.minh, path, **PHONE)
    hoa, binh = room.comes(cast.hoa, path, **DESK), room.comes(cast.binh, path, **PHONE)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    minh.locator("[data-name^='show-']").click()
    for tab in (minh, too, hoa, binh):
        expect(tab.locator("[data-pages]")).to_have_text("6")
    _turns(minh, 3)
    _are_at(3, too, hoa, binh)
    _reads_on_where_she_is(cast, path, hoa)
    _turns(binh, 5)
    expect(binh.locator("#room-shown")).to_contain_text("Đang xem riêng")
    too.locator("[data-name^='show-']").click()
    _turns(too, 4)
    _are_at(4, minh, hoa)
    _are_at(5, binh)
    expect(binh.locator("#room-shown")).to_contain_text("trang 4")
    binh.locator("#room-follow").check()
    _are_at(4, binh)
    minh.locator("[data-name^='show-']").click()
    _turns(minh, 6)
    _are_at(6, too, hoa, binh)
    assert room.said == []


def _reads_on_where_she_is(cast: Cast, path: str, hoa: Page) -> None:
    """Halfway down the page that is shown; somebody's hand does not throw her to its top."""
    down = "(box) => (box.scrollTop += 150, box.scrollTop)"
    there = hoa.locator("#room-viewer .pages").evaluate(down)
    does(cast.tckh, path, "request_floor")
    expect(hoa.locator("#room-queue li")).to_have_count(1)
    assert hoa.locator("#room-viewer .pages").evaluate("(box) => box.scrollTop") == there


def _turns(tab: Page, page: int) -> None:
    number = tab.locator("[data-page]")
    number.fill(str(page))
    number.press("Enter")


def _are_at(page: int, *tabs: Page) -> None:
    for tab in tabs:
        expect(tab.locator("[data-page]")).to_have_value(str(page))

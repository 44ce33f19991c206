"""Up to two of three names (VT-02, VT-10): put, chosen on a telephone, counted, written down."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from server.database import transaction
from server.meetings.live import events
from server.meetings.models import Meeting
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.look.hall import is_clean, presses
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.outcome import refused

opens = hall.opens
NAMES = ("Nguyễn Thị Lan", "Trần Văn Huệ", "Lê Cúc")
LAN, HUE, CUC = NAMES
VOTE = "#room-vote"


def test_up_to_two_of_three_names_from_the_question_to_the_minutes(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    cast, path = one_cast, opened(one_cast)
    room = opens(path)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    minh, hoa = room.comes(cast.minh, path, **DESK), room.comes(cast.hoa, path, **PHONE)
    _it_is_put(minh)
    expect(hoa.locator(VOTE)).to_contain_text("Chọn không quá 2")
    vote = int(cast.minh.sees(path)["votes"][0]["id"])
    _a_third_is_refused_in_words(hoa)
    _the_house_says_no_as_well(cast, path, vote)
    for hand, chosen in ((cast.binh, [LAN]), (cast.tckh, [HUE, LAN]), (cast.minh, [LAN, CUC])):
        does(hand, path, "cast", vote=vote, choice=chosen)
    _the_server_was_away(path, vote, (minh, hoa))
    presses(minh, "close-vote")
    _it_is_drawn(minh, hoa)
    seen = cast.minh.sees(path)["votes"][0]["result"]
    assert (seen["counts"], seen["elected"]) == ({LAN: 4, HUE: 2, CUC: 1}, [LAN])
    (told,) = [o["text"] for o in cast.tuan.sees(f"{path}/minutes")["items"] if LAN in o["text"]]
    assert f"{LAN} 4 (" in told and f"{HUE} 2 (" in told and "đã biểu quyết 4" in told
    assert f"được chọn: {LAN}" in told
    assert room.said == []


def _it_is_put(minh: Page) -> None:
    minh.get_by_text("Phương án, tỷ lệ thông qua khác").click()
    minh.locator("#ask-question").fill("Bầu tổ kiểm phiếu")
    minh.locator("#ask-names").fill("\n".join(NAMES))
    minh.locator("#ask-most").fill("2")
    minh.locator("#room-ask button").click()


def _a_third_is_refused_in_words(hoa: Page) -> None:
    for name in NAMES:
        presses(hoa, f"pick-{name}")
    expect(hoa.locator("#toast")).to_contain_text("không quá 2")
    pressed = [hoa.locator(f"[data-name='pick-{one}'][aria-pressed='true']") for one in NAMES]
    assert [one.count() for one in pressed] == [1, 1, 0]
    presses(hoa, f"pick-{HUE}")
    presses(hoa, f"pick-{HUE}")
    is_clean(hoa)
    presses(hoa, "cast")
    expect(hoa.locator(VOTE)).to_contain_text("Đã ghi nhận phiếu lúc")


def _the_house_says_no_as_well(cast: Cast, path: str, vote: int) -> None:
    for chosen in (list(NAMES), [LAN, LAN], [], ["for"]):
        said = {"vote": vote, "choice": chosen}
        got = cast.binh.asks("POST", f"{path}/actions/cast", json=said)
        refused(got, "no_such_choice")
        assert "không quá số được chọn" in got.json["detail"]


def _the_server_was_away(path: str, vote: int, tabs: tuple[Page, ...]) -> None:
    """It says itself what it kept; the room reads it."""
    with transaction() as session:
        meeting = session.get_one(Meeting, id_of(path))
        events.happened(meeting, "server.back", None, vote=vote, cast=4, present=4)
    for tab in tabs:
        expect(tab.locator("#room-notes")).to_contain_text("đã giữ đủ 4/4 phiếu")


def _it_is_drawn(*tabs: Page) -> None:
    for tab in tabs:
        expect(tab.locator(f"{VOTE} .outcome")).to_contain_text(f"Trúng: {LAN}")
        rows = tab.locator(f"{VOTE} .tally > div")
        expect(rows.first).to_be_visible()
        assert [one.split()[-1] for one in rows.all_inner_texts()] == ["4", "2", "1"]
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.evaluate("scrollTo(0, 0)")  # nothing half under the bar
        is_clean(tab)

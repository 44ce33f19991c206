"""What the room asks of somebody stands before him as long as he owes it, and no longer."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.look.hall import is_clean, presses, votes
from tests.office.meetings.gathering import MEMBERS, does, entered, item, opened, voting

opens = hall.opens
READ = """() => ["#room-h-vote", "#room-vote h3"].every((one) => {
    const box = document.querySelector(one), { x, y, width, height } = box.getBoundingClientRect();
    return box.contains(document.elementFromPoint(x + width / 2, y + height / 2));
})"""
Opens = Callable[[str], hall.Room]


def test_a_stance_that_is_owed_is_asked_for_until_it_is_marked_or_they_meet(
    opens: Opens, one_cast: Cast
) -> None:
    """Hoa marked it on her telephone, and her tablet asked her for it through the whole session."""
    cast, path = one_cast, entered(one_cast)
    room = opens(path)
    hoa, minh = (room.comes(hand, path, **DESK) for hand in (cast.hoa, cast.minh))
    for tab in (hoa, minh):
        expect(tab.locator("#owed")).to_contain_text("còn 2 nội dung chưa cho ý kiến")
        expect(tab.locator("#room-line")).to_contain_text("Đã kết nối")
    first, second = ({"item": item(cast.hoa, path, n), "stance": "agree"} for n in (1, 2))
    does(cast.hoa, path, "mark_stances", stances=[first])
    expect(hoa.locator("#owed")).to_contain_text("còn 1 nội dung chưa cho ý kiến")
    does(cast.hoa, path, "mark_stances", stances=[second])
    expect(hoa.locator("#owed")).not_to_contain_text("chưa cho ý kiến")
    expect(minh.locator("#owed")).to_contain_text("còn 2 nội dung")
    for name in MEMBERS:
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")
    expect(minh.locator("#owed")).not_to_contain_text("chưa cho ý kiến")
    assert room.said == []


def test_what_was_said_of_an_act_goes_with_what_comes_after_it(
    opens: Opens, one_cast: Cast
) -> None:
    """“Doors opened” stood above the secretary's room until the end."""
    cast, path = one_cast, entered(one_cast, room="Phòng họp số 1")
    tuan = opens(path).comes(cast.tuan, path, **DESK)
    tuan.locator("summary", has_text="Thêm thư ký").click()
    form = tuan.locator("form[action$='/add_secretary']")
    form.locator("[name=person]").select_option(cast.binh.account)
    form.get_by_role("button").last.click()
    told = tuan.locator("main > .say.ok")
    expect(told).to_contain_text("Đã ghi: Thêm thư ký.")
    expect(tuan.locator("#room-line")).to_contain_text("Đã kết nối")
    for name in MEMBERS:
        does(getattr(cast, name), path, "check_in")
    expect(told).to_have_count(1)
    does(cast.minh, path, "open")
    expect(told).to_have_count(0)


def test_who_reads_further_down_sees_that_his_ballot_is_asked_for(
    opens: Opens, one_cast: Cast
) -> None:
    """On her telephone Hoa read a paper while it was voted, and heard of it by the result."""
    cast, path = one_cast, opened(one_cast)
    room = opens(path)
    hoa = room.comes(cast.hoa, path, **PHONE)
    expect(hoa.locator("#room-line")).to_contain_text("Đã kết nối")
    hoa.evaluate("scrollTo(0, document.body.scrollHeight)")
    urn = hoa.locator("#room-urn a")
    expect(urn).to_have_count(0)
    vote = voting(cast, path)
    expect(urn).to_be_in_viewport(ratio=1)
    expect(hoa.locator("[data-name=pick-for]")).not_to_be_in_viewport()
    urn.click()
    for choice in ("for", "against", "abstain"):
        expect(hoa.locator(f"[data-name=pick-{choice}]")).to_be_in_viewport(ratio=1)
    hoa.wait_for_function(READ, timeout=4_000)  # not under the bar, what is asked neither
    is_clean(hoa)
    votes(hoa, "for")
    expect(urn).to_have_count(0)
    does(cast.minh, path, "close_vote", vote=vote)
    presses(hoa, "own", "Đăng ký phát biểu")
    assert room.said == []

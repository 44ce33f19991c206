"""The chair is gone: whoever opens the room afterwards reads it, and the deputy has his button."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.look.hall import presses
from tests.office.meetings.gathering import does, opened

opens = hall.opens
AGENDA = [{"title": "Dự toán năm 2027", "needs_vote": True}, {"title": "Việc khác"}]


def test_the_deputys_page_that_was_loaded_anew_offers_the_chair_and_names_what_is_not_dealt_with(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    path = opened(one_cast, agenda=AGENDA)
    does(one_cast.tuan, path, "leave", person=one_cast.minh.account, reason="Về tỉnh họp gấp")
    room = opens(path)
    hoa, binh = room.comes(one_cast.hoa, path, **PHONE), room.comes(one_cast.binh, path, **DESK)
    expect(hoa.locator("#room-notes")).to_contain_text(f"Đã mời {one_cast.binh.actor.name} nhận")
    presses(binh, "take")
    expect(hoa.locator("#room-notes")).not_to_contain_text("nhận chủ trì")
    said: list[str] = []
    binh.on("dialog", lambda asked: (said.append(asked.message), asked.accept()))
    presses(binh, "close")
    expect(hoa.locator("#room-item")).to_contain_text("Cuộc họp đã bế mạc")
    assert said == [
        "Nội dung chưa bàn: 1. Dự toán năm 2027; 2. Việc khác."
        " Bế mạc cuộc họp? Sau khi bế mạc không mở lại được."
    ]
    assert room.said == []

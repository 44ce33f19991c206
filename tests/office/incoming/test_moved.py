"""Minh gives it to another unit: for whoever had it until then it is closed "chuyển" (IN-T13)."""

import time_machine

from tests.office.incoming import desk
from tests.office.incoming.desk import day
from tests.office.outcome import id_of
from tests.office.papers import ORDER, ok


def test_who_had_it_until_now_finds_that_it_was_moved_from_him_and_when(cast):
    """IN-T13: his row is closed "chuyển"; he reads it on, and hears of it."""
    path = desk.assigned(cast)
    shelf = "/incoming?moved=1"
    assert 'name="moved"' not in cast.hoa.browser().get("/incoming").text
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"}
    ok(cast.minh.does(path, "redirect", again))
    rows = [(one["who"], one["to"], one["by"]) for one in cast.hoa.sees(path)["moved_from"]]
    to, by = "Phòng Tài chính - Kế hoạch", cast.minh.actor.name
    assert rows == [("Phòng Văn hóa và Thông tin", to, by), (cast.nam.actor.name, to, by)]
    for hand in (cast.hoa, cast.nam):
        (row,) = hand.sees(shelf)["items"]
        assert row["id"] == id_of(path)
        browser = hand.browser()
        assert 'name="moved"' in browser.get("/incoming").text
        assert f'href="{path}"' in browser.get(shelf).text
        assert f"Chuyển {to} lúc " in browser.get(path).text
        assert "chuyển cho đơn vị khác một" in browser.get("/notices").text
    for hand in (cast.tckh, cast.lan):
        assert hand.sees(shelf)["items"] == []
        assert f'href="{path}"' not in hand.browser().get(shelf).text


def test_of_the_closed_row_the_colour_is_of_the_day_that_it_had_then(one_cast):
    path = desk.directed(one_cast)
    again = ORDER | {"lead": "tckh", "reason": "Đúng lĩnh vực"}
    with time_machine.travel(day(12), tick=False):
        ok(one_cast.minh.does(path, "redirect", again))
        assert one_cast.minh.sees(path)["moved_from"][0]["who"] == "Phòng Văn hóa và Thông tin"
        ok(one_cast.minh.does(path, "redirect", again | {"lead": "vhtt"}))
    moved = [one["who"] for one in one_cast.minh.sees(path)["moved_from"]]
    assert moved == ["Phòng Văn hóa và Thông tin", "Phòng Tài chính - Kế hoạch"]


def test_the_same_lead_with_another_order_was_not_moved_from(one_cast):
    path = desk.assigned(one_cast)
    ok(one_cast.minh.does(path, "redirect", ORDER | {"lead": "vhtt", "reason": "Nói rõ thêm"}))
    moved = [one["who"] for one in one_cast.minh.sees(path)["moved_from"]]
    assert moved == [one_cast.nam.actor.name], "its head gives it anew"

"""Who held a post when: a gap and an overlap are told in words beside the drawing (DOMAIN §2.4)."""

import datetime as dt

from flask import Flask

from server.admin.staff import timeline
from server.clock import today

DAY = dt.timedelta(days=1)


def said(*held: tuple[str, int, int | None], since: int = -100) -> list[str]:
    """`held`: who, from and until in days from today."""
    rows = [
        (who, today() + begin * DAY, today() + end * DAY if end is not None else None)
        for who, begin, end in held
    ]
    return timeline.line(rows, today() + since * DAY).said


def day(n: int) -> str:
    return f"{today() + n * DAY:%d/%m/%Y}"


def test_a_post_held_from_the_first_day_on_has_nothing_to_say(one_app: Flask) -> None:
    assert said(("Minh", -100, None)) == []


def test_the_gap_between_two_holders_is_told(one_app: Flask) -> None:
    assert said(("Minh", -100, -50), ("Bình", -40, None)) == [
        f"Khuyết từ {day(-50)} đến hết {day(-41)}"
    ]


def test_a_post_that_nobody_holds_any_more_is_vacant_from_then_on(one_app: Flask) -> None:
    assert said(("Minh", -100, -50)) == [f"Khuyết từ {day(-50)}"]
    assert said() == [f"Khuyết từ {day(-100)}"]


def test_an_overlap_names_both_and_its_days(one_app: Flask) -> None:
    assert said(("Minh", -100, 10), ("Bình", -5, None)) == [
        f"Minh và Bình cùng giữ từ {day(-5)} đến hết {day(9)}"
    ]


def test_a_long_holder_hides_no_gap_behind_a_short_one(one_app: Flask) -> None:
    assert said(("A", -100, 50), ("B", -90, -80), ("C", 50, None)) == [
        f"A và B cùng giữ từ {day(-90)} đến hết {day(-81)}"
    ]


def test_every_bar_lies_on_the_line(one_app: Flask) -> None:
    rows = [("A", today() - 3000 * DAY, today() - 2500 * DAY), ("B", today(), None)]
    drawn = timeline.line(rows, today() - 4000 * DAY)
    assert all(0 <= bar.x <= timeline.WIDE and bar.width > 0 for bar in drawn.bars)
    assert 0 < drawn.today < timeline.WIDE

"""Charts: bars are as long as their figures, and each says its figure in words."""

from pathlib import Path

from server import charts
from server.reports.words import SHADES

KEY = [("red", "quá hạn"), ("green", "còn hạn")]


def test_a_lying_bar_is_as_long_as_its_parts_and_says_their_sum():
    chart = charts.lying([("Phòng A", [1, 3]), ("Phòng B", [2, 0])], KEY)
    room = charts.WIDE - charts.LABELS - charts.TOTALS
    assert [(box.wide, box.shade) for box in chart.boxes] == [
        (round(room / 4, 1), "red"), (round(room * 3 / 4, 1), "green"), (round(room / 2, 1), "red"),
    ]  # fmt: skip
    assert [word.text for word in chart.words] == ["Phòng A", "4", "Phòng B", "2"]
    assert chart.boxes[1].words == "Phòng A – còn hạn: 3"
    assert chart.high == 2 * charts.ROW


def test_standing_bars_stand_on_one_line_and_what_is_nothing_is_not_drawn():
    chart = charts.standing(["T1", "T2"], [[2, 0], [4, 1]], KEY)
    assert {round(box.y + box.high, 1) for box in chart.boxes} == {charts.HIGH}
    assert [(box.shade, box.words) for box in chart.boxes] == [
        ("red", "T1 – quá hạn: 2"), ("green", "T1 – còn hạn: 4"), ("green", "T2 – còn hạn: 1"),
    ]  # fmt: skip
    assert chart.boxes[0].high == chart.boxes[1].high / 2


def test_nothing_at_all_is_an_empty_chart_and_long_names_are_cut():
    assert charts.lying([], KEY).boxes == [] == charts.standing([], [], KEY).boxes
    assert charts.shortened("Phòng Tài nguyên", 8) == "Phòng T…"


def small(chart: charts.Chart) -> charts.Chart:
    assert chart.small is not None
    return chart.small


def test_on_a_telephone_every_bar_is_in_sight_under_its_name():
    chart = small(charts.lying([("Phòng A", [1, 3]), ("Phòng B", [2, 0])], KEY))
    assert chart.wide == charts.NARROW
    assert all(box.x >= 0 and box.x + box.wide <= charts.NARROW for box in chart.boxes)
    names = {word.text: word for word in chart.words}
    for name, box in (("Phòng A", chart.boxes[0]), ("Phòng B", chart.boxes[2])):
        assert names[name].x == box.x == 0
        assert 0 < names[name].y < box.y
    assert chart.boxes[0].high + chart.boxes[0].y < names["Phòng B"].y - 10
    assert chart.high == 2 * (charts.ROW + charts.NAME)


def test_on_a_telephone_every_week_is_in_sight_and_each_second_is_named():
    weeks = [f"{day:02}/09" for day in range(1, 13)]
    chart = small(charts.standing(weeks, [[1] * 12, [2] * 12], KEY))
    assert len(chart.boxes) == 24
    assert max(box.x + box.wide for box in chart.boxes) <= charts.NARROW
    named = [word for word in chart.words if "/" in word.text]
    assert [word.text for word in named] == weeks[1::2]
    assert {word.y for word in named} == {charts.HIGH + charts.FOOT - 6}


def test_long_names_under_standing_bars_take_a_second_line():
    ages = ["đến 3 ngày", "trên 3 đến 7 ngày", "trên 7 đến 30 ngày", "trên 30 ngày"]
    chart = charts.standing(ages, [[2, 0, 1, 0]], KEY[:1])
    assert [word.text for word in chart.words][:4] == ages
    lines = [word.text for word in small(chart).words if not word.text.isdigit()]
    assert lines == [
        "đến 3 ngày", "trên 3 đến", "7 ngày", "trên 7 đến", "30 ngày", "trên 30", "ngày",
    ]  # fmt: skip
    assert small(chart).high == chart.high + charts.LINE


def test_every_shade_of_a_report_has_its_colour():
    """Without one it is drawn black, and told apart from nothing."""
    drawn = Path("static/src/css/charts.css").read_text(encoding="utf-8")
    shades = {*SHADES.values(), "red", "yellow", "green", "grey", "blue", "purple"}
    assert [one for one in sorted(shades) if f".shade-{one} " not in drawn] == []

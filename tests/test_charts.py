"""Charts: bars are as long as their figures, and each says its figure in words."""

from server import charts

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

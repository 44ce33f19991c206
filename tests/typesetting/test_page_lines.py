"""How words become lines: none lost, none too long, and what belongs together unparted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.typesetting.fonts import BOLD, REGULAR, load, width
from server.typesetting.head import about, named, within
from server.typesetting.lines import BOUND, Run, balanced, bind, break_lines
from tests.typesetting.conftest import FONTS
from tests.typesetting.sheets import OPENING

SYLLABLES = st.text(alphabet="abcđeghiklmnopưỷạ", min_size=1, max_size=30)
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=80).map(" ".join)


@pytest.fixture(scope="module", autouse=True)
def _fonts():
    load(FONTS)


@given(TEXTS, st.floats(60, 470), st.floats(-20, 36))
def test_no_line_is_longer_than_its_room(text, room, first):
    lines = break_lines([Run(text)], 14, room, first)
    assert all(line.width <= room - (0 if n else first) + 0.01 for n, line in enumerate(lines))


@given(TEXTS, st.floats(60, 470))
def test_no_letter_is_lost_or_added(text, room):
    lines = break_lines([Run(text)], 14, room)
    shown = "".join(run.text for line in lines for run in line.runs)
    assert shown.replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.floats(250, 470))
def test_a_line_is_not_ended_before_it_is_full(text, room):
    lines = break_lines([Run(text)], 14, room)
    for line, after in zip(lines, lines[1:], strict=False):
        word = after.runs[0].text.split(" ")[0]
        assert line.width + width(" " + word, REGULAR, 14) > room


def test_the_first_line_leaves_room_for_the_indent():
    whole, indented = (break_lines([Run(OPENING)], 14, 467, first) for first in (0, 36))
    assert indented[0].width <= 467 - 36 < whole[0].width


def test_a_word_may_change_its_face_in_the_middle():
    line = break_lines([Run("Điều 1", BOLD), Run("."), Run(" Phạm vi")], 14, 400)[0]
    assert [(run.text, run.font) for run in line.runs] == [
        ("Điều 1", BOLD),
        (". Phạm vi", REGULAR),
    ]


def test_spaces_are_counted_for_stretching():
    line = break_lines([Run(bind("Theo khoản 2 Điều 5"))], 14, 400)[0]
    assert line.spaces == 4


def test_no_text_is_no_line():
    assert break_lines([Run("")], 14, 400) == []
    assert balanced("", BOLD, 14, 400) == []


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("Điều 5", "Điều_5"),
        ("khoản 2 Điều 5", "khoản_2 Điều_5"),
        ("ngày 05 tháng 3 năm 2023", "ngày_05 tháng_3 năm_2023"),
        ("quý II", "quý_II"),
        ("Phụ lục I", "Phụ lục_I"),
        ("60 %", "60_%"),
        ("năm nay", "năm nay"),
        ("số 749/QĐ-TTg", "số 749/QĐ-TTg"),
    ],
)
def test_what_is_read_together_stays_together(typed, bound):
    assert bind(typed) == bound.replace("_", BOUND)


def test_a_bound_pair_goes_to_the_next_line_together():
    room = width("Căn cứ Điều", REGULAR, 14) + 1
    shown = [
        "".join(run.text for run in line.runs)
        for line in break_lines([Run(bind("Căn cứ Điều 5"))], 14, room)
    ]
    assert shown == ["Căn cứ", f"Điều{BOUND}5"]


@given(TEXTS, st.floats(200, 470))
def test_balanced_lines_are_as_few_as_can_be(text, room):
    assert len(balanced(text, BOLD, 14, room)) == len(break_lines([Run(text, BOLD)], 14, room))


def test_balanced_lines_are_about_equally_long():
    lengths = [line.width for line in balanced(OPENING, BOLD, 14, 467)]
    assert len(lengths) >= 3
    assert min(lengths) > 0.75 * max(lengths)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA", ["ỦY BAN NHÂN DÂN", "HUYỆN HOẰNG HÓA"]),
        ("ỦY BAN NHÂN DÂN THỊ TRẤN BÚT SƠN", ["ỦY BAN NHÂN DÂN", "THỊ TRẤN BÚT SƠN"]),
        ("PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", ["PHÒNG TÀI NGUYÊN", "VÀ MÔI TRƯỜNG"]),
        ("PHÒNG NỘI VỤ", ["PHÒNG NỘI VỤ"]),
    ],
)
def test_an_agency_is_parted_before_its_place_or_its_and(name, parts):
    lines = named(name, BOLD, 12, 200)
    assert ["".join(run.text for run in line.runs) for line in lines] == parts


@pytest.mark.parametrize(
    ("subject", "printed"),
    [
        ("Kiểm tra công vụ", "V/v kiểm tra công vụ"),
        ("về việc kiểm tra công vụ", "V/v kiểm tra công vụ"),
        ("HĐND xã Hoằng Lộc họp", "V/v HĐND xã Hoằng Lộc họp"),
        ("Ánh", "V/v ánh"),
        ("", "V/v "),
    ],
)
def test_v_v_is_followed_by_a_small_letter_unless_a_name_opens(subject, printed):
    assert about(subject) == printed


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Phiên họp UBND huyện tháng 6", "phiên họp UBND huyện tháng 6"),
        ("HĐND huyện họp thường lệ", "HĐND huyện họp thường lệ"),
        ("Hoằng Hóa ra quân làm sạch bãi biển", "Hoằng Hóa ra quân làm sạch bãi biển"),
        ("Họp Ban Chỉ đạo", "họp Ban Chỉ đạo"),
        ("Họp UBND huyện", "họp UBND huyện"),
        ("V/v Giao ban", "giao ban"),
        ("", ""),
    ],
)
def test_a_title_within_a_sentence_keeps_names_and_abbreviations(title: str, inside: str) -> None:
    assert within(title) == inside

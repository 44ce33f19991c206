"""Pieces of drawn text become lines (what every reader of a PDF goes by)."""

from dataclasses import replace

from tests.law.rows import each
from workflows.layout import Run
from workflows.layout.lines import MM, Line, Piece, Stroke, lines_of, strokes_in
from workflows.layout.paragraphs import SINGLE

PLAIN = Run("", size=10)


def piece(text, x0, x1, y=100.0, page=1, **face):
    return Piece(page, replace(PLAIN, text=text, **face), x0, x1, y)


def words(*pieces):
    return [line.text for line in lines_of(pieces)]


def test_what_stands_on_one_level_is_one_line():
    assert words(piece("a", 0, 5), piece("b", 5, 10, 102.6)) == ["ab"]
    assert words(piece("a", 0, 5), piece("b", 5, 10, 102.7)) == ["a", "b"]
    assert words(piece("a", 0, 5, 0), piece("b", 5, 10, 2.6)) == ["ab"]
    assert words(piece("b", 5, 10, 101), piece("a", 0, 5, 102)) == ["ab"]
    assert words(piece("a", 0, 5), piece("b", 5, 40), piece("c", 40, 45)) == ["abc"]
    assert words(piece("a", 0, 5), piece("b", 5, 9, 102), piece("c", 9, 12, 104)) == ["ab", "c"]


def test_lines_go_from_the_top_of_the_first_page_to_the_foot_of_the_last():
    pieces = [piece("d", 0, 5, 50, page=2), piece("c", 0, 5, 200), piece("a", 0, 5, 100),
              piece("b", 60, 65, 100), piece("  ", 0, 5, 300)]  # fmt: skip
    lines = lines_of(pieces)
    assert [(it.page, it.text) for it in lines] == [(1, "a"), (1, "b"), (1, "c"), (2, "d")]


def test_two_columns_are_as_far_apart_as_sixteen_tenths_of_a_letter():
    assert words(piece("a", 0, 5), piece("b", 21, 25)) == ["a b"]
    assert words(piece("a", 0, 5), piece("b", 21.1, 25)) == ["a", "b"]
    assert words(piece("a", 0, 5), piece("b", 25, 30, size=13)) == ["a b"]
    assert words(piece("a", 0, 5, size=13), piece("b", 25, 30)) == ["a b"]


@each([{"bold": True}, {"italic": True}])
def test_two_faces_are_apart_sooner(face):
    assert words(piece("a", 0, 5), piece("b", 11, 15, **face)) == ["a b"]
    assert words(piece("a", 0, 5), piece("b", 11.1, 15, **face)) == ["a", "b"]
    assert words(piece("a", 0, 5), piece("b", 11.1, 15)) == ["a b"]


def test_the_words_of_the_head_are_a_column_of_their_own_however_near():
    nation = piece("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 6, 200)
    assert words(piece("UBND", 0, 5), nation) == ["UBND", nation.run.text]
    motto = piece("Độc lập - Tự do - Hạnh phúc", 6, 200)
    assert words(piece("UBND", 0, 5), motto) == ["UBND", motto.run.text]


@each([("Số:", "/BC"), ("Số", "x"), ("Số : ", "x"), ("x", "/BC"), ("x", " /Đ"), ("ngày", "x"),
     ("tháng ", "x"), ("năm", "x"), ("x", "tháng 1"), ("x", " năm 2023")])  # fmt: skip
def test_where_number_and_date_will_stand_a_draft_has_a_gap(before, after):
    assert len(words(piece(before, 0, 5), piece(after, 94.9, 99))) == 1
    assert len(words(piece(before, 0, 5), piece(after, 95, 99))) == 2


@each([("aSố:", "x"), ("Số 5", "x"), ("xngày", "x"), ("ngày 5", "x"), ("x", "/bc"),
     ("x", "thángx"), ("x", "hai tháng")])  # fmt: skip
def test_other_words_have_no_such_gap(before, after):
    assert len(words(piece(before, 0, 5), piece(after, 60, 99))) == 2


def test_a_gap_between_pieces_is_a_space_where_none_was_written():
    assert words(piece("a", 0, 5), piece("b", 6.8, 9)) == ["ab"]
    assert words(piece("a", 0, 5), piece("b", 6.9, 9)) == ["a b"]
    assert words(piece("a ", 0, 5), piece("b", 8, 10)) == ["a b"]
    assert words(piece("a", 0, 5), piece(" b", 8, 10)) == ["a b"]


def test_what_is_level_is_read_from_left_to_right_and_so_are_its_parts():
    pieces = [piece("c", 300, 305), piece("b", 100, 105), piece("a", 0, 5, 101)]
    assert words(*pieces) == ["a", "b", "c"]
    assert words(piece("a", 0, 5), piece("b", 5, 9), piece("c", 30, 35)) == ["ab", "c"]
    assert words(piece("a", 0, 5), piece("b", 30, 35), piece("c", 46, 50)) == ["a", "b c"]


def test_of_several_runs_the_last_one_goes_on():
    spaced = piece("x ", 0, 5, bold=True), piece("a", 5, 9), piece("b", 11, 15)
    assert words(*spaced) == ["x a b"]
    mixed = piece("a", 0, 5), piece("b", 5, 9, bold=True), piece("c", 11, 15, bold=True)
    (line,) = lines_of(mixed)
    assert [run.text for run in line.runs] == ["a", "b c"]


def test_pieces_of_one_face_are_one_run():
    (line,) = lines_of([piece("a", 0, 5), piece("b", 5, 9), piece("c", 9, 12, bold=True)])
    assert line.runs == (Run("ab", size=10), Run("c", size=10, bold=True))
    faced = {"font": "Tinos", "size": 9, "bold": True, "italic": True, "colour": "red"}
    (line,) = lines_of([piece("a", 0, 5, **faced), piece("b", 7, 9, **faced)])
    assert line.runs == (Run("a b", "Tinos", 9, True, True, "red"),)


def test_a_line_is_as_long_as_its_pieces_and_as_high_as_its_letters():
    (line,) = lines_of([piece("abc", 10, 40), piece("d", 40, 38, size=20)])
    assert (line.page, line.x0, line.x1, line.y, line.size, line.middle) == (1, 10, 40, 100, 10, 25)
    assert line.box == (10, 92.5, 40, 102.5)


def test_a_line_is_bold_when_all_its_letters_are():
    def line(*runs):
        return Line(1, runs, 0, 9, 0)

    bold, plain, blank = Run("A", bold=True), Run("b"), Run(" ")
    assert line(bold, blank).is_bold and not line(bold, plain).is_bold
    assert line(Run("a", size=9), Run("      ", size=20)).size == 9


@each(["______", "――――――", "- - - -", "–—–—–—"])
def test_a_line_that_was_typed_is_a_stroke(typed):
    kept, line = Line(1, (Run("Một"),), 0, 9, 50), Line(2, (Run(typed),), 10, 60, 99)
    assert strokes_in([kept, line]) == ([kept], [Stroke(2, 10, 60, 99)])


def test_dots_are_no_stroke_and_no_words_and_few_dashes_are_words():
    dots, few = Line(1, (Run("......"),), 0, 9, 0), Line(1, (Run("-----"),), 0, 9, 0)
    assert strokes_in([dots, few]) == ([few], [])


def test_a_millimetre():
    assert round(MM, 4) == 2.8346
    assert SINGLE == 1.15

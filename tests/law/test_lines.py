"""What a register says of a correction, and which of its words are struck through (§4.3, §5.4)."""

from datetime import date

from tests.law.rows import each
from workflows.lines import corrected, pieces, struck_in, voided, why_voided

DAY = date(2025, 3, 12)
SAID = corrected("Trích yếu", DAY, "V/v hop truc tuyen")


def test_the_note_names_the_column_the_day_and_the_old_words():
    assert SAID == "Trích yếu sửa ngày 12/03/2025, trước ghi “V/v hop truc tuyen”"


def test_the_old_words_alone_are_struck():
    assert pieces(SAID) == [
        ("Trích yếu sửa ngày 12/03/2025, trước ghi “", False),
        ("V/v hop truc tuyen", True),
        ("”", False),
    ]


@each(
    [
        "",
        "Đã thu hồi",
        "Hủy: trước ghi nhầm nơi nhận",
        "Ông Nam nói “được”",
        corrected("Tác giả", DAY, ""),
    ]
)
def test_other_notes_stay_as_they_are(note):
    assert [piece for piece in pieces(note) if piece[1]] == []
    assert "".join(words for words, _ in pieces(note)) == note


def test_each_correction_of_a_line_strikes_its_own_words():
    note = "; ".join([SAID, corrected("Tác giả", DAY, "Sở VH"), "Đã thu hồi"])
    assert [words for words, struck in pieces(note) if struck] == ["V/v hop truc tuyen", "Sở VH"]
    assert pieces(note)[-1] == ("”; Đã thu hồi", False)


def test_a_quotation_in_the_old_words_does_not_end_them():
    note = corrected("Trích yếu", DAY, "Kế hoạch “Tết trồng cây”; lần 2")
    struck = [words for words, old in pieces(note) if old]
    assert struck == ["Kế hoạch “Tết trồng cây’; lần 2"]


def test_on_paper_the_words_are_struck_in_whichever_line_they_stand():
    lines = ["Trích yếu sửa ngày", "12/03/2025, trước ghi", "“V/v hop", "truc tuyen”"]
    assert struck_in(SAID, lines) == [
        [("Trích yếu sửa ngày", False)],
        [("12/03/2025, trước ghi", False)],
        [("“", False), ("V/v hop", True)],
        [("truc tuyen", True), ("”", False)],
    ]


def test_a_word_that_was_cut_is_struck_to_its_end():
    note = corrected("Số, ký hiệu", DAY, "1234/UBND")
    begin = note[: note.index("1234")]
    assert struck_in(note, [begin, "1234/U", "BND”"])[1:] == [
        [("1234/U", True)],
        [("BND", True), ("”", False)],
    ]


def test_a_line_without_a_correction_has_one_piece():
    assert struck_in("Đã thu hồi", ["Đã", "thu hồi"]) == [[("Đã", False)], [("thu hồi", False)]]
    assert struck_in("", [""]) == [[]]


def test_a_voided_number_says_why_and_nothing_else_does():
    assert voided("Sai nơi nhận") == "Hủy: Sai nơi nhận"
    assert why_voided(f"Bản giấy; {voided('Sai nơi nhận')}; ") == ["Sai nơi nhận"]
    assert why_voided("Thu hồi; vì đã Hủy: bản nháp") == []

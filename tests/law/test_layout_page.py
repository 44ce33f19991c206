"""FMT-01 to FMT-06 at their edges: paper, margins, letters, page numbers, Unicode."""

from dataclasses import replace

from tests.law.layout_pages import KEPT, SECOND, block, page
from tests.law.layout_said import Edge, faults, is_edge, said
from tests.law.rows import each
from workflows.layout import Described, Frame, Knows, Leaf, PageNumber, Place, Run

RIGHT = (20, 20, 30, 15)
NUMBERED = PageNumber("2", 14, False, True, True)


def of(*leaves):
    return replace(KEPT, leaves=leaves)


def margin(side, found):
    return of(Leaf(margins=tuple(found if n == side else it for n, it in enumerate(RIGHT))))


def numbered(**number):
    return of(Leaf(), replace(SECOND, number=replace(NUMBERED, **number)))


A4 = "Khổ giấy là A4"
EDGES: list[Edge] = [
    ("FMT-01", A4, of(Leaf(208.9, 297)), of(Leaf(209, 297))),
    ("FMT-01", A4, of(Leaf(211.1, 297)), of(Leaf(211, 297))),
    ("FMT-01", A4, of(Leaf(210, 295.9)), of(Leaf(210, 296))),
    ("FMT-01", A4, of(Leaf(210, 298.1)), of(Leaf(210, 298))),
    ("FMT-01", A4, of(Leaf(297, 212)), of(Leaf(297, 210))),
    ("FMT-02", "theo chiều dài", of(Leaf(297, 210)), of(Leaf(297, 210, has_table=True))),
    ("FMT-02", "theo chiều dài", of(Leaf(210.1, 210)), of(Leaf(210, 210))),
    # a margin of 19 mm on top breaks it, one of 20 keeps it; a program rounds by 0.6
    ("FMT-03", "Lề trên từ 20 đến 25 mm", margin(0, 19), margin(0, 20)),
    ("FMT-03", "Lề trên từ 20 đến 25 mm; đang là 26", margin(0, 26), margin(0, 25)),
    ("FMT-03", "Lề trên", margin(0, 19.35), margin(0, 20 - 0.6)),
    ("FMT-03", "Lề trên", margin(0, 25.65), margin(0, 25 + 0.6)),
    ("FMT-03", "Lề dưới từ 20 đến 25 mm; đang là 19", margin(1, 19), margin(1, 20)),
    ("FMT-03", "Lề dưới", margin(1, 26), margin(1, 25)),
    ("FMT-03", "Lề trái từ 30 đến 35 mm; đang là 29", margin(2, 29), margin(2, 30)),
    ("FMT-03", "Lề trái", margin(2, 36), margin(2, 35)),
    ("FMT-03", "Lề phải từ 15 đến 20 mm; đang là 14", margin(3, 14), margin(3, 15)),
    ("FMT-03", "Lề phải", margin(3, 21), margin(3, 20)),
    ("FMT-03", "Lề trên", of(Leaf(210, 210, (9, 20, 30, 15))), of(Leaf(297, 210, (9, 9, 9, 9)))),
    ("FMT-05", "Trang 4 chưa có số trang", of(Leaf(), SECOND, Leaf(), Leaf(), SECOND),
     of(Leaf(), SECOND, Leaf())),
    ("FMT-05", "trang thứ nhất", of(Leaf(number=NUMBERED)), numbered()),
    ("FMT-05", "chữ số Ả Rập", numbered(text="2."), numbered(text=" 2 ")),
    ("FMT-05", "cỡ chữ 13 đến 14", numbered(size=12.73), numbered(size=13 - 0.26)),
    ("FMT-05", "cỡ chữ 13 đến 14", numbered(size=14.27), numbered(size=14 + 0.26)),
    ("FMT-05", "kiểu chữ đứng", numbered(italic=True), numbered()),
    ("FMT-05", "giữa trong phần lề trên", numbered(on_top=False), numbered()),
    ("FMT-05", "giữa trong phần lề trên", numbered(centred=False), numbered()),
    ("FMT-06", "Unicode dựng sẵn", page(last="Ba\u0301o ca\u0301o./."), page(last="Báo cáo./.")),
    ("FMT-06", "Unicode dựng sẵn", page(last="Ký hiệu x\u0301./."), page(last="Ký hiệu x./.")),
    ("FMT-06", "Unicode dựng sẵn", page(last="10 \u212b./."), page(last="10 Å./.")),
    ("FMT-06", "“Hoà” viết hai cách", page(last="Hoà và hòa, hòa./."), page(last="Hòa và hòa./.")),
]  # fmt: skip


@each(EDGES)
def test_each_limit_has_two_sides(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


@each(["FMT-01", "FMT-02", "FMT-03", "FMT-05"])
def test_a_fault_of_a_page_says_which_page_it_is(rule):
    third = {
        "FMT-01": Leaf(216, 279, number=NUMBERED),
        "FMT-02": Leaf(297, 210, number=NUMBERED),
        "FMT-03": Leaf(margins=(9, 20, 30, 15), number=NUMBERED),
        "FMT-05": Leaf(number=replace(NUMBERED, italic=True)),
    }
    unannexed = page(annex=None, annex2=None)
    found = faults(rule, replace(unannexed, leaves=(Leaf(), SECOND, third[rule])))
    assert [one.at for one in found] == [Place("Trang 3", 3)]


def test_a_number_that_has_its_place_is_shown_there():
    at = Place("Trang 2", 2, (290, 40, 300, 54))
    assert faults("FMT-05", numbered(place=at, italic=True))[0].at == at
    assert faults("FMT-05", of(Leaf(number=NUMBERED)))[0].at == Place("Trang 1", 1)


def test_annexes_and_what_is_promulgated_begin_without_a_number():
    """III.1đ, template 1.3: each counts its pages anew."""
    four = (Leaf(), SECOND, Leaf(), Leaf())
    unannexed = {"annex": None, "annex2": None}
    assert said("FMT-05", replace(page(**unannexed), leaves=four)) == [
        "Trang 3 chưa có số trang ở giữa lề trên.", "Trang 4 chưa có số trang ở giữa lề trên.",
    ]  # fmt: skip
    annexed = page(annex={"place": Place("", 3)}, annex2={"place": Place("", 4)})
    assert said("FMT-05", replace(annexed, leaves=four)) == []
    enclosed = block("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b", place=Place("", 3))
    again = page(annex_title=enclosed, **unannexed)
    assert said("FMT-05", replace(again, leaves=four[:3])) == []


def test_the_size_of_a_wrong_paper_is_said():
    assert said("FMT-01", of(Leaf(215.9, 279.4)))[0].endswith("trang này 216 × 279 mm.")


# letters (FMT-04)


def in_font(font, own=False, **more):
    return replace(page(body={"font": font, **more}), own=own)


OLD = "thuộc bảng mã cũ"
FONTS: list[Edge] = [
    *(("FMT-04", f"“{font}” {OLD}", in_font(font), in_font("Times New Roman"))
      for font in (".VnTime", ".VNTIMEH", "VNI-Times", "VNI Helve", "VNtimes new roman",
                   "UVNBach")),
    ("FMT-04", OLD, in_font(".VnTime", own=True), in_font("Tinos", own=True)),
    *(("FMT-04", "đang dùng", in_font(font), in_font(right))
      for font, right in (("Arial", "TimesNewRomanPSMT"), ("Arial-BoldMT", "Times NewRoman"),
                          ("Arial,Bold", "TIMES NEW ROMAN"), ("Arial", ""))),
    ("FMT-04", "đang dùng “Arial”", in_font("Arial", own=True), in_font("Tinos-Bold", own=True)),
    ("FMT-04", "đang dùng “Tinos”", in_font("Tinos-Bold"), in_font("Tinos-Bold", own=True)),
    ("FMT-04", "đang dùng “My”", in_font("My-Tinos", own=True), in_font("Tinos", own=True)),
    ("FMT-04", "màu đen", page(body={"colour": "blue"}), page(body={"colour": "black"})),
    ("FMT-04", "màu đen", page(body={"colour": "red"}),
     page(body={"colour": "red", "frame": Frame(20, 8)})),
    ("FMT-04", "không in được", page(last="Kết quả 完./."), page(last="Kết quả ≥ 20 m², “đạt”./.")),
]  # fmt: skip


@each(FONTS)
def test_letters_are_black_times_new_roman_in_unicode(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


def test_a_wrong_font_is_named_by_its_family():
    for font in ("Arial-BoldMT", "Arial,Bold", "Arial"):
        assert said("FMT-04", in_font(font)) == ["Phông chữ là Times New Roman; đang dùng “Arial”."]


def test_each_wrong_letter_is_named_once_and_blanks_not_at_all():
    many = page(body={"font": "Arial", "colour": "blue"}, last={"font": "Arial", "colour": "blue"},
                article={"font": ".VnTime"}, point={"colour": "green"})  # fmt: skip
    assert len(said("FMT-04", many)) == 4
    blank = Run(" ", font="Arial", colour="blue")
    unseen = page(last=replace(block("Xong./."), runs=(Run("Xong./."), blank, Run("", "Arial"))))
    assert said("FMT-04", unseen) == []


def test_what_was_typed_into_a_field_has_the_colour_that_the_page_gives_it():
    typed = block("Xong.", role="body")
    coloured = replace(typed, runs=(Run("Xong.", colour="blue"),))
    assert said("FMT-04", Described((), (coloured,), frozenset(Knows))) == []


def test_loose_marks_are_mended_where_they_stand():
    (found,) = faults("FMT-06", page(last="Ba\u0301o ca\u0301o./."))
    assert (found.old, found.new) == ("Ba\u0301o ca\u0301o./.", "Báo cáo./.")
    (found,) = faults("FMT-06", page(last="Hoà và hòa, hòa./."))
    assert (found.old, found.new) == ("Hoà", "Hòa")

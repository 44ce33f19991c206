"""FMT-10 to FMT-17 at their edges: the head of page one, and the title (B11)."""

from dataclasses import replace

from tests.law.layout_pages import KEPT, block, letter, page
from tests.law.layout_said import Edge, faults, is_edge, said, seen_as, sizes
from tests.law.rows import each
from workflows.layout import BY_ID, Described, Knows, Place, Verdict, judge

BOLD = {"bold": True, "italic": False}
PLAIN = {"bold": False, "italic": False}
NUMBER, DATE = "Số: 05/BC-UBND", "Hoằng Hóa, ngày 05 tháng 01 năm 2023"


def at(x0, y0, x1, y1, page=1):
    return Place("Đầu trang 1", page, (x0, y0, x1, y1))


def dated(text, right=DATE):
    return page(date=text), page(date=right)


def noted(text, right=NUMBER):
    return page(number=text), page(number=right)


def rule_of(name, broken, kept):
    return page(**{name: {"rule": broken}}), page(**{name: {"rule": kept}})


def about(text="V/v chuyển đổi số", size=12, style="", **more):
    return letter(urgency=block(text, size, style, column="left", **{"gap": 6.0} | more))


EDGES: list[Edge] = [
    # Quốc hiệu, Tiêu ngữ
    ("FMT-10", "Chưa có Quốc hiệu", page(nation=None), page()),
    *sizes("FMT-10", "nation", 12, 13, BOLD),
    ("FMT-10", "chữ in hoa", page(nation="Cộng hòa xã hội chủ nghĩa Việt Nam"), page()),
    ("FMT-11", "Chưa có Tiêu ngữ", page(motto=None), page()),
    *sizes("FMT-11", "motto", 13, 14, BOLD),
    ("FMT-11", "chữ in thường", page(motto="ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), page()),
    *(("FMT-11", "gạch nối, có cách chữ", page(motto=text), page()) for text in (
        "Độc lập-Tự do-Hạnh phúc", "độc lập - Tự do - Hạnh phúc", "Độc lập - tự do - hạnh phúc",
        "Độc lập - Tự do - Hạnh phúc.")),
    ("FMT-11", "dài bằng dòng chữ", *rule_of("motto", 0.89, 0.9)),
    ("FMT-11", "dài bằng dòng chữ", *rule_of("motto", 1.13, 1.12)),
    ("FMT-11", "dài bằng dòng chữ", *rule_of("motto", 0, None)),
    # names of agencies
    *sizes("FMT-12", "superior", 12, 13, {"italic": False}),
    ("FMT-12", "chữ in hoa", page(superior="Ủy ban nhân dân tỉnh"), page()),
    *(("FMT-12", "không in đậm", page(superior={"bold": True, "text": f"{first} THANH HÓA"}),
       page(superior={"bold": True, "text": f"{first} THANH HÓA {end}"}))
      for first, end in (("UBND", "-"), ("SỞ", "–"), ("BỘ", "-"), ("HĐND", "-"))),
    ("FMT-12", "không in đậm", page(superior={"bold": True}),
     page(superior={"bold": True, "text": "BỘI THU"})),
    ("FMT-13", "Chưa có tên cơ quan", page(superior=None, agency=None), page()),
    *sizes("FMT-13", "agency", 12, 13, {"italic": False}),
    ("FMT-13", "chữ in hoa", page(agency="Ủy ban nhân dân huyện"), page()),
    ("FMT-13", "dài 1/3 đến 1/2", *rule_of("agency", 0.24, 0.25)),
    ("FMT-13", "dài 1/3 đến 1/2", *rule_of("agency", 0.59, 0.58)),
    ("FMT-13", "có đường kẻ nét liền", *rule_of("agency", 0, None)),
    # number
    ("FMT-14", "Chưa có số, ký hiệu", page(number=None), page()),
    *sizes("FMT-14", "number", 13, 13, PLAIN),
    *(("FMT-14", "sau “Số” có dấu hai chấm", *noted(text)) for text in (
        "Số 05/BC-UBND", "Số: 05 BC-UBND", "Số: 05/", "số: 05/BC-UBND", "Số:  A/BC-UBND")),
    ("FMT-14", "thêm số 0", *noted("Số: 5/BC-UBND")),
    ("FMT-14", "thêm số 0", *noted("Số: 005/BC-UBND", "Số: 100/BC-UBND")),
    ("FMT-14", "thêm số 0", *noted("Số: 012/BC-UBND", "Số: 12/BC-UBND")),
    ("FMT-14", "không cách chữ", *noted("Số: 05/BC - UBND")),
    ("FMT-14", "không cách chữ", *noted("Số: 05/BC- UBND")),
    ("FMT-14", "không cách chữ", *noted("Số: 05/BC -UBND")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/bc-ubnd")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/Bc-UBND", "Số: 05/QyĐ-UBND")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/BC-ubnd", "Số: 05/CTr-UBND")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/BC--UBND", "Số: 05/TTr-UBND")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/TRs-UBND", "Số: 05/TrS-UBND")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/BC_UBND", "Số: 05/BC-VPĐKĐĐ")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/BC-2U.", "Số: 05/BC-UBND-KT2-Đhđ")),
    ("FMT-14", "bằng chữ in hoa", *noted("Số: 05/BC-2u", "Số:05/BC-2KT")),
    # place and date
    ("FMT-15", "Chưa có địa danh", page(date=None), page()),
    *sizes("FMT-15", "date", 13, 14, {"italic": True, "bold": False}),
    ("FMT-15", "chữ in thường", *dated("HOẰNG HÓA, NGÀY 05 THÁNG 01 NĂM 2023")),
    *(("FMT-15", "sau địa danh có dấu phẩy", *dated(text)) for text in (
        "Hoằng Hóa ngày 05 tháng 01 năm 2023, ", "Hoằng Hóa, ngày 05/01/2023",
        "Hoằng Hóa, ngày 05 tháng 01", "Hoằng Hóa, ngày 05 tháng 01 năm nay")),
    ("FMT-15", "địa danh viết hoa", *dated("hoằng Hóa, ngày 05 tháng 01 năm 2023")),
    ("FMT-15", "địa danh viết hoa", *dated("“A”, ngày 05 tháng 01 năm 2023",
                                           "3, ngày 05 tháng 01 năm 2023")),
    ("FMT-15", "địa danh viết hoa", *dated("aB, ngày 05 tháng 01 năm 2023",
                                           "3B, ngày 05 tháng 01 năm 2023")),
    ("FMT-15", "có dấu phẩy", *dated("Hoằng Hóa, 05 tháng 01 năm 2023, ngày",
                                     "Hoằng Hóa,ngày 05tháng 01năm 2023")),
    ("FMT-15", "Ngày nhỏ hơn 10", *dated("Hoằng Hóa, ngày 5 tháng 01 năm 2023")),
    ("FMT-15", "Ngày nhỏ hơn 10", *dated("Hoằng Hóa, ngày 005 tháng 01 năm 2023",
                                         "Hoằng Hóa, ngày … tháng 01 năm 2023")),
    *(("FMT-15", "Chỉ tháng 1 và tháng 2", *dated(f"Hoằng Hóa, ngày 05 tháng {typed} năm 2023",
                                                  f"Hoằng Hóa, ngày 05 tháng {right} năm 2023"))
      for typed, right in (("1", "01"), ("2", "02"), ("03", "3"), ("09", "9"), ("010", "10"),
                           ("001", "…"))),
    ("FMT-15", "bốn chữ số", *dated("Hoằng Hóa, ngày 05 tháng 01 năm 23")),
    ("FMT-15", "bốn chữ số", *dated("Hoằng Hóa, ngày 05 tháng 01 năm 02023",
                                    "Hoằng Hóa, ngày 05 tháng 01 năm …")),
    ("FMT-15", "cùng dòng", page(date={"place": at(300, 100, 500, 114)},
                                 number={"place": at(90, 100, 200, 122)}),
     page(date={"place": at(300, 100, 500, 114)}, number={"place": at(90, 90, 200, 121.9)})),
    ("FMT-15", "cùng dòng", page(date={"place": at(300, 100, 500, 114)},
                                 number={"place": at(90, 100, 200, 114, 2)}),
     page(date={"place": at(300, 100, 500, 114)}, number={"place": Place("", 2)})),
    # type and subject
    ("FMT-16", "Chưa thấy tên loại", page(kind=None), letter()),
    *sizes("FMT-16", "kind", 13, 14, BOLD),
    ("FMT-16", "chữ in hoa", page(kind="Báo cáo"), page()),
    ("FMT-16", "có trích yếu", page(subject=None), page(subject=None, kind="GIẤY GIỚI THIỆU")),
    *sizes("FMT-16", "subject", 13, 14, {"italic": False}),
    ("FMT-16", "canh giữa", page(kind={"align": "left"}), page(kind={"align": ""})),
    ("FMT-16", "canh giữa", page(subject={"align": "both"}), page(subject={"align": ""})),
    ("FMT-16", "dài 1/3 đến 1/2", *rule_of("subject", 0.24, 0.25)),
    ("FMT-16", "dài 1/3 đến 1/2", *rule_of("subject", 0.59, 0.58)),
    ("FMT-16", "có đường kẻ nét liền", *rule_of("subject", 0, None)),
    # công văn
    ("FMT-17", "cũng chưa có “V/v", replace(letter(urgency=None), doc_type="Công văn"), letter()),
    ("FMT-17", "từ 12 đến 13", about(size=11.73), about(size=11.75)),
    ("FMT-17", "từ 12 đến 13", about(size=13.27), about(size=13.25)),
    ("FMT-17", "không in đậm", about(style="b"), about()),
    ("FMT-17", "kiểu chữ đứng", about(style="i"), about()),
    ("FMT-17", "chữ in thường", about("V/V CHUYỂN ĐỔI SỐ"), about()),
    ("FMT-17", "bắt đầu bằng “V/v”", about("v/v chuyển đổi số"), about()),
    ("FMT-17", "cách dòng 6pt", about(gap=3.9), about(gap=4)),
    ("FMT-17", "cách dòng 6pt", about(gap=8.1), about(gap=8)),
    ("FMT-17", "cách dòng 6pt", about(gap=0.0), about(gap=None)),
    *(("FMT-17", "không ghi tên loại", about(f"V/v {name} kết quả"), about(f"V/v {right} kết quả"))
      for name, right in (("BÁO CÁO", "báo cáo"), ("TỜ TRÌNH", "tờ trình"),
                          ("CÔNG VĂN", "công văn số 5"), ("công văn", "Công văn số 5"),
                          ("Công văn", "công vănn"), ("THƯ KHEN", "BÁO CÁOO"))),
    ("FMT-17", "Chưa có trích yếu", about("V/v "), about("V/v x")),
]  # fmt: skip


@each(EDGES)
def test_each_limit_has_two_sides(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


TITLED = block("CÔNG VĂN", 14, "b", align="centre")
NO_TITLE = "Công văn không ghi tên loại; trích yếu ghi sau “V/v”."


def typed(title: str, doc_type: str = "Công văn") -> Described:
    """A draft of Nam's, its text begun with a line of its own."""
    lines = tuple(block(text, role="body") for text in (title, "Để thực hiện./."))
    about = block("V/v chuyển đổi số", role="subject")
    return Described((), (about, *lines), frozenset({Knows.WORDS}), doc_type=doc_type)


@each([
    (letter(kind=TITLED), [NO_TITLE]),
    (letter(kind=TITLED, subject=block("Về việc chuyển đổi số", 14, "b")), [NO_TITLE]),
    (page(kind="CÔNG VĂN"), ["Chưa có tên loại, cũng chưa có “V/v …” dưới số, ký hiệu.", NO_TITLE]),
    (replace(letter(kind=replace(TITLED, runs=page(kind="BÁO CÁO").blocks[8].runs)),
             doc_type="Công văn"), [NO_TITLE]),
    (typed("CÔNG VĂN"), [NO_TITLE]),
    (typed("Báo cáo"), [NO_TITLE]),
])  # fmt: skip
def test_a_cong_van_with_a_title_is_an_error(described, words):
    """B11: no name of a type anywhere on it, be it in a file or in a draft's text (FMT-17)."""
    (result,) = [one for one in judge(described) if one.rule == "FMT-17"]
    assert result.verdict is Verdict.FAIL
    assert [(one.severity, one.words) for one in result.findings] == [("E", it) for it in words]
    assert said("FMT-16", described) == []


def test_the_same_line_is_no_title_further_down_nor_of_another_type():
    plain = typed("Để thực hiện.")
    turned = replace(plain, blocks=(*plain.blocks, block("CÔNG VĂN", role="body")))
    for kept in (plain, turned, typed("BÁO CÁO", "Báo cáo"), letter()):
        assert said("FMT-17", kept) == []


def test_each_line_of_a_name_is_judged_and_the_last_one_has_the_stroke():
    two = page(superior={"bold": True, "text": "SỞ NỘI VỤ -", "rule": 0.0}, agency={"rule": 0.4})
    assert said("FMT-13", two) == []
    short = page(superior={"bold": True, "text": "SỞ NỘI VỤ -", "rule": 0.4}, agency={"rule": 0.7})
    (found,) = faults("FMT-13", short)
    assert found.at.text == "ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA"
    untold = page(superior={"bold": True, "text": "SỞ NỘI VỤ -"}, agency={"rule": 0.0})
    assert said("FMT-13", untold) == []


def test_one_bold_name_alone_has_no_superior():
    assert said("FMT-12", page(superior=None, agency="UBND XÃ HOẰNG PHÚ")) == []


def test_a_nation_on_the_left_stands_on_the_wrong_side():
    nation = block("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b", column="left")
    (found,) = BY_ID["FMT-10"].check(KEPT, seen_as(nation=nation))
    assert found.words.startswith("Quốc hiệu đặt phía trên, bên phải")


def test_a_reader_of_words_alone_judges_no_faces_and_misses_nothing():
    """An own draft: number and subject as typed, not how they look; what it lacks is not its."""
    words = frozenset({Knows.WORDS})
    for rule, typed in (
        ("FMT-14", page(number={"size": 20})),
        ("FMT-15", page(date={"size": 20})),
        ("FMT-17", about(size=20)),
        ("FMT-14", page(number=None)),
        ("FMT-15", page(date=None)),
    ):
        assert said(rule, typed)
        assert said(rule, replace(typed, knows=words)) == []


def test_a_type_without_a_date_lacks_none():
    """Biên bản (template 1.9); of a paper whose type is unknown the usual is asked."""
    assert said("FMT-15", page(kind="BIÊN BẢN", date=None)) == []
    assert said("FMT-15", page(kind=None, date=None)) == ["Chưa có địa danh và thời gian ban hành."]


def test_a_decision_of_the_title_is_its_own_rule():
    assert said("FMT-16", letter()) == said("FMT-17", page()) == []


def test_the_stroke_belongs_to_the_type_where_no_subject_stands_under_it():
    told = page(subject=None, kind={"text": "GIẤY NGHỈ PHÉP", "rule": 0.9})
    assert said("FMT-16", told) == ["Đường kẻ dưới trích yếu dài 1/3 đến 1/2 dòng chữ."]


def test_the_name_of_a_type_in_a_subject_is_what_has_to_go():
    (found,) = faults("FMT-17", about("V/v BÁO CÁO kết quả"))
    assert (found.old, found.new, found.severity) == ("BÁO CÁO ", "", "")
    (found,) = faults("FMT-17", about(gap=0.0))
    assert found.severity == "W"


def test_what_lacks_in_the_head_is_shown_at_the_head():
    for rule, lacking in (
        ("FMT-10", page(nation=None)), ("FMT-11", page(motto=None)), ("FMT-14", page(number=None)),
        ("FMT-13", page(superior=None, agency=None)), ("FMT-15", page(date=None)),
        ("FMT-16", page(kind=None)), ("FMT-17", replace(letter(urgency=None), doc_type="Công văn")),
    ):  # fmt: skip
        assert [one.at for one in faults(rule, lacking)] == [Place("Đầu trang 1", 1)]


def test_of_two_names_one_over_the_other_it_is_the_first_that_is_no_agency():
    (found,) = faults("FMT-12", page(superior={"bold": True}))
    assert found.at.text == "UBND TỈNH THANH HÓA"
    three = page(superior={"rule": 0.9}, agency={"text": "SỞ NỘI VỤ"},
                 number=block("PHÒNG MỘT CỬA", 12, "b", column="left", rule=0.4))  # fmt: skip
    assert said("FMT-12", three) == said("FMT-13", three) == []


def test_a_stroke_that_lacks_is_shown_under_the_last_line():
    lacking = page(
        superior={"bold": True, "text": "SỞ NỘI VỤ -", "rule": 0.0}, agency={"rule": 0.0}
    )
    assert [it.at.text for it in faults("FMT-13", lacking)] == ["ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA"]


def test_a_number_may_follow_its_colon_at_once():
    assert said("FMT-14", page(number="Số:05/BC-UBND")) == []


def test_of_two_strokes_the_lower_one_counts():
    two = page(superior={"bold": True, "text": "SỞ NỘI VỤ -", "rule": 0.9}, agency={"rule": 0.4})
    assert said("FMT-13", two) == []


def test_a_subject_of_two_lines_begins_and_is_set_off_once():
    lower = block("BÁO CÁO năm", 12, column="left", gap=0.0)
    assert said("FMT-17", letter(circulation=lower)) == []
    free = letter(urgency=block("V/v việc", 12, column="left", gap=0.0),
                  circulation=block("lớn", 12, column="left"))  # fmt: skip
    assert len(said("FMT-17", free)) == 1
    above = letter(urgency=block("v/v việc", 12, column="left", gap=0.0), circulation=lower)
    assert [one.at.text for one in faults("FMT-17", above)] == ["v/v việc"] * 2


def test_a_subject_all_in_capitals_is_wrong_wherever_it_was_found():
    subject = (block("KẾT QUẢ", 14, "b", align="centre"),)
    seen = seen_as(kind=block("BÁO CÁO", 14, "b"), subject=subject)
    (found,) = BY_ID["FMT-16"].check(KEPT, seen)
    assert found.words == "Trích yếu trình bày bằng chữ in thường."

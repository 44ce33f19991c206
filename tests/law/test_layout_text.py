"""FMT-18 and TXT-01 to TXT-05 at their edges: the text, its grounds, its parts, its end."""

from dataclasses import replace

from tests.law.layout_pages import KEPT, SET, block, letter, page
from tests.law.layout_said import Edge, faults, is_edge, said, sizes
from tests.law.rows import each
from workflows.layout import Block, Knows, Place, Run
from workflows.layout.on_text import POINTS, roman

CITED = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ."
LONG, SHORT = "a" * 120 + ".", "a" * 119 + "."


def body(**change):
    return page(body=change)


def sides(text=LONG, **change):
    return page(body=block(text, **SET | change))


def grounds(*texts, **more):
    """The grounds one under the other, of a report."""
    return page(**dict(zip(("basis", "basis2"), (*texts, None), strict=False)) | more)


def first(text, right="Căn cứ Luật Đất đai;"):
    return grounds(text, CITED), grounds(right, CITED)


def last(text, right="Xong./."):
    return page(last=text), page(last=right)


def rows(*texts):
    """A body of these paragraphs alone."""
    names = ("body", "part", "part_title", "article", "point", "point2", "last")
    said = dict(zip(names, map(block, texts), strict=False))
    return page(**dict.fromkeys(names) | said)


CITES = "Viện dẫn lần đầu"
EDGES: list[Edge] = [
    ("FMT-18", "Chưa có nội dung", rows(), rows("Một.")),
    *sizes("FMT-18", "body", 13, 14, {}),
    ("FMT-18", "kiểu chữ đứng", page(point={"italic": True}), page()),
    ("FMT-18", "cỡ chữ", body(size=12), body(size=12, align="table")),
    ("FMT-18", "tối thiểu 6pt", body(gap=5.4), body(gap=5.5)),
    ("FMT-18", "tối thiểu 6pt", body(gap=0.0), body(gap=None)),
    ("FMT-18", "đến 1,5 dòng", body(leading=0.94), body(leading=0.95)),
    ("FMT-18", "đến 1,5 dòng", body(leading=1.56), body(leading=1.55)),
    ("FMT-18", "đến 1,5 dòng", body(leading=2.0), body(leading=None)),
    ("FMT-18", "cả hai lề", sides(align="left"), sides(align="both")),
    ("FMT-18", "cả hai lề", sides(align="centre"), sides(align="")),
    ("FMT-18", "cả hai lề", sides(align="left"), sides(SHORT, align="left")),
    ("FMT-18", "Chữ đầu dòng", sides(indent=9.25), sides(indent=10 - 0.7)),
    ("FMT-18", "Chữ đầu dòng", sides(indent=10.75), sides(indent=10 + 0.7)),
    ("FMT-18", "Chữ đầu dòng", sides(indent=11.95), sides(indent=12.7 - 0.7)),
    ("FMT-18", "Chữ đầu dòng", sides(indent=13.45), sides(indent=12.7 + 0.7 - 1e-9)),
    ("FMT-18", "Chữ đầu dòng", sides(indent=0.0), sides(indent=None)),
    ("FMT-18", "Chữ đầu dòng", sides(indent=0.0), sides(SHORT, indent=0.0)),
    # grounds
    *sizes("TXT-01", "basis", 13, 14, {}),
    ("TXT-01", "kiểu chữ nghiêng", page(basis={"italic": False}), page()),
    *(("TXT-01", "kết thúc bằng dấu “;”", *first(f"Căn cứ Luật Đất đai{end}"))
      for end in (".", ",", ":", "")),
    ("TXT-01", "kết thúc bằng dấu “.”", grounds("Căn cứ Luật Đất đai;"),
     grounds("Căn cứ Luật Đất đai.")),
    ("TXT-01", "một dòng riêng", *first("Căn cứ Luật Đất đai; Căn cứ Luật Xây dựng;",
                                        "Căn cứ Luật Đất đai, căn cứ Luật Xây dựng;")),
    *(("TXT-01", "Ghi đủ số, ký hiệu", *first(f"Căn cứ {kind} của Chính phủ;",
                                              f"Căn cứ {kind} số 1/CP;"))
      for kind in ("Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị")),
    ("TXT-01", "Ghi đủ số, ký hiệu", *first("Căn cứ Nghị định của Chính phủ;",
                                            "Xét Nghị định của Chính phủ;")),
    *(("TXT-01", "không ghi số, ký hiệu", *first(f"Căn cứ {kind} Đất đai số 31/2024/QH15;",
                                                 f"Căn cứ {kind} Đất đai năm 2024;"))
      for kind in ("Luật", "Bộ luật", "Pháp lệnh")),
    ("TXT-01", "không ghi số, ký hiệu", *first("Căn cứ Luật Đất đai số 31/2024/QH15;",
                                               "Căn cứ Luật Đất đai;  và số 31/2024/QH15;")),
    ("TXT-01", "không ghi số, ký hiệu", *first("Căn cứ Luật Đất đai số 31/2024/QH15;",
                                               "Căn cứ Luật Đất đai, quyết số3/QH15;")),
    ("TXT-01", "không ghi số, ký hiệu", *first("Căn cứ Luật Đất đai số 31/2024/QH15;",
                                               "Căn cứ Luật Đất đai, hsố 31/2024/QH15;")),
    *(("TXT-01", f"{kind} cần có căn cứ", page(kind=kind.upper(), basis=None, basis2=None),
       page(kind=kind.upper())) for kind in ("Quyết định", "Nghị quyết")),
    ("TXT-01", "cần có căn cứ", page(kind="QUYẾT ĐỊNH", basis=None, basis2=None),
     page(kind="KẾ HOẠCH", basis=None, basis2=None)),
    # citations
    *(("TXT-02", CITES, *last(f"Theo {kind} số 01/TT-BNV, các xã làm./.",
                              f"Theo {kind} số 01/TT-BNV ngày 05 tháng 01 năm 2023 của Bộ./."))
      for kind in ("Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định", "Nghị quyết",
                   "Chỉ thị", "Kế hoạch", "Thông báo")),
    *(("TXT-02", CITES, *last("Theo Thông tư số 01/TT-BNV của Bộ./.",
                              f"Theo Thông tư số 01/TT-BNV{date} của Bộ./."))
      for date in (" ngày 5 tháng 1 năm 2023", ", ngày 05/01/2023", " ngày 5-1-2023",
                   " ngày 05.01.2023")),
    ("TXT-02", CITES, *last("Theo Thông tư số 01/TT-BNV ngày 5/2023./.",
                            "Theo Thông tư số 01/TT-BNV ngày 5/1/2023./.")),
    ("TXT-02", CITES, *last("Theo Thông tư số 01/TT-BNV ngày 5/1/202./.",
                            "Theo Thông tư liên tịch số 01/TT-BNV ngày 5/1/2023, Thông tư số "
                            "01/TT-BNV./.")),
    ("TXT-02", CITES, page(basis="Căn cứ Nghị định số 9/NĐ-CP;"),
     page(basis=CITED, last="Theo Nghị định số 30/2020/NĐ-CP./.")),
    ("TXT-02", CITES, *last("Theo Thông tư số 01/TT-BNV; rồi lại Thông tư số 01/TT-BNV./.",
                            "Theo Kế hoạch số 25/KH-UBND./.")),
    # parts
    *(("TXT-03", f"“{kind} {typed}”", rows(f"{kind} {typed}"), rows(f"{kind} {right}"))
      for kind, typed, right in (
          ("Chương", "1", "I"), ("Phần", "12", "XII"), ("Mục", "II", "2"),
          ("Tiểu mục", "IV", "4"), ("Điều", "I", "1"), ("Điều", "XL", "1"), ("Điều", "C", "1"))),
    *(("TXT-03", "có dấu chấm (“Điều 1.”)", rows(f"Điều 1{sign} Phạm vi"), rows("Điều 1. Phạm vi"))
      for sign in (":", ",", ")")),
    ("TXT-03", "phải là “b)”", rows("a) Một;", "c) Hai."), rows("a) Một;", "b) Hai.")),
    ("TXT-03", "phải là", rows("b) Một;"), rows("a) Một;", "a) Lại một;")),
    ("TXT-03", "phải là", rows("a) 1", "b) 2", "c) 3", "d) 4", "e) 5"),
     rows("a) 1", "b) 2", "c) 3", "d) 4", "đ) 5", "e) 6", "g) 7")),
    ("TXT-03", "phải là", rows("f) Một;"), rows("z", "a) Một;")),
    *(("TXT-03", "phải là", rows("a) Một;", opens, "b) Hai."),
       rows("a) Một;", opens, "a) Hai."))
      for opens in ("1. Khoản", "12. Khoản", "II. Phần", "Điều 1. Ba", "Chương II", "Mục 2",
                    "Phần II")),
    ("TXT-03", "Điểm “d)”", rows("a) Một;", "Tiếp.", "d) Hai."), rows("a) Một;", "Tiếp.", "b) 2.")),
    ("TXT-03", "phải là Điều", rows("Điều 1. A", "Điều 3. B"),
     rows("Điều 1. A", "Điều 2. B", "Điều 1. C")),
    ("TXT-03", "phải là Điều", rows("Điều 2. A"), rows("Điều 1. A")),
    ("TXT-03", "phải là Điều", rows("Điều 1. A", "x", "Điều 2. B", "Điều 4. C"),
     rows("Điều 1. A", "x", "Điều 2. B", "Điều 3. C")),
    # headings
    *(("TXT-04", f"“{part}” phải có tiêu đề", rows(part, "1. Một."), rows(part, "QUY ĐỊNH CHUNG"))
      for part in ("Chương I", "Phần II", "Phần thứ IV.", "Chương X:", "Mục 1", "Tiểu mục 2.",
                   "Mục 10:")),
    ("TXT-04", "phải có tiêu đề", rows("Chương I"), rows("Chương I", "Quy định chung")),
    ("TXT-04", "phải có tiêu đề", rows("Chương I", "Điều 1 là"), rows("Chương I là", "Điều 1 là")),
    *(("TXT-04", "phải có tiêu đề", rows("Chương I", f"Quy định{end}"), rows("Chương I", "Quy đị"))
      for end in ".;:,"),
    ("TXT-04", "phải có tiêu đề", rows("Chương I", "a" * 160), rows("Chương I", "a" * 159)),
    ("TXT-04", "phải có tiêu đề", rows("Chương I", "a" * 160), rows("Chương I", "A" * 160 + ".")),
    # the end
    ("TXT-05", "chỉ đặt ở cuối", rows("Một./.", "Hai./."), rows("Một.", "Hai./.")),
    ("TXT-05", "kết thúc bằng", page(last="Xong.", annex=None, annex2=None), page(last="Xong./.")),
    ("TXT-05", "kết thúc bằng", page(last="Xong."), page(last="Xong.", sent_with2="Hết./.")),
    ("TXT-05", "kết thúc bằng", page(last="Xong."), replace(page(last="Xong."), own=True)),
    ("TXT-05", "sẽ được in thêm", replace(page(last="Xong."), own=True), replace(KEPT, own=True)),
]  # fmt: skip


@each(EDGES)
def test_each_limit_has_two_sides(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


def test_one_fault_of_the_whole_text_is_said_once():
    assert len(said("FMT-18", page(body={"size": 12}, last={"size": 12}))) == 1
    assert len(said("FMT-18", page(body={"size": 12}, last={"size": 11}))) == 2


@each([("FMT-18", page(point={"italic": True}), "W"), ("FMT-18", body(gap=0.0), "W"),
     ("FMT-18", body(leading=3.0), "W"), ("FMT-18", sides(indent=0.0), "W"),
     ("FMT-18", body(size=12), ""), ("FMT-18", sides(align="left"), ""),
     ("TXT-01", page(kind="QUYẾT ĐỊNH", basis=None, basis2=None), "W"),
     ("TXT-01", grounds("Căn cứ Nghị định của Chính phủ;", CITED), "W"),
     ("TXT-01", grounds("Căn cứ Luật Đất đai số 31/2024/QH15;", CITED), "W"),
     ("TXT-01", grounds("Căn cứ Luật Đất đai.", CITED), ""),
     ("TXT-05", replace(page(last="Xong."), own=True), "I")])  # fmt: skip
def test_some_faults_weigh_less_than_their_rule(rule, described, severity):
    assert [one.severity for one in faults(rule, described)] == [severity]


@each([("TXT-01", grounds("Căn cứ Luật Đất đai ., ", CITED), "Căn cứ Luật Đất đai .,",
      "Căn cứ Luật Đất đai;"),
     ("TXT-01", grounds("Căn cứ Luật A; Căn cứ Luật B;", CITED), "Căn cứ Luật A; Căn cứ Luật B;",
      "Căn cứ Luật A;\nCăn cứ Luật B;"),
     ("TXT-03", rows("Chương 14"), "Chương 14", "Chương XIV"),
     ("TXT-03", rows("Điều XIX"), "Điều XIX", "Điều 19"),
     ("TXT-03", rows("Mục XC"), "Mục XC", "Mục 90"),
     ("TXT-03", rows("Mục II"), "Mục II", "Mục 2"),
     ("TXT-01", grounds("Căn cứ Luật Đất đai ;:.,", CITED), "Căn cứ Luật Đất đai ;:.,",
      "Căn cứ Luật Đất đai;"),
     ("TXT-03", rows("Điều XLVI"), "Điều XLVI", "Điều 46"),
     ("TXT-03", rows("Điều CL"), "Điều CL", "Điều 150"),
     ("TXT-03", rows("Điều 1) Phạm vi"), "Điều 1)", "Điều 1."),
     ("TXT-03", rows("a) Một;", "c) Hai."), "c) ", "b) "),
     ("TXT-03", rows("Điều 1. A", "Điều 3. B"), "Điều 3.", "Điều 2."),
     ("TXT-05", rows("Đã xong việc này./.", "Hai./."), " việc này./.", " việc này.")])  # fmt: skip
def test_a_fault_says_how_it_is_right(rule, described, old, new):
    assert [(one.old, one.new) for one in faults(rule, described)] == [(old, new)]


def test_roman_numbers():
    assert [roman(it) for it in (*range(1, 11), 14, 29, 40)] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XIV", "XXIX", "XXXX",
    ]  # fmt: skip


def test_points_go_by_the_vietnamese_alphabet():
    """No f, j, w, z; đ after d."""
    assert POINTS == "abcdđeghiklmnopqrstuvxy"
    every = [block(f"{letter}) Một") for letter in POINTS]
    assert said("TXT-03", _of([*every, block("z) Hết")])) == []
    assert said("TXT-03", _of([block("f) Một"), block("z) Hai")])) == ["Điểm “f)” phải là “a)”."]


def _of(blocks):
    kept = [one for one in rows("Một.").blocks if one.text != "Một."]
    at = next(n for n, one in enumerate(kept) if one.text.startswith("Nơi nhận"))
    return replace(KEPT, blocks=(*kept[:at], *blocks, *kept[at:]))


def test_a_ground_that_was_typed_into_its_field_gets_its_sign_from_the_page():
    typed = Block((Run("Căn cứ Luật Đất đai", italic=True),), role="bases")
    assert said("TXT-01", replace(KEPT, blocks=(typed,))) == []
    for end in ",;:":
        wrong = replace(typed, runs=(Run(f"Căn cứ Luật Đất đai{end}", italic=True),))
        assert len(said("TXT-01", replace(KEPT, blocks=(wrong,)))) == 1


def test_a_reader_of_words_alone_judges_words():
    words = frozenset({Knows.WORDS})
    assert said("FMT-18", replace(rows(), knows=words)) == []
    assert said("TXT-01", replace(page(basis={"size": 20}), knows=words)) == []


def test_what_lacks_in_the_text_is_shown_there():
    assert faults("FMT-18", rows())[0].at == Place("Nội dung")
    none = page(kind="QUYẾT ĐỊNH", basis=None, basis2=None)
    assert faults("TXT-01", none)[0].at == Place("Căn cứ")
    assert faults("TXT-05", replace(page(last="Xong."), own=True))[0].at == Place("Nội dung")


def test_a_text_is_cited_in_full_in_the_grounds_and_in_the_text_of_a_letter():
    far = "Thực hiện Thông tư số 01/TT-BNV" + "," * 56 + "ngày 05 tháng 01 năm 2023./."
    assert len(said("TXT-02", page(last=far))) == 1
    assert said("TXT-02", page(last=far.replace("," * 56, "," * 55))) == []
    assert said("TXT-05", letter(last="Xong./.")) == []


def test_a_title_that_begins_like_a_number_is_none():
    assert said("TXT-03", rows("Mục Lục hồ sơ")) == []


def test_an_article_is_told_which_number_it_should_have():
    (found,) = faults("TXT-03", rows("Điều 1. A", "Điều 5. B"))
    assert found.words == "Điều 5 phải là Điều 2."
    assert said("TXT-03", rows("Điều 0. A"))[0] == "Điều 0 phải là Điều 1."


def test_the_end_of_a_text_is_a_stroke_between_two_stops():
    assert said("TXT-05", page(last="Xong/.")) == ["Văn bản kết thúc bằng “./.”."]


def test_an_indent_is_said_in_centimetres():
    (found,) = said("FMT-18", sides(indent=9.2))
    assert found.endswith("đang là 0,92 cm.")


def test_a_text_that_does_not_end_is_shown_at_its_last_paragraph():
    (found,) = faults("TXT-05", page(last="Xong."))
    assert found.at.text == "Xong."


def test_an_empty_text_has_no_end():
    assert said("TXT-05", rows()) == []

"""FMT-30 to FMT-37 at their edges: annexes, stamps, marks, address, copies."""

from dataclasses import replace

from tests.law.layout_pages import KEPT, block, page
from tests.law.layout_said import Edge, faults, is_edge, said, seen_as, sizes
from tests.law.rows import each
from workflows.layout import BY_ID, Frame, Knows, Place, Run
from workflows.layout.on_more import BOXES

NAMED = "Báo cáo theo Phụ lục I."
UNSAID = {"body": "Báo cáo như sau:"}
NONE = dict.fromkeys(["annex", "annex_title", "sent_with", "annex2", "annex2_title", "sent_with2"])
ONE = dict.fromkeys(["annex2", "annex2_title", "sent_with2"])
SENT = "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2023)"
BOLD = {"bold": True, "italic": False}


def stamp(text, width, height):
    return page(urgency={"text": text, "frame": Frame(width, height)})


def copied(text="Sao y; UBND huyện; 2023-01-05T08:00:00+07:00", size=10, style="", **more):
    return page(superior=block(text, size, style, column="right", **more))


def on_paper(**notes):
    filled = {"sent_with": SENT, "sent_with2": SENT} | notes
    return replace(page(**filled), electronic=False)


def stamped(text, words, broken, kept):
    return ("FMT-32", words, stamp(text, *broken), stamp(text, *kept))


EDGES: list[Edge] = [
    ("FMT-30", "bằng chữ số La Mã", page(last="Theo Phụ lục 1./."), page(last="Phụ lục IV./.")),
    ("FMT-30", "bằng chữ số La Mã", page(last="Theo Phụ lục số 1./."), page(last="Phụ lục A1./.")),
    ("FMT-30", "bằng chữ số La Mã", page(last="Theo Phụ lục 1./."), page(last="XPhụ lục 1./.")),
    ("FMT-30", "bằng chữ số La Mã", page(last="Theo Phụ lục 1./."), page(last="Phụ lục 1a./.")),
    ("FMT-30", "nhắc đến phụ lục", page(**NONE), page()),
    ("FMT-30", "nhắc đến phụ lục", page(**NONE, body="Có phụ lục."), page(**NONE, **UNSAID)),
    ("FMT-30", "nhắc đến phụ lục", page(**NONE, body="Kế hoạch (kèm theo)."),
     page(**NONE, body="Kế hoạch kèm theo.")),
    ("FMT-30", "phải có chỉ dẫn", page(**UNSAID), page()),
    ("FMT-30", "Từ hai Phụ lục trở lên", page(annex="Phụ lục"), page(annex="Phụ lục", **ONE)),
    ("FMT-30", "Từ hai Phụ lục trở lên", page(annex="Phụ lục 1"), page(annex="PHỤ LỤC I")),
    *(("FMT-30", "Từ hai Phụ lục trở lên", page(annex="Phụ lục"), page(annex=f"Phụ lục {number}"))
      for number in "IVXLC"),
    *sizes("FMT-30", "annex", 14, 14, BOLD),
    ("FMT-30", "chữ in thường", page(annex="PHỤ LỤC II"), page(annex="Phụ lục II")),
    ("FMT-30", "canh giữa", page(annex={"align": "left"}), page(annex={"align": ""})),
    *sizes("FMT-30", "annex_title", 13, 14, BOLD),
    ("FMT-30", "chữ in hoa", page(annex_title="Danh mục"), page(annex_title="( kèm theo Báo cáo)")),
    ("FMT-31", "có “(Kèm theo", page(sent_with=None), page()),
    *sizes("FMT-31", "sent_with", 13, 14, {"bold": False, "italic": True}),
    ("FMT-31", "chữ in thường", page(sent_with="(KÈM THEO BÁO CÁO)"), page()),
    ("FMT-31", "không điền số", page(sent_with=SENT), page()),
    *(("FMT-31", "không điền số", page(sent_with=f"(Kèm theo {filled})"),
       page(sent_with=f"(Kèm theo {empty})"))
      for filled, empty in (("số : 5 /BC", "số : /BC"), ("số5/BC", "số 5 BC"))),
    ("FMT-31", "có “(Kèm theo", page(sent_with="(Kèm theođó)"), page(sent_with="( kèm theo đó)")),
    ("FMT-31", "điền đủ số", on_paper(sent_with="(Kèm theo Báo cáo số …/BC-UBND)"), on_paper()),
    # stamps
    *sizes("FMT-32", "urgency", 13, 14, BOLD),
    ("FMT-32", "đỏ tươi", page(urgency={"colour": "black"}), page()),
    ("FMT-32", "khung hình chữ nhật", page(urgency={"frame": None}), page()),
    *(stamped(text, f"{width} × {height} mm", broken, kept)
      for text, width, height in (("KHẨN", 20, 8), ("THƯỢNG KHẨN", 40, 8), ("HỎA TỐC", 30, 8))
      for broken, kept in (
          ((width + 1.1, height), (width + 1, height)),
          ((width - 1.1, height), (width - 1, height)),
          ((width, height + 1.1), (width, height + 1)),
          ((width, height - 1.1), (width, height - 1)))),
    *sizes("FMT-33", "circulation", 13, 14, BOLD),
    ("FMT-33", "khung viền đơn", page(circulation={"frame": None}), page()),
    ("FMT-33", "khung viền đơn", page(circulation={"frame": None, "text": "XEM XONG TRẢ LẠI"}),
     page(circulation={"frame": None, "text": "XEM XONG"})),
    # secrecy
    *(("FMT-34", f"“{mark}”", page(circulation=text), page(circulation=right))
      for mark, text, right in (
          ("TUYỆT MẬT", "TUYỆT MẬT", "TUYỆT MẬTT"), ("TỐI MẬT", "Mức TỐI MẬT", "Mức tối mật"),
          ("MẬT", "MẬT", "BÍ MẬT"), ("MẬT.", "MẬT.", "MẬT ONG"),
          ("TỐI MẬT", "TỐI MẬT", "XTỐI MẬT"), ("Độ mật:", "Độ mật: A", "XĐộ mật: A"),
          ("Độ mật :", "Độ mật : A", "Bảo mật : A"))),
    # drafter, address
    *sizes("FMT-35", "drafter", 11, 11, {"bold": False, "italic": False}),
    *(("FMT-35", "viết “PL.(300)”", page(drafter=typed), page(drafter="PL.(300)"))
      for typed in ("PL(300)", "PL. (300)")),
    ("FMT-35", "viết “PL.(300)”", page(drafter="PL (3)"), page(drafter="ABCDĐE.(3).")),
    ("FMT-35", "viết “PL.(300)”", page(drafter="A (3)"), page(drafter="A.(3)")),
    *sizes("FMT-36", "address", 11, 12, {"bold": False, "italic": False}),
    ("FMT-36", "ở trang thứ nhất", page(address={"place": Place("", 2)}),
     page(address={"place": Place("", 1)})),
    # copies
    *(("FMT-37", "theo ISO 8601", copied(f"Sao y; UBND; {time}"), copied(f"Sao y; UBND; {right}"))
      for time, right in (
          ("2023-01-05T08:00:00", "2023-01-05T08:00:00+07:00"),
          ("2023-01-05T08:00:00+08:00", "2023-01-05T08:00:00+0700"),
          ("2023-1-05T08:00:00+07:00", "2023-01-05T08:00:00.123+07:00"),
          ("203-01-05T08:00:00+07:00", "2023-01-05T08:00:00+07:00"),
          ("05/01/2023 08:00:00", "2023-01-05T08:00:00.1+07:00"))),
    *(("FMT-37", "cỡ chữ 10", copied(size=size), copied(size=kept))
      for size, kept in ((9.73, 10 - 0.26), (10.27, 10 + 0.26))),
    ("FMT-37", "không in đậm", copied(style="b"), copied()),
    ("FMT-37", "kiểu chữ đứng", copied(style="i"), copied()),
    *(("FMT-37", "ISO 8601", copied(f"{form}; UBND"), copied(f"{form}; 2023-01-05T08:00:00+07:00"))
      for form in ("Sao y", "Sao lục", "Trích sao", "SAO Y")),
    ("FMT-37", "ISO 8601", copied("Sao y"), copied("Bản saoy")),
]  # fmt: skip


@each(EDGES)
def test_each_limit_has_two_sides(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


def test_these_are_the_boxes_of_the_stamps():
    """Annex I, III.2b: in millimetres."""
    assert BOXES == {"KHẨN": (20, 8), "THƯỢNG KHẨN": (40, 8), "HỎA TỐC": (30, 8)}
    assert said("FMT-32", stamp("HOẢ TỐC", 30, 8)) == []


def test_a_stamp_is_red_all_over_but_for_its_blanks():
    red, black = Run("KHẨN", size=13, bold=True, colour="red"), Run(" ", size=13, bold=True)
    one = block("KHẨN", 13, "br", column="left", frame=Frame(20, 8))
    assert said("FMT-32", page(urgency=replace(one, runs=(red, black)))) == []
    half = replace(red, text="KH"), replace(black, text="ẨN")
    assert len(said("FMT-32", page(urgency=replace(one, runs=half)))) == 1


@each([("Phụ lục 1", "Phụ lục 1", "Phụ lục I"), ("Phụ lục số 14", "Phụ lục số 14", "Phụ lục XIV"),
     ("Phụ lục 89", "Phụ lục 89", "Phụ lục XXXXXXXXIX"), ("Phụ lục 90", "", "")])  # fmt: skip
def test_an_annex_of_a_small_number_gets_its_roman_one(text, old, new):
    (found,) = faults("FMT-30", page(last=f"Theo {text}./."))
    assert (found.old, found.new, found.severity) == (old, new, "W")


def test_an_annex_that_is_named_and_does_not_lie_here_is_only_told():
    (found,) = faults("FMT-30", page(**NONE))
    assert (found.severity, found.at.text[:9]) == ("I", "Thực hiện")


def test_a_file_without_faces_has_annexes_all_the_same():
    words = frozenset({Knows.WORDS})
    assert said("FMT-30", replace(page(annex={"size": 12}), knows=words)) == []
    assert len(said("FMT-30", replace(page(**UNSAID), knows=words))) == 1


def test_what_stamps_and_marks_look_like_does_not_hang_on_how_they_were_found():
    """In capitals; an address is not."""
    small, frame = block("Khẩn", 13, "br", frame=Frame(20, 8)), Frame(50, 8)
    for rule, seen, words in (
        ("FMT-32", seen_as(stamps=(small,)), "Dấu chỉ mức độ khẩn trình bày bằng chữ in hoa."),
        ("FMT-33", seen_as(circulation=(block("Nội bộ", 13, "b", frame=frame),)),
         "Chỉ dẫn phạm vi lưu hành trình bày bằng chữ in hoa."),
        ("FMT-35", seen_as(drafter=block("a.(3)", 11)),
         "Ký hiệu người soạn thảo trình bày bằng chữ in hoa."),
        ("FMT-36", seen_as(address=(block("ĐT: 0237", 11),)),
         "Địa chỉ cơ quan trình bày bằng chữ in thường."),
    ):  # fmt: skip
        assert words in [it.words for it in BY_ID[rule].check(KEPT, seen)]


def test_a_drafter_has_one_to_six_letters():
    for text, count in ((".(3)", 2), ("A.(3)", 0), ("ABCDEF.(3)", 0), ("ABCDEFG.(3)", 1)):
        found = list(BY_ID["FMT-35"].check(KEPT, seen_as(drafter=block(text, 11))))
        assert len(found) == count


def test_an_annex_of_two_lines_has_a_title_too():
    titled = page(annex_title={"bold": False}, sent_with=None)
    assert said("FMT-30", titled) == ["Tên Phụ lục trình bày kiểu chữ đậm."]


def test_an_annex_may_end_at_its_name():
    assert said("FMT-30", page(annex2_title=None, sent_with2=None)) == []


def test_the_note_under_an_annex_stands_in_its_first_lines():
    names = ("annex2", "annex2_title", "sent_with2")
    moved = dict(zip(names, ("Một.", "Hai.", "(Kèm theo Báo cáo)"), strict=True))
    italic = {"text": "(Kèm theo Báo cáo)", "bold": False, "italic": True}
    assert said("FMT-31", page(sent_with="Đầu.", **moved | {"annex2_title": italic})) == []
    assert len(said("FMT-31", page(sent_with="Đầu.", **moved | {"sent_with2": italic}))) == 1


def test_each_mark_of_secrecy_is_named_once_in_a_place():
    assert len(said("FMT-34", page(last="TỐI MẬT, TỐI MẬT và TUYỆT MẬT./."))) == 2


def test_a_copys_moment_stands_beside_its_form_on_the_same_page():
    moment = "2023-01-05T08:00:00+07:00"
    first = {"place": Place("", 1)}
    form = {"superior": block("Sao y", 10, column="right", **first)}
    rest = dict.fromkeys(["agency", "motto", "number", "date", "urgency", "circulation"])
    near = page(**form, nation={"text": moment, **first}, **rest)
    assert not [one for one in said("FMT-37", near) if "ISO" in one]
    other = page(**form, nation={"text": moment, "place": Place("", 2)}, **rest)
    assert len([one for one in said("FMT-37", other) if "ISO" in one]) == 1


def test_a_copys_form_on_the_left_stands_in_the_wrong_corner():
    left = page(superior=block("Sao y; 2023-01-05T08:00:00+07:00", 10, column="left"))
    assert said("FMT-37", left) == ["Thông tin bản sao ở góc trên, bên phải, trang đầu."]
    assert said("FMT-37", KEPT) == []


def test_of_a_number_of_annexes_the_first_is_shown():
    (found,) = faults("FMT-30", page(**UNSAID))
    assert found.at.text == "Phụ lục I"
    (found,) = faults("FMT-31", page(sent_with=None))
    assert found.at.text == "Phụ lục I"


def test_one_annex_needs_no_number_and_two_do():
    assert said("FMT-30", page(annex="Phụ lục", **ONE)) == []
    assert len(said("FMT-30", page(annex="Phụ lục"))) == 1


def test_only_the_first_lines_of_a_page_can_tell_a_copys_moment():
    rest = dict.fromkeys(["agency", "motto", "number", "date", "urgency", "circulation", "kind",
                          "subject", "to", "basis", "basis2", "body"])  # fmt: skip
    form = block("Sao y", 10, column="right")
    moment = block("2023-01-05T08:00:00+07:00", 10)
    eighth = page(superior=form, **rest, last=moment)
    assert [it.text for it in eighth.blocks].index(moment.runs[0].text) == 7
    assert said("FMT-37", eighth) == []
    ninth = page(superior=form, **rest, last="Chín", label=moment)
    assert len(said("FMT-37", ninth)) == 1

"""TXT-06 to TXT-12 and the spelling of FMT-06: each slip, how it is right, and what is none."""

from tests.law.layout_pages import page
from tests.law.layout_said import faults, said
from tests.law.rows import each
from workflows.layout.tones import old_style, other_tones
from workflows.layout.wording import SLIPS


def slips(rule, text):
    """What is typed wrong in the last paragraph, and how it is right."""
    return [(one.old, one.new) for one in faults(rule, page(last=f"{text}./.", date=None))]


WRONG = [
    ("TXT-06", "Vận động nhân dân tham gia", "nhân dân", "Nhân dân"),
    ("TXT-06", "Quản lý của nhà nước", "của nhà nước", "của Nhà nước"),
    ("TXT-06", "Đảng và nhà nước", "Đảng và nhà nước", "Đảng và Nhà nước"),
    ("TXT-06", "Đảng, nhà nước", "Đảng, nhà nước", "Đảng, Nhà nước"),
    ("TXT-06", "Đường lối của đảng", "của đảng", "của Đảng"),
    *(("TXT-06", text, f"thứ {day}", f"thứ {day.capitalize()}") for text, day in (
        ("Họp (thứ hai)", "hai"), ("Họp sáng thứ ba", "ba"), ("Họp chiều thứ tư", "tư"),
        ("Họp ngày thứ năm", "năm"), ("Họp sáng thứ sáu", "sáu"), ("Họp sáng thứ bảy", "bảy"))),
    ("TXT-06", "Theo điểm a Khoản 2 Điều 3", "Khoản 2", "khoản 2"),
    ("TXT-06", "Theo Khoản 12 Điều 3", "Khoản 12", "khoản 12"),
    ("TXT-06", "Tại Điểm đ khoản 2", "Điểm đ", "điểm đ"),
    ("TXT-06", "Tại Điểm a khoản 2", "Điểm a", "điểm a"),
    ("TXT-06", "Luật này, Khoản 2", "Khoản 2", "khoản 2"),
    ("TXT-06", "Luật này; Khoản 2", "Khoản 2", "khoản 2"),
    ("TXT-06", "Như đã ghi ở đ Khoản 2", "Khoản 2", "khoản 2"),
    ("TXT-06", "Theo khoản 2 điều 103 Luật", "khoản 2 điều 103", "khoản 2 Điều 103"),
    ("TXT-06", "Thực hiện tại điều 3", "tại điều 3", "tại Điều 3"),
    ("TXT-06", "Làm theo điều 3", "theo điều 3", "theo Điều 3"),
    ("TXT-06", "Như quy định ở mục 12", "quy định ở mục 12", "quy định ở Mục 12"),
    ("TXT-06", "Thực hiện tại chương IV", "tại chương IV", "tại Chương IV"),
    ("TXT-06", "Làm theo chương X", "theo chương X", "theo Chương X"),
    *(("TXT-07", f"Trên địa bàn {kind} Hoằng Hóa", f"{kind} Hoằng", f"{kind.lower()} Hoằng")
      for kind in ("Tỉnh", "Huyện", "Xã", "Thị trấn", "Thị xã")),
    ("TXT-07", "Người dân phường 3", "phường 3", "Phường 3"),
    ("TXT-07", "Người dân quận 12", "quận 12", "Quận 12"),
    ("TXT-07", "Tại thủ đô Hà Nội", "thủ đô Hà Nội", "Thủ đô Hà Nội"),
    ("TXT-07", "Tại thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    *(("TXT-09", f"Trực {when} tết", "tết", "Tết") for when in ("dịp", "nghỉ", "đón", "trước",
                                                              "sau")),
    ("TXT-09", "Vui Tết Trung thu", "Tết Trung thu", "tết Trung thu"),
    ("TXT-09", "Vui Tết trung thu", "Tết trung thu", "tết Trung thu"),
    ("TXT-09", "Vui Tết Đoan ngọ", "Tết Đoan ngọ", "tết Đoan ngọ"),
    ("TXT-09", "Vui Tết Hàn thực", "Tết Hàn thực", "tết Hàn thực"),
    ("TXT-10", "Theo ý kiến của chủ tịch Lê Minh", "chủ tịch Lê Minh", "Chủ tịch Lê Minh"),
    ("TXT-10", "Giao phó chủ tịch Lê Minh", "phó chủ tịch Lê Minh", "Phó Chủ tịch Lê Minh"),
    ("TXT-10", "Theo chủ tịch nước Lê Minh", "chủ tịch nước Lê Minh", "Chủ tịch nước Lê Minh"),
    ("TXT-10", "Theo giám đốc Lê Minh", "giám đốc Lê Minh", "Giám đốc Lê Minh"),
    ("TXT-10", "Do phó giám đốc Lê Minh", "phó giám đốc Lê Minh", "Phó Giám đốc Lê Minh"),
    ("TXT-10", "Theo bộ trưởng Lê Minh", "bộ trưởng Lê Minh", "Bộ trưởng Lê Minh"),
    ("TXT-10", "Do phó trưởng phòng Lê Minh", "phó trưởng phòng Lê Minh",
     "Phó trưởng phòng Lê Minh"),
    *(("TXT-11", f"Giao {typed} xã", typed, f"{typed[0].upper()}{typed[1:]}") for typed in (
        "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân")),
    *(("TXT-11", f"Giao sở {field}", f"sở {field}", f"Sở {field.capitalize()}")
      for field in ("tài chính", "nội vụ", "tư pháp", "y tế", "xây dựng")),
]  # fmt: skip


@each(WRONG)
def test_a_slip_is_found_once_and_put_right(rule, text, old, new):
    assert slips(rule, text) == [(old, new)]


NO_SLIP = [
    *(
        ("TXT-06", f"Nói về {word} nhân dân")
        for word in ("ban", "đồng", "án", "sát", "đội", "an", "trang", "giáo", "sĩ", "lao")
    ),
    ("TXT-06", "Cơ quan nhà nước; công ty nhà nước"),
    ("TXT-06", "Các đảng viên; của đảngviên"),
    ("TXT-06", "Lần thứ hai, đoàn thứ ba"),
    ("TXT-06", "Ngày thứ haimươi"),
    ("TXT-06", "Sáng thứ Hai"),
    ("TXT-06", "Khoản 2 ghi rõ. Khoản 3 cũng vậy"),
    ("TXT-06", "Theo Khoản chi; tại Điểm ab; Điểm cầu"),
    ("TXT-06", "Theo khoản 2 Điều 3; tại Mục 2; theo Chương IV"),
    ("TXT-06", "Nhiều điều 3 lần; các chương IV"),
    ("TXT-07", "Trên địa bàn tỉnh Thanh Hóa, huyện Hoằng Hóa"),
    ("TXT-07", "Việc của Huyện. Tỉnh Thanh Hóa đã có"),
    ("TXT-07", "Ban Thường vụ Huyện ủy"),
    ("TXT-07", "Các quận, phường; Quận 1; Phường 3; phường 3B"),
    ("TXT-07", "Thủ đô Hà Nội, Thành phố Hồ Chí Minh, thành phố Thanh Hóa"),
    *(
        ("TXT-09", f"Trong dịp tết {name}")
        for name in ("Trung thu", "trung thu", "Đoan ngọ", "Hàn thực")
    ),
    ("TXT-09", "Ngày tết; dịp tếtt"),
    ("TXT-09", "Đón Tết Nguyên đán; tết Trung thu"),
    ("TXT-10", "Các chủ tịch xã; ông Lê Minh"),
    ("TXT-10", "Giao Chủ tịch Lê Minh; chủ tịch Minh"),
    ("TXT-11", "Giao Ủy ban nhân dân xã, Hội đồng nhân dân, Sở Tài chính; cơ sở y tếxã"),
]


@each(NO_SLIP)
def test_what_is_no_slip_is_left_alone(rule, text):
    assert slips(rule, text) == []


def test_a_slip_is_named_once_in_a_place_and_again_in_the_next():
    typed = "Vận động nhân dân, giúp nhân dân"
    assert len(faults("TXT-06", page(point=typed, last=f"{typed}./."))) == 2


def test_what_stands_in_capitals_all_over_has_no_small_letters_to_blame():
    assert said("TXT-07", page(part_title="NGƯỜI DÂN 3", last={"text": "PHƯỜNG QUẬN 3"})) == []


def test_a_letter_that_cannot_be_printed_is_one_in_capitals_too():
    (found,) = faults("FMT-04", page(part_title="QUY ĐỊNH 完"))
    assert (found.severity, found.old, found.new) == ("E", "", "")


def test_which_slips_are_only_told():
    """DOMAIN §6.4: Tết and titles are information, the others a warning; no letter is an error."""
    told = {(one.rule, one.severity) for one in SLIPS}
    assert told == {
        ("FMT-04", "E"), ("TXT-06", "W"), ("TXT-07", "W"), ("TXT-09", "I"), ("TXT-10", "I"),
        ("TXT-11", "W"),
    }  # fmt: skip


@each([("3, ngày 05 tháng 01 năm 2023", True), ("P.3, ngày 05 tháng 01 năm 2023", True),
     ("Q 1, ngày 05 tháng 01 năm 2023", True), ("P3, ngày 05 tháng 01 năm 2023", True),
     ("Q.1, ngày 05 tháng 01 năm 2023", True), ("P. 3, ngày 05 tháng 01 năm 2023", True),
     ("Phường 3, ngày 05 tháng 01 năm 2023", False), ("Quận 1, ngày 05 tháng 01 năm 2023", False),
     ("Hoằng Hóa, ngày 05 tháng 01 năm 2023", False)])  # fmt: skip
def test_a_ward_of_a_number_stands_with_its_whole_name(date, is_short):
    """TXT-08."""
    assert len(said("TXT-08", page(date=date))) == is_short
    assert said("TXT-08", page(date=None)) == []


# tones (FMT-06, TXT-12)

TONES = [
    ("hoà", "hòa"), ("toán", "toán"), ("hoá", "hóa"), ("toả", "tỏa"), ("xoã", "xõa"),
    ("hoạ", "họa"), ("hoè", "hòe"), ("khoé", "khóe"), ("khoẻ", "khỏe"), ("hoẽ", "hõe"),
    ("hoẹ", "họe"), ("thuỳ", "thùy"), ("thuý", "thúy"), ("uỷ", "ủy"), ("luỹ", "lũy"),
    ("luỵ", "lụy"), ("quý", "quý"), ("quỳ", "quỳ"), ("HOÀ", "hòa"), ("hòa", "hòa"),
]  # fmt: skip


@each(TONES)
def test_the_mark_may_stand_on_either_vowel(new, old):
    assert old_style(new) == old


def other(*texts):
    blocks = [page(last=text).blocks for text in texts]
    lasts = [next(one for one in held if one.text == text)
             for held, text in zip(blocks, texts, strict=True)]  # fmt: skip
    return [(lasts.index(at), old, new) for at, old, new in other_tones(lasts)]


def test_what_is_written_less_often_is_named():
    assert other("hoà, hòa, hòa") == [(0, "hoà", "hòa")]
    assert other("hoà, hoà, hòa") == [(0, "hòa", "hoà")]
    assert other("hoà bình, hoà giải") == []


def test_where_both_are_written_as_often_the_older_one_stays():
    assert other("hoà, hòa") == [(0, "hoà", "hòa")]
    assert other("hòa, hoà") == [(0, "hoà", "hòa")]


def test_a_spelling_is_named_once_in_a_place_in_its_own_case():
    second = "hòa, hòa, hòa, hòa, hòa, hòa, hòa, HOÀ, hoà, thuỳ, thùy"
    assert other("Hoà, Hoà, HOÀ, hoà", second) == [
        (0, "Hoà", "Hòa"), (0, "HOÀ", "HÒA"), (0, "hoà", "hòa"),
        (1, "HOÀ", "HÒA"), (1, "hoà", "hòa"), (1, "thuỳ", "thùy"),
    ]  # fmt: skip


def test_both_spellings_are_right_by_themselves():
    """TXT-12."""
    assert said("TXT-12", page(last="Uỷ ban và ủy ban./.")) == []

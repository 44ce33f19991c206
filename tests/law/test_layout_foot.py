"""FMT-19 to FMT-24 at their edges: who signs, mark and seal, who receives."""

from dataclasses import replace

import pytest

from tests.law.layout_pages import (
    AT_FOOT,
    KEPT,
    MARK,
    OTHER_MARK,
    SEAL,
    block,
    joint,
    letter,
    page,
)
from tests.law.layout_said import Edge, faults, is_edge, said, sizes
from tests.law.rows import each
from workflows.layout import Knows, Place
from workflows.layout.elements import Elements
from workflows.layout.rules import BY_ID
from workflows.layout.verdicts import Unknowable

BOLD = {"bold": True, "italic": False}


def at(left, top, right, bottom, page=1):
    return Place("Cuối văn bản", page, (left, top, right, bottom))


def with_mark(left, top=640.0):
    """A mark of 100 points over the name, which stands from 300 to 500."""
    return replace(KEPT, pictures=(replace(MARK, box=(left, top, left + 100, top + 55)), SEAL))


def with_seal(left, right):
    return replace(KEPT, pictures=(MARK, replace(SEAL, box=(left, 620, right, 718))))


def hung(box=(90, 30, 192, 132), said="TỔ CÔNG TÁC ĐỀ ÁN 06", page_n=1, **more):
    """The seal over the name of a body, whose line stands from 110 to 290, and none at the foot."""
    name = {"agency": {"text": said, "place": Place("", 1, (110, 70, 290, 84))}}
    return replace(page(**name | more), pictures=(MARK, replace(SEAL, page=page_n, box=box)))


def to(*lines, **more):
    """Kính gửi: with its list, of a letter."""
    first, *listed = lines
    names = ("basis", "basis2")
    rest = {name: block(text) for name, text in zip(names, listed, strict=False)}
    return letter(to=first, **dict.fromkeys(names) | rest | more)


def called(first, right="Kính gửi: Sở Nội vụ"):
    return to(first), to(right)


def dashed(left, right):
    two = ("- Sở Nội vụ;", left), ("- Sở Tài chính.", right)
    one, other = (block(text, place=at(x, 300, 500, 314)) for text, x in two)
    return letter(to="Kính gửi:", basis=one, basis2=other)


def listed(copies="- Như trên;", archive="- Lưu: VT, VHTT."):
    return page(copies=copies, archive=archive)


EDGES: list[Edge] = [
    ("FMT-19", "Chưa có quyền hạn", page(title=None, title2=None, signer=None), page()),
    *sizes("FMT-19", "title", 13, 14, BOLD),
    *sizes("FMT-19", "title2", 13, 14, BOLD),
    ("FMT-19", "chữ in hoa", page(title="TM. Ủy ban nhân dân"), page()),
    *(("FMT-19", "dấu chấm và cách chữ", page(title=f"{short} ỦY BAN"),
       page(title=f"{short}. ỦY BAN")) for short in ("TM", "KT", "TL", "TUQ", "Q")),
    ("FMT-19", "dấu chấm và cách chữ", page(title="KT.CHỦ TỊCH"), page(title="KTV TRƯỞNG")),
    ("FMT-19", "dấu chấm và cách chữ", page(title="Tm Ủy ban"), page(title="TM")),
    # the mark: its middle less than 40 points from the middle of the name, its top above the name
    ("FMT-20", "canh giữa", with_mark(310), with_mark(310.1)),
    ("FMT-20", "canh giữa", with_mark(390), with_mark(389.9)),
    ("FMT-20", "canh giữa", with_mark(350, 700), with_mark(350, 699.9)),
    ("FMT-20", "nền trong suốt", replace(KEPT, pictures=(replace(MARK, transparent=False), SEAL)),
     KEPT),
    # the seal: 15 to 55 hundredths of the mark, on its left
    ("FMT-22", "khoảng 1/3", with_seal(285, 364.9), with_seal(285, 365)),
    ("FMT-22", "khoảng 1/3", with_seal(285, 405.1), with_seal(285, 405)),
    ("FMT-22", "khoảng 1/3", with_seal(350, 390), with_seal(349.9, 390)),
    ("FMT-22", "nền trong suốt", replace(KEPT, pictures=(MARK, replace(SEAL, transparent=False))),
     KEPT),
    ("FMT-21", "Chưa có họ và tên", page(title=None, title2=None), page()),
    *sizes("FMT-21", "signer", 13, 14, BOLD),
    ("FMT-21", "chữ in thường", page(signer="LÊ VĂN MINH"), page()),
    *(("FMT-21", "học hàm, học vị", page(signer=f"{degree}Minh"), page(signer=f"{name} Minh"))
      for degree, name in (
          ("GS. ", "Gs"), ("PGS.", "PGST"), ("TS. ", "TSa"), ("ThS ", "Thạc"), ("Th.S ", "Th"),
          ("CN. ", "CNa"), ("KS. ", "KSa"), ("BS. ", "BSa"), ("LS. ", "LSa"), ("CKI ", "CKa"),
          ("CKII ", "CKIa"), ("NGND ", "NGNDa"), ("NGƯT ", "NGƯTa"), ("Giáo sư ", "Giáo"),
          ("Phó Giáo sư ", "Phó"), ("Tiến sĩ ", "Tiến"), ("Thạc sĩ ", "Sĩ"), ("Cử nhân ", "Cử"),
          ("Kỹ sư ", "Kỹ"), ("Bác sĩ ", "Bác"), ("Luật sư ", "Luật"),
          ("Đồng chí ", "Đồng"), ("Ông Nguyễn Văn ", "Ông Ích"), ("Bà Lê ", "Bà"))),
    # Ông is a family name too, whatever the middle name is, where the directory has him so
    ("FMT-21", "danh xưng", page(signer="Ông Lê Minh"),
     replace(page(signer="Ông Lê Minh"), signers=frozenset({"Ông Lê Minh"}))),
    ("FMT-21", "học hàm, học vị", replace(page(signer="TS. Minh"), signers=frozenset({"TS. Minh"})),
     replace(page(signer="Ông Minh"), signers=frozenset({"TS. Minh"}))),
    ("FMT-21", "danh xưng",
     replace(page(signer="Đồng chí Minh"), signers=frozenset({"Đồng chí Minh"})), page()),
    # a seal that hangs: from the left over the beginning of the name of a body, on its level
    *(("FMT-22", "khoảng 1/3", hung(broken), hung(kept)) for broken, kept in (
        ((110, 30, 212, 132), (109.9, 30, 211.9, 132)), ((8, 30, 110, 132), (8.1, 30, 110.1, 132)),
        ((99, 30, 290, 132), (99, 30, 289.9, 132)), ((90, 70, 192, 172), (90, 69.9, 192, 171.9)),
        ((90, -18, 192, 84), (90, -17.9, 192, 84.1)))),
    *(("FMT-22", "khoảng 1/3", hung(said=said), hung(said=other)) for said, other in (
        ("ỦY BAN NHÂN DÂN HUYỆN", "BAN CHỈ ĐẠO"), ("HỘI ĐỒNG NHÂN DÂN HUYỆN", "Hội đồng Thi đua"),
        ("TỔNG CÔNG TY", "TỔ CÔNG TÁC"))),
    ("FMT-22", "khoảng 1/3", hung(superior=None), hung()),
    ("FMT-22", "khoảng 1/3", hung(page_n=2), hung()),
    # Kính gửi
    ("FMT-23", "Công văn có “Kính gửi:”", letter(to=None), page(to=None)),
    ("FMT-23", "không có “Kính gửi”", page(kind="QUYẾT ĐỊNH"), page(kind="TỜ TRÌNH")),
    ("FMT-23", "không có “Kính gửi”", page(kind="THÔNG BÁO"),
     page(kind="THÔNG BÁO", to="Chủ tịch điện: Sở Nội vụ")),
    *sizes("FMT-23", "to", 13, 14, {"bold": False, "italic": False}),
    ("FMT-23", "chữ in thường", page(to="KÍNH GỬI: SỞ NỘI VỤ"), page(to="Kính gửi: Sở Nội vụ")),
    ("FMT-23", "có dấu hai chấm", *called("Kính gửi Sở Nội vụ")),
    ("FMT-23", "có dấu hai chấm", *called("Kính gửi - Sở Nội vụ:", "UBND huyện điện: Sở Nội vụ")),
    ("FMT-23", "Gửi một nơi", to("Kính gửi:", "- Sở Nội vụ."),
     to("Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính.")),
    ("FMT-23", "Gửi một nơi", to("Kính gửi:", "- Sở Nội vụ."), to("Kính gửi: các sở:", "- Một.")),
    ("FMT-23", "Gửi một nơi", to("Kính gửi:", "- Sở."), to("Kính gửi:Kính gửi", "- Một.")),
    ("FMT-23", "mỗi nơi một dòng", *called("Kính gửi: Sở Nội vụ; Sở Tài chính")),
    ("FMT-23", "mỗi nơi một dòng", to("Kính gửi: Một; Hai"), to("Kính gửi: Một; Hai", "- Ba.")),
    ("FMT-23", "Kính gửi: dòng này kết thúc bằng dấu “;”", to("Kính gửi:", "- Một.", "- Hai."),
     to("Kính gửi:", "- Một;", "- Hai.")),
    ("FMT-23", "Kính gửi: dòng này kết thúc bằng dấu “.”", to("Kính gửi:", "- Một;", "- Hai;"),
     to("Kính gửi:", "– Một;", "– Hai.")),
    ("FMT-23", "thẳng hàng", dashed(100, 103.1), dashed(100, 103)),
    # Nơi nhận
    ("FMT-24", "Chưa có “Nơi nhận:”", page(label=None), page()),
    *sizes("FMT-24", "label", 12, 12, {"bold": True, "italic": True}),
    ("FMT-24", "chữ in thường", page(label="NƠI NHẬN:"), page()),
    ("FMT-24", "sau có dấu hai chấm", page(label="Nơi nhận"), page()),
    ("FMT-24", "ngang hàng", page(label={"place": at(80, 600, 200, 614)},
                                  title={"place": at(300, 610, 500, 624)}),
     page(label={"place": at(80, 600, 200, 619)}, title={"place": at(300, 609.9, 500, 624)})),
    ("FMT-24", "ngang hàng", page(label={"place": at(80, 600, 200, 614)},
                                  title={"place": at(300, 600, 500, 614, 2)}),
     page(label={"place": at(80, 600, 200, 614)}, title={"place": Place("", 2)})),
    *sizes("FMT-24", "copies", 11, 11, {"bold": False, "italic": False}),
    ("FMT-24", "Nơi nhận: đầu mỗi dòng", listed("Như trên;"), listed("– Như trên;")),
    ("FMT-24", "dòng này kết thúc bằng dấu “;”", listed("- Như trên."), listed()),
    ("FMT-24", "dòng này kết thúc bằng dấu “.”", listed(archive="- Lưu: VT;"), listed()),
    *(("FMT-24", "Dòng cuối của Nơi nhận", listed(archive=typed), listed(archive=right))
      for typed, right in (
          ("- Lưu: VHTT.", "- Lưu: VT."), ("- Lưu VT.", "-Lưu: VT, VHTT."),
          ("- Lưu: VT, VHTT", "- Lưu:VT,VHTT."), ("- Lưu: VT; VHTT.", "- Lưu: VT, A-B 2."))),
    ("FMT-24", "Dòng cuối của Nơi nhận", page(copies=None, archive=None), page()),
]  # fmt: skip


@each(EDGES)
def test_each_limit_has_two_sides(rule, sentence, broken, kept):
    is_edge(rule, sentence, broken, kept)


def test_two_who_sign_are_both_judged():
    """§5.5: the second's authority and name as the first's, and one of the marks over each name."""
    twice = joint()
    beside = replace(twice, blocks=tuple(_bent(one) for one in twice.blocks))
    assert len(said("FMT-19", beside)) == 1
    assert len(said("FMT-21", beside)) == 1
    over = replace(OTHER_MARK, box=(340, 640, 440, 695))
    assert said("FMT-20", joint(mark=over)) == []


def _bent(one):
    said = {"TM. ỦY BAN NHÂN DÂN XÃ HOẰNG PHÚ": "TM ỦY BAN NHÂN DÂN XÃ", "Lê Thị Ánh": "TS. Ánh"}
    return replace(one, runs=(replace(one.runs[0], text=said.get(one.text, one.text)),))


def test_as_many_pictures_are_judged_as_sign():
    """Another picture of the colour belongs to the text."""
    chart = replace(MARK, box=(90, 100, 190, 155), transparent=False)
    assert said("FMT-20", replace(KEPT, pictures=(MARK, SEAL, chart))) == []
    red = replace(SEAL, box=(90, 100, 190, 155), transparent=False)
    assert said("FMT-22", replace(KEPT, pictures=(MARK, SEAL, red))) == []
    unsigned = replace(page(title=None, title2=None, signer=None), pictures=(chart, SEAL, MARK))
    assert said("FMT-20", unsigned) == ["Hình ảnh chữ ký có nền trong suốt (.png)."]


@each([((),), ((MARK,),), ((SEAL,),)])
def test_a_seal_is_judged_beside_a_mark_and_a_mark_by_itself(pictures):
    described = replace(KEPT, pictures=pictures)
    with pytest.raises(Unknowable):
        said("FMT-22", described)
    if pictures == (MARK,):
        assert said("FMT-20", described) == []
        return
    with pytest.raises(Unknowable):
        said("FMT-20", described)


def test_a_mark_or_a_seal_is_shown_where_it_is():
    wrong = (replace(MARK, transparent=False), replace(SEAL, transparent=False))
    described = replace(KEPT, pictures=wrong)
    assert faults("FMT-20", described)[0].at == Place("Chữ ký", 1, MARK.box)
    assert faults("FMT-22", described)[0].at == Place("Dấu", 1, SEAL.box)


def test_a_name_without_a_place_says_nothing_of_the_mark():
    far = replace(MARK, box=(9, 9, 109, 64))
    unplaced = page(signer={"place": Place("Cuối văn bản", 1)})
    assert said("FMT-20", replace(unplaced, pictures=(far, SEAL))) == []
    nameless = list(BY_ID["FMT-20"].check(replace(KEPT, pictures=(far,)), Elements()))
    assert nameless == []


def test_a_reader_of_words_alone_judges_words():
    words = frozenset({Knows.WORDS})
    for rule, typed in (
        ("FMT-19", page(title={"size": 20})), ("FMT-21", page(signer={"size": 20})),
        ("FMT-23", page(to={"size": 20})), ("FMT-23", letter(to=None)),
        ("FMT-23", page(to="Kính gửi Sở Nội vụ")),
        ("FMT-19", page(title=None, title2=None, signer=None)),
        ("FMT-21", page(title=None, title2=None)),
    ):  # fmt: skip
        assert said(rule, typed)
        assert said(rule, replace(typed, knows=words)) == []


def test_what_lacks_at_the_foot_is_shown_at_the_foot():
    foot = Place("Cuối văn bản")
    for rule, lacking in (
        ("FMT-19", page(title=None, title2=None, signer=None)),
        ("FMT-21", page(title=None, title2=None)),
        ("FMT-23", letter(to=None)),
        ("FMT-24", page(label=None)),
    ):
        assert [one.at for one in faults(rule, lacking)] == [foot]
    assert faults("FMT-21", page(signer="TS. Minh"))[0].at.place == AT_FOOT


def test_a_list_that_keeps_nothing_in_the_archive_is_shown_at_its_end():
    (found,) = faults("FMT-24", listed(archive="- Lưu: VHTT."))
    assert found.at.text == "- Lưu: VHTT."
    (found,) = faults("FMT-24", page(copies=None, archive=None))
    assert found.at.text == "Nơi nhận:"


def test_of_several_signers_the_label_stands_lower_than_the_first():
    low = {"label": {"place": at(80, 700, 200, 714)}, "title": {"place": at(300, 500, 500, 514)}}
    assert said("FMT-24", page(**low)) != []
    assert said("FMT-24", joint(**low)) == []


def test_a_call_is_judged_by_its_first_line_and_its_dashes_are_shown_at_theirs():
    called = page(kind="QUYẾT ĐỊNH", to="Kính gửi:", basis=block("- Một;"), basis2=block("- Hai."))
    (found,) = faults("FMT-23", called)
    assert (found.at.text, "không có “Kính gửi”" in found.words) == ("Kính gửi:", True)
    assert [it.at.text for it in faults("FMT-23", dashed(100, 120))] == ["- Sở Nội vụ;"]


def test_a_paper_of_no_known_type_may_call_whom_it_will():
    assert said("FMT-23", page(kind=None)) == []


def test_both_who_sign_have_their_marks_judged():
    assert len(said("FMT-20", joint(mark=replace(OTHER_MARK, transparent=False)))) == 1

"""Which block of a described page is which box of Annex I: by its role, or by how it looks."""

from dataclasses import replace

from tests.law.layout_pages import BLOCKS, KEPT, block, letter, page
from tests.law.rows import each
from workflows.layout import Block, Described, Knows, Run
from workflows.layout.elements import (
    CIRCULATION,
    MOTTO,
    NATION,
    SECRECY,
    STAMPS,
    TYPES,
    Elements,
    find,
    key,
)

OF = dict(BLOCKS)


def texts(blocks):
    return [it.text for it in blocks]


def head(text, column="left", **more):
    return block(text, 12, column=column, **more)


def described(*blocks, **more):
    return Described((), blocks, frozenset(Knows), **more)


def of_text(*lines, **more):
    """A page that has nothing but these paragraphs."""
    return find(described(*(it if isinstance(it, Block) else block(it) for it in lines), **more))


def test_every_box_of_the_page_is_found():
    assert find(KEPT) == Elements(
        nation=OF["nation"], motto=OF["motto"], superior=(OF["superior"],), agency=(OF["agency"],),
        number=OF["number"], date=OF["date"], kind=OF["kind"], subject=(OF["subject"],),
        to=(OF["to"],), bases=(OF["basis"], OF["basis2"]),
        body=tuple(OF[it] for it in ("body", "part", "part_title", "article", "point", "point2",
                                     "last")),
        authority=(OF["title"], OF["title2"]), signer=OF["signer"], label=OF["label"],
        recipients=(OF["copies"], OF["archive"]),
        annexes=((OF["annex"], OF["annex_title"], OF["sent_with"]),
                 (OF["annex2"], OF["annex2_title"], OF["sent_with2"])),
        stamps=(OF["urgency"],), circulation=(OF["circulation"],), drafter=OF["drafter"],
        address=(OF["address"],), doc_type="Báo cáo", texts=KEPT.blocks,
    )  # fmt: skip


def test_of_a_letter_the_subject_stands_under_its_number():
    seen = find(letter())
    assert (texts(seen.about), seen.about, seen.kind) == (["V/v chuyển đổi số"], seen.subject, None)
    assert (seen.doc_type, seen.is_letter, find(KEPT).is_letter) == ("Công văn", True, False)


def test_the_words_of_the_law():
    assert NATION == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert MOTTO == "Độc lập - Tự do - Hạnh phúc"
    assert STAMPS == ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
    assert SECRECY == ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
    assert CIRCULATION == ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
    assert {"Báo cáo", "Thư khen"} <= set(TYPES) and "Công văn" not in TYPES


def test_words_are_compared_in_one_case_one_spacing_and_one_place_of_the_tone():
    assert key("  Cộng \n HOÀ ") == key("cộng hòa") == "cộng hòa"
    assert key("HOẢ TỐC") == "hỏa tốc"
    assert key("UỶ BAN") == "ủy ban"
    assert key("Ba\u0301o") == "báo"


# by the role that the reader gave


def typed(role, text, **more):
    return Block((Run(text),), role=role, **more)


def test_what_was_typed_is_found_by_its_field():
    roles = ("number", "date", "subject", "bases", "body", "to", "recipients", "authority",
             "signer")  # fmt: skip
    blocks = [typed(role, role) for role in roles]
    annexes = [typed("annex", it) for it in ("Phụ lục I", "Một", "Phụ lục II")]
    secret = typed("body", "MẬT")
    seen = find(described(*blocks, *annexes, secret, doc_type="Kế hoạch"))
    one = dict(zip(roles, blocks, strict=True))
    assert seen == Elements(
        number=one["number"], date=one["date"], subject=(one["subject"],), bases=(one["bases"],),
        body=(one["body"], secret), to=(one["to"],), recipients=(one["recipients"],),
        authority=(one["authority"],), signer=one["signer"], doc_type="Kế hoạch",
        annexes=((annexes[0], annexes[1]), (annexes[2],)), secrecy=(secret,),
        texts=(*blocks, *annexes, secret),
    )  # fmt: skip
    assert find(described(typed("body", "x"), block("Số: 5"))).number is None


def test_the_name_of_a_kind_is_what_the_text_begins_with_and_no_line_of_it():
    first, later = typed("body", "QUYẾT ĐỊNH"), typed("body", "THÔNG BÁO")
    words = typed("body", "Ủy ban nhân dân huyện quyết định:")
    assert find(described(first, words, later)).kind is first
    assert find(described(words, later)).kind is None


# the head


def test_a_stamp_in_the_head_is_no_name_and_no_number():
    for words in ("HOẢ TỐC", "TUYỆT MẬT", "XEM XONG TRẢ LẠI"):
        seen = find(page(superior=head(words), urgency=None, circulation=None))
        assert texts((*seen.superior, *seen.agency)) == ["ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA"]


def test_a_stamp_is_written_in_capitals():
    assert texts(find(page(urgency="Khẩn")).stamps) == []
    assert texts(find(page(urgency="HOẢ TỐC")).stamps) == ["HOẢ TỐC"]
    assert texts(find(page(circulation="TỐI MẬT")).secrecy) == ["TỐI MẬT"]
    assert find(page(circulation="TỐI MẬT")).circulation == ()


@each([({"bold": False}, {"bold": True}, ["A"], ["B"]),
     ({"bold": True}, {"bold": True}, [], ["A", "B"]),
     ({"bold": False}, {"bold": False}, ["A"], ["B"])])  # fmt: skip
def test_the_agency_is_bold_and_the_superior_is_not(superior, agency, plain, bold):
    seen = find(page(superior={"text": "A"} | superior, agency={"text": "B"} | agency))
    assert (texts(seen.superior), texts(seen.agency)) == (plain, bold)


def test_a_name_alone_is_the_agencys():
    seen = find(page(superior=None, agency={"bold": False}))
    assert (texts(seen.superior), len(seen.agency)) == ([], 1)


def test_what_is_too_short_for_a_name_is_none():
    for text, found in (("Trang", 1), ("Trang1", 2), ("ỦY", 2)):
        seen = find(page(superior=text))
        assert len((*seen.superior, *seen.agency)) == found


@each(["Số: 05/BC", "số 5", "Số. 5", "SỐ : 5"])
def test_a_number_begins_with_its_word(text):
    assert find(page(number=text)).number.text == text


def test_a_word_that_only_begins_alike_is_no_number():
    assert find(page(number="Sống 05/BC")).number is None
    assert find(page(number="Văn bản số 5")).number is None


@each([("Hà Nội, ngày 5 tháng 1", True), ("ngày 5 tháng 1", True), ("Hà Nội, ngày", True),
     ("Hà Nội,ngày", True), ("Hoằng Hóa,", True), ("Hoằng Hóa", False), ("ngày 5", False),
     ("tháng 1", False), ("(Hà Nội,", False), ("ngàyx tháng 1", False), ("ngày 5 thángx", False),
     ("HÀ NỘI, NGÀY 5", True)])  # fmt: skip
def test_place_and_date_are_known_by_their_words(text, is_date):
    assert (find(page(date=text)).date is not None) is is_date


def test_nation_and_motto_may_stand_in_no_column_and_are_no_date():
    loose = replace(OF["nation"], column="")
    seen = find(page(nation=loose))
    assert (seen.nation, seen.motto) == (loose, OF["motto"])
    assert find(page(motto="ĐỘC LẬP-TỰ DO – HẠNH PHÚC")).motto.text.startswith("ĐỘC")
    assert find(page(motto="Độc lập Tự do Hạnh phúc")).motto is not None
    assert find(page(motto="Độc lậpTự do")).motto is None
    dated = page(nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", date=None)
    assert find(dated).date is None


def test_a_nation_that_names_days_is_no_date():
    """Neither Quốc hiệu nor Tiêu ngữ is looked at for place and date."""
    odd = page(motto="Độc lập - Tự do - Hạnh phúc, ngày", date=None)
    assert find(odd).date is None


def test_what_is_said_in_the_left_column_is_no_nation():
    left = replace(OF["nation"], column="left")
    assert find(page(nation=left)).nation is None


# title, calls, grounds, body


@each([0, 3])
def test_the_type_stands_among_the_first_lines(before):
    lines = ["Một.", "Hai.", "Ba."][:before]
    seen = of_text(*lines, "THƯ KHEN", block("Về việc tốt", style="b"), "Bốn.")
    assert (seen.doc_type, seen.kind.text, texts(seen.subject)) == (
        "Thư công", "THƯ KHEN", ["Về việc tốt"],
    )  # fmt: skip
    assert texts(seen.body) == ["Bốn."]


def test_further_down_it_is_a_word_of_the_text():
    seen = of_text("Một.", "Hai.", "Ba.", "Bốn.", "BÁO CÁO")
    assert (seen.doc_type, seen.kind, len(seen.body)) == ("", None, 5)


def test_a_subject_is_bold_in_small_letters_and_no_call():
    bold = [block(it, style="b") for it in ("Về một", "việc lớn", "ỦY BAN", "Về hai")]
    assert texts(of_text("BÁO CÁO", *bold).subject) == ["Về một", "việc lớn"]
    called = block("Kính gửi: Sở Nội vụ", style="b")
    seen = of_text("BÁO CÁO", called, "Một.")
    assert (texts(seen.subject), texts(seen.to)) == ([], ["Kính gửi: Sở Nội vụ"])
    assert texts(of_text("BÁO CÁO", "Về một").subject) == []


def test_a_page_of_nothing_but_its_head_is_taken_for_a_letter():
    assert find(described(OF["nation"])).doc_type == "Công văn"
    assert of_text("Một.").doc_type == ""
    assert of_text("BÁO CÁO", doc_type="Kế hoạch").doc_type == "Kế hoạch"


@each([("Kính gửi: Sở Nội vụ", True), ("KÍNH GỬI Sở", True), ("Kính gửii: Sở", False),
     ("UBND huyện điện: Sở", True), ("Sở điện: Sở", False), ("Tỉnh điện: Sở", True),
     ("A" * 110 + " điện: Sở", True), ("A" * 111 + " điện: Sở", False),
     ("ABCD điện: Sở", True), ("ABC điện: Sở", False), ("A. BCDE điện: Sở", False)])  # fmt: skip
def test_a_call_is_kinh_gui_or_that_of_a_telegram(call, is_one):
    assert bool(of_text(call, "Một.").to) is is_one


def test_a_call_has_its_dashes_and_stands_above_the_text():
    seen = of_text("Trước.", "Sau.", "Kính gửi:", "- Một;", "– Hai.", "Ba.", "- Bốn.")
    assert texts(seen.to) == ["Kính gửi:", "- Một;", "– Hai."]
    assert texts(seen.body) == ["Trước.", "Sau.", "Ba.", "- Bốn."]
    assert of_text("A.", "B.", "C.", "Kính gửi: Sở Nội vụ").to == ()


def test_what_is_above_the_text_in_capitals_is_no_text():
    assert texts(of_text("CHỦ TỊCH", "ỦY BAN", "Một.", "HAI").body) == ["Một.", "HAI"]
    assert texts(of_text("CHỦ TỊCH", "Một.", "Hai.").body) == ["Một.", "Hai."]
    assert of_text("CHỦ TỊCH").body == ()


def test_grounds_are_italic_or_begin_as_grounds_do():
    leaning = block("Điều này", style="i")
    seen = of_text("Căn cứ Luật A;", "Xét tờ trình;", "Theo đề nghị của B;", leaning, "Căn dặn.")
    assert texts(seen.bases) == ["Căn cứ Luật A;", "Xét tờ trình;", "Theo đề nghị của B;",
                                 "Điều này"]  # fmt: skip
    assert texts(seen.body) == ["Căn dặn."]
    assert of_text("Xét tờ trình;", "Một.").bases == ()
    assert of_text(leaning, "Một.").bases == ()
    assert texts(of_text("Xét tờ trình;", "Một.").body) == ["Xét tờ trình;", "Một."]


def test_a_letter_may_open_with_can_cu_and_has_no_ground_by_that():
    assert find(letter(basis="Căn cứ Luật A,", basis2=None)).bases != ()
    plain = block("Căn cứ Luật A, huyện báo cáo.")
    assert find(letter(basis=plain, basis2=None)).bases == ()

"""Chapter 6 of DOMAIN.md as a table: every FMT and TXT rule, its article, and what it reads."""

from workflows.layout import on_foot, on_head, on_more, on_page, on_text, on_words
from workflows.layout.described import Knows
from workflows.layout.on_words import slips_of
from workflows.layout.verdicts import Rule

PAPER, MARGINS, WORDS, FACES, NUMBERS, IMAGES = (
    frozenset({one})
    for one in (Knows.PAPER, Knows.MARGINS, Knows.WORDS, Knows.FACES, Knows.NUMBERS, Knows.IMAGES)
)
WHOLE = frozenset({Knows.WHOLE, Knows.FACES})
_I = "Phụ lục I, Phần I, Mục I."
_II = "Phụ lục I, Phần I, Mục II."
_III = "Phụ lục I, Phần I, Mục III."
_COPY = "Phụ lục I, Phần II, Mục I.3"
_CAPITALS = "Phụ lục II, Mục "


# fmt: off
RULES = (
    Rule("FMT-01", "E", "Khổ giấy A4", _I + "1", PAPER, on_page.paper),
    Rule("FMT-02", "W", "Trình bày theo chiều dài khổ giấy", _I + "2", PAPER, on_page.upright),
    Rule("FMT-03", "E", "Lề trang", _I + "3", MARGINS, on_page.margins),
    Rule("FMT-04", "E", "Phông chữ, màu chữ", _I + "4", WORDS, on_page.letters),
    Rule("FMT-05", "E", "Số trang", _I + "7", NUMBERS, on_page.numbers),
    Rule("FMT-06", "W", "Unicode, dấu thanh", _I + "4", WORDS, on_page.unicode),
    Rule("FMT-10", "E", "Quốc hiệu", _II + "1a", WHOLE, on_head.nation),
    Rule("FMT-11", "E", "Tiêu ngữ", _II + "1b", WHOLE, on_head.motto),
    Rule("FMT-12", "E", "Tên cơ quan chủ quản", _II + "2b", WHOLE, on_head.superior),
    Rule("FMT-13", "E", "Tên cơ quan ban hành", _II + "2b", WHOLE, on_head.agency),
    Rule("FMT-14", "E", "Số, ký hiệu", _II + "3c", WORDS, on_head.number),
    Rule("FMT-15", "E", "Địa danh và thời gian ban hành", _II + "4", WORDS, on_head.date),
    Rule("FMT-16", "E", "Tên loại và trích yếu", _II + "5b", WHOLE, on_head.title),
    Rule("FMT-17", "E", "Trích yếu công văn", _II + "5b", WORDS, on_head.about),
    Rule("FMT-18", "E", "Nội dung văn bản", _II + "6e", WORDS, on_text.text),
    Rule("FMT-19", "E", "Quyền hạn, chức vụ người ký", _II + "7b, 7đ", WORDS, on_foot.authority),
    Rule("FMT-20", "E", "Hình ảnh chữ ký", _II + "7d", IMAGES, on_foot.mark),
    Rule("FMT-21", "E", "Họ và tên người ký", _II + "7c", WORDS, on_foot.signer),
    Rule("FMT-22", "E", "Hình ảnh dấu của cơ quan", _II + "8a", IMAGES, on_foot.seal),
    Rule("FMT-23", "E", "Kính gửi", _II + "9d", WORDS, on_foot.addressees),
    Rule("FMT-24", "E", "Nơi nhận", _II + "9d", WHOLE, on_foot.recipients),
    Rule("FMT-30", "E", "Phụ lục", _III + "1a, 1b", WORDS, on_more.annexes),
    Rule("FMT-31", "W", "“Kèm theo” trên Phụ lục", _III + "1c", WHOLE, on_more.sent_with),
    Rule("FMT-32", "E", "Dấu chỉ mức độ khẩn", _III + "2b", FACES, on_more.urgency),
    Rule("FMT-33", "W", "Chỉ dẫn phạm vi lưu hành", _III + "2c", FACES, on_more.circulation),
    Rule("FMT-34", "E", "Không có dấu chỉ độ mật", _III + "2a", WORDS, on_more.secrecy),
    Rule("FMT-35", "I", "Ký hiệu người soạn thảo", _III + "3", FACES, on_more.drafter),
    Rule("FMT-36", "I", "Địa chỉ cơ quan", _III + "4", FACES, on_more.address),
    Rule("FMT-37", "E", "Thông tin bản sao điện tử", _COPY, FACES, on_more.copy),
    Rule("TXT-01", "E", "Căn cứ ban hành", _II + "6a", WORDS, on_text.grounds),
    Rule("TXT-02", "W", "Viện dẫn lần đầu ghi đầy đủ", _II + "6b", WORDS, on_text.citations),
    Rule("TXT-03", "E", "Số thứ tự phần, chương, điều, điểm", _II + "6đ", WORDS, on_text.ranks),
    Rule("TXT-04", "E", "Tiêu đề của phần, chương, mục", _II + "6d", WORDS, on_text.headings),
    Rule("TXT-05", "W", "Kết thúc văn bản “./.”", "Phụ lục III, các mẫu", WORDS, on_text.ending),
    Rule("TXT-06", "W", "Viết hoa", _CAPITALS + "V.1, V.4, V.7, V.8", WORDS, slips_of("TXT-06")),
    Rule("TXT-07", "W", "Viết hoa địa danh", _CAPITALS + "III.1", WORDS, slips_of("TXT-07")),
    Rule("TXT-08", "W", "Tên đầy đủ của đơn vị hành chính", _II + "4a", WORDS, on_words.ward),
    Rule("TXT-09", "I", "Viết hoa ngày tết", _CAPITALS + "V.8b", WORDS, slips_of("TXT-09")),
    Rule("TXT-10", "I", "Viết hoa chức vụ", _CAPITALS + "V.3", WORDS, slips_of("TXT-10")),
    Rule("TXT-11", "W", "Viết hoa tên cơ quan", _CAPITALS + "IV.1", WORDS, slips_of("TXT-11")),
    Rule("TXT-12", "I", "“uỷ/ủy”, “hoà/hòa” đều đúng", "thực tế soạn thảo", WORDS, on_words.tones),
)
# fmt: on
BY_ID = {rule.id: rule for rule in RULES}
BLOCKING = tuple(rule.id for rule in RULES if rule.severity == "E")
"""The rules that may be set aside by name (OUT-T03)."""

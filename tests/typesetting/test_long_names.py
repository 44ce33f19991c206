"""Long names and posts stay on the page: on a report's front, a book's cover, under a list."""

from dataclasses import replace
from io import BytesIO

import docx
import pypdfium2

from server import bindery
from server.app import FONTS
from server.typesetting import books, listing, report

POST = "Phó Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện kiêm Chánh Thanh tra"
NAME = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Anh"
UNIT = "Phòng Lao động - Thương binh và Xã hội, Dân tộc và Tôn giáo huyện Hoằng Hóa"
BOOK = books.Register(
    title="Sổ theo dõi giải quyết văn bản đến: ghi sau khi khóa quyển số 12",
    agency="Ủy ban nhân dân huyện Hoằng Hóa",
    superior="Ủy ban nhân dân tỉnh Thanh Hóa",
    year=2026,
    span="Từ ngày 01/01/2026 đến ngày 02/12/2026 · Từ số 1 đến số 361 · tính đến 00:03 02/12/2026, "
    "Trích: chỉ văn bản của Phòng Văn hóa và Thông tin",
    columns=("Số đến", "Ghi chú"),
    shares=(1, 2),
)
SHEET = listing.Listing(
    superior=UNIT, agency=UNIT, title="Biên bản", under=("Giao nhận hồ sơ, tài liệu",),
    opening=("Chúng tôi gồm:",), signers=((POST, "(Ký)", NAME), (POST, "(Ký)", NAME)),
)  # fmt: skip
FRONT = report.Front(
    agency=UNIT, unit=UNIT, place="Hoằng Hóa, ngày 02 tháng 12 năm 2026", title="Báo cáo",
    facts=(("Kỳ báo cáo", "2026"),), vouching="Số liệu không đổi.", signer=(POST, NAME),
)  # fmt: skip


def reach(pdf: bytes) -> tuple[float, float, float]:
    """How far left and right its words go, and how wide the page is."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    return min(box[0] for box in boxes), max(box[2] for box in boxes), page.get_width()


def stays(pdf: bytes) -> bool:
    left, right, wide = reach(pdf)
    return left > 20 and right < wide - 20


def words(pdf: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def test_a_deputy_with_a_long_post_signs_a_report_on_its_page():
    front = report.front(FRONT, FONTS)
    assert stays(front)
    assert POST.upper() in words(front) and UNIT.upper() in words(front)


def test_the_cover_of_what_was_told_later_has_its_whole_name():
    cover = books.cover(BOOK, FONTS)
    assert stays(cover)
    assert "KHÓA QUYỂN SỐ 12" in words(cover)


def test_two_long_posts_under_the_minutes_do_not_run_into_each_other():
    pdf, places = listing.drawn(SHEET, FONTS)
    assert stays(pdf)
    assert words(pdf).count(NAME.rsplit(maxsplit=1)[-1]) == 2
    assert all(one.y1 - one.y0 > 15 for one in places), "there is room for a hand"
    short = listing.drawn(replace(SHEET, signers=(("Bên giao", "(Ký)", "Lê Thị Hoa"),)), FONTS)[1]
    assert short[0].y1 - short[0].y0 > 50


def test_a_long_document_names_its_columns_on_each_page():
    file = docx.Document(BytesIO(bindery.document(BOOK, [(["1", "x"], False)] * 200)))
    first, second = file.tables[0].rows[:2]
    assert "w:tblHeader" in first._tr.xml and "w:tblHeader" not in second._tr.xml


def test_letters_that_nobody_sees_are_no_boxes_in_a_book():
    """Copied from a page or a chat; an official page never had them."""
    said = "tăng\u200bcường công\u00adtác \ufeffphòng hoa\u0301 chất"
    made, _pages = books.leaves(BOOK, [(["1", said], False)], 1, FONTS)
    assert "tăngcường côngtác phòng hoá chất" in words(made)

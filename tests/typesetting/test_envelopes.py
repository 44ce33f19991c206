"""The envelope as it is printed: whose, which document, to whom, how urgent (Annex IV, II)."""

import pypdfium2
import pytest

from server.app import FONTS
from server.typesetting.envelopes import HIGH, WIDE, Envelope, envelopes
from server.typesetting.head import STAMPS


def written(**more: str) -> Envelope:
    said = {
        "superior": "Ủy ban nhân dân tỉnh Thanh Hóa",
        "agency": "Ủy ban nhân dân huyện Hoằng Hóa",
        "place": "Hoằng Hóa",
        "code": "12/UBND-VHTT",
        "to": "Sở Y tế",
        "address": "101 Nguyễn Trãi, thành phố Thanh Hóa",
    }
    return Envelope(**said | more)


def printed(*envelope: Envelope) -> list[list[str]]:
    """The lines of each page."""
    pages = pypdfium2.PdfDocument(envelopes(envelope, FONTS))
    return [page.get_textpage().get_text_range().splitlines() for page in pages]


def test_the_sender_stands_in_one_line_each_with_the_number_beside_the_addressee():
    (lines,) = printed(written())
    assert lines[:3] == [
        "ỦY BAN NHÂN DÂN TỈNH THANH HÓA",
        "ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA",
        "Hoằng Hóa",
    ]
    assert "Số: 12/UBND-VHTT" in " ".join(lines)
    assert "Kính gửi: Sở Y tế" in " ".join(" ".join(lines).split())


def test_an_agency_without_superior_has_no_empty_line():
    (lines,) = printed(written(superior=""))
    assert lines[0] == "ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA"


@pytest.mark.parametrize("urgency", STAMPS)
def test_the_mark_of_an_urgent_document_stands_on_its_envelope(urgency):
    words, _wide = STAMPS[urgency]
    (lines,) = printed(written(urgency=urgency))
    assert words in lines
    (plain,) = printed(written())
    assert words not in plain


def test_a_long_name_and_address_keep_within_the_paper():
    name = "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh Thanh Hóa"
    made = pypdfium2.PdfDocument(envelopes([written(to=name, address=name)], FONTS))
    page = made[0]
    assert (round(page.get_width()), round(page.get_height())) == (round(WIDE), round(HIGH))
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    assert all(left > 0 and right < WIDE and low > 0 for left, low, right, _top in boxes)
    assert " ".join(text.get_text_range().split()).count("công nghiệp tỉnh Thanh Hóa") == 2


def test_a_page_each_and_the_same_bytes_again():
    two = [written(), written(to="Sở Nội vụ", address="")]
    assert len(printed(*two)) == 2
    assert envelopes(two, FONTS) == envelopes(two, FONTS)

"""A believable paper of the office, drawn on the spot: something for the viewer to show."""

import threading
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from server.typesetting import fonts

_one_at_a_time = threading.Lock()

FONTS = Path(__file__).parents[2] / "build/fonts"
LINES = (
    "Thực hiện Kế hoạch số 37/KH-UBND ngày 21 tháng 02 năm 2023 của Ủy ban nhân dân huyện",
    "về chuyển đổi số năm 2023, Ủy ban nhân dân huyện yêu cầu các phòng, ban, đơn vị và Ủy ban",
    "nhân dân các xã, thị trấn rà soát kết quả từng chỉ số thành phần, kèm tài liệu kiểm chứng,",
    "gửi về Phòng Văn hóa và Thông tin trước ngày 10 tháng 11 năm 2023 để tổng hợp, báo cáo",
    "Ủy ban nhân dân tỉnh theo quy định. Quá thời hạn nêu trên, đơn vị không báo cáo phải chịu",
    "trách nhiệm trước Chủ tịch Ủy ban nhân dân huyện./.",
)


def _heading(page: Canvas, bold: str) -> None:
    width, height = A4
    page.setFont(bold, 12)
    page.drawCentredString(62 * mm, height - 22 * mm, "ỦY BAN NHÂN DÂN")
    page.drawCentredString(62 * mm, height - 28 * mm, "HUYỆN HOẰNG HÓA")
    page.drawCentredString(140 * mm, height - 22 * mm, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.drawCentredString(140 * mm, height - 28 * mm, "Độc lập - Tự do - Hạnh phúc")
    page.line(50 * mm, height - 30 * mm, 74 * mm, height - 30 * mm)
    page.line(113 * mm, height - 30 * mm, 167 * mm, height - 30 * mm)
    page.setFont(bold, 14)
    page.drawCentredString(width / 2 + 8 * mm, height - 58 * mm, "CÔNG VĂN")


def _body(page: Canvas, plain: str, number: int) -> None:
    page.setFont(plain, 13)
    for paragraph in range(4):
        for line, words in enumerate(LINES):
            at = A4[1] - (72 + paragraph * 48 + line * 7) * mm
            page.drawString((40 if line == 0 else 30) * mm, at, words)
    page.drawCentredString(A4[0] / 2, 12 * mm, str(number))


@cache
def pdf(pages: int = 3) -> bytes:
    """The paper as a file."""
    fonts.load(FONTS)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        if number == 1:
            _heading(canvas, fonts.BOLD)
        _body(canvas, fonts.REGULAR, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def picture(number: int) -> bytes:
    """One page of it as the server's own picture; PDFium dies of two threads at once."""
    out = BytesIO()
    with _one_at_a_time, pypdfium2.PdfDocument(pdf()) as paper:
        paper[number - 1].render(scale=1.4).to_pil().save(out, "PNG")
    return out.getvalue()

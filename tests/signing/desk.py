"""The office of these tests: one page, its four boxes, Minh who signs, the district that seals."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from signing import Authority, Box, Places, Trust, sign_agency, sign_person
from signing.writing import NextRevision

PIN = "246810"
FONT = Path(__file__).parents[2] / "build" / "fonts" / "Tinos-Regular.ttf"
NUMBER, DATE = "01", "ngày 24 tháng 11 năm 2026"
A4 = (595.28, 841.89)
PLACES = Places(
    number=Box(0, 115, 736, 168, 754),
    date=Box(0, 365, 736, 540, 754),
    person=Box(-1, 365, 205, 495, 292),
    seal=Box(-1, 306, 197, 408, 299),
)


@dataclass(frozen=True, slots=True)
class Office:
    """An authority, and where the keys of a chair and of an agency lie."""

    authority: Authority
    minh: str
    huyen: str

    @property
    def trust(self) -> Trust:
        return Trust.of([self.authority.folder])

    def signs(self, pdf: bytes) -> bytes:
        return sign_person(pdf, self.minh, PIN, authority=self.authority, serials=[1])

    def seals(self, pdf: bytes) -> bytes:
        return sign_agency(
            pdf,
            self.huyen,
            PIN,
            number=NUMBER,
            date=DATE,
            authority=self.authority,
            serials=[2, 3],
        )


@lru_cache
def page() -> bytes:
    """Two pages of an official letter, as `typesetting` would make them."""
    pdfmetrics.registerFont(TTFont("Tinos-Regular", str(FONT)))
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    canvas.setTitle("V/v chuyển đổi số cấp xã")
    _lines(canvas, (90, 740, "Số:"), (170, 740, "/UBND-VHTT"), (300, 740, "Hoằng Hóa, "))
    _lines(canvas, (85, 600, "Ủy ban nhân dân huyện đề nghị các xã báo cáo kết quả./."))
    canvas.showPage()
    _lines(canvas, (400, 304, "CHỦ TỊCH"), (385, 190, "Nguyễn Văn Minh"))
    canvas.save()
    return made.getvalue()


def _lines(canvas: Canvas, *lines: tuple[float, float, str]) -> None:
    canvas.setFont("Tinos-Regular", 13)
    for x, y, text in lines:
        canvas.drawString(x, y, text)


def algorithm_of(pdf: bytes) -> str:
    """How the only signature of a file was made."""
    (one,) = NextRevision(BytesIO(pdf)).prev.embedded_regular_signatures
    return one.signer_info["signature_algorithm"].signature_algo

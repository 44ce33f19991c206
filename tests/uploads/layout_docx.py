"""A báo cáo as Nam saves it from his word processor, with one thing changed."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT_WORDS: dict[str, Any] = {
    "left": 30, "top": 20, "width": 210, "font": "Times New Roman", "number": "Số: 05/BC-UBND",
    "date": "Hoằng Hóa, ngày 05 tháng 3 năm 2023", "size": 14, "align": BOTH, "indent": 12.7,
    "gap": 6, "signer": "Lê Văn Minh", "italic": True, "kind": "BÁO CÁO", "first": True,
}  # fmt: skip


def docx(**changes: Any) -> bytes:
    """The file; `changes` by the names of `RIGHT_WORDS`."""
    say = RIGHT_WORDS | changes
    paper = Document()
    _page(paper, say)
    left, right = paper.add_table(1, 2).rows[0].cells
    _cell(left, ("UBND TỈNH THANH HÓA", 12, ""), ("UBND HUYỆN HOẰNG HÓA", 12, "b"),
          (say["number"], 13, ""))  # fmt: skip
    date = (say["date"], 13, "i" if say["italic"] else "")
    _cell(right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b"),
          ("Độc lập - Tự do - Hạnh phúc", 13, "b"), date)  # fmt: skip
    for words in (say["kind"], "Kết quả chuyển đổi số năm 2022"):
        _put(paper.add_paragraph(), words, 14, "b").alignment = CENTRE
    _put(paper.add_paragraph(), "Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa", 14, "")
    body = "Ủy ban nhân dân huyện báo cáo kết quả thực hiện nhiệm vụ năm 2022 như sau. " * 3
    text = _put(paper.add_paragraph(), body + "./.", say["size"], "", say["font"])
    text.alignment, set_ = say["align"], text.paragraph_format
    set_.first_line_indent, set_.space_after = Mm(say["indent"]), Pt(say["gap"])
    left, right = paper.add_table(1, 2).rows[0].cells
    _cell(left, ("Nơi nhận:", 12, "bi"), ("- Như trên;", 11, ""), ("- Lưu: VT, VHTT.", 11, ""))
    _cell(right, ("TM. ỦY BAN NHÂN DÂN", 14, "b"), ("CHỦ TỊCH", 14, "b"), (say["signer"], 14, "b"))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Any, say: dict[str, Any]) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(say["width"]), Mm(297)
    section.left_margin, section.right_margin = Mm(say["left"]), Mm(15)
    section.top_margin, section.bottom_margin = Mm(say["top"]), Mm(20)
    section.different_first_page_header_footer = say["first"]
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    run = _put(header, "", 14, "").runs[0]
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        run._r.append(_field(kind, words))


def _field(kind: str, words: str) -> Any:
    if not kind:
        code = OxmlElement("w:instrText")
        code.text = words
        return code
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _cell(cell: Any, *lines: tuple[str, float, str]) -> None:
    for n, (words, size, style) in enumerate(lines):
        _put(cell.paragraphs[0] if not n else cell.add_paragraph(), words, size, style)


def _put(paragraph: Any, words: str, size: float, style: str, font: str = "Times New Roman") -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), font
    run.bold, run.italic = "b" in style, "i" in style
    return paragraph

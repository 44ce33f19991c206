"""FMT-18 and TXT-01 to TXT-05: the text and its parts (Annex I, Part I, Mục II.6)."""

import re
from collections.abc import Iterator
from itertools import compress, pairwise

from workflows.layout.described import Block, Described, Knows, Place
from workflows.layout.elements import Elements
from workflows.layout.faces import NEAR
from workflows.layout.verdicts import Fault

END = "./."
POINTS = "abcdđeghiklmnopqrstuvxy"
RESOLVING = ("Quyết định", "Nghị quyết")

_NUMBERED_LAW = re.compile(r"Căn cứ (?:Bộ luật|Luật|Pháp lệnh)[^;]*\bsố \d+/")
_KINDS = "Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Thông báo"
_CITED = re.compile(rf"(?:{_KINDS})(?: liên tịch)? số (\d+/[^\s,;.]+)")
_UNNUMBERED = re.compile(r"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị)(?! số)")
_DATED = re.compile(r"ngày \d+(?: tháng \d+ năm |[/.-]\d+[/.-])\d{4}")
_RANKS = (
    (re.compile(r"(Phần|Chương) (\d+)"), "roman"),
    (re.compile(r"(Mục|Tiểu mục|Điều) ([IVXLC]+)\b"), "arabic"),
)
_COLON = re.compile(r"(Điều \d+)[:,)]")
_POINT = re.compile(r"([a-zđ])\) ")
_ARTICLE = re.compile(r"Điều (\d+)\.")
_OPENS = re.compile(r"\d+\. |[IVXLC]+\. |(?:Điều|Chương|Mục|Phần) ")
_PART = re.compile(r"(?:Phần|Chương)(?: thứ)? [IVXLC]+[.:]?|(?:Mục|Tiểu mục) \d+[.:]?")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def text(page: Described, seen: Elements) -> Iterator[Fault]:
    """Letters of 13 to 14, upright, both margins, first line 1 or 1.27 cm, 6 points (FMT-18)."""
    if not seen.body:
        if Knows.WHOLE in page.knows:
            yield Fault("Chưa có nội dung.", Place("Nội dung"))
        return
    told: set[str] = set()
    for fault in (one for block in seen.body for one in _set(block)):
        if fault.words not in told:
            told.add(fault.words)
            yield fault


def _set(block: Block) -> Iterator[Fault]:
    if block.align == "table":
        return
    if not 13 - NEAR <= block.size <= 14 + NEAR:
        yield Fault(f"Nội dung có cỡ chữ từ 13 đến 14; đang là {block.size:g}.", block)
    if block.italic:
        yield Fault("Nội dung trình bày kiểu chữ đứng.", block, severity="W")
    yield from _spaced(block)
    if len(block.text) > 120:
        yield from _sides(block)


def _spaced(block: Block) -> Iterator[Fault]:
    if block.gap is not None and block.gap < 5.5:
        yield Fault("Khoảng cách giữa các đoạn tối thiểu 6pt.", block, severity="W")
    if block.leading is not None and not 0.95 <= block.leading <= 1.55:
        yield Fault("Khoảng cách dòng từ dòng đơn đến 1,5 dòng.", block, severity="W")


def _sides(block: Block) -> Iterator[Fault]:
    """Of a paragraph long enough to have sides."""
    if block.align not in ("", "both"):
        yield Fault("Nội dung canh đều cả hai lề.", block)
    if block.indent is not None and not _is_indent(block.indent):
        found = f"{block.indent / 10:.2f}".replace(".", ",")
        words = f"Chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm; đang là {found} cm."
        yield Fault(words, block, severity="W")


def _is_indent(found: float) -> bool:
    return abs(found - 10) <= 0.7 or abs(found - 12.7) <= 0.7


def grounds(page: Described, seen: Elements) -> Iterator[Fault]:
    """Căn cứ: italic, one on a line, `;` after each and `.` at the end, fully cited (TXT-01)."""
    last = len(seen.bases)
    for n, block in enumerate(seen.bases, start=1):
        yield from _ground(block, "." if n == last else ";")
        if Knows.FACES in page.knows:
            yield from _ground_face(block)
    if seen.doc_type in RESOLVING and not seen.bases:
        yield Fault(f"{seen.doc_type} cần có căn cứ ban hành.", Place("Căn cứ"), severity="W")


def _ground(block: Block, right: str) -> Iterator[Fault]:
    said = block.text
    ended = said[-1] in ".,;:"
    if (ended and said[-1] != right) or (not ended and not block.role):
        mended = said.rstrip(" .,;:") + right
        yield Fault(f"Căn cứ này kết thúc bằng dấu “{right}”.", block, said, mended)
    if "; Căn cứ " in said:
        apart = said.replace("; Căn cứ ", ";\nCăn cứ ")
        yield Fault("Mỗi căn cứ ghi trên một dòng riêng.", block, said, apart)
    if said.startswith("Căn cứ") and _UNNUMBERED.search(said):
        words = "Ghi đủ số, ký hiệu, ngày tháng năm, cơ quan ban hành của văn bản căn cứ."
        yield Fault(words, block, severity="W")
    if _NUMBERED_LAW.match(said):
        words = "Luật, Pháp lệnh không ghi số, ký hiệu và cơ quan ban hành."
        yield Fault(words, block, severity="W")


def _ground_face(block: Block) -> Iterator[Fault]:
    if not block.italic:
        yield Fault("Căn cứ trình bày kiểu chữ nghiêng.", block)
    if not 13 - NEAR <= block.size <= 14 + NEAR:
        yield Fault(f"Căn cứ có cỡ chữ từ 13 đến 14; đang là {block.size:g}.", block)


def citations(_page: Described, seen: Elements) -> Iterator[Fault]:
    """A text cited for the first time has its date and its agency too (TXT-02)."""
    known: set[str] = set()
    for block in (*seen.bases, *seen.body):
        for found in _CITED.finditer(block.text):
            code, after = found[1], block.text[found.end() : found.end() + 80]
            if code not in known and not _DATED.match(after.lstrip(" ,")):
                words = f"Viện dẫn lần đầu “{found.group()}”: ghi đủ ngày, cơ quan và trích yếu."
                yield Fault(words, block)
            known.add(code)


def ranks(_page: Described, seen: Elements) -> Iterator[Fault]:
    """Phần, chương Roman; mục, điều Arabic; điểm by the Vietnamese alphabet (TXT-03)."""
    for block in seen.body:
        yield from _rank(block)
    yield from _points(seen.body)
    yield from _articles(seen.body)


def _rank(block: Block) -> Iterator[Fault]:
    for pattern, wanted in _RANKS:
        if found := pattern.match(block.text):
            right = f"{found[1]} {_other(found[2], wanted)}"
            yield Fault(
                f"“{found.group()}”: phần, chương dùng số La Mã; mục, điều dùng số Ả Rập.",
                block,
                found.group(),
                right,
            )
    if found := _COLON.match(block.text):
        yield Fault(
            f"“{found.group()}”: sau số thứ tự của điều có dấu chấm (“{found[1]}.”).",
            block,
            found.group(),
            f"{found[1]}.",
        )


def _other(digits: str, wanted: str) -> str:
    """The same number in the other letters."""
    if wanted == "roman":
        return roman(int(digits))
    values = [_VALUES[letter] for letter in digits]
    falls = [one < after for one, after in pairwise(values)]
    return str(sum(values) - 2 * sum(compress(values, falls)))


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + _ROMAN[ones]


def _points(body: tuple[Block, ...]) -> Iterator[Fault]:
    before = ""
    for block in body:
        found = _POINT.match(block.text)
        if found:
            due = _next_point(before)
            if due and found[1] not in (due, "a"):
                words = f"Điểm “{found[1]})” phải là “{due})”."
                yield Fault(words, block, f"{found[1]}) ", f"{due}) ")
            before = found[1]
        elif _OPENS.match(block.text):
            before = ""


def _next_point(before: str) -> str:
    """The letter that is due; "" after one that is no letter of points at all."""
    if not before:
        return POINTS[0]
    return POINTS[POINTS.index(before) + 1 :][:1] if before in POINTS else ""


def _articles(body: tuple[Block, ...]) -> Iterator[Fault]:
    """Articles are counted without a gap; an enclosed text counts anew."""
    articles = [(one, int(found[1])) for one in body if (found := _ARTICLE.match(one.text))]
    for (_, before), (block, number) in pairwise([(None, 0), *articles]):
        if number not in (before + 1, 1):
            words = f"Điều {number} phải là Điều {before + 1}."
            yield Fault(words, block, f"Điều {number}.", f"Điều {before + 1}.")


def headings(_page: Described, seen: Elements) -> Iterator[Fault]:
    """A part, chapter or section that stands alone on its line has its title under it (TXT-04)."""
    for block, after in pairwise([*seen.body, None]):
        if block and _PART.fullmatch(block.text) and not (after and _is_heading(after)):
            yield Fault(f"“{block.text}” phải có tiêu đề ở dòng ngay dưới.", block)


def _is_heading(block: Block) -> bool:
    is_short = len(block.text) < 160 and block.text[-1] not in ".;:,"
    return block.is_upper or (is_short and not _OPENS.match(block.text))


def ending(page: Described, seen: Elements) -> Iterator[Fault]:
    """`./.` stands once, at the end; our own page adds it where it is missing (TXT-05)."""
    for block in seen.body[:-1]:
        if block.text.endswith(END):
            words = "“./.” chỉ đặt ở cuối văn bản."
            yield Fault(words, block, block.text[-12:], block.text[-12:-2])
    if not seen.body or seen.body[-1].text.endswith(END):
        return
    if page.own:
        words, at = "Văn bản sẽ được in thêm “./.” ở cuối.", Place("Nội dung")
        yield Fault(words, at, severity="I")
    elif not seen.annexes or not seen.annexes[-1][-1].text.endswith(END):
        yield Fault("Văn bản kết thúc bằng “./.”.", seen.body[-1])

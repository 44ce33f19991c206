"""The typed paragraphs as the law names them: phần, chương, mục, điều, khoản, điểm (TXT-03)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.typesetting.fonts import BOLD, ITALIC, REGULAR
from server.typesetting.lines import Run, bind, break_lines
from server.typesetting.rows import CENTRE, LEADING, LEFT, MM, RISE, WIDTH, Row, centred, spelled

INDENT = 12.7 * MM
GAP = 6
END = "./."

_CHAPTER = re.compile(r"((?:Phần|Chương)(?: thứ)? [IVXLC]+|(?:Mục|Tiểu mục) \d+)[.:]? ?(.*)")
_ARTICLE = re.compile(r"(Điều \d+[a-zđ]?\.) ?(.*)")
_SECTION = re.compile(r"[IVXL]+\. .+")
_CLAUSE = re.compile(r"\d+(?:\.\d+)*\. .+")
_TITLE_LENGTH = 160


@dataclass(frozen=True)
class Paragraph:
    """A paragraph ready to be set: its runs, and whether it is a heading."""

    runs: tuple[Run, ...]
    heading: bool = False
    centred: bool = False
    gap: float = GAP


def grounds(bases: Sequence[str]) -> list[Paragraph]:
    """Căn cứ: italic, each ends with a semicolon and the last with a full stop (TXT-01)."""
    marks = [";"] * (len(bases) - 1) + ["."]
    ended = [base.rstrip(" ;.,") + mark for base, mark in zip(bases, marks, strict=False)]
    return [Paragraph((Run(bind(text), ITALIC),)) for text in ended]


def read(body: Sequence[str], *, closes: bool = True) -> list[Paragraph]:
    """Every typed paragraph with the look of its rank; what closes the text has `./.` (TXT-05)."""
    texts = [*body[:-1], ended(body[-1])] if body and closes else body
    return list(_ranked(texts, closes))


def ended(text: str) -> str:
    """The closing mark of the templates, unless the official typed it."""
    return text if text.endswith(END) else text.rstrip(" .;,:/") + END


def _ranked(texts: Sequence[str], closes: bool) -> Iterator[Paragraph]:
    opened = False
    for n, text in enumerate(texts, 1):
        last = closes and n == len(texts)
        chapter = _CHAPTER.fullmatch(text)
        if chapter and (not chapter[2] or chapter[2].isupper()):
            yield Paragraph((Run(chapter[1], BOLD),), heading=True, centred=True, gap=2 * GAP)
            if chapter[2]:
                yield _chapter_title(chapter[2])
            opened = not chapter[2]
        elif opened and _is_title(text):
            yield _chapter_title(text)
            opened = False
        else:
            yield _article(text, last) or _numbered(text, last)
            opened = False


def _chapter_title(text: str) -> Paragraph:
    return Paragraph((Run(text.upper(), BOLD),), heading=True, centred=True, gap=0)


def _article(text: str, last: bool) -> Paragraph | None:
    """`Điều 1.` is bold; so is what follows when it is a title and not yet the rule itself."""
    found = _ARTICLE.fullmatch(text)
    if not found:
        return None
    number, rest = bind(found[1]), bind(found[2])
    if not last and _is_title(rest):
        return Paragraph((Run(f"{number} {rest}".rstrip(), BOLD),), heading=True)
    return Paragraph((Run(number + " ", BOLD), Run(rest)))


def _numbered(text: str, last: bool) -> Paragraph:
    """`I.` with its title in capitals, `1.` with a title bold; everything else plain words."""
    title = not last and _is_title(text)
    if title and _SECTION.fullmatch(text):
        return Paragraph((Run(text.upper(), BOLD),), heading=True)
    bold = title and bool(_CLAUSE.fullmatch(text))
    return Paragraph((Run(bind(text), BOLD if bold else REGULAR),), heading=bold)


def _is_title(text: str) -> bool:
    """A title is short and ends without a mark; a sentence ends with one."""
    return len(text) <= _TITLE_LENGTH and (not text or text[-1] not in ".;:,!?…/-")


def set_paragraphs(paragraphs: Sequence[Paragraph], size: float) -> list[Row]:
    """Rows of all paragraphs; a heading is never the last thing on a page."""
    rows: list[Row] = []
    after_heading = False
    for paragraph in paragraphs:
        rows += _set(paragraph, size, after_heading)
        after_heading = paragraph.heading
    return rows


def _set(paragraph: Paragraph, size: float, joined: bool) -> list[Row]:
    """Lines justified to both margins, the first indented; no widow and no orphan (FMT-18)."""
    indent = 0 if paragraph.centred else INDENT
    lines = break_lines(paragraph.runs, size, WIDTH, indent)
    final = len(lines) - 1
    rows = []
    for n, line in enumerate(lines):
        inset = 0 if n else indent
        y = size * RISE
        if paragraph.centred:
            marks = centred(line, CENTRE, y, size)
        else:
            room = WIDTH - inset - line.width
            stretch = room / line.spaces if n < final and line.spaces else 0
            marks = spelled(line, LEFT + inset, y, size, stretch if stretch < size else 0)
        stay = joined if n == 0 else n in (1, final) or paragraph.heading
        rows.append(Row(size * LEADING, marks, 0 if n else paragraph.gap, stay))
    return rows

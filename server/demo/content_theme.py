"""The shape of what an office writes about: a theme, its kinds of letter, its turns of phrase."""

from dataclasses import dataclass, field

KINDS = {
    "CV": "Công văn",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "TB": "Thông báo",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "CT": "Chỉ thị",
    "CĐ": "Công điện",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "NQ": "Nghị quyết",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "QC": "Quy chế",
}
"""Abbreviations of Annex III that the demo writes; CV is ours alone, công văn has none."""

ALL_YEAR = frozenset(range(1, 13))


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of letter: who writes it, or (with `>`) whom the district writes it to, and when."""

    who: str
    kind: str
    months: frozenset[int]
    subject: str

    @property
    def goes_out(self) -> bool:
        return self.who.startswith(">")

    @property
    def doc_type(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Theme:
    """What one field of work rests on, and how an official writes of it.

    `unit` leads in the district; `department` is its province office; `fields` end a công văn's
    notation at that office, at the province and in a commune (art. 8; Annex I, II.3b).
    """

    code: str
    name: str
    unit: str
    helpers: tuple[str, ...]
    department: str
    fields: tuple[str, str, str]
    lines: tuple[Line, ...]
    bases: tuple[str, ...]
    tasks: tuple[str, ...]
    results: tuple[str, ...]
    incoming: tuple[Line, ...] = field(init=False)
    outgoing: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "incoming", tuple(x for x in self.lines if not x.goes_out))
        object.__setattr__(self, "outgoing", tuple(x for x in self.lines if x.goes_out))


def _months(text: str) -> frozenset[int]:
    if text == "*":
        return ALL_YEAR
    first, last = (int(part) for part in text.split("-"))
    span = last - first if last >= first else last + 12 - first
    return frozenset((first - 1 + step) % 12 + 1 for step in range(span + 1))


def _line(text: str) -> Line:
    who, kind, months, subject = text.split(maxsplit=3)
    return Line(who, kind, _months(months), subject)


def lines(table: str) -> tuple[Line, ...]:
    """Rows `who kind months subject`; an indented line goes on with the row above it."""
    rows: list[str] = []
    for text in table.strip().splitlines():
        if text.startswith(" "):
            rows[-1] += " " + text.strip()
            continue
        rows.append(text.strip())
    return tuple(_line(row) for row in rows)


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs of running text, parted by empty lines."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))

"""All themes of the demo world as cards to draw letters from, with the gaps to be filled."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from server.demo import (
    content_digital,
    content_office,
    content_order,
    content_people,
    content_rural,
    content_works,
)
from server.demo.content_theme import Line, Theme
from server.demo.papers_shape import IncomingPaper
from server.demo.places import AGENCY, COMMUNES, VILLAGES, Agency

THEMES = (
    *content_digital.THEMES,
    *content_rural.THEMES,
    *content_works.THEMES,
    *content_people.THEMES,
    *content_order.THEMES,
    *content_office.THEMES,
)

NOT_IN_A_TOWN = ("{village}", "nông thôn", "xã đạt", "trưởng thôn", "ngân sách xã", "thôn văn hóa",
                 "y tế xã")  # fmt: skip
"""A thị trấn has no villages and none of the programmes for communes."""

Card = tuple[Theme, Line]


@dataclass(slots=True)
class Deck:
    """Letters to draw from: only in their months, not the same again soon, the rarest first."""

    random: Random
    cards: tuple[Card, ...]
    used: Counter[Line] = field(default_factory=Counter)
    recent: deque[Line] = field(default_factory=lambda: deque(maxlen=14))

    def draw(self, month: int, units: Set[str]) -> Card:
        season = [c for c in self.cards if month in c[1].months and c[0].unit in units]
        choice = [card for card in season if card[1] not in self.recent] or season
        least = min(self.used[line] for _, line in choice)
        card = self.random.choice([card for card in choice if self.used[card[1]] == least])
        self.used[card[1]] += 1
        self.recent.append(card[1])
        return card


def cards(pick: Callable[[Line], bool]) -> tuple[Card, ...]:
    return tuple((theme, line) for theme in THEMES for line in theme.lines if pick(line))


def suits(commune: Agency, line: Line) -> bool:
    """Whether a letter of this kind can be about this commune or town."""
    return not (commune.is_town and any(word in line.subject for word in NOT_IN_A_TOWN))


def some_commune(random: Random, line: Line) -> Agency:
    return random.choice([commune for commune in COMMUNES if suits(commune, line)])


def _period(text: str, day: date) -> date:
    """A report for a quarter or a month is of the one that has just gone by."""
    return day - timedelta(days=20) if "{quarter}" in text or "{month}" in text else day


def fill(text: str, day: date, commune: Agency, random: Random) -> str:
    """Put the year, the quarter, the place and the figures into a text."""
    if "{" not in text:
        return text
    period = _period(text, day)
    return text.format(
        year=period.year,
        next=day.year + 1,
        prev=day.year - 1,
        quarter=("I", "II", "III", "IV")[(period.month - 1) // 3],
        month=period.month,
        now=day.month,
        commune=commune.locality,
        place=commune.place_name,
        village=random.choice(VILLAGES),
        percent=f"{random.randint(860, 995) / 10:.1f}".replace(".", ","),
        count=random.randint(25, 480),
        criteria=f"{random.randint(150, 185) / 10:.1f}".replace(".", ","),
    )


def subject(line: Line, day: date, commune: Agency, random: Random) -> str:
    """The trích yếu as it stands in a register: a công văn's begins with `V/v`."""
    text = fill(line.subject, day, commune, random)
    return f"V/v {text}" if line.kind == "CV" else text


def _date_line(place: str, day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _heading(paper: IncomingPaper) -> Iterable[str]:
    if paper.doc_type == "Công văn":
        return (paper.subject,)
    return (paper.doc_type.upper(), paper.subject)


def letter_lines(paper: IncomingPaper) -> tuple[str, ...]:
    """The lines that the text of a scanned letter holds, for the loader's small PDF."""
    issuer = AGENCY[paper.issuer_code]
    head = (issuer.superior.upper(),) if issuer.superior else ()
    return (
        *head,
        issuer.full_name.upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {paper.number}{'/' if paper.notation else ''}{paper.notation}",
        _date_line(issuer.place_name, paper.issued_on),
        *_heading(paper),
        f"Kính gửi: {AGENCY[paper.agency].full_name}.",
        *theme_of(paper.theme).tasks,
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    )


def theme_of(code: str) -> Theme:
    return next(theme for theme in THEMES if theme.code == code)

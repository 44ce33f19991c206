"""How urgent a paper is (độ khẩn), and what the office's clock makes of it (DOMAIN §4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """The four levels, in order of speed: the law treats the upper three alike, "ngay"."""

    NORMAL = "NORMAL"
    KHAN = "KHAN"
    THUONG_KHAN = "THUONG_KHAN"
    HOA_TOC = "HOA_TOC"


class Clock(StrEnum):
    """Which hours count: office hours, every hour of a working day, or every hour there is."""

    OFFICE = "office"
    WORKING_DAYS = "working_days"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Level:
    """A row: the word, the rank, minutes untouched until it is escalated, and the clock."""

    word: str
    rank: int
    escalate_after: int | None
    clock: Clock


# fmt: off
LEVELS: Mapping[Urgency, Level] = {
    Urgency.NORMAL:      Level("Thường",      0, None, Clock.OFFICE),
    Urgency.KHAN:        Level("Khẩn",        1, 120,  Clock.OFFICE),
    Urgency.THUONG_KHAN: Level("Thượng khẩn", 2, 60,   Clock.WORKING_DAYS),
    Urgency.HOA_TOC:     Level("Hỏa tốc",     3, 15,   Clock.ALWAYS),
}
# fmt: on
"""The minutes are the product's, for the decree has none: an agency may set its own (§4.4)."""

HASTENED = frozenset(
    ("register", "present", "direct", "assign", "start", "number", "seal", "dispatch")
)
"""What is to be done at once with an urgent paper (articles 4.2c, 18.1, 23.1, 24.2): left lying for
one of these it is escalated. What follows has a deadline that somebody set."""

WORDS: Mapping[Urgency, str] = {urgency: level.word for urgency, level in LEVELS.items()}


def rank(urgency: Urgency) -> int:
    """The order of speed: Hỏa tốc > Thượng khẩn > Khẩn > Thường."""
    return LEVELS[urgency].rank


def is_urgent(urgency: Urgency) -> bool:
    """Whether the law says "at once" (articles 4.2c, 18.1, 23.1, 24.2)."""
    return urgency is not Urgency.NORMAL


def runs_on_days_off(urgency: Urgency) -> bool:
    """Whether its clock does not wait for the next working day (CAL-08)."""
    return LEVELS[urgency].clock is Clock.ALWAYS

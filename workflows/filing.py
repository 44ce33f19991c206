"""What the law asks of a case file, and of whoever acts upon it; its terms, numbers and rules.

Decree 30/2020, articles 28 to 31 and Annex V (DOMAIN §9).
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

PERMANENT = 0
"""Vĩnh viễn: a file that is kept for ever is kept for no number of years (Annex V, I.4)."""
LONGEST = 100
TO_THE_ARCHIVE = 5
"""Years from which a file must go to the agency's archive (article 31.3c)."""
WARNED = dt.timedelta(days=30)
"""So long before the day it is said (Annex VI, III.5b)."""
KEPT_BACK = 2
"""Years for which the head may let a unit keep a file that was due (article 31.3d)."""


@dataclass(frozen=True, slots=True)
class Term:
    """From this day on a file goes to the archive within so many months of the work's end."""

    since: dt.date
    months: int
    construction: int


TERMS = (Term(dt.date(2020, 3, 5), 12, 3),)
"""Article 30.2, oldest first: a later law is a row of its own from its day on (AR-07)."""


USUAL: tuple[tuple[str, int], ...] = (
    ("bản gốc văn bản đi", PERMANENT),
    ("sổ đăng ký văn bản đi", PERMANENT),
    ("hồ sơ cuộc họp của Ủy ban nhân dân", PERMANENT),
    ("sổ đăng ký văn bản đến", 20),
    ("công văn trao đổi", 10),
    ("lịch công tác tuần", 10),
)
"""How long what is kept usually is, until the archivist has confirmed it by the table of terms of
TT 10/2022/TT-BNV (AR-08): seed values that are shown, and bind nobody."""


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day some months on or back, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def archive_due(ended_on: dt.date, construction: bool) -> dt.date:
    """By when a file whose work ended then is handed to the archive (AR-01)."""
    term = [one for one in TERMS if one.since <= max(ended_on, TERMS[0].since)][-1]
    return months_on(ended_on, term.construction if construction else term.months)


def expires_on(ended_on: dt.date, years: int) -> dt.date | None:
    """The last day of its term of keeping; what is kept for ever has none (AR-07, AR-08)."""
    return None if years == PERMANENT else months_on(ended_on, years * 12)


def must_be_archived(years: int) -> bool:
    """Kept for ever, or five years and more (AR-02)."""
    return years == PERMANENT or years >= TO_THE_ARCHIVE


def kept_back_until(due: dt.date) -> dt.date:
    """The last day to which the head may let it be kept (AR-03)."""
    return months_on(due, KEPT_BACK * 12)


def retention_words(years: int) -> str:
    """As the list of files writes it: official, so Vietnamese."""
    return "Vĩnh viễn" if years == PERMANENT else f"{years} năm"


def code_of(ordinal: int, heading: str) -> str:
    """`01.TCCB`: the ordinal and the abbreviation of the major heading (Annex V, I.2)."""
    return f"{ordinal:02d}.{heading}"


def numbered(headings: Sequence[str], whole: bool) -> list[str]:
    """The codes of a list of files in its order: numbered through the whole list, or anew under
    each major heading; one way a year (CF-03)."""
    counted: dict[str, int] = {}
    codes = []
    for heading in headings:
        key = "" if whole else heading
        counted[key] = counted.get(key, 0) + 1
        codes.append(code_of(counted[key], heading))
    return codes


def pages_of(counts: Sequence[int]) -> list[tuple[int, int]]:
    """First and last page of each document as they follow one another in the file (Annex V, IV)."""
    spans, last = [], 0
    for count in counts:
        spans.append((last + 1, last + count))
        last += count
    return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which documents a file takes by itself; what is left empty asks nothing."""

    kinds: tuple[str, ...] = ()
    doc_types: tuple[str, ...] = ()
    words: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.kinds or self.doc_types or self.words)

    def takes(self, kind: str, doc_type: str, folded: str) -> bool:
        """`folded`: the document's subject without its marks, as searches have it (§1.3)."""
        if not self.says_something or (self.kinds and kind not in self.kinds):
            return False
        if self.doc_types and doc_type not in self.doc_types:
            return False
        return self.words in folded


class FileFacts(Protocol):
    """What the law asks of a case file as it stands."""

    @property
    def state(self) -> str: ...
    @property
    def has_papers(self) -> bool: ...
    @property
    def has_package(self) -> bool: ...
    @property
    def is_frozen(self) -> bool: ...
    @property
    def has_expired(self) -> bool: ...
    @property
    def is_asked_for(self) -> bool: ...
    @property
    def is_read_by_request(self) -> bool: ...
    @property
    def has_alert(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What an act brings to a case file; each step uses a few of these."""

    reason: str = ""
    title: str = ""
    code: str = ""
    code_is_free: bool = False
    years: int = -1
    paper_fits: bool = False
    is_in_it: bool = False
    unfinished: int = 0
    ends_in_time: bool = False
    consent: str = ""
    until_is_fair: bool = False
    package_is_sound: bool = False
    decision: str = ""
    described: str = ""
    files: int = 0
    made_by_today: bool = False
    term_is_fair: bool = False
    reads_it: bool = False
    asks_already: bool = False
    stage: str = ""
    is_unconfirmed: bool = False
    confirms_anothers: bool = False


def has_papers(case: FileFacts) -> bool:
    """There is something in it (CF-06)."""
    return case.has_papers


def is_empty(case: FileFacts) -> bool:
    """Nothing lies in it (article 3.14)."""
    return not case.has_papers


def has_package(case: FileFacts) -> bool:
    """What is handed over has been made, and may be looked at (AR-05)."""
    return case.has_package


def has_reason(_case: FileFacts, act: Filing) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def has_title(_case: FileFacts, act: Filing) -> bool:
    """Short and clear, and saying what will be in it (Annex V, I.3)."""
    return bool(act.title.strip())


def has_code(_case: FileFacts, act: Filing) -> bool:
    """Number and symbol, of the list or the opener's own (article 29.2c)."""
    return bool(act.code.strip())


def code_is_free(_case: FileFacts, act: Filing) -> bool:
    """A code names one file of the agency in its year."""
    return act.code_is_free


def retention_is_set(_case: FileFacts, act: Filing) -> bool:
    """For ever, or a number of years (AR-08)."""
    return PERMANENT <= act.years <= LONGEST


def paper_is_settled(_case: FileFacts, act: Filing) -> bool:
    """Issued, or given out for work: no draft and no suspect lies in a file (article 29.4b)."""
    return act.paper_fits


def is_described(_case: FileFacts, act: Filing) -> bool:
    """What is on a photograph, or said on a record: in thirty years nobody knows (article 29.3)."""
    return bool(act.described.strip())


def has_file(_case: FileFacts, act: Filing) -> bool:
    """Something was handed in."""
    return act.files > 0


def made_by_today(_case: FileFacts, act: Filing) -> bool:
    """Its day is its place in the course of the matter, and not tomorrow (CF-04)."""
    return act.made_by_today


def is_not_in_it_yet(_case: FileFacts, act: Filing) -> bool:
    """A document lies in a file once; in how many files is its own matter (CF-05)."""
    return not act.is_in_it


def is_in_it(_case: FileFacts, act: Filing) -> bool:
    """Only what lies there is taken out."""
    return act.is_in_it


def work_is_done(_case: FileFacts, act: Filing) -> bool:
    """A file is closed when its work is settled (article 29.4a)."""
    return act.unfinished == 0


def ends_in_time(_case: FileFacts, act: Filing) -> bool:
    """The work ended after it began and its last document was made, and not tomorrow."""
    return act.ends_in_time


def has_consent(_case: FileFacts, act: Filing) -> bool:
    """The head's consent is a written document (article 31.3d)."""
    return bool(act.consent.strip())


def until_is_fair(_case: FileFacts, act: Filing) -> bool:
    """Later than it was due, by two years at most (article 31.3d)."""
    return act.until_is_fair


def package_is_sound(_case: FileFacts, act: Filing) -> bool:
    """The archive looks at it before it is taken in (article 30.3b)."""
    return act.package_is_sound


def is_not_frozen(case: FileFacts) -> bool:
    """Frozen by whoever has authority, it is neither moved, changed nor destroyed (Annex VI)."""
    return not case.is_frozen


def is_frozen(case: FileFacts) -> bool:
    """There is something to let go."""
    return case.is_frozen


def has_expired(case: FileFacts) -> bool:
    """Its term of keeping is over; a file kept for ever has none (AR-07)."""
    return case.has_expired


def is_decided(_case: FileFacts, act: Filing) -> bool:
    """The head of the agency decided it, in writing (AR-07)."""
    return bool(act.decision.strip())

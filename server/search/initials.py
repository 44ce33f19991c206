"""A place by its initials behind what it is: `xã HP`, `thị trấn BS`. More places may have them:
then all of them are meant, for no one of them can be.
"""

import re
from collections.abc import Callable, Iterable

from sqlalchemy import select

from server.database import db
from server.finding.short import SHORT
from server.org.models import Agency
from server.words import fold, keyed, letterwise

_LEVELS = {
    "xa": "xa", "x.": "xa", "phuong": "xa", "thi tran": "xa", "tt.": "xa",
    "huyen": "huyen", "h.": "huyen", "thi xa": "huyen", "thanh pho": "huyen", "tinh": "tinh",
}  # fmt: skip
_PLACE = re.compile(
    rf"(?<![\w-])(?P<level>{'|'.join(map(re.escape, _LEVELS))})\s*(?P<initials>[^\W\d_]{{2,4}})"
    r"(?![\w/-])"
)


MOST = 3
"""So many places are looked up of one search."""


def in_full(said: str, others: Callable[[str], Iterable[str]], also: dict[str, None]) -> str:
    """The same where whichever place may be meant is looked for too, and by its `others` names;
    all of these go into `also`. Who quotes is taken at his word."""
    found = [] if '"' in said else [*_PLACE.finditer(letterwise(said))][:MOST]
    for one in reversed(found):  # what stands before it keeps its place
        begin, end = one.span("initials")
        typed = said[begin:end]
        if typed.isupper() or not re.search("[aeiouy]", fold(typed)):  # else it is a word
            names = _named(typed, _LEVELS[one["level"]])
            every = dict.fromkeys(each for name in names for each in (name, *others(name)))
            also.update(every)
            said = said[:begin] + _any(typed, every) + said[end:]
    return said


def _any(typed: str, names: Iterable[str]) -> str:
    """Of a short word that means something else only the places."""
    quoted = [f'"{keyed(name)}"' for name in names]
    as_typed = [] if quoted and typed.lower() in SHORT else [typed]
    return " OR ".join((*as_typed, *quoted))


def _named(initials: str, level: str) -> list[str]:
    """The places of a level that are written so; HĐ is no place with a D."""
    theirs = select(Agency.place_name).where(Agency.level == level).distinct()
    places = db.session.scalars(theirs.order_by(Agency.place_name))
    short = str if "đ" in initials.lower() else fold
    return [
        place
        for place in places
        if short("".join(word[0] for word in place.lower().split())) == short(initials.lower())
    ]

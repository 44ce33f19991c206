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


def in_full(said: str, others: Callable[[str], Iterable[str]], also: dict[str, None]) -> str:
    """The same where whichever place may be meant is looked for too, and by its `others` names;
    all of these go into `also`. Who quotes is taken at his word."""
    found = None if '"' in said else _PLACE.search(letterwise(said))
    if found is None:
        return said
    begin, end = found.span("initials")
    typed = said[begin:end]
    if not (typed.isupper() or not re.search("[aeiouy]", fold(typed))):
        return said  # a word, not its beginnings
    names = _named(typed, _LEVELS[found["level"]])
    every = dict.fromkeys(one for name in names for one in (name, *others(name)))
    also.update(every)
    if not every:
        return said
    as_typed = [] if typed.lower() in SHORT else [typed]
    either = " OR ".join((*as_typed, *(f'"{keyed(name)}"' for name in every)))
    return said[:begin] + either + said[end:]


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

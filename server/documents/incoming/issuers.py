"""The issuer that was read, as the directory writes it: compared without marks, as a whole."""

import difflib
import re

from sqlalchemy import select

from server.database import db
from server.org.models import Agency
from server.org.queries import as_of
from server.words import fold

CLOSE = 0.93
"""A letter or two that the scan lost; huyện Hoằng Hóa and huyện Hoằng Hà are further apart."""

PLACE = re.compile(r"\b(?:tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố)\s+(\w+(?:\s+\w+)+)$")
"""What stands behind the kind of place, at the end of a name; one word alone means too much."""

SPELT = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"))


def named_as_in_directory(issuer: str) -> str:
    """The name in the directory that this one means; itself, where it means none of them."""
    if not issuer:
        return ""
    names = _names()
    known = {_plain(name): name for name in names}
    wanted = _plain(issuer)
    if wanted in known:
        return known[wanted]
    close = difflib.get_close_matches(wanted, known, n=2, cutoff=CLOSE)
    return known[close[0]] if len(close) == 1 else _with_places(issuer, names)


def _with_places(issuer: str, names: list[str]) -> str:
    """A place that the directory knows has its capitals: Bưu cục hoằng hóa → Bưu cục Hoằng Hóa."""
    for place in {found[1] for name in names if (found := PLACE.search(name))}:
        issuer = re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", place, issuer, flags=re.IGNORECASE)
    return issuer


def _names() -> list[str]:
    return list(db.session.scalars(as_of(select(Agency.name), Agency)))


def _plain(name: str) -> str:
    words = re.sub(r"\W+", " ", fold(name)).strip()
    for short, long in SPELT:
        words = re.sub(rf"\b{short}\b", long, words)
    return words

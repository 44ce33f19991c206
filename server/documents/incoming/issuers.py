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

SPELT = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"))


def named_as_in_directory(issuer: str) -> str:
    """The name in the directory that this one means; itself, where it means none of them."""
    if not issuer:
        return ""
    known = {_plain(name): name for name in _names()}
    wanted = _plain(issuer)
    if wanted in known:
        return known[wanted]
    close = difflib.get_close_matches(wanted, known, n=2, cutoff=CLOSE)
    return known[close[0]] if len(close) == 1 else issuer


def _names() -> list[str]:
    return list(db.session.scalars(as_of(select(Agency.name), Agency)))


def _plain(name: str) -> str:
    words = re.sub(r"\W+", " ", fold(name)).strip()
    for short, long in SPELT:
        words = re.sub(rf"\b{short}\b", long, words)
    return words

"""Who sent what came in: every issuer once, however many papers there are (DESIGN §8)."""

from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, false, func, select

from server.database import db, table
from server.documents.incoming.models import IncomingDocument
from server.finding.typed import meant
from server.words import fold, keyed

MOST = 200
"""A part that more names have is so common that the newest papers have it too."""


def sent_by(part: str) -> ColumnElement[bool]:
    """Papers of an issuer in whose name this stands, in capitals or not, on either database;
    one that is typed without marks is read so, and `UBND tỉnh` as what it is short for.

    The names are read first, by their index, so that nobody asks a million papers for one of them.
    """
    every = db.session.scalars(select(_every().c.issuer))
    read = _bare if fold(part) == part.casefold() else str.casefold
    short = _in_full(part)
    names = [name for name in every if name and (read(part) in read(name) or _says(name, short))]
    if len(names) > MOST:
        return IncomingDocument.issuer.icontains(part, autoescape=True)
    return IncomingDocument.issuer.in_(names) if names else false()


def _in_full(part: str) -> set[str]:
    """The words that it is short for; none where it is not."""
    read = meant(part).words
    return set() if read == part else set(_bare(read).split())


def _says(name: str, words: set[str]) -> bool:
    return bool(words) and words <= set(keyed(name).split())


@lru_cache(MOST * 20)
def _bare(name: str) -> str:
    return fold(name)


def _every() -> CTE:
    """From each name the index leads to the next; how many papers bear it costs nothing."""
    issuer = table(IncomingDocument).c.issuer
    names = select(func.min(issuer).label("issuer")).cte("issuers", recursive=True)
    after = select(func.min(issuer)).where(issuer > names.c.issuer).scalar_subquery()
    return names.union_all(select(after).where(names.c.issuer.is_not(None)))

"""What stood here before the log vouched for words is bound as it stands, once; the log says so.

Of an office of before 27/11/2026, and of a world that is moved in. Each event says `brought`: what
the row said until then nobody vouches for. From the last of them on a row without an event is one
that was put in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from server import audit, rota
from server.audit.bound import BOUND, Bound, Key, fresh_salt
from server.audit.models import LedgerEvent
from server.audit.vouched import FIRST, MARKS, THIRD
from server.clock import now
from server.database import db, run, table, transaction
from server.documents.incoming.models import IncomingDocument
from server.ledger import roots
from server.ledger.bringing_readers import bring_readers
from server.papers.intake import hanging
from server.papers.models import PaperFile

SOME = 1000
"""Rows of one act: others' acts come in between."""


def is_bound(mark: str = FIRST) -> bool:
    """Whether the log knows of every row that it vouches for from this mark on."""
    told = select(LedgerEvent.id).where(LedgerEvent.subject == mark).limit(1)
    return db.session.scalar(told) is not None


@rota.every(5, "ledger:bind")
def bind_what_stands() -> None:
    """Within minutes of an update, and of the first start; afterwards nothing is left to do."""
    for mark in MARKS:
        if not is_bound(mark):
            _bind_from(mark)


def bind_all() -> None:
    """Broken off it begins anew: of two events about a row the later one counts."""
    for mark in MARKS:
        _bind_from(mark)


def _bind_from(mark: str) -> None:
    for bound in [one for one in BOUND.values() if one.mark == mark]:
        last: Key = ()
        while found := _bind(bound, last):
            last = bound.key_of(found[-1])
    for besides in _BESIDE.get(mark, ()):
        besides()
    with transaction():
        audit.append("rows_bound", mark)


def _bind_all_files() -> None:
    for first in _places(table(PaperFile).c.id):
        _bind_files(first)


_BESIDE: Mapping[str, Sequence[Callable[[], None]]] = {
    FIRST: (_bind_all_files,), THIRD: (bring_readers, roots.bring),
}  # fmt: skip
"""What the log vouches for from a mark on, besides rows."""


def _places(id: Any) -> Iterator[int]:
    """Where each block of rows begins, by id."""
    first = -1
    while (
        found := db.session.scalar(select(id).where(id > first).order_by(id).limit(1))
    ) is not None:
        yield found
        first = found + SOME - 1


def _bind(bound: Bound, last: Key) -> Sequence[dict[str, Any]]:
    """The rows behind that one, held meanwhile: whoever writes in one comes after, in the log too;
    none, once all are bound."""
    with transaction():
        rows = table(bound.model).c
        asked = select(*(rows[name] for name in bound.read)).where(bound.after(last))
        asked = asked.order_by(*bound.places).limit(SOME).with_for_update()
        found = [dict(row) for row in run(asked).mappings()]
        if "salt" in rows:
            found = _salted(bound, [row | {"salt": fresh_salt()} for row in found])
        audit.append_all(bound.entry(row, now(), brought=True) for row in found)
    return found


def _salted(bound: Bound, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = table(bound.model)
    mine = (place == bindparam(f"its_{place.key}") for place in rows.c if place.key in bound.key)
    if found:
        given = [{f"its_{name}": row[name] for name in (*bound.key, "salt")} for row in found]
        run(update(rows).where(*mine).values(salt=bindparam("its_salt")), given)
    return found


def _block(id: Any, first: int) -> Sequence[ColumnElement[bool]]:
    return id >= first, id < first + SOME


def _bind_files(first: int) -> None:
    """Files beside a document's own, which its steps name."""
    file, paper = PaperFile, IncomingDocument
    alone = and_(file.paper_kind == "incoming", paper.file_sha256 == "")
    beside = and_(file.paper_kind.in_(("incoming", "earlier")), file.n > 1)
    with transaction():
        asked = (
            select(file.paper_kind, file.paper_id, file.n, file.sha256)
            .outerjoin(paper, (file.paper_kind == "incoming") & (paper.id == file.paper_id))
            .where(*_block(file.id, first), or_(file.paper_kind == "tasks", beside, alone))
        )
        found = run(asked.order_by(file.id))
        audit.append_all(hanging(*row, brought=1) for row in found)

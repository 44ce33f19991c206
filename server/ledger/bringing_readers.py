"""Who may read each paper of before: brought into the log as it stands, an event a paper."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, select, true, tuple_

from server import audit, readers
from server.clock import now
from server.database import db, run, transaction
from server.desks.models import Reader

SOME = 1000
"""Papers of one act."""

_KEY = (Reader.paper_kind, Reader.paper_id)


def bring_readers() -> None:
    """Broken off it begins anew: a seat that is told of twice reads once."""
    last: tuple[str, int] | None = None
    while papers := _papers(last):
        last = papers[-1]
        _bring(papers[0], last)


def _papers(last: tuple[str, int] | None) -> Sequence[tuple[str, int]]:
    behind: ColumnElement[bool] = tuple_(*_KEY) > tuple_(*last) if last else true()
    asked = select(*_KEY).distinct().where(behind).order_by(*_KEY).limit(SOME)
    found = [(kind, id) for kind, id in db.session.execute(asked)]
    db.session.rollback()
    return found


def _bring(first: tuple[str, int], last: tuple[str, int]) -> None:
    """Held meanwhile: who is shut out goes afterwards, in the log too."""
    within = (tuple_(*_KEY) >= tuple_(*first), tuple_(*_KEY) <= tuple_(*last))
    with transaction():
        rows = select(*_KEY, Reader.seat).where(*within).order_by(*_KEY).with_for_update()
        of_papers = groupby(run(rows), key=lambda row: (row[0], row[1]))
        audit.append_all([
            audit.entry("let_read", f"{kind}/{id}", now(),
                        readers.told(seat for *_, seat in of) | {"brought": 1})
            for (kind, id), of in of_papers
        ])  # fmt: skip

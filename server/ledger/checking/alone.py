"""A row of a paper is written in a step of somebody: an event of the row has one beside it.

Whoever changes a bound row by hand can write its event too, and the digests agree again; then the
log tells of a writing, and of nobody who did anything with that paper in the same minute.
"""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import func, select

from server.audit.bound import Bound
from server.audit.models import LedgerEvent
from server.audit.vouched import MARKS, SECOND
from server.database import db
from server.ledger.checking.log import ACT, moment_in, said_in, when
from server.ledger.named_files import Said
from server.ledger.naming_rows import NAMED, Row, paper_of, waived_in


def _of_draft(row: Row) -> str:
    return f"outgoing/{row['outgoing_id']}"


def _itself(row: Row) -> str:
    return f"tasks/{row['id']}"


PAPERS: Mapping[str, Callable[[Row], str]] = {
    "line": paper_of, "signoff": _of_draft, "waiver": waived_in, "draft": _of_draft,
    "recallorder": _of_draft,     "task": _itself,
}  # fmt: skip
"""Whose step it is that writes such a row."""


def since(bound: Bound) -> int | None:
    """From which event on this is asked of such rows: the first time that all of them were bound,
    whoever writes that it was so again; of none before the second mark."""
    mark = max(bound.mark, SECOND, key=MARKS.index)
    return db.session.scalar(select(func.min(LedgerEvent.id)).filter_by(subject=mark))


def alone(bound: Bound, rows: Sequence[Row], first: int | None) -> Iterator[str]:
    """Of these rows, those of which the log tells alone; nothing is brought along any more."""
    if first is None:
        return
    of = {bound.subject(row): row for row in rows}
    written = _told(of, first)
    papers = {subject: PAPERS[bound.kind](of[subject]) for subject in written}
    steps = {
        paper: sorted(filter(None, map(moment_in, told)))
        for paper, told in _told({*papers.values()} - {""}, 0).items()
    }
    for subject, told in written.items():
        paper = papers[subject]
        for said in told:
            at = moment_in(said)
            if at and paper and ("brought" in said or not _is_near(at, steps.get(paper, ()))):
                words = NAMED[bound.kind].words(of[subject])
                yield (
                    f"{words}: nhật ký ghi lúc {when(at)} nhưng không ai làm gì với {paper} lúc đó"
                )


def _told(subjects: Iterable[str], first: int) -> Mapping[str, Sequence[Said]]:
    """What the log says of each, in its order."""
    event = LedgerEvent
    asked = select(event.subject, event.content).where(
        event.subject.in_(sorted(subjects)), event.id > first
    )
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for subject, content in db.session.execute(asked.order_by(event.id)):
        found[subject].append(said_in(content))
    return found


def _is_near(at: dt.datetime, moments: Sequence[dt.datetime]) -> bool:
    place = bisect_left(moments, at - ACT)
    return place < len(moments) and moments[place] <= at + ACT

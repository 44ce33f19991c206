"""Who may read what against the log: a seat that was put in or taken out by hand is named.

Each step says which seats it lets read, what is lent or taken back says it too; what stood there
before was brought in (`log/3`). Of the papers of a heap, as of their lines, the log says nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from sqlalchemy import select

from server.audit.vouched import THIRD
from server.database import db
from server.desks.models import Reader
from server.ledger.heaps import Spans, in_a_heap
from server.ledger.named_files import Said
from server.ledger.vouching import is_bound
from server.org.models import Position
from server.shapes import whole

GONE = "nhật ký ghi được đọc nhưng không còn trong cơ sở dữ liệu"


def reader_findings(
    kind: str, ids: range, heard: Mapping[int, Sequence[Said]], unbound: Spans
) -> Iterator[str]:
    """Seats of these papers that read unsaid, and those that are said to and do not."""
    if not is_bound(THIRD):
        return
    rows, told = _rows(kind, ids), {id: _told(said) for id, said in heard.items()}
    unsaid = {id for id in rows if told.get(id) is None}
    unsaid -= in_a_heap(kind, unsaid, unbound)
    for id in sorted(rows.keys() | told.keys()):
        said = told.get(id)
        if said is None and id not in unsaid:
            continue
        for seat in sorted(rows[id] - (said or set())):
            yield f"{kind}/{id}: {_named(seat)} được đọc nhưng nhật ký không ghi"
        for seat in sorted((said or set()) - rows[id]):
            yield f"{kind}/{id}: {_named(seat)} {GONE}"


def _rows(kind: str, ids: range) -> defaultdict[int, Set[str]]:
    asked = select(Reader.paper_id, Reader.seat).where(
        Reader.paper_kind == kind, Reader.paper_id >= ids.start, Reader.paper_id < ids.stop
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for id, seat in db.session.execute(asked):
        found[id].add(seat)
    return found  # type: ignore[return-value]


def _told(events: Sequence[Said]) -> set[str] | None:
    """Which seats read it by the log; None of a paper of which it never said so."""
    if not any("read" in one for one in events):
        return None
    seats: set[str] = set()
    for one in events:
        seats |= {*str(one.get("read", "")).split()}
        seats -= {*str(one.get("unread", "")).split()}
    return seats


def _named(seat: str) -> str:
    """A post by its title; of other seats their code says whose they are."""
    sort, _, id = seat.partition(":")
    title = None
    if sort == "p" and (post := whole(id)) is not None:
        title = db.session.scalar(select(Position.title).filter_by(id=post))
    return f"chỗ {seat} ({title})" if title else f"chỗ {seat}"

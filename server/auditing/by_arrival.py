"""Anomalies that documents from elsewhere show: signatures that are too weak to prove anything."""

from collections.abc import Iterator

from sqlalchemy import select

from server.auditing.found import MOST, Found, Span
from server.database import db
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.incoming.queries import QUARANTINED
from server.words_of.law import VERDICTS
from workflows.numbering import as_written


def weak_algorithms(span: Span) -> Iterator[Found]:
    """Signed with a digest or a key that no longer counts (RP-04, SIG-06); of what may be a secret
    nothing is told (SEC-02). Sorted by what no index has: with the ids' own order before its eyes a
    planner walked all that ever came, to find that nothing is weak."""
    columns = ("id", "arrived_at", "agency_id", "issuer", "number", "notation", "verdict", "weak")
    rows = (
        select(*(getattr(Coming, name) for name in columns))
        .where(Coming.weak >= "", span.holds(Coming.arrived_at), ~QUARANTINED)
        .order_by((Coming.id + 0).desc())
    )
    for row in db.session.execute(rows.limit(MOST)):
        yield Found(
            at=row.arrived_at,
            key=f"i{row.id}",
            who=row.issuer,
            agency_id=row.agency_id,
            paper=("incoming", row.id),
            code=as_written(row.number, row.notation),
            why="weak",
            said={"weak": row.weak, "verdict": str(VERDICTS[row.verdict])},
        )

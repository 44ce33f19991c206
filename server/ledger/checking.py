"""`congso ledger check`: database, store and log are held against each other; faults are named.

Nothing is written and nothing is locked, so that it runs beside a working office: all reading is
of one moment, and files are looked at after the rows that name them.
"""

from collections.abc import Iterator

from server.database import db
from server.ledger.checking_books import book_findings
from server.ledger.checking_heads import head_findings
from server.ledger.checking_log import log_findings
from server.ledger.checking_papers import paper_findings
from server.ledger.checking_rows import row_findings
from server.ledger.checking_signatures import signature_findings
from server.ledger.checking_store import store_findings
from server.ledger.checking_votes import vote_findings

PARTS = (
    head_findings, log_findings, signature_findings, paper_findings, vote_findings, book_findings,
    row_findings, store_findings,
)  # fmt: skip


def findings() -> Iterator[str]:
    """Everything that is wrong, one sentence each; nothing where all is well."""
    hold_the_moment()
    try:
        for part in PARTS:
            yield from part()
    finally:
        db.session.rollback()


def hold_the_moment() -> None:
    """One snapshot for all statements; SQLite's reading transactions are so by themselves."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})

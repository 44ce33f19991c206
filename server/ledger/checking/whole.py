"""`congso ledger check`: database, store and log are held against each other; faults are named.

Nothing is written and nothing is locked, so that it runs beside a working office: all reading is
of one moment, and files are looked at after the rows that name them.
"""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.exc import OperationalError

from server.database import db
from server.ledger.checking.attempts import attempt_findings
from server.ledger.checking.books import book_findings
from server.ledger.checking.cells import type_findings
from server.ledger.checking.heads import head_findings
from server.ledger.checking.log import log_findings
from server.ledger.checking.papers import paper_findings
from server.ledger.checking.roots import root_findings
from server.ledger.checking.rows import row_findings
from server.ledger.checking.signatures import signature_findings
from server.ledger.checking.store import store_findings
from server.ledger.checking.votes import vote_findings

PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "kiểu dữ liệu": type_findings,
    "điểm chốt": head_findings,
    "nhật ký": log_findings,
    "chữ ký": signature_findings,
    "lần thử bị từ chối": attempt_findings,
    "văn bản": paper_findings,
    "biểu quyết": vote_findings,
    "sổ đăng ký": book_findings,
    "dòng dữ liệu": row_findings,
    "kho tệp": store_findings,
    "gốc tin cậy": root_findings,
}
"""In this order, each with what it goes through."""


def findings() -> Iterator[str]:
    """Everything that is wrong, one sentence each; nothing where all is well."""
    hold_the_moment()
    try:
        for name, part in PARTS.items():
            yield from _heard_out(name, part)
    finally:
        db.session.rollback()


def _heard_out(name: str, part: Callable[[], Iterator[str]]) -> Iterator[str]:
    """A value that cannot be read ends its part, says so, and hides nothing of the others."""
    try:
        yield from part()
    except (ValueError, TypeError, AttributeError, OperationalError) as fault:
        if isinstance(fault, OperationalError) and "UTF-8" not in str(fault):
            raise
        yield f"phần {name}: không kiểm tra hết được vì gặp giá trị hỏng ({str(fault)[:200]})"


def hold_the_moment() -> None:
    """One snapshot for all statements; SQLite's reading transactions are so by themselves."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})

"""How a database goes about what is asked of it, read from its plans."""

import re
from collections.abc import Callable

from sqlalchemy import event

from server.database import db, transaction

BIG = (
    "tasks|incoming_documents|outgoing_documents|readers|search_rows|search_texts|register_rows"
    "|history|ledger_events|deliveries|delivery_events|meetings|exception_records"
    "|case_file_items|case_files|letters|arrivals|schedule_entries|weekly_schedules|handovers"
    "|filing_lines|kept_reports|mentions|follows|read_log"
)
SCANS = {
    "sqlite": re.compile(rf"^SCAN ({BIG})\b"),
    "postgresql": re.compile(rf"Seq Scan on ({BIG})\b"),
}
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def plans_of(asking: Callable[[], object]) -> list[tuple[str, str]]:
    """Each line of a plan with its statement, of all that is asked meanwhile."""
    said: list[tuple[str, object]] = []

    def hear(_connection, _cursor, statement, parameters, *_rest) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            said.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        asking()
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    name = db.engine.dialect.name
    with transaction() as session:
        connection = session.connection()
        if name == "postgresql":  # eight thousand rows are walked sooner than looked up
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [
            (row[-1], statement)
            for statement, parameters in said
            for row in connection.exec_driver_sql(EXPLAIN[name] + statement, parameters)
        ]

"""What the log keeps of a line: at each writing a digest of all it says, under a new salt.

The salt of what stood there before is overwritten with the words: of a line that was shut away or
purged the log holds digests that nobody can try words against any more (SEC-02, SEC-03).
"""

from typing import Any

from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from server import audit
from server.audit.bound import Said, bind, fresh_salt
from server.audit.services import Fact
from server.clock import now
from server.database import run, table
from server.registers.models import RegisterRow


def _told(row: Said) -> dict[str, Fact]:
    number = f"{row['book']} {row['year']}/{row['number']}"
    return {"agency": row["agency_id"], "number": number}


LINES = table(RegisterRow)
LINE = bind("line", RegisterRow, _told)


def write(statement: ReturningInsert[Any] | ReturningUpdate[Any], given: dict[str, Any]) -> None:
    """Open or change lines, and bind what they say now: the statement gives them back. A step."""
    wrote = run(statement, given | {"salt": fresh_salt()}).mappings()
    audit.append_all([LINE.entry(row, now()) for row in wrote])

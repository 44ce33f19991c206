"""Writes the first migration anew from the models, while nothing is released (`make first-migration`).

The ledger's triggers and the search indexes go into it as plain text: a migration that was
released must not change when the code does.
"""

import re
import tempfile
from pathlib import Path
from textwrap import indent

from sqlalchemy import create_engine

from server import (
    app,  # noqa: F401  (every room's tables)
    schema,
)
from server.audit import said, triggers
from server.finding import triggers as indexes

REVISION = "0001"
END = re.compile(r"^    # ### end Alembic commands ###$", re.M)
ARM = """\
for statement in TRIGGERS[op.get_bind().dialect.name]:
    op.execute(statement)
"""
DISARM = """\
if op.get_bind().dialect.name == "postgresql":
    op.execute("DROP FUNCTION IF EXISTS ledger_keep()")
    op.execute("DROP FUNCTION IF EXISTS ledger_wait()")
    for name in ("handed_on", "shut_out", "let_in", "text_comes", "row_comes", "seats", "words"):
        op.execute(f"DROP FUNCTION IF EXISTS finding_{name}")
else:
    op.execute("DROP TABLE search_rows_fts")
    op.execute("DROP TABLE search_texts_fts")
"""


def write() -> Path:
    """One migration that makes everything; the file that was there before goes."""
    for old in (schema.PLACE / "versions").glob("*.py"):
        old.unlink()
    with tempfile.TemporaryDirectory() as room:
        engine = create_engine(f"sqlite:///{room}/empty.db")
        made = schema.revise(engine, "The office as it opens", REVISION)
        engine.dispose()
    made.write_text(_armed(made.read_text()))
    return made


def _armed(text: str) -> str:
    ends = [one.end() for one in END.finditer(text)]
    first, second = ends
    up, down = (f"\n{indent(code, '    ')}" for code in (ARM, DISARM))
    text = text[:first] + up.rstrip() + text[first:second] + down.rstrip() + text[second:]
    made = {
        name: [*triggers.statements(name), *said.indexes(name), *indexes.statements(name)]
        for name in ("sqlite", "postgresql")
    }
    return text.replace("\n\n\ndef upgrade", f"\n\nTRIGGERS = {made!r}\n\n\ndef upgrade", 1)


if __name__ == "__main__":
    write()

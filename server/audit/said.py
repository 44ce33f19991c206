"""What an entry of the log says under a name, as a clause on both databases, and its indexes.

An entry is JSON and is found by its own words: a column beside them could be made to lie.
"""

from typing import Any

from sqlalchemy import DDL, Connection, String, Table, event, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from server.audit.models import LedgerLeaf
from server.database import Base

ASKED = ("agency", "by", "event", "position", "time")
"""What a list of the log is narrowed by: one entry of a million is found without reading all."""

SQLITE = "CASE WHEN json_valid({data}) THEN CAST(json_extract({data}, '$.{name}') AS TEXT) END"
POSTGRES = "(({data})::json ->> '{name}')"


class said(FunctionElement[str]):  # noqa: N801  (it reads as a function of SQL)
    """`said("event") == "sign"`: always as text; nothing where the entry does not say it."""

    type = String()
    inherit_cache = True

    def __init__(self, name: str) -> None:
        super().__init__(LedgerLeaf.data, literal_column(name))


def _compiled(form: str) -> Any:
    def compile_(element: Any, compiler: Any, **how: Any) -> str:
        data, name = [compiler.process(one, **how) for one in element.clauses]
        return form.format(data=data, name=name)

    return compile_


compiles(said, "sqlite")(_compiled(SQLITE))
compiles(said, "postgresql")(_compiled(POSTGRES))


def indexes(dialect: str) -> list[str]:
    """What a database of this dialect is told once the leaves are there; migrations say it too."""
    form = SQLITE if dialect == "sqlite" else POSTGRES
    return [
        f"CREATE INDEX ix_ledger_leaves_said_{name} ON ledger_leaves "
        f"(({form.format(data='data', name=name)}), seq)"
        for name in ASKED
    ]


def _index(_leaves: Table, connection: Connection, **_how: object) -> None:
    for statement in indexes(connection.dialect.name):
        connection.execute(DDL(statement))


event.listen(Base.metadata.tables[LedgerLeaf.__tablename__], "after_create", _index)

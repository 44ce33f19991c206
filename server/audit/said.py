"""What an event says under a name, as a clause on both databases: its content is JSON."""

from typing import Any

from sqlalchemy import String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from server.audit.models import LedgerEvent


class said(FunctionElement[str]):  # noqa: N801  (it reads as a function of SQL)
    """`said("event") == "sign"`: always as text; nothing where the event does not say it."""

    type = String()
    inherit_cache = True

    def __init__(self, name: str) -> None:
        super().__init__(LedgerEvent.content, literal_column(f"'{name}'"))


@compiles(said, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **how: Any) -> str:
    content, name = [compiler.process(one, **how) for one in element.clauses]
    return f"CAST(json_extract({content}, '$.' || {name}) AS TEXT)"


@compiles(said, "postgresql")
def _on_postgres(element: Any, compiler: Any, **how: Any) -> str:
    content, name = [compiler.process(one, **how) for one in element.clauses]
    return f"(({content})::json ->> {name})"

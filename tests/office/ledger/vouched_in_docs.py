"""The table of bound rows in `docs/ledger.md`, written from the one that the office goes by.

.venv/bin/python -m tests.office.ledger.vouched_in_docs
"""

from collections.abc import Iterator, Set
from pathlib import Path

import server.app  # noqa: F401  (every room's rows are known)
from server.audit.bound import BOUND
from server.audit.vouched import VOUCHED

DOCS = Path(__file__).parents[3] / "docs" / "ledger.md"
BEGIN, END = "<!-- vouched: begin -->\n", "<!-- vouched: end -->\n"


def table() -> str:
    return "".join(f"{row}\n" for row in _rows())


def _rows() -> Iterator[str]:
    yield "| kind | table | event | what of it | salt | since |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind, one in VOUCHED.items():
        bound = BOUND[kind]
        what = f"{_list(one.only)} alone" if one.only else "all"
        what += f" but {_list(one.but)}" if one.but else ""
        what += f"; {_list(one.beside)} where they say something" if one.beside else ""
        said = (f"`{kind}`", f"`{bound.model.__tablename__}`", f"`{one.event}`", what)
        salt = "yes" if "salt" in bound.read else ""
        yield f"| {' | '.join(said)} | {salt} | {one.since} |"


def _list(names: Set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def written() -> str:
    """The table as the docs have it today."""
    return DOCS.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = DOCS.read_text().partition(BEGIN)
    DOCS.write_text(before + BEGIN + table() + END + rest.partition(END)[2])

"""Registers with their last numbers."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert

from server.database import db
from server.demo.loader_walk import Rows
from server.registers.models import Register, RegisterRow
from server.registers.numbers import pieces

COLUMNS = (
    "agency_id", "direction", "book", "year", "number", "paper_id", "unit_id", "entered_on",
    "issuer", "code", "issued_on", "doc_type", "subject", "signer", "recipients", "kept_by",
    "copies", "handed_on", "receipt", "note", "pieces",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "unit_id": None, "issuer": "", "signer": "", "recipients": "", "kept_by": "", "copies": 0,
    "handed_on": None, "receipt": "", "note": "",
}  # fmt: skip


def keep_registers(lines: Iterable[dict[str, Any]]) -> None:
    """Every line of every book, oldest first; each book knows the number given last and its day."""
    opened = [EMPTY | line | {"pieces": pieces(line["code"])} for line in lines if line]
    opened.sort(key=lambda line: (line["numbered_on"], line["number"]))
    rows = [{name: line[name] for name in COLUMNS} for line in opened]
    db.session.execute(insert(RegisterRow), rows)
    db.session.execute(insert(Register), list(_books(opened).values()))


def _books(lines: Rows) -> dict[tuple[int, str, int], dict[str, Any]]:
    books: dict[tuple[int, str, int], dict[str, Any]] = {}
    for line in lines:
        key = (line["agency_id"], line["book"], line["year"])
        book = {"agency_id": key[0], "book": key[1], "year": key[2], "last": 0, "last_on": None}
        last = books.setdefault(key, book)
        last |= {"last": line["number"], "last_on": line["numbered_on"]}
    return books

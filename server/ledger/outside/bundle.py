"""What left the office, an export, a proof or a statement, read as a sceptic (docs/ledger.md)."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from server.ledger.outside.evidence import Sound, Trusted, Unreadable, key_in, read
from server.ledger.outside.exported import examine_export
from server.ledger.outside.proof import examine_proofs
from server.ledger.outside.stated import FORMAT as STATEMENT
from server.ledger.outside.stated import examine_statement

EXPORT, PROOF = "congso-ledger/1", "congso-proof/1"
MOST_LINES = 10_000
"""Of a statement: a document has some steps, each with the hashes of its path."""


def examine(lines: Iterable[str], trusted: Trusted = Trusted()) -> Sound:  # noqa: B008 - frozen
    """Verify an export, a proof or a statement; raises `Bad` or `Unreadable`."""
    stream = iter(lines)
    first = _first(stream)
    key = key_in(first, trusted)
    if first.get("format") == EXPORT:
        return examine_export(first, stream, key, trusted)
    if first.get("format") == PROOF:
        proofs = chain([first], (read(line) for line in stream if line.strip()))
        return examine_proofs(proofs, key, trusted)
    if first.get("format") == STATEMENT:
        return examine_statement(first, key, trusted)
    raise Unreadable("không phải tệp xuất, chứng minh hay xác nhận của nhật ký")


def _first(stream: Iterator[str]) -> dict[str, Any]:
    """The first line, or a statement whole: it is laid out in lines for its reader's eyes."""
    line = next(stream, "")
    return read(line if line.strip() != "{" else line + "".join(islice(stream, MOST_LINES)))

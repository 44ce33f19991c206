"""What left the office, an export or a proof, read as a sceptic; docs/ledger.md has the formats."""

from collections.abc import Iterable
from itertools import chain

from server.ledger.evidence import Sound, Trusted, Unreadable, key_in, read
from server.ledger.exported import examine_export
from server.ledger.proof import examine_proofs

EXPORT, PROOF = "congso-ledger/1", "congso-proof/1"


def examine(lines: Iterable[str], trusted: Trusted = Trusted()) -> Sound:  # noqa: B008 - frozen
    """Verify an export or a proof; raises `Bad` or `Unreadable`."""
    stream = iter(lines)
    first = read(next(stream, ""))
    key = key_in(first, trusted)
    if first.get("format") == EXPORT:
        return examine_export(first, stream, key, trusted)
    if first.get("format") == PROOF:
        proofs = chain([first], (read(line) for line in stream if line.strip()))
        return examine_proofs(proofs, key, trusted)
    raise Unreadable("không phải tệp xuất hay chứng minh của nhật ký")

"""Check 4: what a signature says it covers, and what lies in the gap that it leaves out."""

import re

from signing.verifier.opening import EOF, span_of
from signing.verifier.seen import Seen

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def range_findings(seen: Seen) -> list[str]:
    """From the start, around one hex string, up to an end of file."""
    data, span = seen.opened.data, span_of(seen.signature)
    if len(span) != 4 or span[0] != 0 or min(span) < 0:
        return [""]
    _, before, start, after = span
    end = data[: start + after].rstrip(b"\r\n")
    whole = start + after <= len(data) and end.endswith(EOF)
    return [] if whole and _HEX.fullmatch(data[before:start]) else [""]


def padding_findings(seen: Seen) -> list[str]:
    """Nothing hides in the room that was reserved behind the signature."""
    span = span_of(seen.signature)
    gap = _HEX.fullmatch(seen.opened.data[span[1] : span[2]]) if len(span) == 4 else None
    if gap is None:
        return []  # the row before this one says so
    digits = gap[1].decode()
    return [] if _only_der(bytes.fromhex(digits + "0" * (len(digits) % 2))) else [""]


def _only_der(contents: bytes) -> bool:
    if len(contents) < 4 or contents[0] not in (0x30, 0x04):
        return False
    long = contents[1] & 0x7F if contents[1] & 0x80 else 0
    size = int.from_bytes(contents[2 : 2 + long], "big") if long else contents[1]
    return long in (0, 1, 2, 3, 4) and not any(contents[2 + long + size :])

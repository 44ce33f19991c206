"""A proof verified: every step of one document stands under a head that the log signed."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from server.ledger.outside.evidence import (
    Bad,
    Sound,
    Trusted,
    Unreadable,
    hashed,
    head_in,
    said_in,
    subject,
    witnessed,
)
from signing.merkle import Head, consistent, includes
from signing.note import NoteKey

FILE = "revision_sha256"
"""Where a step's entry names the file of the document as it then stood."""
BESIDE = {"file_hung": "file_sha256", "case_listed": "manifest_sha256"}
"""Where what is no step names it: a file that was laid in, the list of a case file's package."""


def examine_proofs(proofs: Iterable[dict[str, Any]], key: NoteKey, trusted: Trusted) -> Sound:
    """A code may be borne by several documents: then there is a proof a line."""
    entries = last = 0
    seen: dict[str, int] = {}
    files: set[str] = set()
    for one in proofs:
        head = head_in(one.get("checkpoint", ""), key)
        listed = one.get("entries")
        if not isinstance(listed, list) or not listed:
            raise Unreadable("chứng minh không có mục nào")
        for entry in listed:
            files.add(_examine_entry(entry, head, str(one.get("document", ""))))
        _examine_earlier(one.get("earlier"), head, key)
        seen = witnessed(one.get("checkpoint", ""), trusted)
        entries, last = entries + len(listed), max(last, head.size)
    return Sound(entries, last, str(key), seen, frozenset(files - {""}))


def _examine_entry(entry: Any, head: Head, document: str) -> str:
    """The digest of the file that the entry names, if it is under the head."""
    try:
        seq, content = int(entry["seq"]), str(entry["data"])
        path = _hashes(entry["proof"])
    except (TypeError, KeyError, ValueError):
        raise Unreadable("một mục của chứng minh không đọc được") from None
    if not includes(hashed(content), seq, head.size, path, head.root):
        raise Bad(f"mục {seq} ({subject(content)}): không nằm trong điểm chốt đã ký")
    if subject(content) != document:
        raise Bad(f"mục {seq} ({subject(content)}): không nói về {document}")
    said = said_in(content)
    return str(said.get(BESIDE.get(str(said.get("event")), FILE)) or "")


def _examine_earlier(earlier: Any, head: Head, key: NoteKey) -> None:
    """The head that was signed at the document's last step, where another one was signed since."""
    if earlier is None:
        return
    try:
        note, path = str(earlier["checkpoint"]), _hashes(earlier["proof"])
    except (TypeError, KeyError, ValueError):
        raise Unreadable("điểm chốt cũ của chứng minh không đọc được") from None
    old = head_in(note, key)
    if not consistent(old, head, path):
        raise Bad(f"điểm chốt {old.size} mục không phải phần đầu của điểm chốt {head.size} mục")


def _hashes(listed: Any) -> list[bytes]:
    try:
        return [base64.b64decode(one, validate=True) for one in listed]
    except binascii.Error:
        raise ValueError("base64") from None

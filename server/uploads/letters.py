"""Opens an e-mail (`.eml`) that somebody dropped: who wrote, about what, and the files in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from server.uploads.names import clean
from workflows.law import Refused

FILES, DEPTH, PARTS = 20, 4, 200
"""More is no letter of an office: files in it, letters within letters, parts in all."""

_FORWARDED = re.compile(r"^\s*(?:(?:re|fw|fwd|tl|ct)\s*:\s*)+", re.IGNORECASE)
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its headers tell it (they prove nothing), and its files in their order."""

    sender: str
    subject: str
    names: tuple[str, ...]
    files: tuple[bytes, ...]


def open_letter(data: bytes) -> Letter:
    """The letter, or `Refused`: no e-mail, nothing in it, too much in it."""
    mail = BytesParser(policy=policy.default).parsebytes(data)
    if mail["From"] is None or not (mail["Subject"] or mail["Date"] or mail["Message-ID"]):
        raise Refused("letter_broken", "file")
    found = list(_files(mail))
    if not found:
        raise Refused("letter_no_files", "file")
    if len(found) > FILES:
        raise Refused("letter_too_many", "file")
    names, files = zip(*found, strict=True)
    return Letter(_sender(mail), _subject(mail), names, files)


def _files(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Attachments, those of a forwarded letter too; logos and signatures are no documents."""
    waiting: list[tuple[Any, int]] = [(mail, 0)]
    for _ in range(PARTS):
        if not waiting:
            return
        part, depth = waiting.pop(0)
        if depth > DEPTH:
            raise Refused("letter_too_deep", "file")
        if part.is_multipart():
            deeper = depth + (part.get_content_type() == "message/rfc822")
            waiting[:0] = [(one, deeper) for one in part.get_payload()]
        elif _is_document(part):
            yield clean(part.get_filename() or "khong-ten"), _bytes(part)
    raise Refused("letter_too_many", "file")


def _is_document(part: EmailMessage) -> bool:
    if part.get_content_type() in _SIGNATURES:
        return False
    is_logo = part.get_content_maintype() == "image" and part["Content-ID"] is not None
    return bool(part.get_filename() or part.is_attachment()) and not is_logo


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _sender(mail: EmailMessage) -> str:
    """`Sở Nội vụ <vanthu@…>`: the name it gives itself, or its address."""
    name, address = parseaddr(str(mail["From"]))
    return _one_line(name or address)


def _subject(mail: EmailMessage) -> str:
    return _one_line(_FORWARDED.sub("", str(mail["Subject"] or "")))


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())

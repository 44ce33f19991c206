"""Opens an e-mail (`.eml`) that somebody dropped: who wrote, about what, and the files in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from html import unescape
from typing import Any

from server.uploads.names import clean
from server.uploads.secrecy import suspects_secret
from workflows.law import Refused

FILES, DEPTH, PARTS = 20, 4, 200
"""More is no letter of an office: files in it, letters within letters, parts in all."""

HEAD = 50_000
"""Bytes of what a letter says that are read: a stamp stands in the first lines."""

_FORWARDED = re.compile(r"^\s*(?:(?:re|fw|fwd|tl|ct)\s*:\s*)+", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its headers tell it (they prove nothing), and its files in their order.

    `suspected`: its own words, its subject or its name speak of a state secret (SEC-02).
    """

    sender: str
    subject: str
    names: tuple[str, ...]
    files: tuple[bytes, ...]
    suspected: bool


def open_letter(data: bytes, name: str) -> Letter:
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
    return Letter(_sender(mail), _subject(mail), names, files, _is_suspect(mail, name))


def _is_suspect(mail: EmailMessage, name: str) -> bool:
    """A forwarded letter speaks for itself too, in its own subject and words."""
    subjects = [str(part["Subject"] or "") for part in _parts(mail)]
    texts = [_words(part) for part in _parts(mail) if part.get_content_maintype() == "text"]
    named = any(suspects_secret(subject, subject) for subject in subjects)
    return named or any(suspects_secret(text, name) for text in ["", *texts])


def _files(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Attachments, those of a forwarded letter too; logos and signatures are no documents."""
    for part in _parts(mail):
        if not part.is_multipart() and _is_document(part):
            yield clean(part.get_filename() or "khong-ten"), _bytes(part)


def _parts(mail: EmailMessage) -> Iterator[Any]:
    """The letter and everything in it, in its order."""
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
        yield part
    raise Refused("letter_too_many", "file")


def _is_document(part: EmailMessage) -> bool:
    if part.get_content_type() in _SIGNATURES:
        return False
    is_logo = part.get_content_maintype() == "image" and part["Content-ID"] is not None
    return bool(part.get_filename() or part.is_attachment()) and not is_logo


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words(part: EmailMessage) -> str:
    """How a part begins, of HTML without its marks, whatever alphabet it says it is in."""
    told, head = part.get_content_charset("utf-8"), _bytes(part)[:HEAD]
    try:
        said = head.decode(told, "replace")
    except LookupError:
        said = head.decode("utf-8", "replace")
    return unescape(_TAGS.sub("\n", said))


def _sender(mail: EmailMessage) -> str:
    """`Sở Nội vụ <vanthu@…>`: the name it gives itself, or its address."""
    name, address = parseaddr(str(mail["From"]))
    return _one_line(name or address)


def _subject(mail: EmailMessage) -> str:
    return _one_line(_FORWARDED.sub("", str(mail["Subject"] or "")))


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())

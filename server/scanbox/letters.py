"""What a file of the box holds: a scan is one file, a letter (`.eml`) the files attached to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.files import store
from server.papers.intake import Taken, take_in
from server.uploads import ask
from workflows import Refused

SUFFIX = ".eml"
MEDIA_TYPE = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of one paper, what the letter says of itself, and where it came from."""

    files: list[Taken]
    hints: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def open_scan(name: str, data: bytes) -> Opened:
    """Inspect and keep it; of a letter every attachment, and last the letter itself as it came."""
    if not name.lower().endswith(SUFFIX):
        return Opened([take_in(name, data)])
    answer = ask(data, name, "letter")
    letter = answer["letter"]
    attached = [
        _attached(one, content)
        for one, content in zip(letter["names"], answer["files"], strict=True)
    ]
    hints = {"issuer": letter["sender"], "subject": letter["subject"]}
    return Opened(
        [*attached, _whole(name, data)],
        {name: words for name, words in hints.items() if words},
        f"Nhận qua thư điện tử của {letter['sender']}.",
    )


def _attached(name: str, data: bytes) -> Taken:
    """One that may not come in keeps the whole letter out, and says which it is."""
    try:
        return take_in(name, data)
    except Refused as no:
        raise Refused(no.reason, no.field, name=name) from None


def _whole(name: str, data: bytes) -> Taken:
    """The letter as evidence: kept, never opened here."""
    return Taken(name, MEDIA_TYPE, store().keep(data), len(data), 0, "", False, False)

"""What a file that comes in holds: a scan is itself, a letter (`.eml`) the files attached to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from server.files import store
from server.papers.intake import Taken, take_in
from server.uploads import ask
from server.uploads.names import naming

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
        [*attached, _whole(name, data, shut=letter["suspected"])],
        {name: words for name, words in hints.items() if words},
        f"Nhận qua thư điện tử của {letter['sender']}.",
    )


def open_all(given: Iterable[tuple[str, bytes]], among: int) -> Opened:
    """Files that are one paper, by name; a letter among them says of itself what it says."""
    opened = [_opened(name, data, among) for name, data in given]
    return Opened(
        [file for one in opened for file in one.files],
        next((one.hints for one in opened if one.hints), {}),
        "\n".join(one.note for one in opened if one.note),
    )


def _opened(name: str, data: bytes, among: int) -> Opened:
    with naming(name, among):
        return open_scan(name, data)


def _attached(name: str, data: bytes) -> Taken:
    """One that may not come in keeps the whole letter out, and says which it is: beside it there is
    the letter itself."""
    with naming(name, among=2):
        return take_in(name, data)


def _whole(name: str, data: bytes, *, shut: bool) -> Taken:
    """The letter as evidence: kept, never opened here; locked where its own words may be secret."""
    sha256 = store().keep_shut(data) if shut else store().keep(data)
    return Taken(name, MEDIA_TYPE, sha256, len(data), 0, "", False, shut)

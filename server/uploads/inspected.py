"""What the office knows of a file after looking at it."""

from dataclasses import dataclass

from server.uploads.reading.places import Place


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may come in: its true kind, its text layer, and what one must be careful about.

    `pages` is 0 where a file has no pages of its own before it is printed (DOCX, XLSX, ODT). `text`
    has one entry a page; `words` says where the first ones stand. `signed`: the PDF carries a
    signature and is never to be rewritten.
    `seconds`: how long a record of sound is, 0 where it does not say.
    `suspected_secret`: DOMAIN SEC-02, for the quarantine.
    """

    media_type: str
    pages: int
    text: tuple[str, ...]
    signed: bool
    suspected_secret: bool
    name: str
    words: tuple[Place, ...] = ()
    seconds: int = 0

"""Where the words that were looked for stand in a text: for a mark around them, and for a snippet.

A text is cut into pieces of which each is a hit or is not; the page escapes every one of them.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from server.finding.asked import Asked
from server.words import fold, keyed, marked

Pieces = list[tuple[str, bool]]

AROUND = 90
"""Letters of a scan that a line shows."""
BEFORE = 30
MOST_HITS = 200
_PLAIN = {
    code: low
    for code in range(0xC0, 0x1EFA)
    if len(low := fold(chr(code))) == 1 and low != chr(code)
}
"""Letter for letter, so that a place in the folded text is the same place in the text."""


class Wanted(NamedTuple):
    """A word, folded; how it may be written, where its marks count; whether it may go on."""

    word: str
    forms: tuple[str, ...]
    is_open: bool

    def is_read(self, plain: str) -> bool:
        return plain == self.word or (self.is_open and plain.startswith(self.word))

    def is_met(self, plain: str, written: str) -> bool:
        """The same with its marks."""
        if not self.is_read(plain):
            return False
        return not self.forms or any(
            written == one or (self.is_open and written.startswith(one)) for one in self.forms
        )


class Lit:
    """The words of one search, as they are found in what a page shows."""

    def __init__(self, asked: Asked) -> None:
        self.wanted = list(_wanted(asked))
        ends = [rf"{one.word}[^\W_]*" if one.is_open else one.word for one in self.wanted]
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(ends)})(?![^\W_])")

    def hits(self, text: str) -> list[tuple[int, int]]:
        """From where to where in the text (NFC) each of the words stands."""
        low = text.lower()
        if len(low) != len(text):
            return []
        found = self._pattern.finditer(low.translate(_PLAIN))
        met = (one.span() for one in found if self._is_met(one[0], text[slice(*one.span())]))
        return list(islice(met, MOST_HITS))

    def _is_met(self, plain: str, written: str) -> bool:
        form = marked(written).strip()
        return any(one.is_met(plain, form) for one in self.wanted)

    def has_all(self, *texts: str) -> bool:
        """Whether every word stands in one of these: then nothing more need be shown."""
        there = keyed(" ".join(texts)).split()
        return all(any(one.is_read(word) for word in there) for one in self.wanted)

    def pieces(self, text: str) -> Pieces:
        """The whole text; words that follow one another are one hit."""
        text = unicodedata.normalize("NFC", text)
        spans = _joined(self.hits(text), text)
        cut: Pieces = []
        end = 0
        for first, last in spans:
            cut += [(text[end:first], False), (text[first:last], True)]
            end = last
        return [one for one in (*cut, (text[end:], False)) if one[0]]

    def snippet(self, text: str) -> Pieces:
        """The part of a scan where most of the words stand close together; none where none do."""
        text = " ".join(unicodedata.normalize("NFC", text).split())
        hits = self.hits(text)
        if not hits:
            return []
        first = max(hits, key=lambda one: (_near(hits, one[0], text), -one[0]))[0]
        return self.pieces(_cut(text, first))


def _near(hits: list[tuple[int, int]], first: int, text: str) -> int:
    """How many different words stand between here and the end of the snippet."""
    last = first + AROUND - BEFORE
    return len({fold(text[a:b]) for a, b in hits if first <= a and b <= last})


def _cut(text: str, first: int) -> str:
    """At the gaps between words, with an ellipsis where something was left out."""
    begin = text.find(" ", first - BEFORE, first) + 1 if first > BEFORE else 0
    begin = begin or (first if first > BEFORE else 0)
    end = len(text)
    if end > begin + AROUND:
        end = text.rfind(" ", begin, begin + AROUND)
        end = end if end > first else begin + AROUND
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and text[joined[-1][1] : first] == " ":
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _wanted(asked: Asked) -> Iterator[Wanted]:
    for one in (asked, *(one for group in asked.either for one in group)):
        for word in one.words:
            forms = tuple(mark.strip() for mark in one.marks if _bare(mark) == word)
            yield Wanted(word, forms, one.is_open and word == one.words[-1])


def _bare(mark: str) -> str:
    """A word with its tone at the end (`server.words.marked`), folded."""
    return keyed(re.sub(r"~\d", "", mark))

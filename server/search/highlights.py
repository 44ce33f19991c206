"""Where the words that were looked for stand in a text: for a mark around them, and for a snippet.

A text is cut into pieces of which each is a hit or is not; the page escapes every one of them.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from server.finding.asked import Asked
from server.words import fold, keyed, letterwise, marked

Pieces = list[tuple[str, bool]]

AROUND = 90
"""Letters of a scan that a line shows."""
BEFORE = 30
MOST_HITS = 200


class Wanted(NamedTuple):
    """A word or a phrase, folded; how it is written where its marks count; whether it may go on."""

    words: str
    forms: tuple[str, ...]
    is_open: bool

    @property
    def pattern(self) -> str:
        return r"[\W_]+".join(self.words.split()) + (r"[^\W_]*" if self.is_open else "")

    def is_read(self, plain: str) -> bool:
        return self._stands(self.words, keyed(plain))

    def is_met(self, text: str) -> bool:
        """The same with its marks."""
        return self.is_read(text) and all(self._stands(one, marked(text)) for one in self.forms)

    def _stands(self, words: str, text: str) -> bool:
        return f" {words}{'' if self.is_open else ' '}" in f" {text} "


class Lit:
    """The words of one search, as they are found in what a page shows."""

    def __init__(self, asked: Asked) -> None:
        self.wanted = list(_wanted(asked))
        ends = "|".join(sorted((one.pattern for one in self.wanted), key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![^\W_])(?:{ends})(?![^\W_])")

    def hits(self, text: str) -> list[tuple[int, int]]:
        """From where to where in the text (NFC) each of the words stands."""
        found = self._pattern.finditer(letterwise(text))
        met = (one.span() for one in found if self._is_met(text[slice(*one.span())]))
        return list(islice(met, MOST_HITS))

    def _is_met(self, text: str) -> bool:
        return any(one.is_met(text) for one in self.wanted)

    def has_all(self, *texts: str) -> bool:
        """Whether all of it stands in these: then nothing more need be shown."""
        return all(one.is_read(" ".join(texts)) for one in self.wanted)

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
        together = [words.strip() for words in one.phrases]
        alone = [word for word in one.words if not any(word in said.split() for said in together)]
        for words in (*together, *alone):
            forms = tuple(mark.strip() for mark in one.marks if _bare(mark) in words.split())
            yield Wanted(words, forms, one.is_open and words == one.words[-1])


def _bare(mark: str) -> str:
    """A word with its tone at the end (`server.words.marked`), folded."""
    return keyed(re.sub(r"~\d", "", mark))

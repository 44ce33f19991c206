"""What somebody typed into a search box, taken apart as the index has its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.words import keyed, marked

MOST_WORDS = 12
BEGINNING = 3
"""Letters of a word's beginning that PostgreSQL's index knows."""
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """Folded words, all of which are wanted; `marks`: what must stand there with its marks.

    `phrases`: folded words that must stand side by side. The last word may be the beginning of
    one, because people look while they type.
    """

    words: tuple[str, ...]
    marks: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def for_fts5(self) -> str:
        """The question as FTS5 takes it: every word quoted, so that none is an operator."""
        return " ".join(f'"{word}"' for word in self.words) + ("*" if self.is_open else "")

    @property
    def whole_marks(self) -> tuple[str, ...]:
        """Those that must stand as whole words."""
        return tuple(one for one in self.marks if one.endswith(" "))

    def for_tsquery(self, with_marks: bool, blocks: Sequence[str]) -> str:
        """The same as PostgreSQL takes it, of rows in these blocks (`finding.postgres`)."""
        entries = [f"'{word}'" for word in self.words]
        if self.is_open:
            last = self.words[-1]
            entries[-1] = f"'<{last[:BEGINNING]}'" if last.isascii() else f"'{last}':*"
        if with_marks:
            entries += [f"'{one.strip()}'" for one in self.whole_marks]
        return " & ".join([*entries, *([f"({any_of(blocks)})"] if blocks else [])])


def any_of(entries: Sequence[str]) -> str:
    """Any of these, as PostgreSQL takes it."""
    return " | ".join(f"'{one}'" for one in entries)


def ask(said: str) -> Asked | None:
    """None where nothing was typed that could be looked for."""
    words = keyed(said).split()[:MOST_WORDS]
    if not words:
        return None
    is_open = len(words[-1]) > 1 and said[-1].isalnum()
    last = words.pop()
    return Asked(
        words=(*(word for word in dict.fromkeys(words) if word != last), last),
        marks=_marks(said, is_open),
        phrases=tuple(f" {keyed(one)} " for one in _QUOTED.findall(said) if " " in keyed(one)),
        is_open=is_open,
    )


def _marks(said: str, is_open: bool) -> tuple[str, ...]:
    """The words typed with marks, as they stand among others: whole, but for an open last one."""
    words = marked(said).split()[:MOST_WORDS]
    ends = [" "] * len(words)
    if words and is_open and "~" not in words[-1]:
        ends[-1] = ""
    found = zip(words, ends, strict=True)
    return tuple(f" {word}{end}" for word, end in found if not word.isascii() or "~" in word)

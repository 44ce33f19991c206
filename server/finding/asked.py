"""What somebody typed into a search box, taken apart as the index has its words.

`"side by side"`, `-not`, `this OR that`: an operator stands by itself, so a symbol (2374/UBND-VX)
is none, and one that is only half typed is passed over. AND and NOT, and in Vietnamese VÀ, HOẶC
and KHÔNG, are operators in capitals.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.words import fold, keyed, marked

MOST_WORDS = 12
BEGINNING = 3
"""Letters of a word's beginning that PostgreSQL's index knows."""
FOREIGN = "fjwz"
"""Few words have them: all papers that have the others were read for one."""
EITHER = ("OR", "HOẶC")
_BOTH, _NOT = ("AND", "VÀ"), ("NOT", "KHÔNG")
_WORDS_TOO = ("VÀ", "KHÔNG")
"""In a title that is all capitals they are words of it: `CÔNG TRÌNH KHÔNG PHÉP`."""
_PARTS = re.compile(r'(?P<not>(?<!\S)-(?=[\w"]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Asked:
    """Folded words, all of which are wanted; `marks`: what must stand there with its marks.

    `phrases`: folded words that must stand side by side. The last word may be the beginning of
    one, because people look while they type. `either`: of each group one is wanted; `without`:
    none of these.
    """

    words: tuple[str, ...]
    marks: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    is_open: bool = False
    closed: tuple[str, ...] = ()
    """The marks where the last word is whole; where it goes on, its tone may still change, or come
    with the last key."""
    begun: str = ""
    """One letter, typed last behind others: it is a word, or one begins with it, of which no index
    knows so little; the words before it lead."""
    either: tuple[tuple["Asked", ...], ...] = ()
    without: tuple["Asked", ...] = ()

    @property
    def for_fts5(self) -> str:
        """The question as FTS5 takes it: every word quoted, so that none is an operator."""
        wanted = [f'"{word}"' for word in self.words]
        if self.is_open:
            wanted[-1] += "*"
        wanted += [" OR ".join(f"({one.for_fts5})" for one in group) for group in self.either]
        said = " AND ".join(f"({one})" for one in wanted)
        barred = " OR ".join(f'"{word}"' for word in self.barred)
        return f"({said}) NOT ({barred})" if barred else said

    @property
    def whole_marks(self) -> tuple[str, ...]:
        """Those that must stand as whole words."""
        return tuple(one for one in self.marks if one.endswith(" "))

    @property
    def barred(self) -> tuple[str, ...]:
        """The words that an index of folded words can leave out by itself."""
        return tuple(one.words[0] for one in self.without if len(one.words) == 1 and not one.marks)

    @property
    def whole(self) -> "Asked":
        """The same where the last word does not go on."""
        if self.begun:
            return replace(self, words=(*self.words, self.begun), marks=self.closed, begun="")
        return replace(self, is_open=False, marks=self.closed) if self.is_open else self

    @property
    def nearby(self) -> tuple[str, ...]:
        """What must stand among the folded words besides."""
        return (*self.phrases, f" {self.begun}") if self.begun else self.phrases

    @property
    def unmarked(self) -> "Asked":
        """The same where marks are passed over; what is not wanted stays what it is."""
        either = tuple(tuple(one.unmarked for one in group) for group in self.either)
        return replace(self, marks=(), closed=(), either=either)

    def for_tsquery(self, with_marks: bool) -> str:
        """The same as PostgreSQL takes it (`finding.postgres`)."""
        entries = [f"'{word}'" for word in self.words]
        if self.is_open:
            last = self.words[-1]
            entries[-1] = f"'<{last[:BEGINNING]}'" if last.isascii() else f"'{last}':*"
        if with_marks:
            entries = self._unless_marked(entries)
        entries += [
            f"({' | '.join(one.for_tsquery(with_marks) for one in group)})" for group in self.either
        ]
        entries += [f"!'{word}'" for word in self.barred]
        return " & ".join(entries)

    def _unless_marked(self, entries: Sequence[str]) -> list[str]:
        """A word with its marks has the word without them: half the index need not be walked."""
        marks = [one.strip() for one in self.whole_marks]
        bare = {fold(one.partition("~")[0]) for one in marks}
        rest = [one for one, word in zip(entries, self.words, strict=True) if word not in bare]
        return rest + [f"'{one}'" for one in marks]


def any_of(entries: Sequence[str]) -> str:
    """Any of these, as PostgreSQL takes it."""
    return " | ".join(f"'{one}'" for one in entries)


def ask(said: str) -> Asked | None:
    """None where nothing was typed that could be looked for."""
    groups, without = _groups(said)
    alone = [group[0] for group in groups if len(group) == 1]
    either = tuple(tuple(map(_one, group)) for group in groups if len(group) > 1)
    is_open = bool(alone) and groups[-1] == [alone[-1]] and _goes_on(said, alone[-1])
    is_begun = len(groups) > 1 and groups[-1] == alone[-1:] and _is_begun(said, alone[-1])
    asked = _begun(alone) if is_begun else _all_of(alone, is_open)
    if not asked.words and not either:
        return None
    return replace(asked, either=either, without=tuple(map(_one, without)))


def operators(said: str) -> Sequence[str]:
    """What stands for more than itself among these words."""
    words = () if any(map(str.islower, said)) else _WORDS_TOO
    return [one for one in (*EITHER, *_BOTH, *_NOT) if one not in words]


def takes_at_word(said: str) -> bool:
    """Whether it asks for one word or some side by side, or without some; names of which one is
    wanted (`search.lineage`) stand in quotes too."""
    groups, without = _groups(said)
    return bool(without) or any(len(one) == 1 and one[0].startswith('"') for one in groups)


def _groups(said: str) -> tuple[list[list[str]], list[str]]:
    """What is wanted, with what would do as well, and what is not wanted; phrases in quotes."""
    groups: list[list[str]] = []
    without: list[str] = []
    joins = False
    for is_barred, part in _parts(said):
        if part in EITHER:
            joins = bool(groups)
        elif is_barred:
            without.append(part)
        elif joins:
            groups[-1].append(part)
        else:
            groups.append([part])
        joins = joins and part in EITHER
    return groups[:MOST_WORDS], without[:MOST_WORDS]


def _parts(said: str) -> Iterator[tuple[bool, str]]:
    """Each with whether it is barred: by a sign, or by the word before it."""
    said = unicodedata.normalize("NFC", said)
    known = operators(said)
    begun = bars = False
    for found in _PARTS.finditer(said):
        part = found["word"] or f'"{found["phrase"]}"'
        if begun and part in known and part not in EITHER:
            bars = part in _NOT
        elif keyed(part):
            yield bars or bool(found["not"]), part
            begun, bars = True, False


def _goes_on(said: str, last: str) -> bool:
    """Whether what was typed last may be the beginning of a word."""
    return said[-1].isalnum() and said.endswith(last[-1]) and len(keyed(last).split()[-1]) > 1


def _is_begun(said: str, last: str) -> bool:
    """Whether it is one letter, which no space has closed yet and a word here may begin with; a
    figure is a number already."""
    return said.endswith(last) and len(last) == 1 and last.isalpha() and fold(last) not in FOREIGN


def _begun(parts: Sequence[str]) -> Asked:
    whole = _all_of(parts, is_open=False)
    return replace(_all_of(parts[:-1], is_open=False), begun=keyed(parts[-1]), closed=whole.marks)


def _one(part: str) -> Asked:
    return _all_of([part], is_open=False)


def _all_of(parts: Sequence[str], is_open: bool) -> Asked:
    """All of these words, of which the last may be the beginning of one."""
    said = " ".join(parts)
    words = keyed(said).split()[:MOST_WORDS]
    if not words:
        return Asked(())
    last = words.pop()
    phrases = (keyed(one) for one in parts if one.startswith('"'))
    return Asked(
        words=(*(word for word in dict.fromkeys(words) if word != last), last),
        marks=_marks(said, is_open),
        closed=_marks(said, is_open=False) if is_open else (),
        phrases=tuple(f" {one} " for one in phrases if " " in one),
        is_open=is_open,
    )


def _marks(said: str, is_open: bool) -> tuple[str, ...]:
    """The words typed with marks, as they stand among others: whole, but for an open last one, of
    which the tone is left out ("tạ" may become "tại", and who types Telex types it last)."""
    words = marked(said).split()[:MOST_WORDS]
    ends = [" "] * len(words)
    if words and is_open:
        words[-1], ends[-1] = words[-1].partition("~")[0], ""
    found = zip(words, ends, strict=True)
    return tuple(f" {word}{end}" for word, end in found if not word.isascii() or "~" in word)

"""How Vietnamese words are folded for searching and ordered in lists (DOMAIN §1.3)."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_LETTERS = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 200)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng: the order of a Vietnamese dictionary."""
ORDINARY = 0x2200
"""Letters before it are remembered: Latin with all its marks, Greek, Cyrillic, punctuation."""
SYLLABLES = 8_000
"""More than Vietnamese has: a page says the same few hundred again and again."""
LONGEST = 40
"""Letters of a word that count: a longer one is no word."""

_OLD_FONTS = str.maketrans("Ðð", "Đđ")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_WORDS = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def fold(text: str) -> str:
    """The search key: no marks, no capitals, single spaces: `hoà` finds `Hòa`, `da` finds `đá`.

    `đ` does not decompose, so it is named. Never fold an abbreviation in a key: ĐA and DA collide.
    """
    return " ".join(text.translate(_BARE).split())


def modern(text: str) -> str:
    """With Đ in place of the Icelandic letter that old Vietnamese fonts have for it (`QÐ-UBND`: it
    looks the same)."""
    return text.translate(_OLD_FONTS)


def plainly(text: str) -> str:
    """As a keyboard types it: figures that an input method made wide are figures, and letters that
    nobody sees, copied along from a page or a chat, are none."""
    seen = (c for c in text.translate(_NARROW) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(seen))


def unmarked(text: str) -> str:
    """The same words without marks, capitals and spaces as they are: `Hỏa tốc` is `Hoa toc`."""
    return _bare(text).translate({ord("đ"): "d", ord("Đ"): "D"})


def each_in(column: Any, said: str, most: int | None = None) -> list[Any]:
    """Conditions: a column of search keys has each of these words, of so many at most."""
    return [column.contains(one, autoescape=True) for one in fold(said).split()[:most]]


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class _Bare(dict[int, str]):
    """Each letter without its marks, worked out when it is first met: the text of a scan has a
    hundred thousand of them."""

    def __missing__(self, code: int) -> str:
        bare = _bare(_bare(modern(chr(code))).lower()).replace("đ", "d")
        if code < ORDINARY:
            self[code] = bare
        return bare


class _Letters(dict[int, str]):
    """Each letter folded by itself, when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = fold(letter)[:1] or letter
        return self[code]


_BARE, _FOLDED = _Bare(), _Letters()


def letterwise(text: str) -> str:
    """Folded letter for letter: a place in it is the same place in the text (NFC)."""
    return text.translate(_FOLDED)


def keyed(text: str) -> str:
    """The words of a text as an index has them: folded letters and figures, single spaces.

    Both databases take words apart at the spaces and nowhere else, so they find alike.
    """
    return " ".join(word[:LONGEST] for word in _WORDS.findall(fold(text)))


def marked(text: str) -> str:
    """The same words with their marks, the tone at the end: `hoà` and `hòa` are one word."""
    words = _MARKED.findall(unicodedata.normalize("NFD", modern(text).lower()))
    return f" {' '.join(map(_tone_last, words))} "


@lru_cache(SYLLABLES)
def _tone_last(word: str) -> str:
    bare = unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES))
    return bare[:LONGEST] + "".join(f"~{_TONES[c]}" for c in word if c in _TONES)


def sort_key(name: str) -> bytes:
    """The order of a Vietnamese dictionary as bytes, stored beside a name: both databases agree.

    Letters decide first, tones only between equal letters, capitals last.
    """
    letters, tones, capitals = bytearray(), bytearray(), bytearray()
    for shown in unicodedata.normalize("NFC", name):
        bare = unicodedata.normalize("NFD", shown)
        letter = unicodedata.normalize("NFC", "".join(c for c in bare if c not in _TONES))
        if not letter:
            continue
        low = letter.lower()
        letters.append(_LETTERS.get(low, max(1, min(ord(low[0]), 199))))
        tones.append(1 + next((_TONES[c] for c in bare if c in _TONES), 0))
        capitals.append(1 + (letter != low))
    return bytes(letters) + b"\0" + bytes(tones) + b"\0" + bytes(capitals)


def name_key(name: str) -> str:
    """Whoever chooses by a name cannot tell two that differ by a capital or a blank."""
    return " ".join(name.split()).casefold()


def person_key(full_name: str) -> bytes:
    """People stand by given name (the last word), then middle name, then family name."""
    *before, given = full_name.split() or [""]
    family, middle = before[:1], before[1:]
    return b"\0".join(sort_key(part) for part in (given, " ".join(middle), " ".join(family)))

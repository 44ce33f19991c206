"""One letter or sound wrong: the words as those papers write them that this reader may open.

One word is left out at a time, and what is found by the others is read for a word that differs
from it by one letter; so no word is offered that stands only where one may not look.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Row

from server.finding.asked import ask, takes_at_word
from server.org.actor import Actor
from server.search import fields
from server.search.queries import Filters, newest
from server.words import keyed

_SOUNDS = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("r", "d"), ("l", "n"))
"""What one hears alike somewhere in the country, and writes one for the other."""
LEAST, MOST = 3, 8
"""Letters of a word that is put right: shorter ones are all alike; and words that are asked for."""


def may_help(said: str) -> bool:
    """Whether some plain words were typed, of which one may be wrong."""
    asked = ask(said)
    plain = asked is not None and not asked.either and not takes_at_word(said)
    return plain and not fields.read(said).wanted and 2 <= len(said.split()) <= MOST


def nearly(actor: Actor, filters: Filters) -> str:
    """What was typed with one letter put right; empty where that finds nothing either."""
    words = (filters.get("q") or "").split()
    if not may_help(" ".join(words)):
        return ""
    offered: Counter[tuple[int, str]] = Counter()
    for n, word in enumerate(words):
        if len(keyed(word)) < LEAST:
            continue
        others = " ".join(words[:n] + words[n + 1 :])
        rows = newest(actor, filters, f"{others} ")
        offered.update((n, one) for row in rows for one in _alike(row, keyed(word)))
    if not offered:
        return ""
    (n, right), _papers = offered.most_common(1)[0]
    return " ".join((*words[:n], right, *words[n + 1 :]))


def _alike(row: Row, word: str) -> set[str]:
    """The words that are said of a paper and differ by one letter, as its line writes them."""
    written = {keyed(one): one.strip('.,;:()"').lower() for one in (row.subject or "").split()}
    return {
        written.get(one, one)
        for one in set(row.folded.split())
        if one != word and not one.isdigit() and is_alike(one, word)
    }


def is_alike(one: str, other: str) -> bool:
    """One letter more, less or another, two that changed places, or a sound for its like."""
    if _heard(one) == _heard(other):
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                 min(len(one), len(other)))  # fmt: skip
    a, b = one[start:], other[start:]
    return _rest_is_same(a, b) or (a[:2] == b[1::-1] and a[2:] == b[2:] and len(a) > 1)


def _heard(word: str) -> str:
    """The word with one of the two where it begins with the other."""
    for said, like in _SOUNDS:
        if word.startswith(said):
            return like + word[len(said) :]
    return word


def _rest_is_same(a: Sequence[str], b: Sequence[str]) -> bool:
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]

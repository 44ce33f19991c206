"""One word, two places of the tone mark: hoà and hòa are both right, but not in one document."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflows.layout.described import Block

_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_NEW = dict(_PAIRS)
_WORD = re.compile(r"\w+")
_OPEN = re.compile(rf"(?<![qQ])(?:{'|'.join(new for new, _ in _PAIRS)})$", re.IGNORECASE)


def old_style(word: str) -> str:
    """The word in small letters with the mark on the first vowel: hoà becomes hòa."""
    small = word.casefold()
    return _OPEN.sub(lambda found: _NEW[found.group()], small)


def other_tones(blocks: Sequence[Block]) -> Iterator[tuple[Block, str, str]]:
    """Each spelling that is in the minority, where it stands and what the others write."""
    counts: dict[str, Counter[str]] = {}
    words = [(block, word) for block in blocks for word in _WORD.findall(block.text)]
    for _, word in words:
        counts.setdefault(old_style(word), Counter()).update([word.casefold()])
    told: set[tuple[int, str]] = set()
    for block, word in words:
        spellings = counts[old_style(word)]
        usual = max(spellings, key=lambda one: (spellings[one], one == old_style(word)))
        if word.casefold() != usual and (id(block), word) not in told:
            told.add((id(block), word))
            yield block, word, _cased(usual, word)


def _cased(small: str, like: str) -> str:
    if like.isupper():
        return small.upper()
    return small.capitalize() if like[:1].isupper() else small

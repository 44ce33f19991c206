"""What was meant where nothing is found as it was typed.

Keys that no input method took (Telex, VNI), and the short words of an office. Pure: words in,
words out.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from server.finding.asked import EITHER, operators
from server.finding.short import SHORT
from server.words import fold, letterwise
from workflows.kinds import ABBREVIATED, ARRIVING

_QUARTER = re.compile(r"([1-4])((?:/\d{4})?)")
_ROMAN = ("I", "II", "III", "IV")
_GLUED = re.compile(
    r"(?<!\S)(?:(?P<before>[^\W\d_]+)(?P<number>\d+)|(?P<digits>\d+)(?P<after>[^\W\d_]+))(?!\w)"
)
_TYPES = "|".join(map(fold, (*ABBREVIATED, *(kind.name for kind in ARRIVING))))
_WAY = r"(?:den|di)"
_BEFORE_NUMBER = re.compile(
    rf"(?:(?:{_TYPES})\s+)?"
    rf"(?P<so>(?:(?:van ban|vb)\s+)?(?:{_WAY}\s+)?so\s+(?:{_WAY}\s*:?\s+)?)(?=\d)"
)
_DOTTED = re.compile(r"(?<!\S)(p|x|h|tp|tx|tt)\.(?=[^\W\d_])", re.IGNORECASE)
_I_OR_Y = re.compile(r"(?:h|k|l|m|s|t|qu)i|[st]y")
_SWAPPED = str.maketrans("iyIY", "yiYI")
_CORE = re.compile(r'(-?"?)\(?(.+?)[,.;:)?!]*("?)')
_BETWEEN = str.maketrans("", "", "-&")
_TELEX = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HATS = {"aa": "â", "ee": "ê", "oo": "ô"}
_WITH_W = {"uwow": "ươ", "uow": "ươ", "uwo": "ươ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_HORNS = {"uo": "ươ", "ua": "ưa", "a": "ă", "o": "ơ", "u": "ư"}
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(oai|oay|oao|oeo|uay|uoi|uou|uya|uye|uyu|ieu|yeu|[aeo]i|[aeu]y|[aei]u|[ao]o|o[ae]|u[aeioy]"
    r"|i[ae]|ye|[aeiouy])"
    r"(ch|ng|nh|[cmnpt])?"
)


class Meant(NamedTuple):
    """Another reading: as a page says it, and as it is looked for: among several short words each
    as itself too, for a paper writes "UBND" and "chuyển đổi số"."""

    words: str
    asked: str


def meant(said: str) -> Meant:
    """Another reading of what was typed; the same text where there is none.

    >>> meant("chuyeenr ddooir soos").words
    'chuyển đổi số'
    >>> meant("CĐS xã").words
    'chuyển đổi số xã'
    >>> meant("ĐA06").words
    'đề án 06'
    >>> meant("quý 3/2026").words
    'quý III/2026'
    >>> meant("qui định").words
    'quy định'
    """
    said = unicodedata.normalize("NFC", said)
    words = _apart(said).split()
    stands = _stands(words, operators(said))
    shown = [
        word if stand == SIGN else _read(word, stand)
        for word, stand in zip(words, stands, strict=True)
    ]
    shown = [_quarter(before, word) for before, word in zip(["", *shown], shown, strict=False)]
    if shown == said.split():
        return Meant(said, said)
    is_alone = words == said.split() and sum(map(str.__ne__, words, shown)) == 1
    wanted = map(_either_way, words, shown, stands, repeat(is_alone))
    return Meant(_joined(one.replace(" | ", " hoặc ") for one in shown), _joined(wanted))


FREE, QUOTED, CHOSEN, SIGN = range(4)


def _stands(words: Sequence[str], signs: Sequence[str]) -> list[int]:
    """Of each word whether it is wanted by itself, within quotes, beside an operator, or is one."""
    stands, is_open = [], 0
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        is_open ^= word.count('"') % 2
        chooses = word.startswith("-") or before in signs or behind in signs
        beside = QUOTED if is_open or '"' in word else CHOSEN if chooses else FREE
        stands.append(SIGN if word in signs and beside != QUOTED else beside)
    return stands


def _joined(words: Iterable[str]) -> str:
    return unicodedata.normalize("NFC", " ".join(words))


def numbered(said: str) -> str:
    """Without the word before a number that is no word of the paper: it is called 12, not số 12.

    >>> numbered("công văn số 12")
    'công văn 12'
    >>> numbered("số đến 12")
    '12'
    """
    said = unicodedata.normalize("NFC", said)
    found = _BEFORE_NUMBER.match(letterwise(said))
    return said[: found.start("so")] + said[found.end("so") :] if found else said


def _apart(said: str) -> str:
    """QĐ1829 is QĐ and 1829, P.VHTT a department: where a short word is known."""
    return _GLUED.sub(_parted, _DOTTED.sub(r"\1. ", said))


def _parted(found: re.Match[str]) -> str:
    parts = [part for part in found.groups() if part]
    return " ".join(parts) if any(map(_long, parts)) else found[0]


def _long(word: str) -> str | None:
    """What it is short for."""
    return SHORT.get(word.lower()) or SHORT.get(fold(word).translate(_BETWEEN))


def _either_way(word: str, read: str, stands: int, is_alone: bool) -> str:
    """A short word that is not all that is read otherwise may stand in the paper as it is."""
    if stands != FREE or word == read or " " not in read:
        return read
    meanings = ("_".join(one.split()) for one in read.split("|"))
    return f" {EITHER[0]} ".join((*([] if is_alone else [word]), *meanings))


def _quarter(before: str, word: str) -> str:
    """ "quý 3" is "quý III" in every report."""
    found = _QUARTER.fullmatch(word) if fold(before) == "quy" else None
    return f"{_ROMAN[int(found[1]) - 1]}{found[2]}" if found else word


def _read(word: str, stands: int) -> str:
    """The word between its operators: a few words for one are kept together by quotes, and are of
    its meanings the first."""
    found = _CORE.fullmatch(word)
    if found is None:
        return word
    before, core, after = found.groups()
    read = _long(word) or _long(core) or syllable(core) or _spelt(core)
    if read is None:
        return word
    if stands != FREE:
        read = read.partition(" | ")[0]
    is_split = " " in read and stands == CHOSEN
    return f'{before}"{read}"{after}' if is_split else f"{before}{read}{after}"


def _spelt(word: str) -> str | None:
    """Its other spelling: schools write `qui định, tỉ lệ, kĩ thuật`, and papers mostly `quy, tỷ,
    kỹ`; without a mark `ty` is a company."""
    if not _I_OR_Y.fullmatch(letterwise(word)) or (word.isascii() and word[-1] in "yY"):
        return None
    end = unicodedata.normalize("NFD", word[-1]).translate(_SWAPPED)
    return unicodedata.normalize("NFC", word[:-1] + end)


def syllable(typed: str) -> str | None:
    """The syllable that these keys make in Telex or VNI; None where they make none, or no other."""
    word = typed.lower()
    if not (word.isascii() and word.isalnum() and word[0].isalpha()):
        return None
    made = _from_vni(word) if any(c.isdigit() for c in word) else _from_telex(word)
    return made if made != word and _SYLLABLE.fullmatch(fold(made)) else None


def _from_telex(word: str) -> str:
    start = re.search("[aeiouyw]", word)
    if start is None:
        return word
    onset, rest = word[: start.start()], word[start.start() :]
    tones = [c for c in rest if c in _TELEX]
    rest = "".join(c for c in rest if c not in _TELEX)
    if onset == "d" and rest.endswith("d"):
        onset, rest = "đ", rest[:-1]
    for keys, letter in (_HATS | _WITH_W).items():
        rest = rest.replace(keys, letter, 1)
    if "w" in rest:
        rest = _with_horn(rest.replace("w", "", 1))
    return _with_tone(onset.replace("dd", "đ"), rest, _TELEX[tones[-1]] if tones else "")


def _from_vni(word: str) -> str:
    letters = "".join(c for c in word if not c.isdigit())
    digits = [c for c in word if c.isdigit()]
    start = re.search("[aeiouy]", letters)
    if start is None or not set(digits) <= set("123456789"):
        return word
    onset, rest = letters[: start.start()], letters[start.start() :]
    if "6" in digits:
        rest = re.sub("[aeo](?!.*[aeo])", lambda one: _HATS[one[0] * 2], rest, count=1)
    if "7" in digits or "8" in digits:
        rest = _with_horn(rest)
    tones = [_VNI[c] for c in digits if c in _VNI]
    return _with_tone("đ" if "9" in digits and onset == "d" else onset, rest, (tones or [""])[-1])


def _with_horn(rest: str) -> str:
    """`w`, `7` and `8` mean what the vowels before them can bear."""
    for bare, horned in _HORNS.items():
        if bare in rest:
            return rest.replace(bare, horned, 1)
    return rest


def _with_tone(onset: str, rest: str, tone: str) -> str:
    """On the last vowel that has a mark, else on the first: which one, no search minds."""
    marked = [i for i, c in enumerate(rest) if c in "âêôăơư"]
    place = marked[-1] if marked else 0
    return unicodedata.normalize("NFC", onset + rest[: place + 1] + tone + rest[place + 1 :])

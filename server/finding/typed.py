"""What was meant where nothing is found as it was typed.

Keys that no input method took (Telex, VNI), and the short words of an office. Pure: words in,
words out.
"""

import re
import unicodedata

from server.finding.asked import is_operator
from server.words import fold

SHORT = {
    "antt": "an ninh trật tự",
    "atgt": "an toàn giao thông",
    "attp": "an toàn thực phẩm",
    "attt": "an toàn thông tin",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bqlda": "ban quản lý dự án",
    "bvmt": "bảo vệ môi trường",
    "cbcc": "cán bộ công chức",
    "cbccvc": "cán bộ công chức viên chức",
    "cchc": "cải cách hành chính",
    "cds": "chuyển đổi số",
    "cntt": "công nghệ thông tin",
    "csdl": "cơ sở dữ liệu",
    "cv": "công văn",
    "dtc": "đầu tư công",
    "dvc": "dịch vụ công",
    "dvctt": "dịch vụ công trực tuyến",
    "gddt": "giáo dục đào tạo",
    "gpmb": "giải phóng mặt bằng",
    "gtvt": "giao thông vận tải",
    "hcc": "hành chính công",
    "hdnd": "hội đồng nhân dân",
    "kntc": "khiếu nại tố cáo",
    "ktht": "kinh tế hạ tầng",
    "ktxh": "kinh tế xã hội",
    "ldtbxh": "lao động thương binh xã hội",
    "lhpn": "liên hiệp phụ nữ",
    "mttq": "mặt trận tổ quốc",
    "nd": "nghị định",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "ntm": "nông thôn mới",
    "nvqs": "nghĩa vụ quân sự",
    "pccc": "phòng cháy chữa cháy",
    "pctt": "phòng chống thiên tai",
    "qlnn": "quản lý nhà nước",
    "qpan": "quốc phòng an ninh",
    "qsdd": "quyền sử dụng đất",
    "tckh": "tài chính kế hoạch",
    "tdkt": "thi đua khen thưởng",
    "tdtt": "thể dục thể thao",
    "tnmt": "tài nguyên môi trường",
    "tthc": "thủ tục hành chính",
    "ttpvhcc": "trung tâm phục vụ hành chính công",
    "tttt": "thông tin truyền thông",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubnd": "ủy ban nhân dân",
    "vhtt": "văn hóa thông tin",
    "vhxh": "văn hóa xã hội",
    "vsattp": "vệ sinh an toàn thực phẩm",
    "xdcb": "xây dựng cơ bản",
}
"""Folded, as people type them, with or without marks and strokes (KT-XH, GD&ĐT); a word "và" in
between is not wanted."""

_QUARTER = re.compile(r"([1-4])((?:/\d{4})?)")
_ROMAN = ("I", "II", "III", "IV")
_CORE = re.compile(r'(-?"?)(.+?)("?)')
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


def meant(said: str) -> str:
    """Another reading of what was typed; the same text where there is none.

    >>> meant("chuyeenr ddooir soos")
    'chuyển đổi số'
    >>> meant("CĐS xã")
    'chuyển đổi số xã'
    >>> meant("quý 3/2026")
    'quý III/2026'
    """
    words = said.split()
    chooses = any(map(is_operator, words))
    read = [word if is_operator(word) else _read(word, chooses) for word in words]
    read = [_quarter(before, word) for before, word in zip(["", *read], read, strict=False)]
    return unicodedata.normalize("NFC", " ".join(read)) if read != words else said


def _quarter(before: str, word: str) -> str:
    """ "quý 3" is "quý III" in every report."""
    found = _QUARTER.fullmatch(word) if fold(before) == "quy" else None
    return f"{_ROMAN[int(found[1]) - 1]}{found[2]}" if found else word


def _read(word: str, chooses: bool) -> str:
    """The word between its operators: a few words for one are kept together by quotes."""
    found = _CORE.fullmatch(word)
    if found is None:
        return word
    before, core, after = found.groups()
    read = SHORT.get(fold(core).translate(_BETWEEN)) or syllable(core) or core
    is_split = " " in read and not before.endswith('"') and (before or chooses)
    return f'{before}"{read}"{after}' if is_split else f"{before}{read}{after}"


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

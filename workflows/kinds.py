"""The 29 kinds of administrative document (article 7) as rows, their series, what else comes."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.law import Refused


class Addresses(StrEnum):
    """Whether `Kính gửi:` is printed (FMT-23): never (false), to superiors only, to anybody."""

    NEVER = ""
    UPWARD = "upward"
    ANYBODY = "anybody"


NEVER, UPWARD, ANYBODY = Addresses


@dataclass(frozen=True, slots=True)
class Kind:
    """A type (tên loại): `abbreviation` is mixed case and never folded, ĐA is not DA (§5.6).

    `template` is the form of Annex III; `prints_name` whether the type stands above the subject
    (FMT-16, FMT-17), `prints_subject` whether the subject stands under it; `has_bases` whether its
    form opens with legal grounds (căn cứ); `dated` whether place and date stand in its head.
    `pair` are the words over the two signatures of a form that has two, the left one first.
    """

    name: str
    abbreviation: str
    template: str = "1.4"
    prints_name: bool = True
    has_bases: bool = False
    addresses: Addresses = NEVER
    prints_subject: bool = True
    dated: bool = True
    pair: tuple[str, str] | None = None


PARTIES = ("ĐẠI DIỆN BÊN B", "ĐẠI DIỆN BÊN A")
"""Annex III has no form for contracts; the issuing agency stands on the right, where it signs."""

RESOLUTION = Kind("Nghị quyết", "NQ", "1.1", has_bases=True)
DECISION = Kind("Quyết định", "QĐ", "1.2", has_bases=True)
REPORT = Kind("Báo cáo", "BC", addresses=UPWARD)
SUBMISSION = Kind("Tờ trình", "TTr", addresses=UPWARD)
OFFICIAL_LETTER = Kind("Công văn", "", "1.5", prints_name=False, addresses=ANYBODY)
INVITATION = Kind("Giấy mời", "GM", "1.7")
MINUTES = Kind("Biên bản", "BB", "1.9", dated=False, pair=("THƯ KÝ", "CHỦ TỌA"))
TELEGRAM = Kind("Công điện", "CĐ", "1.6")
OPEN_LETTER = Kind("Thư công", "")

GREETINGS = ("Thư chúc mừng", "Thư khen", "Thư cảm ơn", "Thư chia buồn", "Thư ngỏ", "Thư kêu gọi")
"""What a thư công may be called in its title; no template of Annex III names it."""

KINDS = (
    RESOLUTION,
    DECISION,
    Kind("Chỉ thị", "CT"),
    Kind("Quy chế", "QC"),
    Kind("Quy định", "QyĐ"),
    Kind("Thông cáo", "TC"),
    Kind("Thông báo", "TB"),
    Kind("Hướng dẫn", "HD"),
    Kind("Chương trình", "CTr"),
    Kind("Kế hoạch", "KH"),
    Kind("Phương án", "PA"),
    Kind("Đề án", "ĐA"),
    Kind("Dự án", "DA"),
    REPORT,
    MINUTES,
    SUBMISSION,
    Kind("Hợp đồng", "HĐ", pair=PARTIES),
    OFFICIAL_LETTER,
    TELEGRAM,
    Kind("Bản ghi nhớ", "BGN", pair=PARTIES),
    Kind("Bản thỏa thuận", "BTT", pair=PARTIES),
    Kind("Giấy uỷ quyền", "GUQ"),
    INVITATION,
    Kind("Giấy giới thiệu", "GGT", "1.8", prints_subject=False),
    Kind("Giấy nghỉ phép", "GNP", "1.10", prints_subject=False),
    Kind("Phiếu gửi", "PG"),
    Kind("Phiếu chuyển", "PC"),
    Kind("Phiếu báo", "PB"),
    OPEN_LETTER,
)

NORMATIVE = (
    Kind("Hiến pháp", ""),
    Kind("Bộ luật", ""),
    Kind("Luật", ""),
    Kind("Pháp lệnh", "PL"),
    Kind("Lệnh", "L"),
    Kind("Nghị định", "NĐ"),
    Kind("Nghị quyết liên tịch", "NQLT"),
    Kind("Thông tư", "TT"),
    Kind("Thông tư liên tịch", "TTLT"),
)
"""Legal documents, which are none of the 29 types of article 7: nobody drafts one here, and both
registers take them (NUM-05)."""

OTHER = Kind("Văn bản khác", "", prints_name=False)
"""What arrives and is none of these: a kết luận of the Party, a đơn of a citizen ("khác", §8.1)."""

ARRIVING = (*KINDS, *NORMATIVE, OTHER)
"""What an arriving document may be registered as: what it is (IN-T07)."""

ABBREVIATED: Mapping[str, str] = {
    one.abbreviation: one.name for one in ARRIVING if one.abbreviation
} | {"CV": OFFICIAL_LETTER.name}
"""What each abbreviation stands for; the decree has none for công văn, and every register."""


@dataclass(frozen=True, slots=True)
class CopyKind:
    """A form of copy (article 25): a copy is not a type of document."""

    name: str
    abbreviation: str


COPIES = (
    CopyKind("Bản sao y", "SY"),
    CopyKind("Bản trích sao", "TrS"),
    CopyKind("Bản sao lục", "SL"),
)

COPY_SERIES = "SAO"
"""All three forms of copy share one series (NUM-07)."""

COMMON_SERIES = "CHUNG"
"""The series of every type that has none of its own."""

SERIES: Mapping[str, str] = {"Quyết định": "QĐ", "Nghị quyết": "NQ", "Giấy mời": "GM"}
"""The usual series table; the head of the agency may set another (NUM-04, article 15.1c)."""


def _key(name: str) -> str:
    """Both placements of the tone mark are right (TXT-12): uỷ and ủy, thoả and thỏa."""
    return unicodedata.normalize("NFC", name).replace("uỷ", "ủy").replace("oả", "ỏa")


_BY_NAME = {_key(kind.name): kind for kind in KINDS}
_ARRIVING = {_key(kind.name): kind for kind in ARRIVING}


def kind(name: str) -> Kind:
    """The type of this Vietnamese name, or `unknown_doc_type`."""
    try:
        return _BY_NAME[_key(name)]
    except KeyError:
        raise Refused("unknown_doc_type", "doc_type") from None


def arriving_kind(name: str) -> Kind:
    """The type of this name that a document from elsewhere may have, or `unknown_arriving_type`."""
    try:
        return _ARRIVING[_key(name)]
    except KeyError:
        raise Refused("unknown_arriving_type", "doc_type") from None


def is_drafted(name: str) -> bool:
    """Whether it is one of the 29 that an office writes itself."""
    return _key(name) in _BY_NAME


def is_normative(name: str) -> bool:
    """Whether a document of this type makes law: it has a book of its own, never one of ours."""
    return any(kind.name == name for kind in NORMATIVE)


def equal_form(old: Kind, new: Kind) -> bool:
    """Whether `new` may replace `old`: a document of equal form, the same type (article 18.3)."""
    return old == new


def series_of(kind: Kind, table: Mapping[str, str] = SERIES) -> str:
    """The series in which a document of this kind takes its number."""
    return table.get(kind.name, COMMON_SERIES)

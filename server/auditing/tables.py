"""The auditor's lists as tables for a workbook or a report; what is official stays Vietnamese."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.auditing import (
    access,
    access_pages,
    anomaly_pages,
    entries,
    entry_pages,
    happenings,
    number_pages,
    pages,
    signatures,
    words,
)
from server.auditing.anomalies import ANOMALIES
from server.database import db
from server.home import tomb_lists
from server.org.ended import agencies_ever
from server.pages import day
from server.signatures.keys import KIND_WORDS

MOST = 50_000
"""Lines of one export; more is a narrower question's answer."""

Cells = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Listing:
    """What an export of one list is called, its columns with their widths, and its lines."""

    title: str
    stem: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    names: tuple[str, ...]
    lines: Callable[[dict[str, str]], Iterator[Cells]]
    door: str = ""
    """The page that shows it, where that is none of this room."""


def _signatures(asked: dict[str, str]) -> Iterator[Cells]:
    for row in db.session.execute(signatures.listed(asked).limit(MOST)):
        line = pages.line_of(row)
        yield [
            line["at"], row.signer, line["position"], str(line["kind"]), line["capacity"],
            line["paper"], row.agency, str(KIND_WORDS.get(row.key_kind, row.key_kind)), row.serial,
            str(line["verdict_word"]),
        ]  # fmt: skip


def _anomalies(asked: dict[str, str]) -> Iterator[Cells]:
    found = anomaly_pages.found_in(asked, anomaly_pages.span_of(asked))
    for pair in found[:MOST]:
        line = anomaly_pages.line_of(pair)
        yield [
            line["at"], str(line["words"]), line["why"], line["who"], line["position"],
            line["paper"], str(pair[0].source),
        ]  # fmt: skip


def _entries(asked: dict[str, str]) -> Iterator[Cells]:
    rows = db.session.execute(entries.listed(asked).limit(MOST)).all()
    for at in range(0, len(rows), 500):
        read = [entries.read(seq, data) for seq, data in rows[at : at + 500]]
        for line, one in zip(entry_pages.lines_of(read), read, strict=True):
            yield [
                line["seq"], line["at"], line["event"], line["subject"], line["who"],
                line["post"], line["agency"], one.data,
            ]  # fmt: skip


def _numbers(asked: dict[str, str]) -> Iterator[Cells]:
    year = number_pages.year_of(asked)
    for one in number_pages.found_in(asked):
        line = number_pages.line_of(one, year)
        voided = "; ".join(f"{number}: {why}" for number, why in one.voided)
        wrong = "; ".join(line["wrong"]) or line["word"]
        yield [line["agency"], line["book"], line["span"], one.lines, wrong, voided]


def _access(what: str) -> Callable[[dict[str, str]], Iterator[Cells]]:
    def lines(asked: dict[str, str]) -> Iterator[Cells]:
        rows = db.session.execute(access.listed(what, asked).limit(MOST)).all()
        for at in range(0, len(rows), 500):
            for line in access_pages.lines_of(what, rows[at : at + 500]):
                yield [". ".join(filter(None, (one["text"], one["small"]))) for one in line]

    return lines


LISTINGS: Mapping[str, Listing] = {
    "signatures": Listing(
        "Nhật ký chữ ký số", "nhat-ky-chu-ky-so",
        ("Lúc ký", "Chủ thể chứng thư", "Chức vụ lúc ký", "Chữ ký của", "Thẩm quyền", "Văn bản",
         "Cơ quan", "Loại khóa", "Số hiệu chứng thư", "Kết quả"),
        (9, 16, 15, 10, 9, 13, 11, 9, 14, 8), (*pages.NAMES, *pages.DAYS), _signatures,
    ),
    "anomalies": Listing(
        "Dấu hiệu cần xem", "dau-hieu-can-xem",
        ("Lúc", "Dấu hiệu", "Cụ thể", "Người", "Chức vụ", "Văn bản", "Căn cứ"),
        (9, 18, 24, 13, 14, 12, 11), (*anomaly_pages.NAMES, *anomaly_pages.DAYS), _anomalies,
    ),
    "numbers": Listing(
        "Sổ và số", "so-va-so",
        ("Cơ quan", "Sổ", "Số đầu – số cuối", "Số dòng", "Kết quả", "Số đã hủy và lý do"),
        (18, 14, 10, 8, 20, 30), number_pages.NAMES, _numbers,
    ),
    "entries": Listing(
        "Nhật ký mọi việc", "nhat-ky-moi-viec",
        ("Mục", "Lúc", "Việc", "Về", "Người làm", "Chức vụ", "Cơ quan", "Nội dung được băm"),
        (6, 10, 14, 10, 13, 13, 12, 40), (*entry_pages.NAMES, *entry_pages.DAYS), _entries,
    ),
    "reads": Listing(
        "Lượt mở văn bản", "luot-mo-van-ban",
        ("Lúc", "Người mở, chức vụ", "Văn bản", "Từ địa chỉ"),
        (14, 36, 30, 20), (*access_pages.NAMES["reads"], *access_pages.DAYS), _access("reads"),
    ),
    "changes": Listing(
        "Thay đổi về người và quyền", "thay-doi-ve-quyen",
        ("Lúc", "Người làm", "Thay đổi", "Từ địa chỉ"),
        (14, 22, 48, 16), (*access_pages.NAMES["changes"], *access_pages.DAYS), _access("changes"),
    ),
    "grants": Listing(
        "Cấp quyền và xác nhận", "cap-quyen-va-xac-nhan",
        ("Lúc đề nghị", "Người được cấp", "Chức vụ và vai trò", "Xác nhận"),
        (20, 20, 34, 26), (*access_pages.NAMES["grants"], *access_pages.DAYS), _access("grants"),
    ),
    "tombstones": Listing(
        tomb_lists.TITLE, tomb_lists.STEM, tuple(tomb_lists.COLUMNS),
        tuple(map(float, tomb_lists.COLUMNS.values())),
        ("q", "agency", "purged_from", "purged_to"), tomb_lists.cells_of,
        door="/tombstones",
    ),
}  # fmt: skip
"""By the name in the address."""


def words_of(asked: Mapping[str, str]) -> str:
    """The conditions as a report quotes them, in the words of the bar above the list."""
    return "; ".join(f"{LABELS[name]} {_shown(name, said)}" for name, said in asked.items())


def _shown(name: str, said: str) -> str:
    if name.endswith(("_from", "_to")):
        return day(dt.date.fromisoformat(said))
    if name == "agency":
        return str(dict(agencies_ever()).get(said, said))
    if name == "event":
        known = happenings.events()
        meant = [known.get(one) or happenings.called(one) for one in said.split(",")]
        return ", ".join(dict.fromkeys(meant))
    return str(VALUES.get(name, {}).get(said, said))


VALUES: Mapping[str, Mapping[str, Any]] = {
    "kind": words.KINDS | {one.name: one.words for one in ANOMALIES},
    "verdict": words.VERDICTS, "key_kind": KIND_WORDS, "state": access_pages.STATES,
}  # fmt: skip


LABELS: Mapping[str, Any] = {
    "q": "tìm", "year": "năm", "position": "chức vụ", "agency": "cơ quan", "kind": "loại",
    "verdict": "kết quả", "key_kind": "loại khóa", "signed_from": "ký từ", "signed_to": "ký đến",
    "event": "việc", "person": "người", "address": "từ địa chỉ", "state": "xác nhận",
    "purged_from": "tiêu hủy từ", "purged_to": "đến",
    "at_from": "từ", "at_to": "đến", "found_from": "từ", "found_to": "đến",
}  # fmt: skip

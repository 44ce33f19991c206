"""Files of an export that no paper was handed in with: what each is, and how it is called."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Row, literal, select

from server.database import Base
from server.exporting import owned
from server.exporting.owned import Whose


@dataclass(frozen=True, slots=True)
class Made:
    """A column that names such files; how one is called, by its row, and what it is."""

    table: str
    column: str
    name: str
    what: str
    titled: str = ""


MADE = (
    Made("case_files", "package_sha256", "ho-so-{}.zip", "gói hồ sơ nộp lưu", "subject"),
    Made("book_volumes", "file_sha256", "quyen-so-{}.pdf", "quyển sổ đã khóa"),
    Made("kept_reports", "file_sha256", "bao-cao-{}.pdf", "báo cáo đã lập"),
    Made("signed_lists", "file_sha256", "danh-sach-{}.pdf", "danh sách, biên bản ký số", "what"),
    Made("copies", "sealed_sha256", "ban-sao-{}.pdf", "bản sao điện tử"),
    Made("lasting_files", "sha256", "luu-tru-{}.pdf", "bản lưu trữ lâu dài"),
    Made("lasting_versions", "sha256", "luu-tru-ban-{}.pdf", "bản lưu trữ lâu dài, các lần"),
    Made("outgoing_documents", "file_sha256", "van-ban-di-{}.pdf", "văn bản đi, tệp đã ký",
         "subject"),
    Made("draft_versions", "page_sha256", "ban-thao-{}.pdf", "bản thảo, dàn trang"),
    Made("signatures", "output_sha256", "da-ky-{}.pdf", "bản trung gian, sau một lần ký", "what"),
)  # fmt: skip
"""The first that names a file says what it is."""


def made(rows: Connection, whose: Whose) -> Iterator[tuple[str, Made, Row]]:
    """Each with its row: `id`, `title`."""
    for one in MADE:
        columns = Base.metadata.tables[one.table].c
        title = columns[one.titled] if one.titled else literal("")
        mine = select(columns[one.column].label("sha256"), columns.id, title.label("title")).where(
            owned.owned(one.table, whose), columns[one.column] != ""
        )
        for row in rows.execute(mine.order_by(columns.id)):
            yield row.sha256, one, row

"""What lies in each case file, for who opens it by hand (Decree 30, article 29 and Annex V)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, literal, select

from server.database import Base
from server.exporting import owned
from server.exporting.listing import KINDS
from server.exporting.owned import Whose

HEADS = (
    "Hồ sơ (id)", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Số thứ tự", "Là", "Mã (id)", "Trích yếu",
    "Tờ số", "Số trang",
)  # fmt: skip
IN_FILES = {**owned.PAPERS, "exhibits": "case_exhibits"}


def lines(rows: Connection, whose: Whose) -> Iterator[list[Any]]:
    """A document each, file by file, as the contents of each run."""
    found = (row for kind in IN_FILES for row in rows.execute(_of(kind, whose)))
    for row in sorted(found, key=lambda one: (one.file, one.ordinal, one.at)):
        said = KINDS.get(row.kind, "tài liệu kèm theo")
        yield [row.file, row.code, row.title, row.ordinal, said, row.paper, row.subject,
               row.first_page, row.pages]  # fmt: skip


def _of(kind: str, whose: Whose) -> Select[Any]:
    """Those of one kind; what may be a state secret has no name here."""
    table = IN_FILES[kind]
    three = ("case_file_items", "case_files", table)
    items, files, papers = (Base.metadata.tables[name].c for name in three)
    return (
        select(
            files.id.label("file"), files.code, files.subject.label("title"), items.at,
            items.ordinal, items.first_page, items.pages, papers.id.label("paper"),
            papers.subject, literal(kind).label("kind"),
        )
        .where(items.case_file_id == files.id, items.paper_kind == kind)
        .where(items.paper_id == papers.id, owned.owned(table, whose))
        .where(owned.owned("case_files", whose))
    )  # fmt: skip

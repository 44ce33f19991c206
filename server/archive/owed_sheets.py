"""What is owed to the archive, taken along: a workbook, a document, or a sheet (RP-12; §13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale

from server import taking_along
from server.archive import owed, queries, sheets
from server.clock import now, today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.jobs import Payload, job
from server.org import queries as org
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import day, when
from server.typesetting.listing import Listing
from server.words_of.law import state_word
from workflows.filing import retention_words

KIND = "casefiles:owed"
COLUMNS = {
    "Số, ký hiệu hồ sơ": 17, "Năm": 7, "Tiêu đề hồ sơ": 22, "Đơn vị": 13, "Người lập": 12,
    "Thời hạn bảo quản": 9, "Hạn nộp lưu": 14, "Nộp lưu": 12, "Tình trạng": 11,
}  # fmt: skip
"""Each with its share of the sheet."""
TITLE = "Hồ sơ đến hạn nộp lưu"
PARTS = {
    owed.LATE: "quá hạn nộp lưu",
    owed.SOON: "đến hạn trong 30 ngày tới",
    owed.KEPT: "được giữ lại",
}


def begin(actor: Actor, wanted: Mapping[str, Any], form: str) -> int:
    """The job's id."""
    owed.require(actor)
    return taking_along.ask(KIND, actor, wanted={**wanted}, form=form)


@job(KIND)
def write(wanted: dict[str, Any], form: str, post: list[int]) -> Payload:
    """By the rights that the asker has now; what is official stays Vietnamese. Harmless twice."""
    actor = org.actor_by_id(*post)
    with force_locale("vi"):
        rows = _cells(actor, owed.every(actor, wanted))
        as_of = f"Tính đến {when(now())}{taking_along.narrowed(_asked(wanted))}"
        made = _sheet(actor, as_of, rows) if form == "pdf" else _book(actor, as_of, rows, form)
    return taking_along.told(made, f"ho-so-den-han-nop-luu-{today():%Y%m%d}.{form}", len(rows))


def _asked(wanted: Mapping[str, Any]) -> dict[str, object]:
    """The files of no unit are a part too, though nothing names it."""
    return {**wanted, "unit": "unit" in wanted}


def _book(actor: Actor, as_of: str, rows: Sequence[Sequence[str]], form: str) -> bytes:
    book = taking_along.plain(TITLE, f"{actor.agency_name} · {as_of}", COLUMNS)
    return taking_along.sheet(book, [(cells, False) for cells in rows], form)


def _sheet(actor: Actor, as_of: str, rows: Sequence[Sequence[str]]) -> bytes:
    agency = db.session.get_one(Agency, actor.agency_id)
    return sheets.printed(
        Listing(
            superior=agency.superior,
            agency=agency.name,
            title=TITLE,
            under=(as_of,),
            columns=tuple(COLUMNS),
            shares=tuple(map(float, COLUMNS.values())),
            rows=tuple(tuple(one) for one in rows),
            closing=(f"Danh sách này gồm {len(rows)} hồ sơ.",),
            signers=(("Người lập", sheets.SIGN, actor.name),),
        )
    )


def _cells(actor: Actor, rows: Sequence[tuple[CaseFile, str]]) -> list[list[str]]:
    units = {one.id: one.name for one in org.units(actor.agency_id)}
    names = queries.keepers([case for case, _part in rows])
    return [
        [
            case.code, str(case.year), case.subject, units.get(case.unit_id or 0, ""),
            names.get(case.keeper_id or 0, ""), retention_words(case.years),
            day(case.due_on), PARTS[part], state_word("casefiles", str(case.state)),
        ]
        for case, part in rows
    ]  # fmt: skip

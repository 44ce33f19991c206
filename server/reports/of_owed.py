"""What the units owe the archive: over its day, due in thirty, kept back (RP-12), as a report.

`archive.owed` says what each is. Terms are reckoned to the last day of a period: what is owed is
owed whenever it fell due, so its first day says nothing.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import ColumnElement, Row, func, outerjoin

from server.archive import owed
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from server.org.models import Person, Unit
from server.pages import day
from server.papers.services import may_read
from server.reports.rows import Line, Rows, Ways
from server.reports.told import Days, Part
from server.reports.words import PARTS
from workflows.filing import retention_words

OUTCOMES = {"owed_late": owed.LATE, "owed_soon": owed.SOON, "kept_back": owed.KEPT}


def _ways(_days: Days) -> Ways:
    return {"unit": (func.coalesce(CaseFile.unit_id, 0), func.coalesce(Unit.name, ""))}


def _mine(actor: Actor, days: Days) -> list[ColumnElement[bool]]:
    return owed.owed_on(actor, days[1])


def _parts(days: Days) -> Mapping[str, Part]:
    parts = owed.parts_of(days[1])
    return {name: (parts[one],) for name, one in OUTCOMES.items()}


def _columns(actor: Actor, days: Days) -> list[Any]:
    names = (Unit.name.label("unit"), Person.full_name.label("keeper"))
    part = owed.part_of(days[1]).label("part")
    return [CaseFile, *names, part, may_read(CaseFile, actor).label("open")]


def _line(row: Row[Any]) -> Line:
    """Whoever may not read a file yet is led to asking for it."""
    case = row.CaseFile
    asks = f"/casefiles/access/new?{urlencode({'code': case.code, 'year': case.year})}"
    word = next(name for name, one in OUTCOMES.items() if one == row.part)
    return Line(
        f"/casefiles/{case.id}" if row.open else asks,
        (
            f"{case.code} ({case.year})", case.subject, row.unit or "", row.keeper or "",
            retention_words(case.years), day(case.due_on), str(PARTS[word]),
        ),
    )  # fmt: skip


def _unit(name: str) -> str:
    return name or _("không thuộc đơn vị nào")


OWED = Rows(
    source=outerjoin(CaseFile, Unit, Unit.id == CaseFile.unit_id).outerjoin(
        Person, Person.id == CaseFile.keeper_id
    ),
    place=CaseFile.id,
    mine=_mine,
    ways=_ways,
    outcomes=tuple(OUTCOMES),
    more=(),
    parts=_parts,
    columns=_columns,
    heads=(
        (later("Số, ký hiệu hồ sơ"), 12),
        (later("Tiêu đề hồ sơ"), 26),
        (later("Đơn vị"), 16),
        (later("Người lập"), 14),
        (later("Thời hạn bảo quản"), 10),
        (later("Hạn nộp lưu"), 10),
        (later("Nộp lưu"), 12),
    ),
    line=_line,
    words={"unit": _unit},
)  # fmt: skip

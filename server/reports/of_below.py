"""How the agencies below stand with their documents: totals for a leader, and no list (DOMAIN §13).

Whoever stood below in the days that are asked, at any depth, the ones that have ended since too.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import and_, case, func, select

from server import standby
from server.org.actor import Actor
from server.org.models import Agency
from server.org.queries import lasts_beyond
from server.reports.coming import COMING
from server.reports.conditions import Asked
from server.reports.going import GOING
from server.reports.table import Cell, Figures, headed, percent
from server.reports.told import Told
from server.reports.words import PARTS
from server.words import sort_key

CAME = ("came", "on_time", "late", "open", "overdue")
WENT = ("issued", "sent", "sent_late", "unsent", "unsent_late")
LATE = (CAME.index("late"), CAME.index("overdue"))


def tell(actor: Actor, asked: Asked, by: str) -> Figures:
    """A row each, those with most late ones first, and what all of them come to."""
    wide = len(CAME) + len(WENT)
    below = _below(actor, asked)
    came, went = _sums(below, asked, COMING, CAME), _sums(below, asked, GOING, WENT)
    found = [
        (name, [*came.get(key, [0] * len(CAME)), *went.get(key, [0] * len(WENT))])
        for key, name in below.items()
    ]
    found.sort(key=lambda one: (-sum(one[1][n] for n in LATE), sort_key(one[0])))
    sums = [sum(counts[n] for _name, counts in found) for n in range(wide)]
    return Figures(
        **headed(asked, by),
        whose=actor.agency_name,
        parts=CAME[1:],
        columns=[*_columns(), _("đến: đúng hạn trong số đã xong")],
        rows=[(name, _cells(counts)) for name, counts in found],
        sums=_cells(sums) if found else [],
        notes=[str(NOTE)],
        rate=(str(IN_TIME), _in_time(sums)),
    )


IN_TIME = later("Văn bản đến xong đúng hạn trong số đã xong")
NOTE = later(
    "Chỉ có số tổng; nội dung văn bản là của từng cơ quan."
    " Không kể văn bản đã thu hồi, thay thế, hủy số, tách hoặc trả lại."
)


def _columns() -> list[str]:
    came = [_("văn bản đến"), *(str(PARTS[name]) for name in CAME[1:])]
    return [*came, _("văn bản đi"), *(str(PARTS[name]) for name in WENT[1:])]


def _cells(counts: Sequence[int]) -> list[Cell]:
    """Figures that open no list: a leader has no content of those below."""
    return [*((count, "") for count in counts), (_in_time(counts), "")]


def _in_time(counts: Sequence[int]) -> str:
    done = counts[CAME.index("on_time")]
    return percent(done, done + counts[CAME.index("late")])


def _below(actor: Actor, asked: Asked) -> dict[int, str]:
    """Each by its name; those of an agency that this post came after as well (ORG-12)."""
    first, last = asked.counted
    here = select(Agency.id, Agency.parent_id, Agency.short_name).where(
        Agency.external.is_(False), Agency.valid_from <= last, lasts_beyond(Agency, first)
    )
    rows = standby.counted(here.order_by(Agency.id))
    found: dict[int, str] = {}
    above = {one for one in actor.agencies if one}
    while beneath := [one for one in rows if one.parent_id in above and one.id not in found]:
        found |= {one.id: one.short_name for one in beneath}
        above = {one.id for one in beneath}
    return found


def _sums(
    below: Collection[int], asked: Asked, told: Told, names: Sequence[str]
) -> Mapping[int, list[int]]:
    """By agency, over the index that answers an agency's own report."""
    parts = told.parts(asked.counted)
    counted = [func.sum(case((and_(*parts[name]), 1), else_=0)).label(name) for name in names]
    whose: Any = told.paper.agency_id
    rows = select(whose.label("key"), *counted).where(
        whose.in_(below), told.paper.state.in_(told.states),
        told.day.between(*asked.counted),
    )  # fmt: skip
    return {
        row.key: [int(getattr(row, name)) for name in names]
        for row in standby.counted(rows.group_by("key"))
    }

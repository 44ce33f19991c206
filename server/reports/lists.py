"""The reports of rows that are no documents: their figures, and the list behind each."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from server.org.actor import Actor
from server.reports.conditions import Asked
from server.reports.of_exceptions import EXCEPTIONS
from server.reports.of_exchange import EXCHANGE
from server.reports.of_meetings import Meetings
from server.reports.of_owed import OWED
from server.reports.rows import Listed, Rows
from server.reports.table import Cell, Figures, headed
from server.reports.words import PARTS, figure
from server.words import sort_key

ROWS: Mapping[str, Rows] = {"exceptions": EXCEPTIONS, "exchange": EXCHANGE, "owed": OWED}
LISTS: Mapping[str, Listed] = {**ROWS, "meetings": Meetings()}
ON_PAPER = frozenset({"owed"})
"""What is read for its list: the paper has it behind the figures (RP-12)."""


def tell(actor: Actor, asked: Asked, by: str) -> Figures:
    """The largest first; months as they came."""
    told = ROWS[asked.of]
    names, word = (*told.outcomes, *told.more), told.words.get(by, str)
    found = [
        (str(one.told_key), word(str(one.name)), [int(getattr(one, name)) for name in names])
        for one in told.sums(actor, asked, by)
    ]
    if by == "month":
        found.sort()
    else:
        found.sort(key=lambda one: (-sum(one[2]), sort_key(one[1])))
    sums = [sum(counts[n] for _key, _name, counts in found) for n in range(len(names))]
    aside = told.aside.said(actor, asked, by) if told.aside else {}

    def said(key: str) -> list[Cell]:
        return [(aside.get(key, "–"), "")] if told.aside else []

    heads = [str(told.aside.head)] if told.aside else []
    return Figures(
        **headed(asked, by),
        whose=actor.agency_name,
        parts=told.outcomes,
        columns=[_("tất cả"), *(str(PARTS[name]) for name in names), *heads],
        rows=[
            (name, [*_cells(counts, asked, {by: key}), *said(key)]) for key, name, counts in found
        ],
        sums=[*_cells(sums, asked, {}), *said("")],
        notes=[],
    )


def _cells(counts: Sequence[int], asked: Asked, narrowed: dict[str, str]) -> list[Cell]:
    """The whole, which is all the outcomes together, its parts, and what else is counted."""
    told = ROWS[asked.of]
    whole = figure(sum(counts[: len(told.outcomes)]), asked, **narrowed)
    parts = zip((*told.outcomes, *told.more), counts, strict=True)
    return [whole, *(figure(n, asked, **narrowed, outcome=name) for name, n in parts)]

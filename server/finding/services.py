"""Keeping the rows that searches read; steps of an act, they open no transaction."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Delete, Row, Text, bindparam, delete, insert, select, update

from server.database import put, run, table
from server.desks.history import PASSED_ON, passed_by
from server.desks.models import History
from server.finding.models import SearchRow, SearchText
from server.words import keyed, marked, plainly

_rows, _texts, _history = table(SearchRow), table(SearchText), table(History)
_THE_ROW = (_rows.c.paper_kind == bindparam("kind"), _rows.c.paper_id == bindparam("paper"))
_ID = select(_rows.c.id).where(*_THE_ROW)
_REWORD = (
    update(_rows)
    .where(*_THE_ROW)
    .values(folded=bindparam("as_folded"), marked=bindparam("as_marked"))
    .returning(_rows.c.id)
)
_FORGET: tuple[Delete, ...] = (
    delete(_texts).where(_texts.c.id.in_(_ID)),
    delete(_rows).where(*_THE_ROW),
)
_REMEMBER = insert(_texts).from_select(
    ["id", "folded", "marked"],
    select(_rows.c.id, *(bindparam(name, type_=Text) for name in ("as_folded", "as_marked"))).where(
        *_THE_ROW
    ),
)
_TOOK_PART = (
    select(_history.c.transition, _history.c.name, _history.c.reason)
    .where(
        _history.c.paper_kind == bindparam("kind"),
        _history.c.paper_id == bindparam("paper"),
        _history.c.transition.in_(bindparam("steps", expanding=True)),
    )
    .order_by(_history.c.id)
)
MOST = 400_000
"""Letters of one paper's scans that are searched: a tsvector holds a megabyte."""


def reword(paper: Any, step: str) -> bool:
    """Whether `step` changes what a search finds the paper by.

    Asked before the paper is written, because its own `folded` is the memory of it: an act that
    words nothing anew costs no statement.
    """
    words = keyed(_said(paper.found_by)) if paper.is_findable else ""
    changed = words != paper.folded or step == PASSED_ON or step in paper.people_steps
    paper.folded = words
    return changed


def _said(parts: Iterable[str | None]) -> str:
    return plainly(" ".join(part for part in parts if part))


def _beside(row: Row[Any]) -> str:
    """Who took part; or of what was handed over which agency had it before: an official asks for a
    letter of the commune that ended by that commune's name (ORG-12)."""
    return passed_by(row.reason) if row.transition == PASSED_ON else str(row.name)


def _put(paper: Any, said: str) -> None:
    words = {"folded": keyed(said), "marked": marked(said)}
    put(SearchRow, {"paper_kind": paper.workflow.name, "paper_id": paper.id} | words)


def keep(paper: Any, *, is_new: bool = False) -> None:
    """Write the row of a paper that was worded anew; none where it may be a secret (SEC-02).

    `is_new`: nobody acted on it yet, nothing was read in it: nothing is asked, nothing forgotten.
    """
    if is_new:
        if paper.is_findable:
            _put(paper, _said((*paper.found_by, *paper.named)))
        return
    key = {"kind": paper.workflow.name, "paper": paper.id}
    if not paper.is_findable:
        for forget in _FORGET:
            run(forget, key)
        return
    steps = {"steps": sorted({*paper.people_steps, PASSED_ON})}
    beside = dict.fromkeys((*paper.named, *map(_beside, run(_TOOK_PART, key | steps))))
    said = _said((*paper.found_by, *beside))
    row = {"as_folded": keyed(said), "as_marked": marked(said)}
    if run(_REWORD, key | row).first() is None:
        _put(paper, said)
        keep_text(key["kind"], key["paper"], paper.scanned_text())


def keep_text(kind: str, paper_id: int, text: str) -> None:
    """What the pages of a paper say, in place of what was known; of a possible secret nothing."""
    run(_FORGET[0], {"kind": kind, "paper": paper_id})
    add_text(kind, paper_id, text)


def add_text(kind: str, paper_id: int, text: str) -> None:
    """The same of a paper in which nothing was read before: there is nothing to forget."""
    key, cut = {"kind": kind, "paper": paper_id}, text[:MOST]
    if cut.strip():
        run(_REMEMBER, key | {"as_folded": keyed(cut), "as_marked": marked(cut)})

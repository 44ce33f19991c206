"""What a suspected secret said lies locked in one box until a leader decides (SEC-02).

The row of its paper, its history, the names of its files keep their places and say nothing. Files
are locked in the store, and what was drawn of them goes, after the commit (`papers.shutting`).
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, LargeBinary, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from server.database import Base, Moment, db, run, table
from server.desks.models import History
from server.files import store
from server.papers.models import Paper, PaperFile, ScanText
from server.papers.naming import DRAWN_AGAIN
from server.papers.traces import OF_A_FILE, TRACES, Trace, digests_of
from server.repeats import RepeatedKey
from workflows import Refused

Said = dict[str, Any]
_FILES = Trace("paper_files", "paper_id", "paper_kind", (("name", ""),))
WORDY = tuple(
    Trace(one.table, one.id, one.kind, words)
    for one in (*TRACES, _FILES)
    if (words := tuple(pair for pair in one.blank if not pair[0].endswith("sha256")))
    and one.table != RepeatedKey.__tablename__
)
"""Rows that stay where they are, without what they say; all of them have an `id`."""


READ_BY_SECONDS = ("propose_purge", "propose_refuse_recall")
"""Why these were proposed stays open: whoever confirms it must read why."""


class Safe(Base):
    """The box of one paper; None once it was released. `drawn`: files made of it, that go.

    `finished_at`: since when the store and the database's own file are as the row says.
    """

    __tablename__ = "safes"

    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    box: Mapped[bytes | None] = mapped_column(LargeBinary)
    drawn: Mapped[list[str]] = mapped_column(JSON, default=list)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)


def safe_of(paper_kind: str, paper_id: int) -> Safe | None:
    return db.session.get(Safe, (paper_kind, paper_id))


def lies_in_a_safe(sha256: str) -> bool:
    """Whether a paper that is shut away has this file."""
    shut = (Safe.paper_kind == PaperFile.paper_kind, Safe.paper_id == PaperFile.paper_id)
    found = select(PaperFile.id).join(Safe, (shut[0]) & (shut[1]))
    held = found.where(PaperFile.sha256 == sha256, Safe.box.is_not(None)).limit(1)
    return db.session.scalar(held) is not None


def put_away(paper: Paper, lines: Iterable[Said] = ()) -> Safe:
    """Take its words out of the tables and into the box, and what its `lines` in the registers
    noted; what came later is added. A step."""
    db.session.flush()
    kind = paper.workflow.name
    safe = safe_of(kind, paper.id) or Safe(paper_kind=kind, paper_id=paper.id, drawn=[])
    said = _open(safe) if safe.box else {"paper": {}, "rows": {}, "texts": []}
    said["paper"] = _added(said["paper"], _words_taken(paper))
    said["lines"] = said.get("lines") or [*lines]
    db.session.add(safe)
    _lock(safe, _with_rows(said, safe))
    return safe


def put_rows_away(kind: str, paper_id: int) -> Safe | None:
    """The same for rows that were hung on it after it was shut away in one act. A step."""
    safe = safe_of(kind, paper_id)
    if safe is not None and safe.box is not None:
        _lock(safe, _with_rows(_open(safe), safe))
    return safe


def _with_rows(said: Said, safe: Safe) -> Said:
    kind, paper_id = safe.paper_kind, safe.paper_id
    for trace in WORDY:
        rows = said["rows"].setdefault(trace.table, {})
        rows |= _rows_taken(trace, kind, paper_id)
    said["texts"] += _texts_taken(digests_of(kind, paper_id))
    safe.drawn = [*safe.drawn, *_copies_taken(kind, paper_id)]
    _forget_answers(kind, paper_id)
    return said


def _lock(safe: Safe, said: Said) -> None:
    safe.box = store().box.lock(json.dumps(said, default=str).encode(), _name(safe))
    safe.finished_at = None
    db.session.flush()


def noted_of(paper: Paper) -> list[Said]:
    """What its lines in the registers noted before it was shut away."""
    return (_said(paper.workflow.name, paper.id) or {}).get("lines", [])


def take_out(paper: Paper) -> Safe | None:
    """Every word where it stood, before the step that lets others read them. A step."""
    safe = safe_of(paper.workflow.name, paper.id)
    if safe is None or safe.box is None:
        return None
    said = _open(safe)
    db.session.refresh(paper)
    for name, value in said["paper"].items():
        setattr(paper, name, _as_column(paper, name, value))
    for trace in WORDY:
        rows = Base.metadata.tables[trace.table]
        for row_id, values in said["rows"].get(trace.table, {}).items():
            run(update(rows).where(rows.c.id == int(row_id)).values(values))
    _keep_texts(said["texts"])
    safe.box, safe.finished_at = None, None
    db.session.flush()
    db.session.expire_all()
    return safe


def _keep_texts(texts: list[Said]) -> None:
    """But for what was read once more meanwhile, in another paper's file."""
    told = {text["sha256"]: text for text in texts}
    for known in db.session.scalars(select(ScanText.sha256).where(ScanText.sha256.in_(told))):
        del told[known]
    if told:
        run(insert(table(ScanText)), [{"hushed": False} | text for text in told.values()])


def show(paper: Paper) -> None:
    """Let whoever may read it read it: in this row, in memory; nothing of it is written."""
    said = _said(paper.workflow.name, paper.id)
    for name, value in (said or {}).get("paper", {}).items():
        set_committed_value(paper, name, _as_column(paper, name, value))


def names_of(files: list[PaperFile]) -> list[PaperFile]:
    """The files with the names that they came under; a file without one lies in a safe."""
    blank = [one for one in files if not one.name]
    said = _said(blank[0].paper_kind, blank[0].paper_id) if blank else None
    for one in blank if said else []:
        name = (said or {})["rows"].get("paper_files", {}).get(str(one.id), {}).get("name", "")
        set_committed_value(one, "name", name)
    return files


def reasons_of(kind: str, paper_id: int) -> dict[int, str]:
    """What was written at its steps, by the step's id."""
    return _told_in(History.__tablename__, "reason", kind, paper_id)


def answers_of(kind: str, paper_id: int) -> dict[int, str]:
    """What its sender was told, or is to be told yet, by the letter's id."""
    return _told_in("letters", "words", kind, paper_id)


def _told_in(rows: str, column: str, kind: str, paper_id: int) -> dict[int, str]:
    said = _said(kind, paper_id) or {"rows": {}}
    kept = said["rows"].get(rows, {})
    return {int(row_id): values[column] for row_id, values in kept.items()}


def _said(kind: str, paper_id: int) -> Said | None:
    """What lies in the box; None where there is none, or the key of it is not in this home."""
    safe = safe_of(kind, paper_id)
    if safe is None or safe.box is None:
        return None
    try:
        return _open(safe)
    except Refused:
        return None


def _open(safe: Safe) -> Said:
    assert safe.box is not None
    said: Said = json.loads(store().box.unlock(safe.box, _name(safe)))
    return said


def _name(safe: Safe) -> str:
    return f"{safe.paper_kind}/{safe.paper_id}"


def _words_taken(paper: Paper) -> Said:
    """The paper's own columns; what stands in them is taken out."""
    said = {name: getattr(paper, name) for name in paper.words if getattr(paper, name)}
    for name, value in said.items():
        setattr(paper, name, type(value)() if isinstance(value, str | dict | list) else None)
    paper.folded = ""
    return said


def _added(older: Said, newer: Said) -> Said:
    """A remark is added to the remarks, unless they were shown and written on; anything else is
    what it was said to be last."""
    if not newer.get("note", "").startswith(older.get("note", "")):
        newer["note"] = f"{older['note']}\n{newer['note']}"
    return older | newer


def _as_column(paper: Paper, name: str, value: Any) -> Any:
    is_day = paper.__table__.c[name].type.python_type is dt.date  # type: ignore[attr-defined]
    return dt.date.fromisoformat(value) if value and is_day else value


def _rows_taken(trace: Trace, kind: str, paper_id: int) -> Said:
    rows = Base.metadata.tables[trace.table]
    blank = dict(trace.blank)
    mine = trace.of(kind, paper_id)
    if trace.table == History.__tablename__:
        mine.append(rows.c.transition.not_in(READ_BY_SECONDS))
    columns = [rows.c[name] for name in blank]
    found = db.session.execute(select(rows.c.id, *columns).where(*mine)).mappings().all()
    said = {str(row["id"]): {name: row[name] for name in blank} for row in found}
    run(update(rows).where(*mine).values(blank))
    return {row_id: values for row_id, values in said.items() if values != blank}


def _texts_taken(digests: list[str]) -> list[Said]:
    """What was read in its files, and the small pictures of their pages, which are drawn again."""
    rows, leaves = (Base.metadata.tables[name] for name in OF_A_FILE)
    found = db.session.execute(select(rows).where(rows.c.sha256.in_(digests))).mappings().all()
    for one in (rows, leaves):
        run(delete(one).where(one.c.sha256.in_(digests)))
    return [dict(row) for row in found]


def _copies_taken(kind: str, paper_id: int) -> list[str]:
    """Copies with the stamp of arrival: they are made anew when somebody looks."""
    (trace,) = (one for one in TRACES if one.table == DRAWN_AGAIN[0])
    rows, mine = Base.metadata.tables[trace.table], trace.of(kind, paper_id)
    drawn = list(db.session.scalars(select(rows.c[DRAWN_AGAIN[1]]).where(*mine)))
    run(delete(rows).where(*mine))
    return drawn


def _forget_answers(kind: str, paper_id: int) -> None:
    """A POST said again is answered anew, out of the box."""
    mine = update(RepeatedKey).filter_by(paper_kind=kind, paper_id=paper_id)
    db.session.execute(mine.values(answer=None, status=0))

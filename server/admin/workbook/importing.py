"""An office set up from a workbook: seen as differences first, then done whole or not at all.

What is shown is what will be done: the preview does everything in a transaction and takes it back.
"""

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.admin.changes import found, require_admin, require_span
from server.admin.models import DONE, OPEN, ImportDraft
from server.admin.organisation.places import held_agency
from server.admin.staff.people import fresh_password
from server.admin.workbook import rows as import_rows
from server.admin.workbook.rows import Hand, Line
from server.admin.workbook.sheets import Tables, rows_in
from server.answers import words_of
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door.passwords import hashed
from server.org.actor import Actor
from server.uploads import ask
from workflows import Refused

NEW, SAME, WRONG = import_rows.NEW, import_rows.SAME, import_rows.WRONG


@dataclass(frozen=True, slots=True)
class Preview:
    """Line by line, and the mark that says the same lines are seen again."""

    lines: list[Line]
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        said = "\n".join(f"{one.what} {one.place} {one.words}" for one in self.lines)
        object.__setattr__(self, "mark", hashlib.sha256(said.encode()).hexdigest()[:16])

    @property
    def errors(self) -> list[Line]:
        return [one for one in self.lines if one.what == WRONG]

    def of(self, sheet: str) -> list[Line]:
        """The lines of one sheet that are no errors."""
        return [one for one in self.lines if one.row.sheet.key == sheet and one.what != WRONG]

    @property
    def is_news(self) -> bool:
        return any(one.what == NEW for one in self.lines)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a new person is handed, once: the account and its first password."""

    name: str
    account: str
    password: str


class _TakenBack(Exception):
    """The preview is over: nothing of it stays."""


def hand_in(
    actor: Actor, agency: str, *, file: tuple[bytes, str], valid_from: dt.date, decision: str
) -> ImportDraft:
    """Keep the cells of a workbook for the preview; nothing of the office changes yet."""
    require_admin(actor)
    require_span(valid_from, None)
    tables: Tables = ask(*file, "tables")["tables"]
    rows_in(tables)
    with transaction() as session:
        draft = ImportDraft(
            agency_id=held_agency(agency).id, by_person_id=actor.person_id, at=now(),
            name=file[1][:200], tables=tables, valid_from=valid_from, decision_code=decision,
        )  # fmt: skip
        session.add(draft)
    return draft


def preview(actor: Actor, draft_id: int) -> Preview:
    """What would be done today, with every error at its row and column."""
    require_admin(actor)
    lines: list[Line] = []
    with contextlib.suppress(_TakenBack), transaction():
        draft = _draft(draft_id)
        lines = list(_carried_out(actor, draft, None))
        raise _TakenBack
    return Preview(lines)


def carry_out(actor: Actor, draft_id: int, *, seen: str) -> list[Slip]:
    """Everything the preview showed, in one transaction; gives the slips of the new people."""
    shown = preview(actor, draft_id)
    if shown.errors:
        raise Refused("import_has_errors", n=len(shown.errors))
    if shown.mark != seen:
        raise Refused("import_has_changed")
    if not shown.is_news:
        raise Refused("nothing_changes")
    slips = [Slip(one.name, one.account, fresh_password()) for one in shown.lines if one.account]
    secrets = {one.account: hashed(one.password) for one in slips}
    with transaction():
        draft = _draft(draft_id)
        for line in _carried_out(actor, draft, secrets):
            if line.what == WRONG:
                raise Refused("import_has_changed")
        draft.state = DONE
        new = sum(one.what == NEW for one in shown.lines)
        words = f"Nhập từ bảng tính {draft.name}: {new} dòng mới, {draft.agency.short_name}"
        facts = {"lines": new, "mark": shown.mark}
        changed(actor, "office_imported", f"agency/{draft.agency_id}", words, ({}, facts))
    return slips


def _draft(draft_id: int) -> ImportDraft:
    draft = found(ImportDraft, draft_id, held=True)
    if draft.state != OPEN:
        raise Refused("import_is_done")
    return draft


def _carried_out(
    actor: Actor, draft: ImportDraft, secrets: Mapping[str, str] | None
) -> Iterator[Line]:
    """Row by row, each undone alone where it is refused, so that all errors are seen at once."""
    hand = Hand(actor, draft, secrets)
    for row in rows_in(draft.tables):
        try:
            with db.session.begin_nested():
                line = hand.does(row)
        except Refused as no:
            line = Line(row, WRONG, words_of(no.reason, no.said), row.sheet.head(no.field))
        yield line

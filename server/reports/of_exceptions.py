"""Rules that were set aside with a reason, by rule, person and month (RP-05, DOMAIN §3.4)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as later
from sqlalchemy import Row, or_

from server.clock import within
from server.documents.excepted import NAMES, WITH_PAPERS, name_of
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.org.actor import Actor
from server.papers.exceptions import ExceptionRecord as Record
from server.papers.exceptions import paper_of
from server.papers.services import may_read
from server.reports.months import month_of, month_word
from server.reports.rows import Line, Rows, Ways, day_of
from server.reports.told import Days, Part
from server.words_of.law import rule_word


def _ways(days: Days) -> Ways:
    month = month_of(Record.at, days)
    return {
        "rule": (Record.rule_id, Record.rule_id),
        "person": (Record.person_id, Record.name),
        "month": (month, month),
    }


def _parts(_days: Days) -> Mapping[str, Part]:
    return {"standing": (Record.ended_at.is_(None),), "over": (Record.ended_at.is_not(None),)}


def _columns(actor: Actor, _days: Days) -> list[Any]:
    record = (Record.outgoing_id, Record.incoming_id, Record.rule_id, Record.name)
    reads = or_(may_read(Going, actor), may_read(Coming, actor)).label("open")
    return [*NAMES, *record, Record.reason, Record.at, Record.ended_at, reads]


def _line(row: Row[Any]) -> Line:
    return Line(
        f"/{paper_of(row.outgoing_id, row.incoming_id)}" if row.open else "",
        (
            day_of(row.at), name_of(row), rule_word(row.rule_id), row.name, row.reason,
            day_of(row.ended_at),
        ),
    )  # fmt: skip


EXCEPTIONS = Rows(
    source=WITH_PAPERS,
    place=Record.id,
    mine=lambda actor, days: [Record.agency_id == actor.agency_id, *within(Record.at, days)],
    ways=_ways,
    outcomes=("standing", "over"),
    more=(),
    parts=_parts,
    columns=_columns,
    heads=(
        (later("Ngày"), 8),
        (later("Văn bản"), 12),
        (later("Quy tắc"), 16),
        (later("Người"), 12),
        (later("Lý do"), 30),
        (later("Hết hiệu lực"), 8),
    ),
    line=_line,
    words={"rule": rule_word, "month": month_word},
)  # fmt: skip

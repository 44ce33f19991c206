"""Numbers against the log: a paper bears the one that its last step says it was given (NUM-08)."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, literal, select

from server.database import db
from server.desks.models import REMARK
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.ledger.named_files import Said
from server.registers.lines import given

NUMBERED: Mapping[str, Select] = {
    "incoming": select(Coming.id, literal("IN"), Coming.year, Coming.arrival_no),
    "outgoing": select(Going.id, "OUT:" + Going.series, Going.year, Going.number),
}


def number_findings(kind: str, ids: range, heard: Mapping[int, Sequence[Said]]) -> Iterator[str]:
    """Swapped in the row and in the book alike, a number is still another than the log's."""
    if kind not in NUMBERED:
        return
    id = NUMBERED[kind].selected_columns[0]
    rows = db.session.execute(NUMBERED[kind].where(id >= ids.start, id < ids.stop))
    for paper_id, book, year, number in rows:
        told, bears = _told(heard.get(paper_id, ())), given((0, book, year, number))
        if told is not None and told != (bears or ""):
            yield f"{kind}/{paper_id}: mang số {bears} nhưng nhật ký ghi {told or 'không có số'}"


def _told(events: Sequence[Said]) -> str | None:
    """What its last step says, `""` where its number was taken off; None where none ever said: of
    steps from before 26/11/2026, and of what was brought along, the log keeps no number."""
    steps = [one for one in events if "state" in one and one.get("event") != REMARK]
    if not any("number" in one for one in steps):
        return None
    return str(steps[-1].get("number", ""))

"""Opinions on a draft: asked of other units, given, and no longer waited for (OUT-T02)."""

import datetime as dt
from collections.abc import Sequence

from server import perform
from server.clock import local, now
from server.documents.outgoing.models import Opinion, OutgoingDocument
from server.org import queries
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows.outgoing import Going


def consult(
    actor: Actor, ref: Ref, *, units: Sequence[str], due_at: dt.datetime
) -> OutgoingDocument:
    """Opinions are asked of other units by a day (OUT-T02)."""
    with taking(OutgoingDocument, actor, ref, "consult") as paper:
        named = dict.fromkeys(units)
        asked = [queries.unit_by_code(paper.agency_id, code, "units") for code in named]
        for unit in asked:
            paper.opinions.append(Opinion(seat=f"u:{unit.id}:UNIT_HEAD", unit=unit.name))
        paper.consult_due_at = due_at
        act = Going(units=len(asked), now=int(now().timestamp()), due=int(due_at.timestamp()))
        perform.perform(actor, "consult", paper, act)
    return paper


def opine(actor: Actor, ref: Ref, *, text: str) -> OutgoingDocument:
    """A consulted unit says what it thinks of the draft (OUT-T02)."""
    with taking(OutgoingDocument, actor, ref, "opine") as paper:
        mine = next(one for one in paper.opinions if one.at is None and one.seat in actor.seats)

        def said() -> None:
            mine.text, mine.by_name, mine.at = text, actor.name, now()

        perform.perform(actor, "opine", paper, Going(text=text, reason=text), said)
    return paper


def end_consultation(actor: Actor, ref: Ref) -> OutgoingDocument:
    """The drafter takes it back to his desk; who let the day go by had no opinion (OUT-T02), and
    of who had time still nobody says so."""
    with taking(OutgoingDocument, actor, ref, "end_consultation") as paper:
        for one in paper.opinions:
            if one.at is None:
                one.text, one.at = _silence(paper), now()
        perform.perform(actor, "end_consultation", paper, Going())
    return paper


def _silence(paper: OutgoingDocument) -> str:
    until = paper.consult_due_at
    if until is None or until < now():
        return "Không có ý kiến."
    return (
        f"Chưa góp ý khi người soạn kết thúc lấy ý kiến trước hạn ({local(until):%H:%M %d/%m/%Y})."
    )

"""The work itself: assigned, started, extended, helped with, closed, filed (IN-T15 to IN-T22)."""

import datetime as dt

from sqlalchemy import select

from server import perform
from server.clock import now, today
from server.database import db, transaction
from server.documents.casefiles import gathering, laying
from server.documents.delivery.services import post_status
from server.documents.incoming.holders import assignee
from server.documents.incoming.models import Contribution, IncomingDocument
from server.documents.outgoing.references import sent_reply
from server.org import queries
from server.org.actor import Actor, the_server
from server.papers import telling
from server.papers.services import Ref, taking
from server.registers.lines import amend_row, remark
from server.rota import nightly
from workflows import Refused, Role
from workflows.deadlines import leader_due
from workflows.incoming import HELPED, Arriving


def assign(
    actor: Actor, ref: Ref, *, person: str, due_at: dt.datetime | None = None
) -> IncomingDocument:
    """The head of the lead unit gives it to one of his people, within the leader's day (IN-T15).

    Where he says no day the leader's goes on, over or not: what is late can still be given.
    """
    with taking(IncomingDocument, actor, ref, "assign") as paper:
        post = queries.colleague(paper.agency_id, person, "person", [paper.lead_unit_id])[1]
        due = leader_due(queries.calendar(paper.agency_id), due_at) if due_at else paper.due_at
        fits = Role.OFFICER in post.roles and post.unit_id == paper.lead_unit_id
        anew = due if due != paper.due_at else None
        act = Arriving(
            person_fits=fits, due=_seconds(anew), now=_now(), bound=_second(paper.due_at)
        )
        paper.assignee_id, paper.person_due_at = post.id, due
        perform.perform(actor, "assign", paper, act)
        if paper.lead_unit_id:
            _sign_for(actor, paper)
    return paper


def _sign_for(actor: Actor, paper: IncomingDocument) -> None:
    """Ký nhận (Annex IV VI, column 9): who took it, as the System knows him, and when."""
    amend_row("IN", paper.id, receipt=f"{actor.name}, {today():%d/%m/%Y}")


def start(actor: Actor, ref: Ref) -> IncomingDocument:
    """The officer sets to work; the sender hears 05 (IN-T16)."""
    with taking(IncomingDocument, actor, ref, "start") as paper:
        perform.perform(actor, "start", paper, Arriving())
        if not paper.lead_unit_id:
            _sign_for(actor, paper)
        post_status(paper, "05")
    return paper


def request_extension(
    actor: Actor, ref: Ref, *, until: dt.datetime, reason: str
) -> IncomingDocument:
    """A later day is asked for, before the day is over, of whoever set it (IN-T17)."""
    with taking(IncomingDocument, actor, ref, "request_extension") as paper:
        until = leader_due(queries.calendar(paper.agency_id), until)
        old = paper.person_due_at or paper.due_at
        act = Arriving(reason=reason, due=_seconds(until), bound=_second(old), now=_now())

        def asked() -> None:
            paper.extension_until, paper.extension_reason = until, reason
            paper.granter_id = _granter(paper, until)

        perform.perform(actor, "request_extension", paper, act, asked)
    return paper


def _granter(paper: IncomingDocument, until: dt.datetime) -> int | None:
    """The unit's head within the leader's day; beyond it the leader who set that (IN-T17)."""
    within = paper.due_at is None or until <= paper.due_at
    heads = queries.people_with(paper.agency_id, {Role.UNIT_HEAD}, paper.lead_unit_id)
    if within and paper.lead_unit_id and heads:
        return int(heads[0][1].id)
    return paper.directed_by_id


def grant_extension(actor: Actor, ref: Ref) -> IncomingDocument:
    """The later day is granted; the first day stays in the history (IN-T17, §11.3)."""
    with taking(IncomingDocument, actor, ref, "grant_extension") as paper:
        until = paper.extension_until
        bound = None if paper.granter_id == paper.directed_by_id else _second(paper.due_at)
        act = Arriving(reason=_late_note(paper), due=_seconds(until), bound=bound)

        def granted() -> None:
            paper.person_due_at, paper.extensions = until, paper.extensions + 1
            if paper.due_at and until and until > paper.due_at:
                paper.due_at, paper.due_days, paper.due_from = until, None, None
            _drop_request(paper)

        perform.perform(actor, "grant_extension", paper, act, granted)
        telling.tell(actor, paper, assignee(paper), telling.MORE_TIME)
    return paper


def _late_note(paper: IncomingDocument) -> str:
    """What stays of a day that had passed before the new one was granted (§11.3, F01)."""
    old = paper.person_due_at or paper.due_at
    days = (now() - old).days + 1 if old and now() > old else 0
    return f"Đã quá hạn {days} ngày trước khi gia hạn." if days else paper.extension_reason


def deny_extension(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The day stays, and who asked hears it (IN-T17)."""
    with taking(IncomingDocument, actor, ref, "deny_extension") as paper:
        act = Arriving(reason=reason)
        perform.perform(actor, "deny_extension", paper, act, lambda: _drop_request(paper))
        telling.tell(actor, paper, assignee(paper), telling.NO_MORE_TIME)
    return paper


def _drop_request(paper: IncomingDocument) -> None:
    paper.extension_until, paper.extension_reason, paper.granter_id = None, "", None


def contribute(actor: Actor, ref: Ref, *, text: str) -> IncomingDocument:
    """A cooperating unit gives the lead its opinion (IN-T18)."""
    with taking(IncomingDocument, actor, ref, "contribute") as paper:
        mine = next(c for c in paper.contributions if c.state == "OPEN" and c.seat in actor.seats)
        act = Arriving(text=text, reason=text)
        perform.perform(
            actor, "contribute", paper, act, lambda: _settle(mine, actor, "GIVEN", text)
        )
    return paper


def waive_contribution(actor: Actor, ref: Ref, *, who: str, reason: str) -> IncomingDocument:
    """The opinion of one helper is done without (IN-T20)."""
    with taking(IncomingDocument, actor, ref, "waive_contribution") as paper:
        one = next((c for c in paper.contributions if c.state == "OPEN" and c.name == who), None)
        if one is None:
            raise Refused("unknown_unit", "who", code=who)
        act = Arriving(reason=reason)
        done = lambda: _settle(one, actor, "WAIVED", reason)  # noqa: E731
        perform.perform(actor, "waive_contribution", paper, act, done)
    return paper


@nightly("incoming:lapse")
def lapse_all() -> None:
    """Each night: whoever let the day of an opinion go by has none, paper by paper (IN-T18)."""
    late = select(Contribution.incoming_id).where(
        Contribution.state == "OPEN", Contribution.due_at < now()
    )
    for paper_id in db.session.scalars(late.distinct()).all():
        with transaction():
            lapse(db.session.get_one(IncomingDocument, paper_id))


def lapse(paper: IncomingDocument) -> None:
    """Silence past the day is recorded as "không có ý kiến" (IN-T18); a step of the night's act."""
    server = the_server(paper.agency_id)
    days = {c: _second(c.due_at) for c in paper.contributions if c.state == "OPEN"}
    late = {one: due for one, due in days.items() if due is not None and due < _now()}

    def lapsed() -> None:
        for one in late:
            _settle(one, server, "LAPSED", "Không có ý kiến.")

    if late and paper.state in HELPED:
        act = Arriving(due=tuple(late.values()), now=_now())
        perform.perform(server, "lapse_contribution", paper, act, lapsed)


def _settle(one: Contribution, actor: Actor, state: str, text: str) -> None:
    one.state, one.text, one.by_name, one.at = state, text, actor.name, now()


def propose_close(
    actor: Actor,
    ref: Ref,
    *,
    reply: int | None = None,
    no_reply_reason: str = "",
    case_file: str = "",
) -> IncomingDocument:
    """The officer says what came of it: the reply that was sent, or why none is needed (IN-T19);
    and in which file it lies from now on (article 29.3)."""
    with taking(IncomingDocument, actor, ref, "propose_close") as paper:
        code = sent_reply(actor, reply) if reply is not None else ""
        paper.reply_id, paper.reply_code = reply, code
        paper.no_reply_reason = no_reply_reason
        act = Arriving(
            reply_sent=bool(code), no_reply_reason=no_reply_reason, reason=no_reply_reason
        )
        perform.perform(actor, "propose_close", paper, act)
        paper.done_at = now()
        if case_file:
            laying.lay_once(actor, laying.named(actor, case_file), paper)
    return paper


def close(actor: Actor, ref: Ref) -> IncomingDocument:
    """Closed with its result; the sender hears 06, the follow-up book has the reply (IN-T20)."""
    with taking(IncomingDocument, actor, ref, "close") as paper:
        perform.perform(actor, "close", paper, Arriving())
        laying.by_rule(paper)
        gathering.gather({f"incoming/{paper.id}"})
        post_status(paper, "06", paper.reply_code)
        remark("IN", paper.id, paper.reply_code or paper.no_reply_reason)
    return paper


def rework(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """Not done yet: back to the officer, with what is missing."""
    with taking(IncomingDocument, actor, ref, "rework") as paper:
        perform.perform(actor, "rework", paper, Arriving(reason=reason))
        paper.done_at = None
    return paper


def reopen(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The leader takes it up again (IN-T21)."""
    with taking(IncomingDocument, actor, ref, "reopen") as paper:
        paper.done_at = None
        perform.perform(actor, "reopen", paper, Arriving(reason=reason))
    return paper


def file(actor: Actor, ref: Ref, *, case_file: str) -> IncomingDocument:
    """Laid in a case file: a link, not a copy (IN-T22, CF-05)."""
    with taking(IncomingDocument, actor, ref, "file") as paper:
        found = laying.named(actor, case_file)
        perform.perform(actor, "file", paper, Arriving(file_open=found.state == "OPEN"))
        laying.lay_once(actor, found, paper)
    return paper


def _seconds(moment: dt.datetime | None) -> tuple[int, ...]:
    return (int(moment.timestamp()),) if moment else ()


def _second(moment: dt.datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def _now() -> int:
    return int(now().timestamp())

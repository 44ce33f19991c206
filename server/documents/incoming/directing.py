"""Who shall handle it: presented, directed, redirected (art. 23–24; IN-T08–T14)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server import perform
from server.clock import now
from server.database import db
from server.documents.delivery.services import post_status
from server.documents.incoming import former
from server.documents.incoming import queries as queries_of
from server.documents.incoming.models import Contribution, Directive, IncomingDocument
from server.documents.incoming.usual import rule_of, usual_due
from server.org import queries
from server.org.actor import Actor
from server.org.kind_rules import routed
from server.org.models import Position, Unit
from server.papers import telling
from server.papers.services import Ref, taking
from server.registers.lines import amend_row
from workflows import Refused, Role
from workflows.deadlines import leader_due, local_day
from workflows.incoming import Arriving


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A directive as it was written: one lead, any number of helpers, each with its day."""

    text: str
    lead: Sequence[str]
    cooperate: Sequence[str] = ()
    for_information: Sequence[str] = ()
    due_at: dt.datetime | None = None
    due: Mapping[str, dt.datetime] = field(default_factory=dict)
    report_back: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, or in an agency without units a person, that a directive names."""

    code: str
    name: str
    seat: str
    unit: Unit | None = None
    post: Position | None = None


ByRule = tuple[int | None, dt.datetime | None]
"""So many working days from a moment, where no hand set the day (CAL-09)."""


def present(actor: Actor, ref: Ref, *, to: str | None = None) -> IncomingDocument:
    """Trình: it goes to the leader who directs, the head of the agency by default (IN-T08)."""
    with taking(IncomingDocument, actor, ref, "present") as paper:
        post = _leader(paper.agency_id, to)
        paper.presented_to, paper.presented_to_id = post, post.id
        perform.perform(actor, "present", paper, Arriving(readers=1))
    return paper


def _leader(agency_id: int, account: str | None) -> Position:
    """The post of the named leader, or of the head of the agency."""
    if account is None:
        head = queries.head_position(agency_id)
        if head is None:
            raise Refused("has_reader", "to")
        return head
    post = queries.colleague(agency_id, account, "to")[1]
    if not {Role.LEADER, Role.OFFICE_CHIEF} & set(post.roles):
        raise Refused("not_a_leader", "to", account=account)
    return post


def pass_up(actor: Actor, ref: Ref, *, reason: str = "") -> IncomingDocument:
    """ "Trình Chủ tịch": a deputy hands it to the head (IN-T11)."""
    with taking(IncomingDocument, actor, ref, "pass_up") as paper:
        head = queries.head_position(paper.agency_id)

        def upwards() -> None:
            paper.presented_to = head
            paper.presented_to_id = head.id if head else None

        perform.perform(actor, "pass_up", paper, Arriving(reason=reason), upwards)
    return paper


def for_info(actor: Actor, ref: Ref, *, to: Sequence[str], text: str = "") -> IncomingDocument:
    """Nobody leads; those named read it (IN-T12)."""
    with taking(IncomingDocument, actor, ref, "for_info") as paper:
        parties = _parties(paper.agency_id, to, "to")
        paper.informed = [{"seat": one.seat, "name": one.name} for one in parties]
        paper.directed_by_id = actor.position_id
        perform.perform(actor, "for_info", paper, Arriving(readers=len(parties), reason=text))
        named = "; ".join(one.name for one in parties)
        amend_row("IN", paper.id, recipients=named, handed_on=local_day(now()))
        telling.tell(actor, paper, paper.informed_seats, telling.INFORMED)
    return paper


def direct(actor: Actor, ref: Ref, *, order: Order) -> IncomingDocument:
    """Bút phê: exactly one lead, a day for each; in an agency without units a person (IN-T10).

    Without a day the one that stands goes on, for a refusal stops no clock (IN-T14).
    """
    with taking(IncomingDocument, actor, ref, "direct") as paper:
        dated, by_rule = _with_a_day(paper, order)
        act = _written(actor, paper, dated)
        paper.due_days, paper.due_from = by_rule
        perform.perform(actor, "direct", paper, act)
        telling.tell(actor, paper, paper.informed_seats, telling.INFORMED)
        post_status(paper, "04")
        _hand_to_person(actor, paper, order)
    return paper


def redirect(actor: Actor, ref: Ref, *, order: Order, reason: str) -> IncomingDocument:
    """Another lead; the day stays unless it is changed expressly; whoever had it until now keeps a
    row of his own, closed (IN-T13)."""
    with taking(IncomingDocument, actor, ref, "redirect") as paper:
        before = former.held(paper)
        dated, by_rule = _with_a_day(paper, order)
        act = _written(actor, paper, dated, reason)
        paper.due_days, paper.due_from = by_rule
        paper.assignee_id = paper.person_due_at = None
        perform.perform(actor, "redirect", paper, act)
        telling.tell(actor, paper, paper.informed_seats, telling.INFORMED)
        _hand_to_person(actor, paper, order)
        former.moved(actor, paper, before, queries_of.directives(paper.id)[-1].lead)
    return paper


def route_by_rule(actor: Actor, ref: Ref, *, lead: str, rule: str) -> IncomingDocument:
    """The văn thư rules name the unit for this kind; no leader need see it first (IN-T09)."""
    with taking(IncomingDocument, actor, ref, "route_by_rule") as paper:
        order, by_rule = _with_a_day(paper, Order(text=rule, lead=[lead]))
        act = _written(actor, paper, order, rule=rule)
        ruled, _clause = routed(paper.agency_id, paper.doc_type or "")
        act = replace(act, goes_elsewhere=bool(ruled) and ruled != lead)
        paper.due_days, paper.due_from = by_rule
        paper.directed_by_id = getattr(queries.head_position(paper.agency_id), "id", None)
        perform.perform(actor, "route_by_rule", paper, act)
        post_status(paper, "04")
    return paper


def refuse_assignment(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """ "Không thuộc chức năng": back to the leader, and the clock does not stop (IN-T14)."""
    with taking(IncomingDocument, actor, ref, "refuse_assignment") as paper:
        calendar = queries.calendar(paper.agency_id)
        given = local_day(paper.directed_at) if paper.directed_at else local_day(now())
        on_time = now() <= calendar.end_of(calendar.next_working(given))
        act = Arriving(reason=reason, given_on_time=on_time)
        paper.presented_to_id = paper.presented_to_id or paper.directed_by_id
        perform.perform(actor, "refuse_assignment", paper, act)
    return paper


def _with_a_day(paper: IncomingDocument, order: Order) -> tuple[Order, ByRule]:
    """The day that was said, of all or of the lead; else the one that stands; else the usual one
    (§4.5)."""
    own = next((order.due[code] for code in order.lead if code in order.due), None)
    if order.due_at or own:
        return replace(order, due_at=order.due_at or own), (None, None)
    if paper.due_at:
        return replace(order, due_at=paper.due_at), (paper.due_days, paper.due_from)
    counted = rule_of(paper)
    by_rule = (counted.days, counted.since) if counted else (None, None)
    return replace(order, due_at=usual_due(paper)), by_rule


def _written(
    actor: Actor, paper: IncomingDocument, order: Order, reason: str = "", rule: str = ""
) -> Arriving:
    """Write the directive down and say to the law what it orders."""
    agency = paper.agency_id
    leads = [_party(agency, code, "lead") for code in order.lead]
    helpers = _parties(agency, order.cooperate, "cooperate")
    told = _parties(agency, order.for_information, "for_information")
    _refuse_stray_days(order)
    calendar = queries.calendar(agency)
    days = {code: leader_due(calendar, day) for code, day in order.due.items()}
    due = leader_due(calendar, order.due_at) if order.due_at else None
    anew = [due] if due and due != paper.due_at else []
    if len(leads) == 1:
        _ask_helpers(paper, helpers, days, due)
        _lay_down(actor, paper, leads[0], due)
        paper.informed = [{"seat": one.seat, "name": one.name} for one in told]
        paper.report_back = order.report_back
        _keep_directive(actor, paper, order, leads[0])
    return Arriving(
        reason=reason,
        text=order.text,
        rule=rule,
        leads=len(leads),
        lead_is_free=not {one.code for one in leads} & {one.code for one in helpers},
        now=int(now().timestamp()),
        due=tuple(int(day.timestamp()) for day in (*days.values(), *anew)),
        bound=int(due.timestamp()) if due else None,
    )


def _party(agency_id: int, code: str, what: str) -> Party:
    """A unit by its code; in an agency without units, or for a single officer, an account."""
    unit = next((unit for unit in queries.units(agency_id) if unit.code == code), None)
    if unit is not None:
        return Party(code, unit.name, f"u:{unit.id}:UNIT_HEAD", unit=unit)
    if "." not in code:
        raise Refused("unknown_unit", what, code=code)
    person, post = queries.colleague(agency_id, code, what)
    return Party(code, person.full_name, f"p:{post.id}", unit=None, post=post)


def _parties(agency_id: int, codes: Sequence[str], what: str) -> list[Party]:
    """Each once, in the order named: nobody owes one opinion twice."""
    return [_party(agency_id, code, what) for code in dict.fromkeys(codes)]


def _refuse_stray_days(order: Order) -> None:
    """Who leads has `due_at` alone; a day for one who is asked nothing would be kept by nobody."""
    for code, day in order.due.items():
        leads = code in order.lead and day == order.due_at
        if not leads and code not in order.cooperate:
            raise Refused("day_for_nobody", f"due.{code}", code=code)


def _lay_down(actor: Actor, paper: IncomingDocument, lead: Party, due: dt.datetime | None) -> None:
    if lead.unit is None and actor.has_units:
        raise Refused("lead_must_be_unit", "lead")
    paper.lead_unit_id = lead.unit.id if lead.unit else None
    paper.due_at, paper.due_days, paper.due_from = due, None, None
    paper.directed_by_id, paper.directed_at = actor.position_id, now()
    given = {"recipients": lead.name, "handed_on": local_day(now()), "receipt": ""}
    amend_row("IN", paper.id, unit_id=paper.lead_unit_id, **given)


def _ask_helpers(
    paper: IncomingDocument,
    helpers: list[Party],
    days: Mapping[str, dt.datetime],
    due: dt.datetime | None,
) -> None:
    """Who helps, each by its own day; an earlier directive's who have not answered need not."""
    for old in paper.contributions:
        if old.state == "OPEN":
            old.state, old.text, old.at = "WAIVED", "Đã có chỉ đạo khác.", now()
    for one in helpers:
        paper.contributions.append(
            Contribution(
                unit_id=one.unit.id if one.unit else None,
                position_id=one.post.id if one.post else None,
                name=one.name,
                seat=one.seat,
                due_at=days.get(one.code, due),
                state="OPEN",
            )
        )


def _keep_directive(actor: Actor, paper: IncomingDocument, order: Order, lead: Party) -> None:
    db.session.add(
        Directive(
            incoming_id=paper.id,
            at=now(),
            person_id=actor.person_id,
            name=actor.name,
            position=actor.post,
            text=order.text,
            lead=lead.name,
            due_at=paper.due_at,
            orders={
                "cooperate": [one.name for one in paper.contributions if one.state == "OPEN"],
                "for_information": [one["name"] for one in paper.informed],
            },
        )
    )


def _hand_to_person(actor: Actor, paper: IncomingDocument, order: Order) -> None:
    """Without units the leader names the person: DIRECTED and ASSIGNED in one act (DOMAIN §4.2)."""
    if actor.has_units or len(order.lead) != 1:
        return
    post = queries.colleague(paper.agency_id, order.lead[0], "lead")[1]
    fits = Role.OFFICER in post.roles
    paper.assignee_id, paper.person_due_at = post.id, paper.due_at
    perform.perform(actor, "assign", paper, Arriving(person_fits=fits))

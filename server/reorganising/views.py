"""A plan as its page shows it: what it lacks, what would move, what was handed over."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import func, select

from server.admin.stages import Wanted, chip, turned
from server.answers import words_of
from server.clock import today
from server.database import db
from server.open_work import finding
from server.open_work.kinds import KINDS
from server.org import ended
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import day, when
from server.reorganising import papers
from server.reorganising.line import Line, routes_of
from server.reorganising.looking import (
    Bare,
    Seen,
    closing_ids,
    closing_posts,
    holders,
    open_there,
    parting_ids,
    place,
)
from server.reorganising.models import Closing, HandedOver, Plan
from server.reorganising.planning import NAMING
from workflows.reorganising import REORGANISING, Deciding
from workflows.reorganising import Plan as Stage

STATES = {
    Stage.DRAFT: ("draft", later("Đang lập")),
    Stage.PROPOSED: ("", later("Chờ quản trị viên thứ hai phê duyệt")),
    Stage.APPROVED: ("", later("Đã phê duyệt, chờ ngày có hiệu lực")),
    Stage.IN_EFFECT: ("done", later("Đã thực hiện")),
    Stage.WITHDRAWN: ("superseded", later("Đã rút")),
}
MOST_NAMED = 200


def plans(asked: Wanted) -> tuple[list[Plan], bool]:
    """A page of the plans, the newest first; whether there are more."""
    newest = db.session.scalars(select(Plan).order_by(Plan.id.desc()))
    return turned(newest, asked, lambda one: f"{one.title} {one.decision_code}", _stage)


def _stage(plan: Plan) -> str:
    return plan.state


def state(plan: Plan) -> dict[str, str]:
    return chip(STATES, plan.state)


def lacking(plan: Plan) -> list[str]:
    """Why it cannot be proposed yet, each in the words of its no."""
    facts = Seen(plan)
    law = REORGANISING.step(Stage.DRAFT, "propose")
    missing = law.objections(facts, Deciding(today=today()))
    return [words_of(reason, ALL_NAMED.said_of(reason, facts)) for reason in missing]


ALL_NAMED = replace(NAMING, most=MOST_NAMED)
"""What is still to be done is named whole; a no says some of it."""


def steps(plan: Plan, actor: Actor) -> set[str]:
    """The buttons: what the law offers, and what this one may confirm. What is lacking is said
    beside a button, not by its absence."""
    by_state = Bare(state=plan.state, effective_on=plan.effective_on, closes=1)
    found = {it.name for it in REORGANISING.open_to(by_state, actor.roles)}
    if plan.proposed_by_id == actor.person_id:
        found.discard("approve")
    return found


def agencies(plan: Plan) -> list[dict[str, Any]]:
    """Each agency that ends: who takes over, how much is open there, how many posts go where."""
    counted = _counted(plan, closing_ids(plan))
    posts = closing_posts(plan)
    return [
        {
            "id": one.agency_id,
            "name": ended.called(one.agency.short_name, one.agency.valid_to),
            "heir": one.heir.short_name if one.heir else "",
            "also": _also(plan, one),
            "renamed": one.renamed,
            "sums": _sums(plan, one.agency_id, counted.get(one.agency_id, {})),
            "posts": sum(post.agency_id == one.agency_id for post in posts),
        }
        for one in plan.closings
    ]


def _also(plan: Plan, closing: Closing) -> str:
    """Who else has something of it, where it is split: by posts, by what is ticked (ORG-10)."""
    posts = (one for one in plan.posts if one.position.agency_id == closing.agency_id)
    agencies = [one.heir.agency for one in posts if one.heir and one.heir.agency]
    agencies += [one.heir for one in plan.things if one.from_id == closing.agency_id]
    names = dict.fromkeys(one.short_name for one in agencies if one.id != closing.heir_id)
    return _("một phần: %(names)s", names=", ".join(names)) if names else ""


def _counted(plan: Plan, ids: set[int]) -> dict[int, dict[str, int]]:
    """By agency and kind what went, or what is open as the list behind each figure has it: of tasks
    also those that another agency gave."""
    if plan.state == Stage.IN_EFFECT:
        return {int(id): kinds for id, kinds in plan.sums["open"].items()}
    counted = finding.sums(ids)
    for agency_id, kinds in counted.items():
        owed = open_there(plan, agency_id, "tasks").order_by(None).subquery()
        kinds["tasks"] = db.session.scalar(select(func.count()).select_from(owed)) or 0
    return counted


def _sums(plan: Plan, agency_id: int, kinds: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "n": kinds[name],
            "word": str(KINDS[name].words),
            "href": url_for("reorganising.work", plan_id=plan.id, agency_id=agency_id, kind=name),
        }
        for name in KINDS
        if kinds.get(name)
    ]


def posts(plan: Plan, agency_id: int) -> list[dict[str, str]]:
    """Of one agency: each post, who holds it, who has its work, where he goes."""
    said, held = {one.position_id: one for one in plan.posts}, holders(plan)
    rows = []
    for post in closing_posts(plan):
        row = said.get(post.id)
        if post.agency_id == agency_id:
            names = ", ".join(one.person.full_name for one in held.get(post.id, []))
            rows.append(
                {
                    "href": url_for("reorganising.post", plan_id=plan.id, post_id=post.id),
                    "post": ", ".join(
                        it for it in (post.title, getattr(post.unit, "name", "")) if it
                    ),
                    "who": names or _("khuyết"),
                    "heir": place(row.heir) if row and row.heir else "",
                    "goes": place(row.goes_to) if row and row.goes_to else "",
                }
            )
    return rows


def facts(plan: Plan) -> list[tuple[str, str]]:
    """What is known of it so far."""
    said = [
        (_("Theo văn bản"), plan.decision_code),
        (_("Có hiệu lực"), _("0 giờ ngày %(day)s", day=day(plan.effective_on))),
        (_("Người lập"), f"{plan.drafted_by.full_name}, {when(plan.drafted_at)}"),
        (_("Người trình"), _who(plan.proposed_by, plan.proposed_at)),
        (_("Người phê duyệt"), _who(plan.approved_by, plan.approved_at)),
        (_("Đã thực hiện lúc"), when(plan.took_effect_at)),
        (_("Đã rút lúc"), when(plan.withdrawn_at)),
    ]
    return [(name, words) for name, words in said if words]


def _who(person: Any, at: Any) -> str:
    return f"{person.full_name}, {when(at)}" if person and at else ""


Row = dict[str, Any]


def work(plan: Plan, agency_id: int, kind: str, after: int) -> tuple[list[Row], int | None]:
    """A page of what is open there, or of what was handed over; without a word of content."""
    rows = _handed(plan, agency_id, kind, after)
    if plan.state != Stage.IN_EFFECT:
        rows = _open(plan, agency_id, kind, after)
    page = rows[: finding.PAGE]
    return page, page[-1]["id"] if len(rows) > finding.PAGE else None


def _open(plan: Plan, agency_id: int, kind: str, after: int) -> list[Row]:
    one, directed, line = KINDS[kind], _directed(plan, kind), routes_of(plan)
    model: Any = one.model
    asked = open_there(plan, agency_id, kind).where(model.id > after)
    found = db.session.scalars(asked.limit(finding.PAGE + 1))
    return [
        {
            "id": it.id,
            "called": one.called(it),
            "due": _due(it),
            "heir": directed.get(it.id, ""),
            "by_post": _by_post(kind, it, line),
        }
        for it in found
    ]


def _by_post(kind: str, paper: Any, line: Line) -> str:
    """Where it goes by its post, of what nobody ticked; nothing of what stays."""
    move = papers.MOVES[kind]
    ticked = (kind, paper.id) in line.things
    return move.home(paper, line).short_name if not ticked and move.goes(paper, line) else ""


def _directed(plan: Plan, kind: str) -> dict[int, str]:
    return {it.paper_id: it.heir.short_name for it in plan.things if it.paper_kind == kind}


def _handed(plan: Plan, agency_id: int, kind: str, after: int) -> list[Row]:
    asked = (
        select(HandedOver)
        .filter_by(plan_id=plan.id, from_id=agency_id, paper_kind=kind)
        .where(HandedOver.id > after)
        .order_by(HandedOver.id)
    )
    found: Sequence[HandedOver] = db.session.scalars(asked.limit(finding.PAGE + 1)).all()
    return [{"id": it.id, "called": it.called, "due": _due(it), "heir": it.heir} for it in found]


def _due(row: Any) -> str:
    return when(getattr(row, "due_at", None))


def the_agency(plan: Plan, agency_id: int) -> Agency | None:
    changing = [*(one.agency for one in plan.closings), *(one.agency for one in plan.partings)]
    return next((one for one in changing if one.id == agency_id), None)


def parts(plan: Plan) -> list[dict[str, Any]]:
    """What leaves agencies that live on, who takes it over, and where its work is seen."""
    counted = _counted(plan, parting_ids(plan))
    return [
        {
            "id": one.id,
            "agency_id": one.agency_id,
            "name": ended.called(one.agency.short_name, one.agency.valid_to),
            "unit": one.unit.name if one.unit else "",
            "heir": one.heir.short_name,
            "sums": _sums(plan, one.agency_id, counted.get(one.agency_id, {})),
            "posts": sum(it.unit_id == one.unit_id for it in closing_posts(plan) if one.unit_id),
        }
        for one in plan.partings
    ]

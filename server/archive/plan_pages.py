"""/casefiles/plan/<year>: the list of files of a year, as Annex V draws it (article 28)."""

from collections.abc import Callable
from typing import Annotated, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field

from server import policy
from server.answers import ANSWERS, words_of
from server.archive import opening, pages, plans, sheets
from server.archive.models import FilingLine, FilingPlan
from server.archive.shapes import Kinds, Types, Years
from server.clock import today
from server.database import db
from server.documents.casefiles.kept import opened_to
from server.documents.casefiles.models import CaseFile
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.actor import Actor
from server.pages import when
from server.shapes import Asked, Code, Filled, Line, Subject, whole
from server.words_of.law import state_word
from workflows import Refused, Role
from workflows.filing import PERMANENT

YEAR = "<year:year>"
READERS = plans.MAKERS | {Role.ARCHIVIST, Role.AUDITOR}
"""The list is sent to the units and the people whom it concerns (article 28)."""


class NewLine(Asked):
    """A file that is expected in the year."""

    title: Annotated[Subject, Field(min_length=1)]
    retention: Years
    keeper: Code
    heading: Line = ""
    abbreviation: Annotated[str, Field(max_length=12, pattern=r"^[A-ZĐÂÊÔƠƯĂ-]*$")] = ""
    takes_kinds: Kinds = []
    takes_types: Types = []
    takes_words: Line = ""


class Approving(Asked):
    """The decision with which the list is promulgated."""

    decision: Filled


def _line_sheet(actor: Actor, year: int) -> Sheet:
    people = org.people_with(actor.agency_id, plans.MAKERS)
    makers = [
        (who.account, f"{who.full_name}, {post.title}")
        for who, post in people
        if policy.may_list_files(actor, post.unit_id)
    ]
    return Sheet(
        title=_("Thêm hồ sơ vào danh mục năm %(year)s", year=year),
        form=[*_line_fields(makers)],
        shape=NewLine,
        act=lambda given: plans.add(actor, year, fields=given.model_dump()),
        back=(url_for("casefiles.plan", year=year), _("Danh mục hồ sơ")),
        submit=_("Thêm vào danh mục"),
        done=lambda _line: (_("Đã thêm vào danh mục."), url_for("casefiles.plan", year=year)),
    )


def _line_fields(makers: list[tuple[str, str]]) -> Fields:
    usual = _("để trống thì theo đơn vị của người lập")
    return [
        field("title", _("Tiêu đề hồ sơ"), "textarea", rows=2, required=True),
        pages.retention_field(required=True),
        field(
            "keeper", _("Người lập hồ sơ"), "select", options=[("", "—"), *makers], required=True
        ),
        field("heading", _("Đề mục"), hint=usual),
        field("abbreviation", _("Chữ viết tắt của đề mục"), hint=usual, maxlength=12),
        field("rule", _("Tự nhận văn bản"), "group", fields=pages.rule_fields()),
    ]


def _approve_sheet(actor: Actor, year: int) -> Sheet:
    return Sheet(
        title=_("Phê duyệt danh mục hồ sơ năm %(year)s", year=year),
        explain=_("Từ lúc phê duyệt, danh mục không sửa nữa và các hồ sơ được mở theo danh mục."),
        form=[field("decision", _("Số, ký hiệu quyết định ban hành"), required=True)],
        shape=Approving,
        act=lambda given: plans.approve(actor, year, decision=given.decision),
        back=(url_for("casefiles.plan", year=year), _("Danh mục hồ sơ")),
        submit=_("Phê duyệt"),
        done=lambda _plan: (_("Đã phê duyệt danh mục."), url_for("casefiles.plan", year=year)),
    )


def plan(year: int) -> ResponseReturnValue:
    return _page(_reader(), year)


def new_line(year: int) -> ResponseReturnValue:
    return show(_for_planner(year, _line_sheet))


def add_line(year: int) -> ResponseReturnValue:
    return take(_for_planner(year, _line_sheet))


def approve_form(year: int) -> ResponseReturnValue:
    return show(_for_head(year))


def approve(year: int) -> ResponseReturnValue:
    return take(_for_head(year))


def plan_act(year: int, deed: str) -> ResponseReturnValue:
    return _taken(_reader(), year, deed)


def plan_sheet(year: int) -> ResponseReturnValue:
    row = plans.plan_of(_reader().agency_id, year)
    if row is None:
        return redirect(url_for("casefiles.plan", year=year))
    lines = plans.ordered(row)
    names = [_maker(one) for one in lines]
    return sheets.sent(sheets.printed(sheets.plan(row, lines, names)), f"danh-muc-{year}.pdf")


DOORS = (
    ("GET", f"/plan/{YEAR}", plan),
    ("GET", f"/plan/{YEAR}/new", new_line),
    ("POST", f"/plan/{YEAR}/new", add_line),
    ("GET", f"/plan/{YEAR}/approve", approve_form),
    ("POST", f"/plan/{YEAR}/approve", approve),
    ("POST", f"/plan/{YEAR}/<any(drop, copy, whole, heading, open):deed>", plan_act),
    ("GET", f"/plan/{YEAR}/list.pdf", plan_sheet),
)


def _reader() -> Actor:
    actor = current_actor()
    if not actor.roles & READERS:
        raise Refused("wrong_role")
    return actor


def _for_planner(year: int, sheet: Callable[[Actor, int], Sheet]) -> Sheet:
    actor = current_actor()
    if not policy.LISTERS & actor.roles:
        raise Refused("wrong_role")
    return sheet(actor, year)


def _for_head(year: int) -> Sheet:
    actor = current_actor()
    if not policy.heads_the_agency(actor, None):
        raise Refused("not_yours")
    return _approve_sheet(actor, year)


def _taken(actor: Actor, year: int, act: str) -> ResponseReturnValue:
    """A button of the list; a no stands above the list as it is."""
    there = url_for("casefiles.plan", year=year)
    line = request.form.get("line", "")
    line_id = whole(line) or 0
    try:
        if act == "open":
            case = opening.open_file(actor, fields={"line": line_id or -1})
            return redirect(url_for("casefiles.show", paper_id=case.id))
        _change(actor, year, act, line_id)
    except Refused as no:
        db.session.rollback()
        flash(words_of(no.reason, no.said), "bad")
        return _page(actor, year), ANSWERS[no.reason].status
    return redirect(there)


def _change(actor: Actor, year: int, act: str, line_id: int) -> None:
    if act == "drop":
        plans.drop(actor, year, line=line_id)
    elif act == "copy":
        plans.copy(actor, year)
    else:
        plans.number_whole(actor, year, whole=act == "whole")


def _page(actor: Actor, year: int) -> str:
    row = plans.plan_of(actor.agency_id, year)
    lines = plans.ordered(row) if row else []
    open_ = row is None or row.approved_at is None
    return render_template(
        "casefiles/plan.html",
        year=year,
        plan=row,
        approved=_approved(row),
        headings=_headings(actor, row, lines),
        count=len(lines),
        permanent=sum(one.years == PERMANENT for one in lines),
        may_write=open_ and bool(policy.LISTERS & actor.roles),
        may_settle=open_ and policy.may_list_files(actor, None),
        may_approve=open_ and bool(lines) and policy.heads_the_agency(actor, None),
        may_copy=open_ and not lines and policy.may_list_files(actor, None)
        and plans.plan_of(actor.agency_id, year - 1) is not None,
        years=[one for one in (year - 1, year, year + 1) if one <= today().year + 1],
    )  # fmt: skip


def _approved(row: FilingPlan | None) -> str:
    if row is None or row.approved_at is None:
        return ""
    return _("Đã được %(who)s phê duyệt lúc %(at)s theo Quyết định %(code)s.",
             who=row.approved_by, at=when(row.approved_at), code=row.decision)  # fmt: skip


def _headings(
    actor: Actor, row: FilingPlan | None, lines: list[FilingLine]
) -> list[dict[str, Any]]:
    files = plans.opened(lines) if lines else {}
    opens = opened_to(actor, {one.id for one in files.values()})
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        case = files.get(line.id)
        found.setdefault(line.heading, []).append({
            "id": line.id,
            "code": line.code,
            "title": line.title,
            "retention": pages.retention(line.years),
            "maker": _maker(line),
            "rule": pages.rule_words(line),
            "href": _way(case, opens) if case else "",
            "is_closed": case is not None and case.id not in opens,
            "state": str(case.state) if case else "",
            "state_word": state_word("casefiles", str(case.state)) if case else "",
            "may_open": case is None and row is not None and row.approved_at is not None
            and bool(plans.MAKERS & actor.roles) and opening.may_open(actor, line),
            "may_drop": row is not None and row.approved_at is None
            and policy.may_list_files(actor, line.unit_id),
        })  # fmt: skip
    return [
        {"number": sheets.roman(n), "name": name, "lines": rows}
        for n, (name, rows) in enumerate(found.items(), start=1)
    ]


def _way(case: CaseFile, opens: set[int]) -> str:
    """To the file, or to whoever may let one read it."""
    if case.id in opens:
        return url_for("casefiles.show", paper_id=case.id)
    return url_for("casefiles.access_form", code=case.code, year=case.year)


def _maker(line: FilingLine) -> str:
    person = org.holder(line.keeper_post_id)
    return person.full_name if person else line.keeper_post.title

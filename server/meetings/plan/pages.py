"""The pages to plan by: /meetings/new, and the same form for a draft; they work without script."""

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from server import bars, perform, repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents.counter import form_key
from server.documents.forms import Fields, FormWrong
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.meetings.models import Meeting
from server.meetings.plan import asked_in_writing as plan_asking
from server.meetings.plan import beginnings, choices, clashes, planning
from server.meetings.plan import fields as plan_fields
from server.meetings.plan import site_rows as plan_sites
from server.meetings.plan.usual import SESSION, TEMPLATES
from server.meetings.services import seated
from server.org import queries as org
from server.org.actor import Actor
from server.pages import fresh_op
from server.papers.services import Ref, find
from server.shapes import whole
from workflows import MEETING, Refused
from workflows.meeting_kinds import RULES, MeetingKind, length

room = Blueprint("meeting_plans", __name__, url_prefix="/meetings")
require_seat(room)
ID = "<int(max=9223372036854775807):paper_id>"
HERE = "meeting_plans.edit"


@room.get("/new")
def new() -> ResponseReturnValue:
    """A plan from the template of its kind."""
    actor = current_actor()
    MEETING.knows("create", actor.roles)
    template = TEMPLATES[_template()]
    said = beginnings.beginning(actor, template)
    if RULES[template.kind].in_writing and (item := whole(request.args.get("item", ""))):
        said |= plan_asking.beginning(actor, item)
    return _form(actor, None, said | {"sites": plan_sites.rows_of(said["sites"])})


def _template() -> str:
    """The template that the address names; a plan begun and sent keeps its address."""
    named = request.args.get("template", "")
    return named if named in TEMPLATES else SESSION


@room.get("/people")
def people() -> ResponseReturnValue:
    """Whom a planner may mean by these letters, for whoever types at a site: `?q=`."""
    actor = current_actor()
    MEETING.knows("create", actor.roles)
    found = choices.sought(choices.at_sites(actor), bars.typed("q").get("q", ""))
    return jsonify(found=[{"value": one, "words": words, "note": ""} for one, words in found])


@room.get("/papers")
def papers() -> ResponseReturnValue:
    """What the store has by these letters and whoever asks may read, for where a paper is laid
    before a meeting: `?q=`."""
    found = choices.papers_sought(current_actor(), bars.typed("q").get("q", ""))
    return jsonify(found=[{"value": one, "words": words, "note": ""} for one, words in found])


@room.post("/new")
def create() -> ResponseReturnValue:
    actor = current_actor()
    MEETING.knows("create", actor.roles)
    return _save(actor, None)


@room.get(f"/{ID}/edit")
def edit(paper_id: int) -> ResponseReturnValue:
    actor, meeting = _draft(paper_id)
    return _form(actor, meeting, plan_fields.as_it_stands(meeting))


@room.post(f"/{ID}/edit")
def change(paper_id: int) -> ResponseReturnValue:
    return _save(*_draft(paper_id))


def _draft(paper_id: int) -> tuple[Actor, Meeting]:
    meeting = find(Meeting, current_actor(), paper_id)
    actor = seated(current_actor(), meeting)
    perform.require(actor, "edit", meeting)
    return actor, meeting


def _save(actor: Actor, meeting: Meeting | None) -> ResponseReturnValue:
    """Arranged, looked at, or kept: what was typed comes back until it is kept."""
    said = plan_fields.typed(request.form)
    if {"rows", "tree"} & {name for name, wish in request.form.items() if wish}:
        return _arranged(actor, meeting, said)
    try:
        fields = plan_fields.read(actor, said, request.form)
        twice = _clashes(actor, fields, meeting)
        if "look" in request.form:
            return _form(actor, meeting, said, twice=twice)
        if twice and "seen" not in request.form:
            return _form(actor, meeting, said, twice=twice), 409
        return redirect(url_for("meetings.show", paper_id=_keep(actor, meeting, fields)))
    except FormWrong as wrong:
        return _form(actor, meeting, said, errors=dict(wrong.errors)), 422
    except (Refused, StaleDataError) as no:
        return _refused(meeting, said, no if isinstance(no, Refused) else Refused("stale"))


def _arranged(actor: Actor, meeting: Meeting | None, said: dict[str, Any]) -> str:
    """A matter or a site more or less, and where the eye goes then."""
    if wish := request.form.get("rows", ""):
        said["agenda"], at = plan_fields.arranged(said["agenda"], wish)
        return _form(actor, meeting, said, at=at)
    said["sites"], at = plan_sites.arranged(said["sites"], request.form.get("tree", ""))
    return _form(actor, meeting, said, at_site=at)


def _refused(meeting: Meeting | None, said: dict[str, Any], no: Refused) -> ResponseReturnValue:
    db.session.rollback()
    actor = current_actor()
    if meeting is not None:
        actor, meeting = _draft(meeting.id)
    where = "" if no.field == "sites" else no.field
    words = {where: words_of(no.reason, no.said)}
    return _form(actor, meeting, said, errors=words), ANSWERS[no.reason].status


def _keep(actor: Actor, meeting: Meeting | None, fields: dict[str, Any]) -> int:
    with repeats.under(form_key(actor)):
        if meeting is None:
            return planning.plan(actor, fields=fields).id
        seen = whole(request.form.get("version", ""))
        return planning.edit(actor, Ref(meeting.id, seen), fields=fields).id


def _clashes(actor: Actor, fields: dict[str, Any], meeting: Meeting | None) -> list[str]:
    """People and room that are wanted elsewhere at that time, in words; a poll wants nobody."""
    if RULES[MeetingKind(fields["kind"])].in_writing:
        return []
    named = [fields["chair"], fields["secretary"]]
    named += [one for name in plan_fields.MANY for one in fields[name]]
    for one in fields["agenda"]:
        named += [*one["guests"], *filter(None, [one["rapporteur"]])]
    people = [one for name in named if (one := org.person_by_account(name))]
    starts, minutes = fields["starts_at"], sum(one["minutes"] for one in fields["agenda"])
    asked = clashes.Slot(
        actor.agency_id or 0,
        fields["room"],
        starts,
        starts + length(minutes),
        {one.id for one in people},
        meeting.id if meeting else None,
    )
    return clashes.words_for(actor, asked)


def _form(
    actor: Actor, meeting: Meeting | None, said: dict[str, Any], at: int = 0, **found: Any
) -> str:
    errors, twice = found.get("errors") or {}, found.get("twice")
    rows = said["agenda"]
    head = plan_fields.wrong(plan_fields.head_fields(actor, said), errors)
    items = [plan_fields.wrong(one, errors) for one in _matters(actor, said)]
    places = [plan_fields.wrong(one, errors) for one in plan_sites.fields(actor, said["sites"])]
    template = _template()
    here = (
        url_for(HERE, paper_id=meeting.id)
        if meeting
        else url_for("meeting_plans.new", template=template)
    )
    back = url_for("meetings.show", paper_id=meeting.id) if meeting else "/meetings"
    return render_template(
        "meetings/plan.html",
        title=_("Sửa kế hoạch họp") if meeting else _("Lập kế hoạch họp"),
        templates={} if meeting else TEMPLATES,
        template=template,
        kind=said["kind"],
        kind_name=RULES[MeetingKind(said["kind"])].name,
        head=head,
        items=items,
        sites=None if plan_fields.is_written(said) else places,
        depths=plan_sites.depths(said["sites"]),
        at_site=found.get("at_site", 0),
        places=choices.places(actor),
        wrong=[one for row in (head, *places, *items) for one in row if one["error"]],
        error=errors.get("", ""),
        twice=twice,
        at=at,
        sought=request.form.get("sought", ""),
        action_href=here,
        back_href=back,
        minutes=sum(whole(str(row.get("minutes") or "")) or 0 for row in rows),
        version=meeting.version if meeting else None,
        op_id=fresh_op(),
    )


def _matters(actor: Actor, said: dict[str, Any]) -> list[Fields]:
    """The entries of each matter: whether it is voted on where a body votes (§10.1); of a poll in
    writing also how it asks."""
    rows = said["agenda"]
    chosen = [one for row in rows for one in row.get("documents") or []]
    papers = choices.papers(actor, chosen, request.form.get("sought", ""))
    places = [one["name"] for one in said["sites"] if one.get("name")]
    items = [
        plan_fields.item_fields(actor, n, row, (papers, places)) for n, row in enumerate(rows, 1)
    ]
    if not RULES[MeetingKind(said["kind"])].may_vote:
        items = [[f for f in it if not f["name"].endswith(".needs_vote")] for it in items]
    if not plan_fields.is_written(said):
        return items
    known, out = plan_asking.matters(actor), plan_asking.NOT_ASKED
    items = [[f for f in it if f["name"].split(".")[2] not in out] for it in items]
    return [it + plan_asking.fields(n, rows[n - 1], known) for n, it in enumerate(items, 1)]

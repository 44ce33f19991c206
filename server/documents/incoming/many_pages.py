"""The page that takes one step with several documents, and tells what became of each."""

import re
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import repeats
from server.database import db
from server.documents import forms
from server.documents.counter import form_key
from server.documents.forms import Fields, FormWrong, day_field, field
from server.documents.incoming import asking, many
from server.documents.incoming.steps import STEPS
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.actor import Actor
from server.pages import fresh_op, headline
from server.papers.services import Ref
from workflows import Refused, Role

LISTED = re.compile(r"([1-9][0-9]{0,15})\.([0-9]{1,15})", re.ASCII)


def open_many(blueprint: Blueprint) -> None:
    """One page for each of the steps."""
    for act in many.ACTS:
        rule = blueprint.route(
            f"/batch/{act}", endpoint=f"{act}_many", methods=["GET", "POST"], defaults={"act": act}
        )
        rule(batch)


def batch(act: str) -> ResponseReturnValue:
    """What waits for this step; and, of what was ticked, what became of each."""
    actor = current_actor()
    many.require(actor, act)
    return _take(actor, act) if request.method == "POST" else _page(actor, act)


def _take(actor: Actor, act: str) -> ResponseReturnValue:
    key = form_key(actor)
    if key and repeats.known(key):
        return _page(actor, act)
    asked = _asked(actor, act)
    try:
        given = forms.read(STEPS[act].shape, request.form, asked)
        with repeats.under(key):
            results = many.each(actor, act, _chosen(), given)
    except (FormWrong, Refused) as no:
        db.session.rollback()
        words, status = forms.in_words(no)
        errors = no.errors if isinstance(no, FormWrong) else {}
        return _page(actor, act, forms.kept(asked, request.form, errors), error=words), status
    return _page(actor, act, results=results)


def _chosen() -> list[Ref]:
    """Only what this page itself writes is understood: `7.3`, the third version of document 7."""
    found = [LISTED.fullmatch(one) for one in request.form.getlist("doc")]
    refs = {int(one[1]): Ref(int(one[1]), int(one[2])) for one in found if one}
    return list(refs.values())[: many.MOST]


def _asked(actor: Actor, act: str) -> Fields:
    if act == "present":
        return asking.FORMS["present"](actor, None)
    people = org.people_with(actor.agency_id, {Role.OFFICER}, actor.unit_id)
    choices = [(who.account, f"{who.full_name}, {post.title}") for who, post in people]
    return [
        field("person", _("Người xử lý"), "select", options=choices, required=True),
        day_field("due_at", _("Hạn"), hint=_("để trống: theo hạn của từng văn bản")),
    ]


def _page(
    actor: Actor,
    act: str,
    form: Fields | None = None,
    *,
    error: str = "",
    results: list[many.Result] | None = None,
) -> str:
    return render_template(
        "incoming/many.html",
        title=STEPS[act].label,
        rows=[_row(row) for row in many.waiting(actor, act)],
        results=[{"href": f"/incoming/{one.id}", **one._asdict()} for one in results or ()],
        form=form or _asked(actor, act),
        error=error,
        op_id=fresh_op(),
    )


def _row(row: Any) -> dict[str, Any]:
    return {
        "doc": f"{row.id}.{row.version}",
        "href": f"/incoming/{row.id}",
        "number": row.arrival_no,
        "subject": headline(row.subject),
    }

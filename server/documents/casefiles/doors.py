"""On a paper's own page: the way into a file, and the files that it lies in."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.documents.casefiles import laying
from server.documents.casefiles.kept import KINDS, opened_to
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from workflows.access import ASKERS
from workflows.casefile import HANDS


def put_away(actor: Actor, paper: Any) -> list[dict[str, Any]]:
    """For whoever keeps files, once the paper may lie in one (article 29.3)."""
    kind = paper.workflow.name
    if not HANDS & actor.roles or paper.agency_id != actor.agency_id:
        return []
    if paper.state not in KINDS[kind].settled:
        return []
    href = url_for("casefiles.to_put", kind=kind, row_id=paper.id)
    label = _("Đưa vào hồ sơ")
    return [{"name": "put_away", "label": label, "href": href, "tone": "", "form": []}]


def links(actor: Actor, paper: Any) -> Markup:
    """The files that it lies in: a link into the file, or to asking for it."""
    found = laying.files_of(paper)
    opens = opened_to(actor, {one.id for one in found})
    return Markup("; ").join(_link(actor, one, one.id in opens) for one in found)


def _link(actor: Actor, case: CaseFile, opens: bool) -> Markup:
    if not opens and not (ASKERS & actor.roles and case.agency_id in actor.agencies):
        return Markup("{}").format(case.code)
    if not opens:
        href = url_for("casefiles.access_form", code=case.code, year=case.year)
        return Markup('{} (<a href="{}">{}</a>)').format(case.code, href, _("xin đọc"))
    href = url_for("casefiles.show", paper_id=case.id)
    return Markup('<a href="{}">{}</a>').format(href, case.code)

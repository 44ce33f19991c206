"""The pages of outgoing documents: the editor with its live page, versions, the paper."""

import base64
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from server import perform, pool, press, repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import forms
from server.documents.casefiles.doors import put_away
from server.documents.copies import pages as copy_pages
from server.documents.copies.agent_doors import CopyDoors, open_copy_doors
from server.documents.counter import ID, Room, door, form_key, open_counter
from server.documents.forms import FormWrong
from server.documents.outgoing import layout_pages, pages, shapes
from server.documents.outgoing.batch import many
from server.documents.outgoing.batch.several import SEVERAL
from server.documents.outgoing.drafts import (
    as_it_stands,
    beginnings,
    blanks,
    differences,
    drafting,
    editor_fields,
    how_to_type,
    meanwhile,
)
from server.documents.outgoing.handed.file_pages import chosen_file, open_file_doors
from server.documents.outgoing.handed.handing import HandedIn
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import beside_pages
from server.documents.outgoing.signatures.agent_doors import AGENT_DOORS, open_agent_doors
from server.documents.outgoing.steps import COPIERS, STEPS
from server.documents.several_pages import open_several
from server.documents.talk import open_talk
from server.documents.tasks.doors import give_from
from server.documents.typed import without_typed
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import fresh_op, when
from server.papers.services import Ref, find
from server.shapes import whole
from server.words_of.fields import DRAFT
from workflows import Refused
from workflows.layout import findings
from workflows.outgoing import DRAFTERS

room = Blueprint("outgoing", __name__, url_prefix="/outgoing")
LEVELS = {"E": "error", "W": "warning", "I": "info"}


def install(app: Flask) -> None:
    app.register_blueprint(room)
    app.register_blueprint(many.room)
    app.register_blueprint(copy_pages.room)
    app.register_blueprint(beside_pages.room)


def _extra(actor: Actor, paper: OutgoingDocument) -> list[dict[str, Any]]:
    """The editor, for whoever may change the text in this state; for what went out, the ways to
    mend it."""
    if not drafting.may_edit(actor, paper):
        given = give_from(actor, paper) if paper.dispatched_at else []
        return given + put_away(actor, paper) + beginnings.doors(actor, paper)
    step = drafting.edit_step(paper.state)
    label = _("Sửa dự thảo") if step == "edit" else _("Sửa (mọi chữ duyệt sẽ hết giá trị)")
    return [door("edit", label, url_for("outgoing.edit", paper_id=paper.id))]


@room.post(f"/{ID}/mend/<any(replaces, corrects):how>")
def mend(paper_id: int, how: str) -> ResponseReturnValue:
    find(OutgoingDocument, current_actor(), paper_id)
    return redirect(f"{url_for('outgoing.new')}?{how}={paper_id}")


@room.get("/new")
def new() -> ResponseReturnValue:
    actor = current_actor()
    if not DRAFTERS & actor.roles:
        raise Refused("wrong_role")
    agency = db.session.get_one(Agency, actor.agency_id)
    begun_at = beginnings.links(request.args)
    words = beginnings.at(actor, begun_at) or beginnings.by_template(actor, request.args)
    text = editor_fields.beginning(actor, agency, words)
    fields = editor_fields.draft_fields(actor, text) + beginnings.entries(begun_at)
    note = beginnings.note(actor, begun_at) or beginnings.offered(actor, request.args)
    return _editor(fields, None, note=note)


@room.post("/new")
def create() -> ResponseReturnValue:
    """Saved as version 1; what is wrong comes back beside what was typed."""
    actor = current_actor()
    begun_at = beginnings.links(request.form)
    try:
        fields = shapes.plain(editor_fields.written(actor, request.form)) | begun_at
        given = chosen_file() if DRAFTERS & actor.roles else None
        with repeats.under(form_key(actor)):
            paper = drafting.create(actor, fields=fields, given=given)
    except (FormWrong, Refused) as no:
        return _editor_again(actor, None, no, begun_at)
    flash(_("Đã lưu dự thảo."), "ok")
    return redirect(_after(paper.id, given))


def _after(paper_id: int, given: HandedIn | None) -> str:
    """Where one goes on: a file that was just handed in is looked at first."""
    return url_for("outgoing.places" if given else "outgoing.show", paper_id=paper_id)


@room.get(f"/{ID}/edit")
def edit(paper_id: int) -> ResponseReturnValue:
    actor = current_actor()
    paper = find(OutgoingDocument, actor, paper_id)
    perform.require(actor, drafting.edit_step(paper.state), paper)
    return _editor(editor_fields.draft_fields(actor, paper.current.fields), paper)


@room.post(f"/{ID}/edit")
def save(paper_id: int) -> ResponseReturnValue:
    """A new version of the draft; a no keeps every word that was typed."""
    actor = current_actor()
    paper = find(OutgoingDocument, actor, paper_id)
    seen = whole(request.form.get("version", ""))
    try:
        changed = editor_fields.written(actor, request.form)
        fields = {name: changed[name] for name in DRAFT}
        perform.require(actor, drafting.edit_step(paper.state), paper)
        signed_off = any(one.voided_at is None for one in paper.sign_offs)
        given = chosen_file()
        if "drop_file" in request.form and given is None:
            fields |= {"file": "", "places": {}}
        with repeats.under(form_key(actor)):
            drafting.edit(actor, Ref(paper_id, seen), fields=shapes.plain(fields), given=given)
    except (FormWrong, Refused, StaleDataError) as no:
        db.session.rollback()
        return _editor_again(actor, find(OutgoingDocument, actor, paper_id), no, {})
    voided = _("Những lần kiểm tra, duyệt đã có hết giá trị.") if signed_off else ""
    flash(" ".join(filter(None, (_("Đã lưu bản mới của dự thảo."), voided))), "ok")
    return redirect(_after(paper_id, given))


def _editor_again(
    actor: Actor, paper: OutgoingDocument | None, no: Exception, begun_at: dict[str, int | None]
) -> ResponseReturnValue:
    text = {
        name: request.form.getlist(name) if name in ("to", "for_info", "joint") else ""
        for name in DRAFT
    }
    text |= {"bases": [], "body": [], "doc_type": request.form.get("doc_type", "")}
    blank = editor_fields.draft_fields(actor, text)
    blank += beginnings.entries(begun_at) if begun_at else []
    if isinstance(no, FormWrong):
        form, above, status = forms.kept(blank, request.form, no.errors), "", 422
    else:
        refused = no if isinstance(no, Refused) else Refused("stale")
        words = words_of(refused.reason, refused.said)
        at = {refused.field: words} if refused.field in (*DRAFT, "error_kind") else {}
        form, status = forms.kept(blank, request.form, at), ANSWERS[refused.reason].status
        above = "" if at or refused.reason == "stale" else words
    note = beginnings.note(actor, begun_at) if begun_at else ""
    return _editor(form, paper, error=above, note=note, since=meanwhile.looked(paper)), status


def _editor(
    form: list[dict[str, Any]],
    paper: OutgoingDocument | None,
    *,
    error: str = "",
    note: str = "",
    since: meanwhile.Looked | None = None,
) -> str:
    here = url_for("outgoing.show", paper_id=paper.id) if paper else url_for("lists.outgoing")
    draft = {
        "id": paper.id if paper else None,
        "title": _("Sửa dự thảo") if paper else "",
        "version": paper.version if paper else None,
        "op_id": fresh_op(),
        "action_href": url_for("outgoing.save", paper_id=paper.id) if paper else "/outgoing/new",
        "preview_href": url_for("outgoing.preview"),
        "blanks_href": url_for("outgoing.chosen"),
        "cancel_href": here,
        "error": " ".join(filter(None, (error, since.words if since else ""))),
        "newest_href": since.newest_href if since else "",
        "note": note,
        "begun": any(one["name"] == "subject" and one["value"] for one in form),
        "file": _handed(paper) if paper else None,
    }
    return render_template(
        "outgoing/edit.html",
        draft=draft,
        form=form,
        pages=[],
        typing={"rules": how_to_type.RULES, "pieces": how_to_type.PIECES},
    )


@room.post("/blanks")
def chosen() -> str:
    """The fields that the chosen type's template has of its own, with what was typed in them."""
    typed_so_far = {name.partition(".")[2]: text for name, text in request.form.items()}
    current_actor()
    found = blanks.fields(request.form.get("doc_type", ""), typed_so_far)
    return render_template("outgoing/blanks.html", fields=found)


def _handed(paper: OutgoingDocument) -> dict[str, str] | None:
    """The file that the draft's page comes from."""
    row = paper.file_of()
    if row is None:
        return None
    href = url_for("outgoing.version_file", paper_id=paper.id, n=paper.version_n)
    places = url_for("outgoing.places", paper_id=paper.id)
    return {"name": row.name, "href": href, "places_href": places}


@room.post("/preview")
def preview() -> ResponseReturnValue:
    """The page as it would be now, set in the pool; nothing is kept."""
    actor = current_actor()
    try:
        fields = shapes.plain(editor_fields.written(actor, without_typed(request.form)))
        pdf, results, why = drafting.preview(actor, fields)
    except (FormWrong, Refused):
        db.session.rollback()
        return render_template("outgoing/preview.html", pages=[], lint=None)
    pictures = pool.submit(press.pictures, pdf)
    shown = [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in pictures]
    lint = [
        {
            "level": LEVELS[f.severity],
            "rule": f.rule,
            "words": f.words,
            "where": f.place,
            "cite": f.cite,
            "fix": f.fix,
        }
        for f in findings(results)
    ]
    if why:
        where, words = _("Thẩm quyền ký"), words_of(why, {})
        lint = [{"level": "warning", "where": where, "words": words}, *lint]
    return render_template("outgoing/preview.html", pages=shown, lint=lint)


room.get(f"/{ID}/layout", endpoint="layout")(layout_pages.show)
room.get(f"/{ID}/page.pdf", endpoint="as_it_stands")(as_it_stands.page)


@room.get(f"/{ID}/versions/<int(max=100000):n>")
def diff(paper_id: int, n: int) -> ResponseReturnValue:
    """What a version changed against the one before it, word by word; the first as it was."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    by_n = {one.n: one for one in paper.versions}
    if n not in by_n:
        raise Refused("not_found")
    new, old = by_n[n], by_n.get(n - 1)
    return render_template(
        "outgoing/diff.html",
        paper={
            "id": paper_id,
            "title": paper.subject,
            "href": url_for("outgoing.show", paper_id=paper_id),
        },
        old={"n": old.n} if old else None,
        new={"n": new.n, "by": new.by_name, "at": when(new.at)},
        beside=[one for one in (n - 1, n + 1) if one in by_n],
        rows=differences.rows(paper, old, new, DRAFT),
    )


open_agent_doors(room, AGENT_DOORS)
open_copy_doors(room, CopyDoors(OutgoingDocument, COPIERS))
open_file_doors(room)
open_several(room, SEVERAL)
open_talk(room, OutgoingDocument)
open_counter(
    room,
    Room("outgoing", OutgoingDocument, STEPS, pages.FORMS, pages.view, _extra, pages.shown_as),
)

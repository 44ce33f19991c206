"""/meetings/…/notes: the papers of a meeting to read, with one's own notes beside them (MT-05)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.documents import forms
from server.documents.counter import ID
from server.documents.forms import FormWrong, in_words
from server.door.visitor import current_actor
from server.meetings.before import notes
from server.meetings.models import Meeting
from server.meetings.papers.views import Doc, papers_for
from server.org.actor import Actor
from server.papers.read_log import log_read
from server.papers.services import find
from workflows import Refused


def open_notes(room: Blueprint) -> None:
    """Give the room of meetings the page of private notes."""

    @room.get(f"/{ID}/notes")
    def notes_page(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        page = _page(actor, _sat_in(actor, paper_id))
        log_read(actor, "meetings", paper_id)
        return page

    @room.post(f"/{ID}/notes")
    def note(paper_id: int) -> ResponseReturnValue:
        """One note, kept or thrown away; what was typed comes back after a no."""
        actor = current_actor()
        meeting = _sat_in(actor, paper_id)
        try:
            said = forms.read(notes.Noted, request.form)
            had = _has(actor, meeting, said)
            notes.write(actor, paper_id, said)
        except (FormWrong, Refused) as no:
            words, status = in_words(no)
            return _page(actor, meeting, words), status
        flash(_done(had=had, has=bool(said.text.strip())), "ok")
        doc = request.form.get("document") or None
        return redirect(url_for("meetings.notes_page", paper_id=paper_id, doc=doc))


def _has(actor: Actor, meeting: Meeting, said: notes.Noted) -> bool:
    """Whether a note stands at that place."""
    place = (said.document, said.page)
    return any((one.document, one.page) == place for one in notes.notes_of(meeting, actor))


def _done(*, had: bool, has: bool) -> str:
    """A note, none any more, or none as before: what was thrown away is not said to be written."""
    if has:
        return _("Đã ghi. Chỉ mình anh/chị đọc được ghi chú này.")
    return _("Đã bỏ ghi chú.") if had else _("Không có chữ nào, nên không có gì được ghi.")


def _sat_in(actor: Actor, paper_id: int) -> Meeting:
    """A meeting that one sits in: of others there is no such page."""
    meeting = find(Meeting, actor, paper_id)
    if not notes.may_note(meeting, actor):
        raise Refused("sits_not_in_it")
    return meeting


def _page(actor: Actor, meeting: Meeting, error: str = "") -> str:
    docs = docs_of(meeting, actor)
    chosen = request.form.get("document") or request.args.get("doc", "")
    doc = next((one for one in docs if one.id == chosen), None)
    if doc is None and "whole" not in request.args and not request.form:
        doc = next(iter(docs), None)
    return render_template(
        "meetings/notes.html",
        meeting=meeting,
        docs=docs,
        doc=doc,
        notes=own(meeting, actor),
        typed=request.form if error else {},
        error=error,
    )


def docs_of(meeting: Meeting, actor: Actor) -> list[Doc]:
    """What lies before the meeting for this person, each once."""
    known = papers_for(meeting, actor.person_id).docs
    named = (name for item in meeting.agenda for name in item.documents)
    return [known[name] for name in dict.fromkeys(named) if name in known]


def own(meeting: Meeting, actor: Actor) -> list[dict[str, Any]]:
    """One's own notes, each under the name of its paper."""
    names = {one.id: one.name or one.id for one in docs_of(meeting, actor)}
    return [
        {"document": one.document, "page": one.page, "text": one.text,
         "name": names.get(one.document, "")}
        for one in notes.notes_of(meeting, actor)
    ]  # fmt: skip

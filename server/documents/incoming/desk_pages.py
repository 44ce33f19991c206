"""The clerk's desk: the scan beside what was read from it, confirmed with one key (IN-T07).

What may stand in the register already is shown there, and is laid into its entry (IN-05).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import against, forms
from server.documents.counter import ID, form_key
from server.documents.forms import Fields, FormWrong
from server.documents.incoming import (
    arriving,
    asking,
    judging,
    one_entry,
    one_entry_pages,
    queries,
    reading_pages,
    shapes,
    unread,
)
from server.documents.incoming.marks import marks
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.steps import STEPS
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op, headline, when
from server.papers.services import Ref, files_of, find
from server.shapes import whole
from server.words_of.law import VERDICTS
from workflows import Refused, Role

TONES = {"VALID": "ok", "VALID_EXPIRED_NOW": "ok", "PAPER": "ok", "INVALID": "bad"}


def open_desk(room: Blueprint) -> None:
    """Its doors, in the room of incoming documents."""
    room.get(f"/{ID}/confirm")(confirm)
    room.post(f"/{ID}/confirm")(register_next)
    room.post(f"/{ID}/same")(same_document)


def confirm(paper_id: int) -> ResponseReturnValue:
    """The clerk's desk: the scan at the left, what was read from it at the right. What its sender
    calls back, changes or replaces has its answer first, on its own page (IN-T23 to T26)."""
    paper = find(IncomingDocument, current_actor(), paper_id)
    if paper.state != "ARRIVED" or paper.request:
        return redirect(url_for("incoming.show", paper_id=paper_id))
    return _confirm(paper, asking.FORMS["register"](current_actor(), paper))


def _confirm(
    paper: IncomingDocument,
    form: list[dict[str, Any]],
    error: str = "",
    typed: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    actor = current_actor()
    first, left = queries.clerk_queue(actor, besides=paper.id)
    del first
    files = _files(paper.id)
    is_scan = not paper.electronic and len(files) == 1
    return render_template(
        "incoming/confirm.html",
        paper={"id": paper.id, "files": files},
        marks=marks(paper),
        **reading_pages.told(actor, paper),
        form=form,
        error=error,
        action_href=url_for("incoming.register_next", paper_id=paper.id),
        version=paper.version,
        op_id=fresh_op(),
        arrived=_("Đến lúc %(at)s", at=when(paper.arrived_at)),
        queue_left=left,
        list_href=url_for("lists.incoming"),
        duplicates=_duplicates(paper, typed),
        verification=_verification(paper),
        others=_others(paper),
        table_href=url_for("scanbox.lay", paper=paper.id) if is_scan else "",
    )


def _files(paper_id: int) -> list[dict[str, Any]]:
    return [
        {
            "n": f.n,
            "name": f.name,
            "size": f.size,
            "media_type": f.media_type,
            "href": url_for("incoming.file", paper_id=paper_id, n=f.n),
        }
        for f in files_of("incoming", paper_id)
    ]


def _duplicates(paper: IncomingDocument, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The earlier document, to be held beside this one before a reason is written."""
    found = one_entry.entry_for(paper, typed)
    if found is None:
        return []
    takes = one_entry.takes(found, paper)
    return [
        {
            "href": url_for("incoming.show", paper_id=found.id),
            "code": found.code,
            "subject": headline(found.subject),
            "words": _("số đến %(n)s", n=found.arrival_no),
            "join": one_entry_pages.asked(found, paper) if takes else None,
        }
    ]


def _verification(paper: IncomingDocument) -> dict[str, Any] | None:
    if unread.is_put_off(paper.verification) and judging.is_waiting(paper):
        words = _(
            "Đó không phải là lỗi của nơi gửi. Máy tự kiểm lại, quản trị đã được báo."
            " Chưa vào sổ được."
        )
        title = _("Máy chưa kiểm tra được chữ ký số")
        return {"tone": "warn", "title": title, "words": words, "faults": []}
    if judging.is_waiting(paper):
        words = _("Thường xong trong vài giây, kết quả hiện ngay tại đây. Chưa vào sổ được.")
        return {"tone": "", "title": _("Đang kiểm chữ ký số"), "words": words, "faults": []}
    if not paper.electronic or not paper.verdict:
        return None
    return {
        "tone": TONES.get(paper.verdict, "warn"),
        "title": str(VERDICTS[paper.verdict]),
        "words": paper.note,
        "faults": against.worded(paper.verification),
    }


def _others(paper: IncomingDocument) -> list[dict[str, Any]]:
    """What else a clerk does with what arrived: return it, report it, shut it away; and read its
    signatures where she will not wait."""
    actor = current_actor()
    names = ["return", "report_anomaly", "quarantine"]
    names = ["verify", *names] if judging.is_waiting(paper) else names
    return [
        {
            "name": name,
            "label": STEPS[name].label,
            "href": url_for("incoming.act", paper_id=paper.id, name=name),
            "tone": "" if name in ("verify", "report_anomaly") else "danger",
            "form": asking.FORMS[name](actor, paper) if name in asking.FORMS else [],
        }
        for name in names
    ]


def register_next(paper_id: int) -> ResponseReturnValue:
    """Registered with one key, and on to the next in the order of arrival (IN-01)."""

    def act(actor: Actor, ref: Ref, given: shapes.Registering) -> str:
        said = {"reason": given.reason or "", "note": given.note or ""}
        emptied = {"printed_due"} if request.form.get("printed_due") == "" else set[str]()
        fields = given.fields() | {"came_on": given.came_on, "emptied": emptied}
        done = arriving.register(actor, ref, fields=fields, **said)
        return _("Đã vào sổ với số đến %(n)s.", n=done.arrival_no)

    return _at_the_desk(paper_id, act)


def same_document(paper_id: int) -> ResponseReturnValue:
    """The other form of what is in the register goes to its entry; on to the next (IN-05)."""

    def act(actor: Actor, ref: Ref, given: shapes.Registering) -> str:
        reason = given.reason or ""
        done = one_entry.same_document(actor, ref, fields=given.fields(), reason=reason)
        return one_entry_pages.laid_in(done)

    return _at_the_desk(paper_id, act)


def _at_the_desk(paper_id: int, act: Callable[..., str]) -> ResponseReturnValue:
    """One act on what was filled in; a no shows the same desk, with what was typed."""
    actor = current_actor()
    paper = find(IncomingDocument, actor, paper_id)
    form = asking.FORMS["register"](actor, paper)
    try:
        asked = form if Role.CLERK in actor.roles else None
        given = forms.read(shapes.Registering, request.form, asked)
    except FormWrong as wrong:
        return _confirm(paper, forms.kept(form, request.form, wrong.errors)), 422
    seen = whole(request.form.get("version", ""))
    try:
        with repeats.under(form_key(actor)):
            words = act(actor, Ref(paper_id, seen), given)
    except Refused as no:
        return _refused(paper_id, form, no, given.fields())
    flash(words, "ok")
    following, _left = queries.clerk_queue(actor)
    if following is None:
        return redirect(url_for("incoming.show", paper_id=paper_id))
    return redirect(url_for("incoming.confirm", paper_id=following))


def _refused(paper_id: int, form: Fields, no: Refused, typed: Mapping) -> ResponseReturnValue:
    db.session.rollback()
    paper = find(IncomingDocument, current_actor(), paper_id)
    words = words_of(no.reason, no.said)
    kept = forms.kept(form, request.form, {no.field: words} if no.field else {})
    status = ANSWERS[no.reason].status
    return _confirm(paper, kept, "" if no.field else words, typed), status

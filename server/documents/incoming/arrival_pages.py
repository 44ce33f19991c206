"""What comes in at the clerk's desk: files dropped on a page, and what need not be scanned."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import repeats
from server.answers import words_of
from server.documents import forms
from server.documents.counter import form_key
from server.documents.forms import Fields, FormWrong, field, read
from server.documents.incoming import arriving, queries
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op
from server.papers.letters import SUFFIX, open_scan
from server.shapes import Asked, Filled
from server.uploads import limits
from server.uploads.kinds import EXTENSIONS
from workflows import Refused, Role


class Unscanned(Asked):
    """What a paper without a file is."""

    subject: Filled


def open_arrival(room: Blueprint) -> None:
    """The page and its two doors."""
    room.get("/arrive")(arrive)
    room.post("/arrive")(take_arrival)
    room.post("/arrive/unscanned")(take_unscanned)


def arrive() -> ResponseReturnValue:
    return _arrive([])


def _arrive(
    results: list[dict[str, Any]],
    status: int = 200,
    error: str = "",
    unscanned: Fields | None = None,
) -> ResponseReturnValue:
    actor = current_actor()
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    first, left = queries.clerk_queue(actor)
    page: str = render_template(
        "incoming/arrive.html",
        action_href=url_for("incoming.take_arrival"),
        op_id=fresh_op(),
        results=results,
        error=error,
        confirm_href=url_for("incoming.confirm", paper_id=first) if first else None,
        waiting_count=left,
        accept=",".join((*(one for endings in EXTENSIONS.values() for one in endings), SUFFIX)),
        unscanned_href=url_for("incoming.take_unscanned"),
        unscanned=unscanned or _unscanned(),
        most=limits.FILE,
        too_big=words_of("file_too_large", {}),
    )
    return page, status


def _unscanned() -> Fields:
    hint = _("Sách, bản vẽ khổ lớn, bì gửi đích danh: không có tệp, gõ tay tại bàn vào sổ.")
    return [field("subject", _("Trích yếu"), required=True, maxlength=200, hint=hint)]


def take_arrival() -> ResponseReturnValue:
    """Each file becomes a document of its own; one bad file stops no other."""
    actor = current_actor()
    files = [one for one in request.files.getlist("file") if one.filename]
    if not files:
        return _arrive([], 422, words_of("file_missing", {}))
    results = [_take_one(actor, one) for one in files[:50]]
    status = 201 if any(one["ok"] for one in results) else 422
    return _arrive(results, status)


def take_unscanned() -> ResponseReturnValue:
    """What need not be scanned (IN-T02): a book, a plan, an envelope to somebody by name; in a
    line what it is, the rest is typed at the register desk."""
    actor = current_actor()
    key = form_key(actor)
    before = repeats.known(key) if key else None
    if before is not None:
        return redirect(url_for("incoming.confirm", paper_id=before.paper_id))
    try:
        said = read(Unscanned, request.form)
    except FormWrong as wrong:
        fields = forms.kept(_unscanned(), request.form, wrong.errors)
        return _arrive([], 422, unscanned=fields)
    with repeats.under(key):
        paper = arriving.receive(actor, fields={"subject": said.subject}, files=[])
    return redirect(url_for("incoming.confirm", paper_id=paper.id))


def _take_one(actor: Actor, one: Any) -> dict[str, Any]:
    name = one.filename or ""
    try:
        opened = open_scan(name, one.stream.read())
        paper = arriving.receive(
            actor, fields={}, files=opened.files, hints=opened.hints, note=opened.note
        )
    except Refused as no:
        return {"name": name, "ok": False, "words": words_of(no.reason, no.said)}
    href = url_for("incoming.confirm", paper_id=paper.id)
    if paper.state == "QUARANTINED":
        return {"name": name, "ok": True, "words": _("Nghi có dấu mật: đã cách ly."), "href": None}
    return {"name": name, "ok": True, "words": _("Đã tiếp nhận, chờ vào sổ."), "href": href}

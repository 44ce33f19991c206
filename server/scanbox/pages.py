"""The table on which a clerk lays scans side by side, and the list of what was bound anew."""

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from server import repeats
from server.answers import ANSWERS, words_of
from server.counted import counted
from server.database import db
from server.documents.counter import form_key
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.models import PaperFile
from server.scanbox import arranging, binding, table
from server.scanbox.models import Arrangement
from server.scanbox.plans import TURNS, Leaf, Plan, proposal
from workflows import Refused, Role

NUMBER = "int(max=9223372036854775807)"
STAGES = {
    binding.WAITING: later("đang sắp"),
    binding.MADE: later("đã sắp"),
    binding.FAILED: later("không sắp được"),
    binding.UNDONE: later("đã hoàn tác"),
}


def open_table(room: Blueprint) -> None:
    """The table's doors, in the clerk's room."""
    room.get("/pages")(lay)
    room.post("/pages")(bind)
    room.get(f"/pages/<{NUMBER}:row_id>/<{NUMBER}:n>.jpg")(picture)
    room.post(f"/arrangements/<{NUMBER}:row_id>/undo")(undo)


def lay() -> ResponseReturnValue:
    """The scans named in the address, in that order."""
    actor = current_actor()
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    ids = [int(one) for one in request.args.getlist("paper") if one.isdecimal() and len(one) < 18]
    if not ids:
        return redirect(url_for("scanbox.index"))
    return _table(actor, ids, MultiDict())


def _table(actor: Actor, ids: list[int], form: MultiDict[str, str], error: str = "") -> str:
    scans = table.laid_out(actor, ids)
    drawn, pages = sum(table.drawn(f) for _p, f in scans), sum(f.pages for _p, f in scans)
    order = [paper.id for paper, _ in scans]
    return render_template(
        "scanbox/table.html",
        title=_("Sắp trang"),
        is_ready=drawn >= pages,
        percent=100 * drawn // max(pages, 1),
        here=url_for("scanbox.lay", paper=order),
        order=order,
        scans=_sections([file for _paper, file in scans], form),
        others=[row for row in table.waiting(actor) if row.id not in order],
        error=error,
        op_id=fresh_op(),
        turns=TURNS,
    )


def _sections(files: list[PaperFile], form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The leaves of each scan under its name. In a form that was refused they lie as the clerk had
    laid them: a scan that others were put between stands there in parts."""
    leaves = {leaf["key"]: leaf for file in files for leaf in _leaves(file, form)}
    laid = [key for key in form.getlist("leaf") if key in leaves]
    order = [leaves[key] for key in dict.fromkeys([*laid, *leaves])]
    runs = groupby(order, key=lambda leaf: leaf["file"])
    return [
        {"name": file.name, "pages": file.pages, "up_href": _raised(files, file), "leaves": [*run]}
        for file, run in runs
    ]


def _raised(files: list[PaperFile], file: PaperFile) -> str:
    """The table with this scan before the one that lies before it."""
    order, n = [one.paper_id for one in files], files.index(file)
    return url_for(
        "scanbox.lay", paper=[*order[: n - 1], order[n], *order[n - 1 : n], *order[n + 1 :]]
    )


def _leaves(file: PaperFile, form: MultiDict[str, str]) -> list[dict[str, Any]]:
    blank = table.blanks(file.sha256)
    told = proposal(blank)
    first = next((page for page, one in enumerate(told, 1) if one.starts), 0)
    return [
        _leaf(
            file,
            page,
            form,
            {"blank": is_blank, "drop": one.drop, "starts": one.starts and page != first},
        )
        for page, (is_blank, one) in enumerate(zip(blank, told, strict=True), 1)
    ]


def _leaf(
    file: PaperFile, page: int, form: MultiDict[str, str], told: dict[str, bool]
) -> dict[str, Any]:
    """A leaf as it was proposed or, in a form that was refused, as the clerk had it."""
    key = f"{file.paper_id}.{page}"
    href = url_for("incoming.file", paper_id=file.paper_id, n=file.n)
    if form:
        told = told | {"drop": f"drop.{key}" in form, "starts": f"cut.{key}" in form}
    return {
        "key": key,
        "file": file,
        "page": page,
        "src": url_for("scanbox.picture", row_id=file.paper_id, n=page),
        "href": f"{href}#page={page}",
        "turn": _turn(form, key),
        **told,
    }


def _turn(form: MultiDict[str, str], key: str) -> int:
    said = form.get(f"turn.{key}", "0")
    return int(said) if said in map(str, TURNS) else 0


def plan_of(form: MultiDict[str, str]) -> Plan:
    """The table as the clerk left it: the leaves in their order, where it is cut, what goes."""
    documents: list[list[Leaf]] = [[]]
    dropped: list[Leaf] = []
    for key in form.getlist("leaf"):
        paper, _dot, page = key.partition(".")
        if not (paper.isdecimal() and page.isdecimal() and len(key) < 24):
            raise Refused("arrangement_no_page")
        leaf = Leaf(int(paper), int(page), _turn(form, key))
        if f"cut.{key}" in form and documents[-1]:
            documents.append([])
        (dropped if f"drop.{key}" in form else documents[-1]).append(leaf)
    return Plan(tuple(map(tuple, filter(None, documents))), tuple(dropped))


def moved(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The table with one leaf a place sooner or later, as whoever has no script asks for it."""
    laid, (key, _space, way) = form.getlist("leaf"), form["move"].partition(" ")
    if key in laid:
        at = laid.index(key)
        laid.insert(max(at - 1, 0) if way == "sooner" else at + 1, laid.pop(at))
    after = MultiDict(form)
    after.setlist("leaf", laid)
    return after


def bind() -> ResponseReturnValue:
    """Bind what lies there; a no shows the table again, as it was left, and so does a move."""
    actor = current_actor()
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    if "move" in request.form:
        return _table(actor, plan_of(request.form).sources, moved(request.form))
    key = form_key(actor)
    if key and repeats.known(key):
        return redirect(url_for("scanbox.index"))
    plan = plan_of(request.form)
    try:
        with repeats.under(key):
            arranging.arrange(actor, plan)
    except Refused as no:
        if not plan.sources or not no.reason.startswith("arrangement_"):
            raise
        db.session.rollback()
        page = _table(actor, plan.sources, request.form, words_of(no.reason, no.said))
        return page, ANSWERS[no.reason].status
    words = counted("Đang sắp thành %(n)s bản quét; bản gốc được giữ nguyên.", len(plan.documents))
    flash(words, "ok")
    return redirect(url_for("scanbox.index"))


def picture(row_id: int, n: int) -> Response:
    """A leaf, small; drawn from a file that never changes, so a browser may keep it a while."""
    found = Response(table.picture(current_actor(), row_id, n), mimetype="image/jpeg")
    found.headers["Cache-Control"] = "private, max-age=3600"
    return found


def undo(row_id: int) -> ResponseReturnValue:
    arranging.undo(current_actor(), row_id)
    flash(_("Đã hoàn tác: các bản quét trở lại như khi đến."), "ok")
    return redirect(url_for("scanbox.index"))


def waiting(actor: Actor) -> list[dict[str, Any]]:
    """What may be laid on the table, and which of it looks like a stack of several documents."""
    rows = table.waiting(actor)
    found = table.documents_in(rows)
    return [
        {"id": row.id, "name": row.name, "pages": row.pages, "documents": found.get(row.sha256, 1)}
        for row in rows
    ]


def arrangements(actor: Actor) -> list[dict[str, Any]]:
    """What was bound anew lately, with the way back as long as it is open."""
    rows = arranging.latest(actor)
    ids = {paper_id for one in rows for paper_id in one.sources}
    mine = select(PaperFile.paper_id, PaperFile.name).where(PaperFile.paper_kind == "incoming")
    files = db.session.execute(mine.where(PaperFile.paper_id.in_(ids)))
    names = {paper_id: name for paper_id, name in files}
    undoable = arranging.undoable(rows)
    return [_row(one, names, one.id in undoable) for one in rows]


def _row(one: Arrangement, names: dict[int, str], is_open: bool) -> dict[str, Any]:
    sources = ", ".join(names.get(paper_id, "?") for paper_id in one.sources)
    return {
        "id": one.id,
        "stage": one.stage,
        "stage_word": STAGES[one.stage],
        "at": when(one.settled_at or one.at),
        "words": counted("%(names)s: thành %(n)s bản", len(one.documents), names=sources),
        "why": words_of(one.reason, {}) if one.reason else "",
        "papers": [(n, url_for("incoming.show", paper_id=n)) for n in one.made],
        "undo_href": url_for("scanbox.undo", row_id=one.id) if is_open else "",
    }

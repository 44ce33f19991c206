"""Ký nhiều văn bản: choose, look at each page by page, one PIN; for the clerk, seal and send many.

Where one stands in the review is in the address alone (`docs=5.3,7&at=1`: of document 5 version 3
was looked at, document 7 is being looked at), so Back works, nothing is lost with a tab, and what
is signed is the version that was on the screen.
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import perform, pool, press, repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents.counter import ID, form_key
from server.documents.outgoing.batch import batches, many_agent
from server.documents.outgoing.batch.many_queries import waiting
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import signing_pages
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.pages import fresh_op, headline
from server.papers.services import Ref, find
from server.words_of.law import state_word
from workflows import Refused

room = Blueprint("many", __name__, url_prefix="/outgoing")
require_seat(room)

LISTED = re.compile(r"([1-9][0-9]{0,15})(?:\.([0-9]{1,15}))?", re.ASCII)
MOST_BYTES = 200_000
"""Of an agent's answer: two hundred papers, their annexes, RSA."""
WIDTH = 1100
"""Dots across a page: sharp on a phone and on a desk, some 100 KB."""


class Listed(NamedTuple):
    """A document of the batch, and the version of it that was looked at."""

    id: int
    seen: int | None

    def __str__(self) -> str:
        return f"{self.id}" if self.seen is None else f"{self.id}.{self.seen}"


@room.get("/batch/sign")
def to_sign() -> ResponseReturnValue:
    """What waits for my signature, all of it chosen; the review comes next.

    The children that will sign wake meanwhile: the first signature after a start takes seconds.
    """
    actor = _one_of("sign")
    pool.warm(partial(press.warm, office().cabinet))
    rows = [_row(row) for row in waiting(actor, "sign")]
    return render_template("many/choose.html", rows=rows)


@room.get("/batch/seal")
def to_seal() -> ResponseReturnValue:
    return _confirm("seal", _one_of("seal"))


@room.get("/batch/sign/review")
def review() -> ResponseReturnValue:
    """One document, all its pages; or, behind the last one, the signature."""
    actor = _one_of("sign")
    chosen = request.args.getlist("id")
    if chosen:
        return redirect(_at(_listed(chosen), 0))
    listed = _listed(request.args.get("docs", "").split(","))
    at = request.args.get("at", 0, type=int)
    if not 0 <= at < len(listed):
        return _confirm("sign", actor, listed)
    return render_template("many/review.html", **_shown(actor, listed, at))


@room.post("/batch/<any(sign, seal):act>")
def begin(act: str) -> ResponseReturnValue:
    """One PIN for all that is ticked; then the job's own page tells how far it is."""
    actor = _one_of(act)
    listed = _listed(request.form.getlist("doc"))
    try:
        with repeats.under(form_key(actor)):
            job_id = _begin(act, actor, [Ref(*one) for one in listed])
    except Refused as no:
        db.session.rollback()
        return _confirm(act, actor, listed, no), ANSWERS[no.reason].status
    return redirect(f"/jobs/{job_id}")


def _begin(act: str, actor: Actor, refs: list[Ref]) -> int:
    key = form_key(actor)
    done = repeats.known(key) if key else None
    if done is not None:
        return done.paper_id
    if not refs:
        raise Refused("nothing_chosen")
    pin, answer = request.form.get("pin", "")[:64], request.form.get("answer", "")[:MOST_BYTES]
    if act == "sign":
        return batches.sign(actor, refs, pin=pin, answer=answer)
    return batches.seal(actor, refs, pin=pin, answer=answer, dispatch="dispatch" in request.form)


@room.get(f"/{ID}/pages/<int(max=2000):n>")
def page(paper_id: int, n: int) -> Response:
    """A page of the file as a picture: exactly what is signed, drawn by the server (§11.9)."""
    paper = find(OutgoingDocument, current_actor(), paper_id)
    if not paper.file_sha256 or not 1 <= n <= paper.current.pages:
        raise Refused("not_found")
    answer = Response(mimetype="image/png")
    answer.set_etag(f"{paper.file_sha256}-{n}")
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains(f"{paper.file_sha256}-{n}"):
        answer.status_code = 304
        return answer
    answer.set_data(pool.submit(press.picture, store().fetch(paper.file_sha256), n, WIDTH))
    return answer


many_agent.open_batch_doors(
    room, lambda: [Ref(*one) for one in _listed(request.form.getlist("doc"))]
)


def _one_of(act: str) -> Actor:
    actor = current_actor()
    if not batches.ACTS[act] & actor.roles:
        raise Refused("wrong_role")
    return actor


def _listed(said: Sequence[str]) -> list[Listed]:
    """Only what this page itself writes is understood; each document once."""
    found = [match for one in said if (match := LISTED.fullmatch(one))]
    each = {int(n): Listed(int(n), int(seen) if seen else None) for n, seen in map(_groups, found)}
    return list(each.values())[: batches.MOST]


def _groups(match: re.Match[str]) -> tuple[str, str | None]:
    return match[1], match[2]


def _at(listed: Sequence[Listed], at: int) -> str:
    docs = ",".join(map(str, listed))
    return url_for("many.review") + "?" + urlencode({"docs": docs, "at": at}, safe=",")


def _shown(actor: Actor, listed: list[Listed], at: int) -> dict[str, Any]:
    """The document being looked at, and the ways on, back and out of the batch."""
    paper = find(OutgoingDocument, actor, listed[at].id)
    perform.require(actor, "sign", paper)
    seen = [*listed[:at], Listed(paper.id, paper.version), *listed[at + 1 :]]
    return {
        "paper": _row(paper),
        "about": [
            (_("Nơi nhận"), "; ".join(one.name for one in paper.recipients)),
            (_("Người soạn"), paper.drafter.full_name),
        ],
        "pages": [
            url_for("many.page", paper_id=paper.id, n=n, v=paper.file_sha256[:12])
            for n in range(1, paper.current.pages + 1)
        ],
        "at": at + 1,
        "count": len(listed),
        "next_href": _at(seen, at + 1),
        "before_href": _at(listed, at - 1) if at else url_for("many.to_sign"),
        "drop_href": _at([*listed[:at], *listed[at + 1 :]], at),
    }


def _confirm(
    act: str, actor: Actor, listed: Sequence[Listed] = (), no: Refused | None = None
) -> str:
    """What will be signed or sealed, each to be unticked, and the PIN; a no keeps the choice."""
    rows = [_row(row) for row in waiting(actor, act)]
    chosen = {one.id: one.seen for one in listed}
    if act == "sign" or no is not None:
        rows = [_judged(row, chosen) for row in rows if act == "seal" or row["id"] in chosen]
    words = words_of(no.reason, no.said) if no else ""
    (asked,) = signing_pages.asked_of(batches.key_for(actor, act))
    pin = asked | {"error": words if no and no.field == asked["name"] else ""}
    return render_template(
        "many/confirm.html",
        act=act,
        rows=rows,
        pin=[pin],
        error="" if pin["error"] else words,
        agent=many_agent.agent_of(actor, act),
        dispatch="dispatch" in request.form or no is None,
        op_id=fresh_op(),
        back_href=_at(listed, 0) if listed else url_for("many.to_sign"),
    )


def _judged(row: dict[str, Any], chosen: dict[int, int | None]) -> dict[str, Any]:
    """What was not looked at, or has changed since, is not signed: the way to look is offered."""
    seen = chosen.get(row["id"])
    if seen == row["version"]:
        return row
    words = _("Chưa xem") if seen is None else _("Đã thay đổi sau khi xem")
    return row | {"doc": None, "why": words, "href": _at([Listed(row["id"], None)], 0)}


def _row(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "doc": f"{row.id}.{row.version}",
        "href": url_for("outgoing.show", paper_id=row.id),
        "subject": headline(row.subject),
        "code": row.code or row.doc_type,
        "urgency": row.urgency,
        "state": row.state,
        "state_word": state_word("outgoing", row.state),
        "pages": getattr(row, "pages", None) or row.current.pages,
    }

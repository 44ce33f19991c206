"""/verify: anybody may ask whether a paper is what it says, by its file or by its QR code."""

import json
from concurrent.futures.process import BrokenProcessPool

import structlog
from flask import Blueprint, Flask, Response, make_response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

from server import pool
from server.answers import words_of
from server.documents import against
from server.documents.outgoing.models import OutgoingDocument
from server.ledger.outside import statement
from server.ledger.verifying import minutes, reading, records, views
from server.office import office
from signing import NotJudged
from workflows import Refused

MOST = 10 * 1024 * 1024
SLACK = 64 * 1024
"""The form's own fields and edges."""

PATIENCE = 20.0
OFTEN = "20 per minute"

public = Blueprint("verify", __name__)
limiter = Limiter(get_remote_address)
log = structlog.get_logger()


def install(app: Flask) -> None:
    """Limits count in this process, or in Redis where several serve (DESIGN §11.17). Each stands at
    its own door and is asked for there: the library looked for one before every page as well."""
    storage = app.config["SETTINGS"].redis_url or "memory://"
    app.config.setdefault("RATELIMIT_STORAGE_URI", storage)
    limiter.init_app(app)
    first = app.before_request_funcs.setdefault(None, [])
    first[:] = [one for one in first if getattr(one, "__self__", None) is not limiter]
    first.insert(0, _refuse_large)
    app.register_blueprint(public)


def _refuse_large() -> ResponseReturnValue | None:
    """Before anybody looks for the form's CSRF field, which would read the whole body."""
    if request.path != "/verify" or request.method != "POST":
        return None
    request.max_content_length = MOST + SLACK
    if (request.content_length or 0) > MOST + SLACK:
        return _page(_("Tệp quá lớn: tối đa 10 MB."), 413)
    return None


def _too_often(_limit: RequestLimit) -> Response:
    words = _("Anh/chị vừa kiểm tra nhiều tệp quá. Hãy thử lại sau một phút.")
    return make_response(_page(words, 429))


@public.get("/verify")
def ask() -> ResponseReturnValue:
    session["door"] = "open"  # a session for the CSRF token to live in
    return render_template("verify/index.html")


@public.post("/verify")
@limiter.limit(OFTEN, on_breach=_too_often)
def judge() -> ResponseReturnValue:
    """The file is read in a child process, answered for, and forgotten."""
    file = request.files.get("file")
    data = file.read() if file else b""
    if not file or not file.filename:
        return _page(_("Hãy chọn một tệp PDF."), 422)
    if not data:
        return _page(words_of("file_empty", {}), 422)
    if len(data) > MOST:
        return _page(_("Tệp quá lớn: tối đa 10 MB."), 413)
    result = _judged(data, (file.filename or "")[:200])
    return render_template("verify/index.html", result=result)


@public.get("/verify/<public_id>")
def paper(public_id: str) -> ResponseReturnValue:
    """Where the QR code on a page leads: which document it is, and whether it still stands. Of a
    code that no paper has a citizen hears what that means, for a forged page has one too."""
    try:
        found = records.paper_by(public_id)
        return _document(public_id, found) if found else _minutes(minutes.minutes_at(public_id))
    except Refused as no:
        if no.reason != "not_found":
            raise
        return render_template("verify/unknown.html"), 404


def _document(public_id: str, found: OutgoingDocument) -> str:
    issued = records.issued(found)
    signers = views.signers(statement.signers(found)) if issued.is_out else []
    log = statement.proof(found) if issued.is_out else None
    shown = {"paper": issued, "standing": views.standing(issued), "signers": signers}
    shown["afterwards"] = views.afterwards(issued)
    return render_template("verify/paper.html", **shown, id=public_id, log=views.log(log))


def _minutes(told: minutes.Told) -> str:
    """They are no document that left the house: no statement goes with them."""
    standing = views.standing(told.issued)
    signers = views.hands(told.signatures)
    return render_template(
        "verify/paper.html", paper=told.issued, standing=standing, signers=signers, id="", log="",
        afterwards=views.afterwards(told.issued),
    )  # fmt: skip


@public.get("/verify/<public_id>/statement")
@limiter.limit(OFTEN)
def statement_of(public_id: str) -> ResponseReturnValue:
    """The same, signed, as a small file that a citizen may keep and others may verify."""
    found = records.paper_of(public_id)
    issued = records.issued(found)
    if not issued.is_out:
        raise Refused("not_found")
    said = statement.made(found, "recalled" if issued.state == records.GONE else "stands")
    told = json.dumps(said, ensure_ascii=False, indent=1)
    name = f"xac-nhan-{public_id}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(told, mimetype="application/json", headers=headers)


def _judged(data: bytes, name: str) -> views.Said:
    try:
        said = pool.submit(reading.read, data, name, office().cabinet, timeout=PATIENCE)
    except (TimeoutError, BrokenProcessPool):
        return views.unreadable(name)
    except NotJudged as fault:
        log.exception("a file was not judged", fault=str(fault))
        return views.not_judged(name)
    return views.verdict(against.held(said), _found(said["sha256"]))


def _found(sha256: str) -> records.Issued | None:
    return records.by_file(sha256) or minutes.by_file(sha256)


def _page(error: str, status: int) -> ResponseReturnValue:
    return render_template("verify/index.html", error=error), status

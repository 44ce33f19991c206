"""/ledger/health: the chain at a glance, for auditors; and a document's proof, to be kept."""

import datetime as dt
from typing import Any

from flask import Blueprint, Flask, Response, g, render_template
from flask_babel import gettext as _

from server.clock import now
from server.counted import counted
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.ledger import roots, watching, witnesses
from server.ledger.checking import roots as checking_roots
from server.ledger.door import READERS
from server.ledger.outside import leaving, statement
from server.ledger.verifying import records
from server.ledger.verifying.routes import limiter
from server.office import office
from server.org.actor import Actor
from server.pages import when
from server.papers.services import find
from workflows import Refused

room = Blueprint("ledger", __name__)
require_seat(room)
public = Blueprint("proofs", __name__)
OFTEN = "60 per minute"

Line = dict[str, Any]


def install(app: Flask) -> None:
    app.register_blueprint(room)
    app.register_blueprint(public)


@room.get("/ledger/health")
def health() -> str:
    """What holds now, each line with its mark; the page asks again every half minute."""
    actor: Actor = g.actor
    if not READERS & actor.roles:
        raise Refused("not_allowed")
    found = watching.health()
    return render_template(
        "ledger/health.html",
        as_of=_("tính đến %(at)s", at=when(now())),
        lines=[line(found) for line in (_entries, _waiting, _head, _check, _stamps, _roots)],
        faults=watching.findings_of(found.check),
        witnesses=[_witness(one) for one in found.witnesses],
    )


@room.get("/outgoing/<int:paper_id>/proof")
def proof(paper_id: int) -> Response:
    """The document's steps in the log, for whoever may read it."""
    paper = find(OutgoingDocument, g.actor, paper_id)
    return _file(leaving.proof_of(f"outgoing/{paper.id}"), paper.code)


@public.get("/verify/<public_id>/proof")
@limiter.limit(OFTEN)
def public_proof(public_id: str) -> Response:
    """Its public steps, for whoever holds the page with the QR code, once it left the office."""
    paper = records.paper_of(public_id)
    found = statement.proof(paper) if records.issued(paper).is_out else None
    if found is None:
        raise Refused("not_found")
    return _file(found, paper.code)


def _file(found: leaving.Proof, code: str) -> Response:
    """One small file; `congso ledger verify` and anybody's own verifier read it."""
    name = "chung-minh-" + code.replace("/", "-").encode("ascii", "ignore").decode()
    answer = Response(f"{leaving.line(found)}\n", content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _line(name: str, words: str, *, wrong: bool = False) -> Line:
    return {"name": name, "words": words, "wrong": wrong}


def _entries(found: watching.Health) -> Line:
    words = counted("%(n)s mục", found.size)
    if found.placed_at:
        words += "; " + _("mục cuối ghi lúc %(at)s", at=when(found.placed_at))
    return _line(_("Đã xếp vào nhật ký"), words)


def _waiting(found: watching.Health) -> Line:
    words = _("không có sự kiện nào")
    if found.waiting and found.waiting_since:
        since = when(found.waiting_since)
        words = counted("%(n)s sự kiện, từ %(at)s", found.waiting, at=since)
    return _line(_("Đang đợi xếp chỗ"), words, wrong=found.waits_too_long)


def _head(found: watching.Health) -> Line:
    words = _("chưa có")
    if found.head:
        words = counted("%(n)s mục, ký lúc %(at)s", found.head.size, at=when(found.head.at))
    return _line(_("Điểm chốt đã ký"), words, wrong=found.head_is_old)


def _check(found: watching.Health) -> Line:
    """The verdict of the last night, and whether there was one."""
    name, last = _("Lần kiểm tra gần nhất"), found.check
    if last is None:
        return _line(name, _("chưa lần nào"), wrong=True)
    at = when(last.at)
    if last.findings:
        said = counted("%(n)s chỗ sai, lúc %(at)s", last.findings, at=at)
        return _line(name, said, wrong=True)
    said = counted("không có chỗ sai, lúc %(at)s, %(n)s mục", last.size, at=at)
    return _line(name, said, wrong=found.check_is_old)


def _stamps(found: watching.Health) -> Line:
    words = _("chưa có chữ ký nào mang dấu thời gian")
    if found.stamped_at:
        at = when(dt.datetime.fromisoformat(found.stamped_at))
        words = _("dấu thời gian gần nhất lúc %(at)s", at=at)
    if found.unstamped:
        words += "; " + counted("%(n)s chữ ký không có dấu thời gian", found.unstamped)
    return _line(_("Dấu thời gian của chữ ký"), words, wrong=bool(found.unstamped))


def _roots(_found: watching.Health) -> Line:
    """Whose certificates are believed, and which of them lies there unknown to the log."""
    believed = roots.believed()
    unsaid = [f"{name} ({one[:16]})" for one, name in checking_roots.unsaid(believed).items()]
    words = counted("%(n)s gốc, nhật ký ghi đủ", len(believed))
    if unsaid:
        words = _("nhật ký không ghi: %(which)s", which="; ".join(unsaid))
    return _line(_("Gốc tin cậy"), words, wrong=bool(unsaid))


def _witness(one: witnesses.Standing) -> Line:
    """Who, how far he has seen, and what is wrong in words."""
    words = _("chưa ký xác nhận điểm chốt nào")
    if one.seen_at:
        words = counted("đã ký xác nhận %(n)s mục lúc %(at)s", one.size, at=when(one.seen_at))
    alarms = {
        witnesses.CONTRADICTS: _("nhật ký không nối tiếp điểm chốt mà nhân chứng đã thấy"),
        witnesses.AHEAD: _(
            "nhân chứng đã thấy một nhật ký dài hơn: có thể bản cũ đã được phục hồi"
        ),
    }
    alarm = alarms.get(one.answer) or (_("im lặng") if one.is_silent else "")
    where = one.url or _("trên máy này (%(host)s)", host=office().host)
    return _line(one.name, words, wrong=bool(alarm)) | {"alarm": alarm, "where": where}

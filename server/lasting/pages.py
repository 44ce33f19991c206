"""What is due in the archive, for who looks after it; a long-lived file, for its readers."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request, send_file
from flask_babel import gettext as _

from server.clock import now
from server.counted import counted
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.files import store
from server.lasting import queries
from server.lasting.queries import MOST, Standing
from server.org.actor import Actor
from server.org.ended import agencies_ever, agency_ever
from server.pages import when
from server.papers.lasting import FULL, LastingFile
from server.papers.lasting_words import SHORT, why
from server.papers.listing import before
from server.papers.services import find
from workflows import Refused, Role

room = Blueprint("lasting", __name__)
require_seat(room)


@room.get("/lasting")
def index() -> str:
    """What lacks something, what is stamped again and when, how the last round went."""
    require_reader(g.actor)
    standing, agency_code = _asked()
    agency = agency_ever(agency_code) if agency_code else None
    rows, after = queries.page_of(
        standing, agency.id if agency else None, before(request.args.get("cursor"))
    )
    chosen = {"state": standing or "", "agency": agency_code}
    kept = {name: said for name, said in chosen.items() if said}
    return render_template(
        "lasting/index.html",
        title=_("Giá trị lâu dài"),
        as_of=_("tính đến %(at)s", at=when(now())),
        in_audit=Role.AUDITOR in g.actor.roles,
        state=_state(),
        rows=[_row(g.actor, *row) for row in rows],
        filters=_bar(standing, agency_code),
        next_href=f"?{urlencode({**kept, 'cursor': after})}" if after else None,
    )


@room.get("/lasting/<int(max=9223372036854775807):row_id>/file")
def file(row_id: int) -> Response:
    """The longest-lived version of a document's file, for whoever may read the document."""
    row = queries.found(row_id)
    if row.paper_kind != "outgoing" or not row.n:
        raise Refused("not_found")
    paper = find(OutgoingDocument, g.actor, row.paper_id)
    name = f"{paper.code.replace('/', '-') or paper.id}-{row.n}-luu-tru.pdf"
    source = store().source(row.sha256)
    return send_file(
        source, mimetype="application/pdf", download_name=name, etag=row.sha256, max_age=0
    )


def require_reader(actor: Actor) -> None:
    if not queries.READERS & actor.roles:
        raise Refused("not_allowed")


def _asked() -> tuple[Standing | None, str]:
    said = request.args.get("state", "")
    standing = Standing(said) if said in set(Standing) else None
    return standing, request.args.get("agency", "").replace("\0", "").strip()[:40]


def _state() -> list[tuple[str, str]]:
    """How it stands, above the list."""
    stands = queries.state()
    return [
        (_("Chưa đủ dữ liệu dài hạn"), _tally(stands.lacking)),
        (_("Lần thử gần nhất chưa được"), _tally(stands.failing)),
        (_("Đóng dấu lại sớm nhất"), when(stands.next_due) if stands.next_due else "–"),
        (_("Máy chạy gần nhất"), _run(stands)),
    ]


def _tally(count: int) -> str:
    return f"{MOST}+" if count > MOST else str(count)


def _run(stands: queries.State) -> str:
    if stands.last_run is None:
        return _("chưa chạy lần nào")
    return counted("%(at)s, xong %(n)s tệp", stands.brought, at=when(stands.last_run))


def _row(actor: Actor, row: LastingFile, agency: str, code: str | None) -> dict[str, Any]:
    full = row.level == FULL
    return {
        "name": _name(row, code),
        "href": f"/outgoing/{row.paper_id}" if _opens(actor, row) else None,
        "agency": agency,
        "state": "valid" if full and not row.lacks else "waiting",
        "state_word": _("đủ dữ liệu dài hạn") if full else str(SHORT),
        "level": row.level,
        "ends": when(row.ends_at) or "–",
        "due": when(row.due_at),
        "tried": when(row.tried_at) or "–",
        "why": why(row),
    }


def _opens(actor: Actor, row: LastingFile) -> bool:
    return row.paper_kind == "outgoing" and Role.AUDITOR in actor.roles


def _name(row: LastingFile, code: str | None) -> str:
    if row.paper_kind == "volume":
        return _("Quyển sổ %(n)s", n=row.paper_id)
    if row.paper_kind == "meetings":
        return _("Biên bản của cuộc họp %(n)s", n=row.paper_id)
    if row.paper_kind == "report":
        return _("Báo cáo ký số %(n)s", n=row.paper_id)
    if row.paper_kind == "list":
        return _("Danh sách ký số %(n)s", n=row.paper_id)
    if not row.n:
        return _("Bản sao điện tử của văn bản %(n)s", n=code or row.paper_id)
    named = code or _("Văn bản đi %(n)s", n=row.paper_id)
    return named if row.n == 1 else _("%(code)s, tệp %(n)s", code=named, n=row.n)


def _bar(standing: Standing | None, agency: str) -> list[dict[str, Any]]:
    agencies = agencies_ever()
    standings = [
        ("", _("Mọi tệp")),
        (Standing.LACKING, _("Chưa đủ dữ liệu dài hạn")),
        (Standing.FAILING, _("Lần thử gần nhất chưa được")),
        (Standing.SOON, _("Đến kỳ đóng dấu lại trong 90 ngày")),
    ]
    return [
        {"name": "state", "label": _("Tình trạng"), "kind": "select", "options": standings,
         "value": standing or ""},
        {"name": "agency", "label": _("Cơ quan"), "kind": "select",
         "options": [("", _("Mọi cơ quan")), *agencies], "value": agency},
    ]  # fmt: skip

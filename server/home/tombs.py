"""What was destroyed, and what is shut away: for auditors, without a word of either (RP-14)."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from server.clock import now
from server.documents.incoming.queries import shut_away
from server.door.gate import require_seat
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import when
from server.papers.listing import before
from server.papers.tombstones import Tombstone, page_of
from workflows import Refused, Role

room = Blueprint("tombs", __name__)
require_seat(room)

MOST_LETTERS = 200


@room.get("/tombstones")
def tombstones() -> str:
    """The tombstones, newest first, under what still waits for a leader."""
    require_auditor(g.actor)
    asked = _asked()
    agency = queries.agency_by_code(asked["agency"]) if asked["agency"] else None
    agency_id = agency.id if agency else None
    stones, after = page_of(agency_id, asked["q"], before(request.args.get("cursor")))
    chosen = {name: said for name, said in asked.items() if said}
    return render_template(
        "registers/tombstones.html",
        title=_("Văn bản mật"),
        as_of=_("tính đến %(at)s", at=when(now())),
        shut=[_shut(one) for one in shut_away(agency_id)],
        rows=[_row(stone, name) for stone, name in stones],
        filters=_bar(asked),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


def require_auditor(actor: Actor) -> None:
    if Role.AUDITOR not in actor.roles:
        raise Refused("not_allowed")


def _asked() -> dict[str, str]:
    given = {name: request.args.get(name, "") for name in ("q", "agency")}
    return {name: said.replace("\0", "").strip()[:MOST_LETTERS] for name, said in given.items()}


def _shut(row: Any) -> dict[str, Any]:
    return {"agency": row.name, "number": row.arrival_no, "at": when(row.arrived_at)}


def _row(stone: Tombstone, agency: str) -> dict[str, Any]:
    """When, from whom, by which two hands, why, which bytes."""
    return {
        "href": f"/{stone.paper_kind}/{stone.paper_id}",
        "agency": agency,
        "at": when(stone.at),
        "is_finished": stone.finished_at is not None,
        "facts": [
            (_("Đến lúc"), when(stone.arrived_at)),
            (_("Nơi gửi (mã định danh)"), stone.organ_id or "–"),
            (_("Người đề nghị"), stone.proposed_by),
            (_("Người xác nhận"), stone.confirmed_by),
            (_("Lý do"), stone.reason),
            (_("Dấu vết tệp (SHA-256)"), ", ".join(stone.digests) or "–"),
        ],
    }


def _bar(asked: dict[str, str]) -> list[dict[str, Any]]:
    agencies = [(one.code, one.short_name) for one in _own_agencies()]
    options = [("", _("Mọi cơ quan")), *agencies]
    hint = _("Tên người, mã nơi gửi, đầu của SHA-256")
    search = {"name": "q", "label": _("Tìm trong danh sách"), "value": asked["q"], "hint": hint}
    choice = {"name": "agency", "label": _("Cơ quan"), "kind": "select", "options": options}
    return [search, {**choice, "value": asked["agency"]}]


def _own_agencies() -> list[Agency]:
    return [one for one in queries.agencies() if not one.external]

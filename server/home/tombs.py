"""What was destroyed, and what is shut away: for auditors, without a word of either (RP-14)."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from server import bars
from server.clock import now
from server.documents.incoming.queries import shut_away
from server.door.gate import require_seat
from server.home import tomb_lists
from server.org import queries
from server.pages import when
from server.papers.listing import before
from server.papers.tombstones import Tombstone, page_of

room = Blueprint("tombs", __name__)
require_seat(room)


@room.get("/tombstones")
def tombstones() -> str:
    """The tombstones, newest first, under what still waits for a leader."""
    tomb_lists.require_auditor(g.actor)
    asked = _asked()
    sought = tomb_lists.sought(asked)
    stones, after = page_of(sought, before(request.args.get("cursor")))
    return render_template(
        "registers/tombstones.html",
        title=_("Văn bản mật"),
        as_of=_("tính đến %(at)s", at=when(now())),
        shut=[_shut(one) for one in shut_away(sought.agency_id)],
        rows=[_row(stone, name) for stone, name in stones],
        filters=_bar(asked),
        address=urlencode(asked),
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _asked() -> dict[str, str]:
    return bars.typed("q", "agency") | bars.days("purged_from", "purged_to")


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


def _bar(asked: dict[str, str]) -> list[bars.Box]:
    said = (_("Cơ quan"), _("Mọi cơ quan"))
    return [
        bars.search(asked, _("Tên người, mã nơi gửi, đầu của SHA-256")),
        bars.choice("agency", said, queries.own_agencies(), asked),
        *bars.span("purged", asked, (_("Tiêu hủy từ ngày"), _("Đến ngày"))),
    ]

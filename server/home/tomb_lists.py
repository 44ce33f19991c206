"""The tombstones that an auditor looks at, as lines of a report of his (RP-14)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from server.documents.incoming.queries import shut_away
from server.org.actor import Actor
from server.org.ended import agency_ever
from server.pages import when
from server.papers.tombstones import Sought, Tombstone, page_of
from workflows import Refused, Role

COLUMNS = {
    "Tiêu hủy lúc": 2, "Cơ quan": 3, "Đến lúc": 2, "Nơi gửi (mã định danh)": 2,
    "Người đề nghị": 3, "Người xác nhận": 3, "Lý do": 4, "Dấu vết tệp (SHA-256)": 8,
}  # fmt: skip
"""Each with its share of the sheet."""
TITLE, STEM = "Văn bản mật đã tiêu hủy, đang cách ly", "van-ban-mat-da-tieu-huy"


def require_auditor(actor: Actor) -> None:
    if Role.AUDITOR not in actor.roles:
        raise Refused("not_allowed")


def sought(asked: Mapping[str, str]) -> Sought:
    """What the address, or a job, asks for. Raises `unknown_agency`."""
    agency = agency_ever(asked["agency"]) if "agency" in asked else None
    first, last = (
        dt.date.fromisoformat(asked[name]) if name in asked else None
        for name in ("purged_from", "purged_to")
    )
    agency_id = agency.id if agency else None
    return Sought(agency_id=agency_id, words=asked.get("q", ""), first=first, last=last)


def cells_of(asked: Mapping[str, str]) -> Iterator[list[str]]:
    """Line by line; on paper it is signed by him (`auditing.reports`). Behind them what lies shut
    away, of which nothing is told that one could seek it by."""
    wanted = sought(asked)
    yield from (_cells(stone, agency) for stone, agency in _every(wanted))
    if not asked.keys() - {"agency"}:
        yield from (_shut(one) for one in shut_away(wanted.agency_id))


def _every(wanted: Sought) -> list[tuple[Tombstone, str]]:
    found, at = page_of(wanted, None)
    while at is not None:
        more, at = page_of(wanted, at)
        found += more
    return found


def _shut(row: Any) -> list[str]:
    number = f", số đến {row.arrival_no}" if row.arrival_no else ""
    waits = f"Đang cách ly, chờ lãnh đạo quyết định{number}"
    return ["chưa tiêu hủy", row.name, when(row.arrived_at), "", "", "", waits, ""]


def _cells(stone: Tombstone, agency: str) -> list[str]:
    return [
        when(stone.at), agency, when(stone.arrived_at), stone.organ_id, stone.proposed_by,
        stone.confirmed_by, stone.reason, ", ".join(stone.digests),
    ]  # fmt: skip

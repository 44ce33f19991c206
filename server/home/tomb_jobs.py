"""The tombstones that an auditor looks at, written into a file beside (RP-14)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from server import pool, taking_along
from server.clock import now
from server.jobs import Payload, job
from server.office import office
from server.org import queries
from server.org.actor import Actor
from server.org.ended import agency_ever
from server.pages import when
from server.papers.tombstones import Sought, Tombstone, page_of
from server.typesetting.books import Line, leaves
from workflows import Refused, Role

KIND = "tombstones:write"
COLUMNS = {
    "Tiêu hủy lúc": 2, "Cơ quan": 3, "Đến lúc": 2, "Nơi gửi (mã định danh)": 2,
    "Người đề nghị": 3, "Người xác nhận": 3, "Lý do": 4, "Dấu vết tệp (SHA-256)": 8,
}  # fmt: skip
"""Each with its share of the sheet."""
_NONE: Line = (["Không có."] + [""] * (len(COLUMNS) - 1), False)


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


def begin(actor: Actor, asked: dict[str, str], form: str) -> int:
    """The job's id."""
    require_auditor(actor)
    sought(asked)
    return taking_along.ask(KIND, actor, asked=asked, form=form)


@job(KIND)
def write(asked: dict[str, str], post: list[int], form: str) -> Payload:
    """By the rights that the asker has now. Harmless twice."""
    require_auditor(queries.actor_by_id(*post))
    lines = [_line(stone, agency) for stone, agency in _every(sought(asked))]
    book = taking_along.plain("Văn bản mật đã tiêu hủy", f"Tính đến {when(now())}", COLUMNS)
    if form == "pdf":
        made, _pages = pool.submit(leaves, book, lines or [_NONE], 1, office().cabinet.fonts)
    else:
        made = taking_along.sheet(book, lines, form)
    return taking_along.told(made, f"van-ban-mat-da-tieu-huy.{form}", len(lines))


def _every(wanted: Sought) -> list[tuple[Tombstone, str]]:
    found, at = page_of(wanted, None)
    while at is not None:
        more, at = page_of(wanted, at)
        found += more
    return found


def _line(stone: Tombstone, agency: str) -> Line:
    cells: list[Any] = [
        when(stone.at), agency, when(stone.arrived_at), stone.organ_id, stone.proposed_by,
        stone.confirmed_by, stone.reason, ", ".join(stone.digests),
    ]  # fmt: skip
    return cells, False

"""/bodies for programs: in whose name a draft may be written (Annex I, II.3a)."""

from pydantic import BaseModel

from server.api.counter import Api
from server.door.visitor import current_actor
from server.org import queries
from server.org.bodies import HEAD, AdvisoryBody, Member, bodies_of


class Leader(BaseModel):
    """Who leads it or is a deputy there: a post, and who holds it today."""

    title: str
    is_head: bool
    account: str | None


class BodyRow(BaseModel):
    """`abbreviation` is what a draft names in `in_name_of`; of one that may not use the seal the
    clerk hangs it over the name (dấu treo)."""

    abbreviation: str
    name: str
    may_use_seal: bool
    decision_code: str
    leadership: list[Leader]


class BodyList(BaseModel):
    items: list[BodyRow]
    next_cursor: str | None = None


def open_bodies(api: Api) -> None:
    api.call("GET", "/bodies", gives=BodyList)(list_bodies)


def list_bodies() -> BodyList:
    """Các tổ chức tư vấn (hội đồng, ban, tổ) của cơ quan người gọi hôm nay."""
    return BodyList(items=[_row(one) for one in bodies_of(current_actor().agency_id)])


def _row(one: AdvisoryBody) -> BodyRow:
    return BodyRow(
        abbreviation=one.abbreviation,
        name=one.name,
        may_use_seal=one.may_use_seal,
        decision_code=one.decision_code,
        leadership=[_leader(it) for it in one.leadership],
    )


def _leader(it: Member) -> Leader:
    person = queries.holder(it.post_id)
    account = person.account if person else None
    return Leader(title=it.title, is_head=it.part == HEAD, account=account)

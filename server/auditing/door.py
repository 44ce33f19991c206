"""GET /audit/…: the auditor's lists for programs; the same queries as the pages."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import Row

from server.api.counter import Api
from server.api.papers import Cursor
from server.auditing import anomaly_pages, entries, facts, signatures
from server.auditing.anomalies import BY_NAME
from server.auditing.anomaly_pages import Pair
from server.auditing.pages import require_auditor
from server.auditing.proof import proof_of
from server.clock import local
from server.documents.outgoing.signatures.log_readers import within
from server.documents.outgoing.signatures.signed import paper_of
from server.door.visitor import current_actor
from server.org.ended import agency_ever
from server.shapes import Asked, Code, Day, Line
from workflows import Refused

ROW = "<id:row_id>"


class OwnFilter(Cursor):
    """As the page asks: `q` is of a person or a document's number."""

    q: Line = ""
    position: Line = ""
    kind: Line = ""
    verdict: Line = ""
    key_kind: Line = ""
    signed_from: Day | None = None
    signed_to: Day | None = None


class SignatureFilter(OwnFilter):
    agency: Code | None = None


class OfDays(Cursor):
    """Rows of what happened from a day to a day, both of them in it."""

    at_from: Day | None = None
    at_to: Day | None = None


class EntryFilter(OfDays):
    """`q`: a document, by its address in the log or its number; `person`: whoever did it."""

    q: Line = ""
    event: Line = ""
    person: Line = ""
    agency: Code | None = None


class AnomalyFilter(Asked):
    """Twelve weeks where no day is named, a year at most."""

    cursor: Line | None = None
    kind: Line = ""
    agency: Code | None = None
    found_from: Day | None = None
    found_to: Day | None = None


class SignatureLine(BaseModel):
    """A row of the signature log (DOMAIN §7.5)."""

    id: int
    outgoing: int | None = Field(description="null: không phải văn bản đi; xem `paper`, `what`")
    paper: str
    what: str
    code: str
    field: str
    kind: str
    signer: str
    account: str
    position: str
    agency: str
    capacity: str
    key_kind: str
    client_ip: str
    delegation: int | None
    serial: str
    issuer: str
    verdict: str
    claimed_at: dt.datetime | None
    trusted_at: dt.datetime | None
    at: dt.datetime
    voided_at: dt.datetime | None
    revision_sha256: str


class Proven(BaseModel):
    """The entry in the log: the leaf, and the path from it to a signed head of `size` entries."""

    seq: int
    data: str
    leaf_hash: str
    size: int
    root: str
    path: list[str]
    holds: bool


class SignatureThing(SignatureLine):
    """With what proves its place in the log; null while it waits for one."""

    proof: Proven | None


class SignatureList(BaseModel):
    items: list[SignatureLine]
    next_cursor: str | None = None


class AnomalyLine(BaseModel):
    """What should be looked at; `signature` where it is one."""

    kind: str
    source: str
    at: dt.datetime
    who: str
    position: str
    paper: str | None
    code: str
    why: str
    signature: int | None


class AnomalyList(BaseModel):
    items: list[AnomalyLine]
    next_cursor: str | None = None


class LogLine(BaseModel):
    """An entry of the log in its place."""

    seq: int
    event: str
    doc: str
    time: dt.datetime
    data: str


class LogList(BaseModel):
    items: list[LogLine]
    next_cursor: str | None = None


def open_audit(api: Api) -> None:
    """Three lists and one thing; an auditor changes nothing (SOD-05)."""

    @api.call(
        "GET", "/audit/signatures", query=SignatureFilter, gives=SignatureList, refuses=(403,)
    )
    def list_signatures(query: SignatureFilter) -> SignatureList:
        """Nhật ký chữ ký số, mới nhất trước."""
        asked, before = asked_of(query)
        rows, after = signatures.page_of(asked, before)
        return SignatureList(items=[_line(row) for row in rows], next_cursor=turned_on(after))

    @api.call("GET", f"/audit/signatures/{ROW}", gives=SignatureThing, refuses=(403,))
    def one_signature(row_id: int) -> SignatureThing:
        """Một chữ ký, với chứng minh rằng nó nằm trong nhật ký."""
        require_auditor(current_actor())
        row = facts.found(row_id)
        proof = proof_of(paper_of(row), row.field, row.output_sha256)
        said = proof and Proven(
            seq=proof.seq, data=proof.data, leaf_hash=proof.leaf, size=proof.size,
            root=proof.root, path=list(proof.path), holds=proof.holds,
        )  # fmt: skip
        return SignatureThing(**_line(row).model_dump(), proof=said)

    @api.call("GET", "/audit/entries", query=EntryFilter, gives=LogList, refuses=(403,))
    def list_log(query: EntryFilter) -> LogList:
        """Nhật ký mọi việc, lọc được, mới nhất trước."""
        asked, before = asked_of(query)
        rows, after = entries.page_of(asked, before)
        return LogList(items=[_entry(row) for row in rows], next_cursor=turned_on(after))

    @api.call("GET", "/audit/anomalies", query=AnomalyFilter, gives=AnomalyList, refuses=(403,))
    def list_anomalies(query: AnomalyFilter) -> AnomalyList:
        """Dấu hiệu cần xem, mới nhất trước."""
        asked, _none = asked_of(query)
        if query.kind and query.kind not in BY_NAME:
            raise Refused("invalid", "kind")
        found = anomaly_pages.found_in(asked, anomaly_pages.span_of(asked))
        rows, after = anomaly_pages.turned(found, query.cursor)
        return AnomalyList(items=[_anomaly(pair) for pair in rows], next_cursor=after)


def open_own_log(api: Api) -> None:
    """The signature log for who is no auditor (DOMAIN §3.2)."""

    @api.call("GET", "/signatures", query=OwnFilter, gives=SignatureList, refuses=(403,))
    def list_own_signatures(query: OwnFilter) -> SignatureList:
        """Nhật ký chữ ký số trong phạm vi của mình: văn thư của mình, lãnh đạo của cơ quan."""
        reach = within(current_actor())
        asked, before = _said(query)
        rows, after = signatures.page_of(asked, before, reach)
        return SignatureList(items=[_line(row) for row in rows], next_cursor=turned_on(after))


def asked_of(query: Cursor | AnomalyFilter) -> tuple[dict[str, str], int | None]:
    """The conditions as text, as the address of a page has them; and where to go on."""
    require_auditor(current_actor())
    return _said(query)


def _said(query: Cursor | AnomalyFilter) -> tuple[dict[str, str], int | None]:
    said = query.model_dump(exclude={"cursor"}, exclude_none=True, mode="json")
    if "agency" in said:
        agency_ever(said["agency"], "agency")
    cursor = query.cursor if isinstance(query, Cursor) else None
    asked = {name: value for name, value in said.items() if value}
    return asked, int(cursor) if cursor else None


def turned_on(after: int | None) -> str | None:
    return None if after is None else str(after)


def _line(row: Row) -> SignatureLine:
    return SignatureLine(
        id=row.id,
        outgoing=row.outgoing_id,
        paper=paper_of(row),
        code=row.code or "",
        revision_sha256=row.output_sha256,
        claimed_at=_moment(row.claimed_at),
        trusted_at=_moment(row.trusted_at),
        delegation=row.delegation_id,
        position=row.position or "",
        agency=row.agency_code,
        at=local(row.at),
        voided_at=local(row.voided_at) if row.voided_at else None,
        **{name: getattr(row, name) for name in PLAIN},
    )


def _moment(iso: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(iso) if iso else None


PLAIN = (
    "what", "field", "kind", "signer", "account", "capacity", "key_kind", "client_ip", "serial",
    "issuer", "verdict",
)  # fmt: skip
"""Columns that go to the wire as they are."""


def _anomaly(pair: Pair) -> AnomalyLine:
    row, one = pair
    return AnomalyLine(
        kind=row.name,
        source=str(row.source),
        at=local(one.at),
        who=one.who,
        position=one.position,
        paper=f"{one.paper[0]}/{one.paper[1]}" if one.paper else None,
        code=one.code,
        why=anomaly_pages.why_of(one),
        signature=one.signature,
    )


def _entry(row: entries.Entry) -> LogLine:
    said: Any = row.said
    return LogLine(seq=row.seq, event=row.event, doc=row.subject, time=said["time"], data=row.data)

"""Parts of what the API says of a document: who helps with it, who signed it, what stays of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from server.clock import local
from server.documents.incoming.former import leads_before
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import ordering
from server.org import queries
from server.org.actor import Actor
from server.papers.exceptions import exceptions_of
from server.papers.lasting import of_paper
from server.papers.tombstones import Tombstone, tombstone_of
from workflows.incoming import Incoming


def moment(value: dt.datetime | None) -> dt.datetime | None:
    """ISO 8601 with the office's offset."""
    return local(value) if value else None


class Help(BaseModel):
    who: str
    state: str
    due_at: dt.datetime | None
    text: str


class Moved(BaseModel):
    """Whom a leader took it from, and gave it to (IN-T13)."""

    who: str
    at: dt.datetime | None
    to: str
    by: str


def _moved(paper: IncomingDocument) -> list[Moved]:
    return [
        Moved(who=one.name, at=moment(one.at), to=one.to_name, by=one.by_name)
        for one in leads_before(paper.id)
    ]


class LookedAt(BaseModel):
    """How the clerk found the envelope of what came on paper (art. 21.1a): what is wrong with it,
    and the number and notation on it where they are not the document's."""

    wrong: list[Literal["COUNT", "STATE", "SEAL", "SENDER"]]
    outside: str


def at_the_desk(paper: IncomingDocument) -> dict[str, Any]:
    """What was done about it there: who had it before, how its envelope was found."""
    return {"moved_from": _moved(paper), "envelope": _looked_at(paper)}


def _looked_at(paper: IncomingDocument) -> LookedAt | None:
    said = (paper.verification or {}).get("envelope")
    return LookedAt(**said) if said is not None else None


class Made(BaseModel):
    """A signature as read back from the file; time stamps are not among them."""

    field: str
    kind: Literal["person", "seal"]
    signer: str
    at: dt.datetime | None
    revocation: Literal["good", "unknown", ""]
    """What was known of the certificate when it signed; empty of older ones (SIG-05)."""
    level: Literal["B-B", "B-T", "B-LT", "B-LTA"] | None = Field(
        description="Mức của tệp đã đóng dấu (ETSI EN 319 142-1); dưới B-LTA: chưa đủ dữ liệu "
        "dài hạn, máy tự bổ sung khi dịch vụ trở lại. null: chưa đóng dấu."
    )


class SetAside(BaseModel):
    """Ngoại lệ có lý do: a rule that was set aside, and until when (DOMAIN §3.4)."""

    rule: str
    reason: str
    by: str
    at: dt.datetime | None
    ended_at: dt.datetime | None


def set_aside(kind: str, paper_id: int) -> list[SetAside]:
    """Every rule that was set aside for this document, as its page says them."""
    return [
        SetAside(
            rule=one.rule_id,
            reason=one.reason,
            by=one.name,
            at=moment(one.at),
            ended_at=moment(one.ended_at),
        )
        for one in exceptions_of(kind, paper_id)
    ]


class Tomb(BaseModel):
    """Dấu vết của văn bản mật đã tiêu hủy (SEC-03)."""

    at: dt.datetime
    organ_id: str
    proposed_by: str
    confirmed_by: str
    reason: str
    sha256: list[str]


def tomb_of(paper: IncomingDocument) -> Tomb | None:
    """None where the paper is still here."""
    stone = tombstone_of("incoming", paper.id) if paper.state == Incoming.PURGED else None
    return Tomb(**stone_said(stone)) if stone else None


def stone_said(stone: Tombstone) -> dict[str, Any]:
    """What a tombstone says, whatever it is shown in."""
    said = {name: getattr(stone, name) for name in ("organ_id", "proposed_by", "confirmed_by")}
    return said | {"at": local(stone.at), "reason": stone.reason, "sha256": stone.digests}


def signatures(paper: OutgoingDocument) -> list[Made]:
    """Each with the level of its file as it is now: of the main one, or of the annex that it is
    on."""
    levels = {row.n: row.level for row in of_paper("outgoing", paper.id)}
    return [
        Made(
            field=one.field,
            kind=one.kind,
            signer=one.signer,
            at=local(one.at),
            revocation=one.revocation,
            level=levels.get(int(one.field.partition("-PL")[2] or 0) + 1),
        )
        for one in paper.standing_signatures
    ]


def beside(text: Mapping[str, Any]) -> dict[str, Any]:
    """Who issues it too, or in whose name it is issued."""
    return {"joint": text.get("joint") or [], "in_name_of": text.get("in_name_of") or ""}


def account_of(position_id: int | None) -> str | None:
    person = queries.holder(position_id) if position_id else None
    return person.account if person else None


def beyond(paper: OutgoingDocument, actor: Actor) -> dict[str, Any]:
    """The other papers that it has to do with."""
    return {
        "replies_to": paper.replies_to_id,
        "replaces": paper.replaces_id,
        "corrects": paper.corrects_id,
        "recalled_by": ordering.paper_of(actor, paper),
    }

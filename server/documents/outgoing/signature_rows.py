"""A row of the signature log, from what was read back of the signed file (DOMAIN §7.5)."""

from typing import Any, Protocol

from server.clock import now
from server.documents.outgoing import capacity
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.documents.outgoing.queries import exceptions_of
from server.org.actor import Actor
from server.papers.lasting import lacks_only_data
from server.signatures.keys import Key


class Marked(Protocol):
    """What was put on the paper: under which field, by whom, in which capacity."""

    @property
    def field(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def capacity(self) -> str: ...
    @property
    def key(self) -> Key: ...


class Signed(Protocol):
    """The file before and after, and what was read back of it."""

    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def read(self) -> dict[str, Any]: ...


def said_of(read: dict[str, Any], field: str) -> dict[str, Any]:
    """What the verifier said of the signature in this field."""
    return next((one for one in read["signatures"] if one["field"] == field), {})


def verdict_of(mine: dict[str, Any]) -> str:
    """`valid`, `invalid`, or `unknown` while an outage keeps from us what decides (B21)."""
    verdict: str = mine.get("verdict", "")
    return "unknown" if verdict == "invalid" and lacks_only_data(mine) else verdict


def row_of(actor: Actor, paper: OutgoingDocument, mark: Marked, made: Signed) -> Signature:
    """Not yet kept: the act of recording adds it, and its event with it."""
    mine, who = said_of(made.read, mark.field), made.read["identity"]
    waived = exceptions_of(paper.id)
    return Signature(
        version_n=paper.current.n,
        version_sha256=paper.current.digest,
        n=paper.signatures + 1,
        field=mark.field,
        kind=mark.kind,
        delegation_id=capacity.mandate_of(capacity.turn(paper)) if mark.kind == "person" else None,
        exception_id=waived[-1].id if waived else None,
        person_id=actor.person_id,
        signer=who["common_name"],
        account=actor.account,
        agency_id=paper.agency_id,
        position=actor.post,
        capacity=mark.capacity,
        key_kind=mark.key.kind,
        serial=str(who["serial"]),
        issuer=who["issuer"],
        certificate_sha256=who["sha256"],
        input_sha256=made.before,
        output_sha256=made.after,
        verdict=verdict_of(mine),
        revocation=made.read.get("revocation", ""),
        claimed_at=mine.get("signing_time") or "",
        trusted_at=mine.get("timestamp") or "",
        client_ip=actor.address,
        at=now(),
    )

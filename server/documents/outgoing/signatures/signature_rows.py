"""A row of the signature log, from what was read back of the signed file (DOMAIN §7.5)."""

from dataclasses import dataclass
from typing import Any, Protocol

from server.clock import now
from server.documents.outgoing import capacity
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.org.actor import Actor
from server.papers.exceptions import exceptions_of
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What is no document on its way out, and is signed all the same: minutes, a volume, a copy.

    `about` as the log names it; `what` in words; `n`: the how manieth signature of its file.
    """

    about: str
    what: str
    agency_id: int
    n: int = 1
    version: tuple[int, str] = (1, "")


def row_beside(actor: Actor, signed: Beside, mark: Marked, made: Signed) -> Signature:
    """The same for what is no outgoing document; a step keeps it, and its event with it."""
    return Signature(
        about=signed.about,
        what=signed.what,
        version_n=signed.version[0],
        version_sha256=signed.version[1],
        n=signed.n,
        agency_id=signed.agency_id,
        **_read_back(actor, mark, made),
    )


def row_of(actor: Actor, paper: OutgoingDocument, mark: Marked, made: Signed) -> Signature:
    """Not yet kept: the act of recording adds it, and its event with it."""
    waived = exceptions_of("outgoing", paper.id)
    return Signature(
        version_n=paper.current.n,
        version_sha256=paper.current.digest,
        n=paper.signatures + 1,
        delegation_id=capacity.mandate_of(paper) if mark.kind == "person" else None,
        exception_id=waived[-1].id if waived else None,
        agency_id=paper.agency_id,
        **_read_back(actor, mark, made),
    )


def _read_back(actor: Actor, mark: Marked, made: Signed) -> dict[str, Any]:
    """Who signed with which key, and what the file says of it."""
    mine, who = said_of(made.read, mark.field), made.read["identity"]
    return {
        "field": mark.field,
        "kind": mark.kind,
        "person_id": actor.person_id,
        "signer": who["common_name"],
        "account": actor.account,
        "position": actor.post,
        "capacity": mark.capacity,
        "key_kind": mark.key.kind,
        "serial": str(who["serial"]),
        "issuer": who["issuer"],
        "certificate_sha256": who["sha256"],
        "input_sha256": made.before,
        "output_sha256": made.after,
        "verdict": verdict_of(mine),
        "revocation": made.read.get("revocation", ""),
        "claimed_at": mine.get("signing_time") or "",
        "trusted_at": mine.get("timestamp") or "",
        "client_ip": actor.address,
        "at": now(),
    }

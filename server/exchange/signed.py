"""A request that a neighbour signed: whose it is, or why it is not let in (RFC 9421).

Asked in this order: whose key, when, what it covers, the body, and whether it came before. What is
refused stands in the log; a try that is repeated is signed anew and is no repetition here.
"""

import datetime as dt
from urllib.parse import urlsplit

import structlog
from flask import request
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from server import rota
from server.clock import now
from server.database import db, put, run, transaction
from server.door.laid import whole_body
from server.exchange.models import HeardNonce, Neighbour, NeighbourKey
from server.office import HERE, office
from signing import Claim, NotSigned, require_digest
from workflows import Refused

WINDOW = dt.timedelta(minutes=5)
"""How far the clocks of two servers may lie apart, and how long a request may take to come."""

KEPT = 3 * WINDOW
MOST_NONCE = 100
LOOKED = dt.timedelta(minutes=1)
"""When a key was last used is known to the minute: not each envelope writes it."""

NOT_SIGNED = {
    "malformed": "gateway_signature_malformed",
    "incomplete": "gateway_signature_incomplete",
    "signature": "gateway_signature_wrong",
    "digest": "gateway_body_altered",
}

log = structlog.get_logger()
_KEY = (
    select(NeighbourKey)
    .where(NeighbourKey.fingerprint == bindparam("fingerprint"), NeighbourKey.ended_at.is_(None))
    .limit(1)
)


def signer() -> Neighbour:
    """Who signed this request; a `gateway_*` refusal where nobody did who may."""
    head = {name.lower(): value for name, value in request.headers.items()}
    try:
        return _signer(head)
    except Refused as no:
        log.warning(
            "a signed request was refused",
            why=no.reason, address=request.remote_addr, said=head["signature-input"][:300],
        )  # fmt: skip
        raise


def _signer(head: dict[str, str]) -> Neighbour:
    try:
        claim = Claim.of(head)
        key = _key_of(claim)
        _refuse_untimely(claim)
        claim.require(key.public, _asked() | claim.named(head))
        require_digest(head["content-digest"], whole_body())
    except NotSigned as no:
        raise Refused(NOT_SIGNED[no.reason]) from None
    _remember(key, claim.nonce)
    return db.session.get_one(Neighbour, key.neighbour_id)


def _key_of(claim: Claim) -> NeighbourKey:
    key = db.session.scalar(_KEY, {"fingerprint": claim.key_id})
    if key is None:
        raise Refused("gateway_key_unknown", key=claim.key_id[:16])
    return key


def _refuse_untimely(claim: Claim) -> None:
    at = now().timestamp()
    apart = at - claim.created
    ended = claim.expires is not None and claim.expires < at
    if ended or abs(apart) > WINDOW.total_seconds():
        raise Refused("gateway_signature_old", minutes=round(apart / 60))


def _asked() -> dict[str, str]:
    """The request as its signer names it: where this office has a public address, by that one."""
    base, path = request.host, request.root_path + request.path
    public = urlsplit(office().base_url)
    if public.hostname not in HERE:
        base, path = public.netloc, public.path + request.path
    return {
        "@method": request.method,
        "@authority": base.lower(),
        "@path": path,
        "@query": f"?{request.query_string.decode('latin-1')}",
    }


def _remember(key: NeighbourKey, nonce: str) -> None:
    """In an act of its own, before anything is done: of two of the same at once one is refused."""
    if not nonce or len(nonce) > MOST_NONCE:
        raise Refused(NOT_SIGNED["malformed"])
    at, key_id, used = now(), key.id, key.used_at
    try:
        with transaction():
            put(HeardNonce, {"key_id": key_id, "nonce": nonce, "at": at})
            if used is None or at - used > LOOKED:
                mine = update(NeighbourKey).where(NeighbourKey.id == key_id)
                db.session.execute(mine.values(used_at=at))
    except IntegrityError:
        raise Refused("gateway_replayed") from None


@rota.every(5, "exchange:nonces")
def forget() -> None:
    """Whoever repeats what is older is refused by its age."""
    with transaction() as session:
        session.execute(delete(HeardNonce).where(HeardNonce.at < now() - KEPT))


def live_neighbours() -> list[Neighbour]:
    """Those that may hand in, by name, each with its keys."""
    live = select(Neighbour).where(Neighbour.ended_at.is_(None))
    found = live.options(joinedload(Neighbour.keys)).order_by(Neighbour.name, Neighbour.id)
    return list(db.session.scalars(found).unique())


_SIGNED_ONLY = select(Neighbour.organs).where(Neighbour.ended_at.is_(None), Neighbour.signed_only)


def signed_only() -> list[str]:
    """The organs of which nothing is taken without a signature."""
    return [organ for (said,) in run(_SIGNED_ONLY) for organ in said.split(",")]

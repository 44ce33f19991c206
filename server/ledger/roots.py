"""Whose certificates are believed here, as the log has it.

With a root that he laid into the folder somebody makes "valid" signatures of whom he likes. Roots
are files (`keys` of the home, `CONGSO_TRUST_DIR`). What stood there at `log/3` was brought
in; each that comes later is accepted by whoever runs the server, and each that goes is dropped.
"""

from collections.abc import Iterable

from sqlalchemy import select

from server import audit
from server.audit.models import LedgerEvent
from server.database import db, transaction
from server.ledger.checking.log import said_in
from server.office import office
from workflows import Refused

TRUSTED, DROPPED = "root_trusted", "root_dropped"


def believed() -> dict[str, str]:
    """The roots in those folders, digest by digest, and whose they are."""
    return office().cabinet.trust.named_roots()


def accepted(these: Iterable[str] | None = None) -> set[str]:
    """Those that the log says are believed: the last word of each counts.

    Of `these` alone without going through the log: a board asks it each half minute.
    """
    subject = LedgerEvent.subject
    mine = subject.startswith("root/") if these is None else subject.in_(map(_subject, these))
    told = select(LedgerEvent.content).where(mine)
    found: set[str] = set()
    for said in map(said_in, db.session.scalars(told.order_by(LedgerEvent.id))):
        digest = str(said.get("certificate_sha256"))
        if said.get("event") == TRUSTED:
            found.add(digest)
        elif said.get("event") == DROPPED:
            found.discard(digest)
    return found


def accept(digest: str) -> str:
    """Whoever runs the server says that a root in the folder belongs there; gives its name."""
    roots = believed()
    return _settled(TRUSTED, _one(digest, roots.keys() - accepted()), roots)


def drop(digest: str) -> str:
    """He says that it was taken out; it must be out."""
    roots = believed()
    return _settled(DROPPED, _one(digest, accepted() - roots.keys()), roots)


def _one(said: str, among: set[str]) -> str:
    """The one that begins so; a few figures are enough to copy."""
    found = [one for one in among if one.startswith(said.strip().lower())] if said.strip() else []
    if len(found) != 1:
        raise Refused("no_such_root")
    return found[0]


def _settled(event: str, digest: str, roots: dict[str, str]) -> str:
    with transaction():
        _say(event, digest)
    return roots.get(digest, digest)


def bring() -> None:
    """What stands there when the log begins to vouch for it."""
    with transaction():
        for digest in sorted(believed()):
            _say(TRUSTED, digest, brought=1)


def _say(event: str, digest: str, **more: int) -> None:
    audit.append(event, _subject(digest), certificate_sha256=digest, **more)


def _subject(digest: str) -> str:
    return f"root/{digest[:16]}"

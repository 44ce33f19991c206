"""The seal of an agency that ends: it seals nothing more; what it sealed stays valid (ORG-14)."""

import datetime as dt
from pathlib import Path

from server import jobs
from server.admin.changes import said_day
from server.audit.changes import changed
from server.clock import midnight
from server.database import db
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency
from signing import Identity, known_certificate, revoke

REVOKE = "reorganising:revoke"


def revoke_seal(server: Actor, agency: Agency, day: dt.date) -> str:
    """Take the key off, say its certificate to the log, and have the own authority revoke it; a
    step. Of a certificate from Ban Cơ yếu the office asks the revocation by letter."""
    address, before = agency.seal, agency.certificate
    if not address:
        return ""
    found = known_certificate(address, before)
    digest = Identity.of(found).sha256 if found else ""
    agency.seal = ""
    words = f"Dấu của {agency.name} không ký được nữa từ 0 giờ {said_day(day)}"
    moved = ({"key": address}, {"key": ""})
    changed(server, "key_revoked", f"agency/{agency.id}", words, moved, certificate_sha256=digest)
    if _issued_here(agency):
        jobs.later(REVOKE, {"stem": f"seal.{agency.code}", "at": midnight(day).isoformat()})
    return address


@jobs.job(REVOKE)
def put_on_the_list(stem: str, at: str) -> None:
    """On the list of the office's own authority; repeated it says the same."""
    revoke(office().cabinet.keys, stem, dt.datetime.fromisoformat(at))


def _issued_here(agency: Agency) -> bool:
    keys: Path = office().cabinet.keys
    return (keys / "ca.key").exists() and (keys / "issued" / f"seal.{agency.code}.pem").exists()


def seals(agencies: list[Agency]) -> list[str]:
    """Which of these have a key that ends with them."""
    db.session.flush()
    return [one.short_name for one in agencies if one.seal]

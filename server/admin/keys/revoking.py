"""A key that signs nothing more: taken off, said to the log, on the own authority's list."""

import datetime as dt
from pathlib import Path

from server import jobs
from server.admin.changes import said_day
from server.audit.changes import changed
from server.clock import midnight, now
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from signing import Identity, known_certificate, revoke

REVOKE = "reorganising:revoke"
"""The job's name in offices that have such a job lying."""


def take_off(actor: Actor, holder: Person | Agency, stem: str, words: str, day: dt.date) -> str:
    """Its address, empty where there was none; a step. What it signed stays valid (ORG-14). Of a
    certificate from Ban Cơ yếu the office asks the revocation by letter.

    It is revoked from now on, never from the beginning of `day`: on his last day somebody signs,
    the list of what he hands over too, and what a midnight waits for is sealed after it. Lists
    count whole seconds: from the next one on."""
    address, before = holder.seal, holder.certificate
    if not address:
        return ""
    found = known_certificate(address, before)
    digest = Identity.of(found).sha256 if found else ""
    holder.seal = ""
    kind = "agency" if isinstance(holder, Agency) else "person"
    moved = ({"key": address}, {"key": ""})
    changed(actor, "key_revoked", f"{kind}/{holder.id}", words, moved, certificate_sha256=digest)
    if _issued_here(stem):
        since = max(midnight(day), now().replace(microsecond=0) + dt.timedelta(seconds=1))
        jobs.later(REVOKE, {"stem": stem, "at": since.isoformat()})
    return address


def revoke_seal(actor: Actor, agency: Agency, day: dt.date) -> str:
    """The seal of an agency that ends: taken off, what it sealed stays valid (ORG-14); a step."""
    words = f"Dấu của {agency.name} không ký được nữa từ 0 giờ {said_day(day)}"
    return take_off(actor, agency, f"seal.{agency.code}", words, day)


@jobs.job(REVOKE)
def put_on_the_list(stem: str, at: str) -> None:
    """On the list of the office's own authority; repeated it says the same."""
    revoke(office().cabinet.keys, stem, dt.datetime.fromisoformat(at))


def _issued_here(stem: str) -> bool:
    keys: Path = office().cabinet.keys
    return (keys / "ca.key").exists() and (keys / "issued" / f"{stem}.pem").exists()

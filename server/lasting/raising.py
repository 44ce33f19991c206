"""One sealed file is brought further: claim → stamp in the pool → record, as a signature is."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import or_, select, update

from server import audit, perform, pool, press
from server.clock import HANOI, now, today
from server.database import db, transaction
from server.documents.copies.models import Copy
from server.documents.lists.models import SignedList
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.meetings.minutes.models import Minutes
from server.office import office
from server.papers.lasting import FULL, LastingFile, LastingVersion
from server.papers.models import PaperFile
from server.registers.models import BookVolume
from server.reports.models import KeptReport
from server.signatures.claims import serials
from signing import Lasting, SealFailed, weak_from
from workflows.outgoing import Outgoing

LEASE = dt.timedelta(seconds=60)
PATIENCE = LEASE.total_seconds() - 10

BEFORE = dt.timedelta(days=90)
"""How long before the last stamp's certificate ends a file is stamped again."""

PAUSE, LONGEST = dt.timedelta(minutes=1), dt.timedelta(hours=6)
"""After a try in vain, doubled each time."""

STAMP_WEAK, AFTER_WEAK = "stamp_weak", dt.timedelta(days=30)
"""The authority itself still stamps with what is weak: told, and tried again now and then."""

AGAIN = dt.timedelta(days=1)
"""For what no service can heal by coming back: a certificate that is revoked, a file not whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is ours to bring further, for a while."""

    id: int
    token: str
    sha256: str
    serials: tuple[int, ...]
    only_look: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the version it is now, what lacks, and how long it lasts."""

    sha256: str
    lacks: str
    lasting: Lasting | None = None


def bring_further(file_id: int) -> str | None:
    """Raise or renew one file; what lacks now, `""` where nothing does, None where it was not ours
    to take."""
    held = _claim(file_id)
    if held is None:
        return None
    outcome = _outcome(held)
    return outcome.lacks if _record(held, outcome) else None


def _claim(file_id: int) -> Held | None:
    token = secrets.token_hex(16)
    free = or_(LastingFile.lease_until.is_(None), LastingFile.lease_until < now())
    taken = (
        update(LastingFile)
        .where(LastingFile.id == file_id, LastingFile.due_at <= now(), free)
        .values(token=token, lease_until=now() + LEASE)
        .returning(LastingFile.sha256, LastingFile.tried_at)
    )
    with transaction() as session:
        row = session.execute(taken).one_or_none()
        if row is None:
            return None
        only_look = row.tried_at is None
        stamps = () if only_look else serials(1)
    return Held(file_id, token, row.sha256, stamps, only_look)


def _outcome(held: Held) -> Outcome:
    """In a child, while no act is open; what it made is on the disk before a row names it."""
    cabinet = office().cabinet
    try:
        pdf = store().fetch(held.sha256)
        if held.only_look:
            looked = pool.submit(press.how_long, pdf, cabinet, timeout=PATIENCE)
            return Outcome(held.sha256, "", looked)
        call = partial(press.lengthen, pdf, serials=held.serials, cabinet=cabinet)
        made, lacks, lasts = pool.submit(call, timeout=PATIENCE)
    except SealFailed as failure:
        return Outcome(held.sha256, failure.reason)
    except FileNotFoundError:
        return Outcome(held.sha256, "file_missing")
    except (TimeoutError, BrokenProcessPool):
        return Outcome(held.sha256, "took_too_long")
    return Outcome(store().keep(made), lacks, lasts)


def _record(held: Held, outcome: Outcome) -> bool:
    """Whether the file was ours still; what another hand took over is thrown away."""
    mine = (LastingFile.id == held.id, LastingFile.token == held.token)
    with transaction() as session:
        row = session.scalar(select(LastingFile).where(*mine).with_for_update())
        if row is None or row.sha256 != held.sha256:
            return False
        if outcome.sha256 != held.sha256:
            _put(row, outcome)
        _settle(row, outcome)
    return True


def _settle(row: LastingFile, outcome: Outcome) -> None:
    row.token, row.lease_until, row.tried_at = "", None, now()
    row.lacks = outcome.lacks
    if outcome.lasting is not None:
        row.level, row.ends_at = outcome.lasting.level, outcome.lasting.ends_at
        row.made_of = outcome.lasting.made_of
    if not row.lacks and _is_weak(row):
        row.lacks = STAMP_WEAK
    row.tries = row.tries + 1 if row.lacks else 0
    row.due_at = now() + _pause(row) if row.lacks else due(row)
    if row.level != FULL and not row.lacks:  # it was looked at for the first time
        row.due_at = now()


def _pause(row: LastingFile) -> dt.timedelta:
    if row.lacks == STAMP_WEAK:
        return AFTER_WEAK
    if not may_heal(row.lacks):
        return AGAIN
    return min(PAUSE * 2 ** min(row.tries - 1, 12), LONGEST)


def may_heal(lacks: str) -> bool:
    """Whether a service that comes back is enough."""
    return lacks.startswith("tsa_") or lacks in {"status_unknown", "took_too_long"}


def due(row: LastingFile) -> dt.datetime:
    """When a file at its full level is stamped again: before the certificate of its last stamp
    ends, and before what that is made of weakens. Of a stamp that ends soon half its time is used,
    so that no file grows each day until the authority has a new certificate."""
    ends = [row.ends_at] if row.ends_at else []
    weak = weak_from(row.made_of)
    ends += [dt.datetime.combine(weak, dt.time(), HANOI)] if weak else []
    moment = now()
    left = min(ends, default=moment) - moment
    return moment + max(left - BEFORE, left / 2, AGAIN)


def _is_weak(row: LastingFile) -> bool:
    weak = weak_from(row.made_of)
    return weak is not None and weak <= today()


def _put(row: LastingFile, outcome: Outcome) -> None:
    """The longer-lived version in place of the one before; what went out stays as it went."""
    assert outcome.lasting is not None
    before, row.sha256 = row.sha256, outcome.sha256
    level = outcome.lasting.level
    db.session.add(LastingVersion(file_id=row.id, sha256=row.sha256, level=level, at=now()))
    audit.append(
        "lengthen",
        f"{row.paper_kind}/{row.paper_id}",
        agency=row.agency_id,
        file=row.n or None,
        input_sha256=before,
        revision_sha256=row.sha256,
        level=level,
    )
    _hang(row)(row, before)


def _hang(row: LastingFile) -> Callable[[LastingFile, str], None]:
    """Where a version is named besides: by paper, copy, volume, list or report."""
    if row.paper_kind in FILES_ALONE:
        return _hang_on_itself
    if row.paper_kind == "meetings":
        return _hang_on_minutes
    return _hang_on_paper if row.n else _hang_on_copy


def _hang_on_paper(row: LastingFile, before: str) -> None:
    """A paper that lies here still goes out with it; of a dispatched one the recipients have the
    bytes that were dispatched, and these stay its file."""
    paper = db.session.get_one(OutgoingDocument, row.paper_id)
    if paper.state != Outgoing.SEALED:
        return
    named = update(PaperFile).where(PaperFile.sha256 == before).values(
        sha256=row.sha256, size=store().size(row.sha256)
    )  # fmt: skip
    db.session.execute(named.filter_by(paper_kind="outgoing", paper_id=paper.id, n=row.n))
    if paper.file_sha256 == before:
        paper.file_sha256 = row.sha256
        db.session.flush()
        perform.refresh_desks(paper, "lengthen")


def _hang_on_copy(row: LastingFile, before: str) -> None:
    named = update(Copy).where(Copy.sealed_sha256 == before)
    db.session.execute(named.values(sealed_sha256=row.sha256))


def _hang_on_minutes(row: LastingFile, before: str) -> None:
    size = store().size(row.sha256)
    named = update(PaperFile).where(PaperFile.sha256 == before)
    db.session.execute(named.values(sha256=row.sha256, size=size))
    mine = update(Minutes).where(Minutes.file_sha256 == before)
    db.session.execute(mine.values(file_sha256=row.sha256))


FILES_ALONE: Mapping[str, Any] = {
    "volume": BookVolume, "list": SignedList, "report": KeptReport,
}  # fmt: skip
"""What has one file, which its own row names."""


def _hang_on_itself(row: LastingFile, before: str) -> None:
    kind = FILES_ALONE[row.paper_kind]
    named = update(kind).where(kind.file_sha256 == before)
    db.session.execute(named.values(file_sha256=row.sha256))

"""A list on paper or as a workbook: a job makes it; a report is then signed by who asked for it.

A report states what an auditor found, so he answers for it with his own key (Luật Giao dịch điện
tử 2023, art. 22; NĐ 30/2020 art. 32.3: nobody signs for another). Who has no key hands it over
unsigned: its digest is in the log, under whose signed head it stands; so much the office vouches
for.
"""

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select, update

from server import audit, bindery, jobs, pool, press, taking_along
from server.auditing.tables import LISTINGS, Listing, words_of
from server.clock import now, today
from server.database import db, transaction
from server.files import store
from server.jobs import DONE, Job, Payload, job
from server.ledger.heads import newest
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.org.queries import actor_by_id
from server.pages import when
from server.papers.lasting import Sealed, lay, level_of
from server.papers.openings import running
from server.reports.models import KeptReport
from server.signatures import claims
from server.signatures.keys import ink_of, key_of, picture_given
from server.signatures.pins import refuse, require_pin
from server.typesetting.books import Line, Register
from server.typesetting.report import Front
from signing import PERSON, SealFailed
from workflows import Refused, Role
from workflows.dates import written

KIND = "audit:report"
OF = "audit"
"""Of what such a report is, among those that are kept; which list it was, it is divided by."""
FORMS = tuple(taking_along.MEDIA_TYPES)


def begin(actor: Actor, name: str, form: str, asked: dict[str, str]) -> int:
    """The job's id."""
    return taking_along.ask(KIND, actor, name=name, form=form, asked=asked)


@job(KIND)
def make(name: str, form: str, asked: dict[str, str], post: list[int]) -> Payload:
    """By the rights that the asker has now. Harmless twice."""
    actor, listing = actor_by_id(*post), LISTINGS[name]
    if Role.AUDITOR not in actor.roles:
        raise Refused("not_allowed")
    with force_locale("vi"):
        lines: list[Line] = [(cells, False) for cells in listing.lines(asked)]
        book = _book(actor, listing)
        if form == "pdf":
            made = _pdf(actor, listing, asked, book, lines)
        else:
            made = taking_along.sheet(_dated(book, asked), lines, form)
    told = taking_along.told(made, f"{listing.stem}-{today():%Y%m%d}.{form}", len(lines))
    with transaction():
        _write_down("audit_report", actor, told["file"]["sha256"])
    return told | {"signed": False}


def _book(actor: Actor, listing: Listing) -> Register:
    return Register(
        title=listing.title,
        agency=actor.agency_name,
        superior="",
        year=today().year,
        span="",
        columns=listing.columns,
        shares=listing.shares,
    )


def _dated(book: Register, asked: dict[str, str]) -> Register:
    """As of when, and narrowed to what: a report says so on its front, a workbook above (§13)."""
    said = filter(None, (book.agency, f"tính đến {when(now())}", words_of(asked)))
    return replace(book, agency=" · ".join(said))


def _pdf(
    actor: Actor, listing: Listing, asked: dict[str, str], book: Register, lines: Sequence[Line]
) -> bytes:
    """The leaves behind their front."""
    parts, fonts = taking_along.leaves(book, lines, 2), office().cabinet.fonts
    front = _front(actor, listing, asked, len(lines))
    return pool.submit(bindery.bind_report, front, parts, fonts, timeout=taking_along.PATIENCE)


def _front(actor: Actor, listing: Listing, asked: dict[str, str], count: int) -> Front:
    agency = db.session.get(Agency, actor.agency_id) if actor.agency_id else None
    ordered, head = running(actor.person_id), newest()
    return Front(
        agency=agency.name if agency else "",
        unit=actor.unit_name or actor.title,
        place=f"{agency.place_name if agency else ''}, {written(today())}".strip(", "),
        title=f"Báo cáo: {listing.title}",
        facts=(
            ("Tính đến", when(now())),
            ("Căn cứ kiểm tra", f"{ordered.order_code} – {ordered.about}" if ordered else ""),
            ("Điều kiện lọc", words_of(asked) or "không có"),
            ("Số dòng", str(count)),
            ("Nhật ký lúc lập", f"{head.size} mục, gốc {head.root.hex()}" if head else ""),
        ),
        vouching=(
            "Số liệu lấy từ nhật ký của hệ thống ở điểm chốt nói trên. Giá trị băm của báo cáo này"
            " được ghi thành một mục của nhật ký; kiểm tra bằng lệnh congso ledger check."
        ),
        signer=(actor.title, actor.name),
    )


def sign(actor: Actor, job_id: int, *, pin: str) -> None:
    """The auditor's own signature, read back; a report is signed once."""
    found = report_of(actor, job_id)
    if found.get("signed"):
        raise Refused("report_signed")
    me = db.session.get_one(Person, actor.person_id)
    key = key_of(me)
    require_pin(actor, key, pin)
    with transaction():
        serials = claims.serials(1)
    ink = ink_of(key.owner.name, "person", picture_given(me))
    how = press.Impression(key.address, pin, serials, key.owner, ink)
    before = store().fetch(found["file"]["sha256"])
    call = partial(press.sign_and_read, before, impression=how, cabinet=office().cabinet)
    try:
        signed, read = pool.submit(partial(call, field=PERSON), timeout=taking_along.PATIENCE)
    except SealFailed as failure:
        refuse(actor, key, failure)
    except (TimeoutError, BrokenProcessPool):
        raise Refused("took_too_long") from None
    if read["verdict"] != "valid":
        raise Refused("signature_is_in_the_file")
    _record(actor, job_id, store().keep(signed), level_of(read))


def _record(actor: Actor, job_id: int, sha256: str, level: str) -> None:
    """Two hands at once sign two files; the first to come here is the report."""
    with transaction() as session:
        row = session.get(Job, job_id, with_for_update=True)
        if row is None or (row.result or {}).get("signed"):
            raise Refused("report_signed")
        result = dict(row.result or {})
        result |= {"file": result["file"] | {"sha256": sha256}, "signed": True}
        session.execute(update(Job).where(Job.id == job_id).values(result=result))
        subject = _keep(actor, row, sha256, level) if actor.agency_id else None
        _write_down("sign_audit_report", actor, sha256, subject)


def _keep(actor: Actor, made: Job, sha256: str, level: str) -> str:
    """A job goes after a month, and what an auditor answers for stays: a report that is kept, which
    lives as long as everything that is signed (LTV-01). Its subject in the log."""
    listing, asked = LISTINGS[made.payload["name"]], made.payload["asked"]
    lines = (made.result or {}).get("lines", 0)
    with force_locale("vi"):
        said = {"title": listing.title, "asked": words_of(asked), "lines": lines}
    row = KeptReport(
        agency_id=actor.agency_id, of=OF, by=made.payload["name"], first=today(), last=today(),
        figures=said, made_by=actor.person_id, maker=actor.name, title=actor.title, at=now(),
        file_sha256=sha256, signed_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    lay(Sealed(row.agency_id, "report", row.id), sha256, level)
    return f"report/{row.id}"


def signed_by(actor: Actor) -> Sequence[KeptReport]:
    """What this auditor signed at this agency, the newest first; by the one index of such rows."""
    mine = select(KeptReport).filter_by(agency_id=actor.agency_id, of=OF, made_by=actor.person_id)
    return db.session.scalars(mine.order_by(KeptReport.id.desc())).all()


def kept_one(actor: Actor, report_id: int) -> KeptReport:
    """One of these: another one's is nobody else's."""
    row = db.session.get(KeptReport, report_id)
    if row is None or (row.of, row.made_by) != (OF, actor.person_id):
        raise Refused("not_found")
    return row


def report_of(actor: Actor, job_id: int) -> dict[str, Any]:
    """What this one's job made, once it is done."""
    row = jobs.owned(job_id, actor.person_id)
    if row.kind != KIND or row.state != DONE or row.payload["form"] != "pdf":
        raise Refused("not_found")
    return dict(row.result or {})


def _write_down(event: str, actor: Actor, sha256: str, subject: str | None = None) -> None:
    named = subject or f"report/{sha256[:16]}"
    audit.append(event, named, file_sha256=sha256, **actor.by)

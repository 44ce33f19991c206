"""Phiếu giải quyết văn bản đến (Annex IV VII): what was ordered, given to whom, and proposed.

What nobody has written here yet is a dotted line, for an office that still writes on paper.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

from flask import Response, send_file
from sqlalchemy import select

from server import pool, press
from server.clock import local
from server.database import db
from server.desks.models import History
from server.documents.incoming import queries
from server.documents.incoming.models import Directive, IncomingDocument
from server.office import office
from server.org import queries as org
from server.pages import day
from server.typesetting.listing import Listing
from server.uploads.kinds import PDF
from workflows.dates import written

DOTS = "." * 60
BLANK_DAY = "Ngày ..... tháng ..... năm ........."
OPINION = "Ý kiến của lãnh đạo"


def has_one(paper: IncomingDocument) -> bool:
    """Once it is in the register; not of what may be a secret, or was one."""
    return paper.is_findable and paper.arrival_no is not None


def printed(paper: IncomingDocument) -> Response:
    """Set in the pool, shown in the browser, saved under its number."""
    made = pool.submit(press.print_listing, slip_of(paper), office().cabinet)
    name = f"phieu-giai-quyet-{paper.arrival_no}.pdf"
    return send_file(BytesIO(made), mimetype=PDF, download_name=name, max_age=0)


def slip_of(paper: IncomingDocument) -> Listing:
    """As it stands today; the same state gives the same sheet."""
    arrived = local(paper.arrived_at).date()
    dated = written(paper.registered_on or arrived)
    return Listing(
        superior=paper.agency.superior,
        agency=paper.agency.name,
        title="Phiếu giải quyết văn bản đến",
        under=(_named(paper),),
        dated=f"{paper.agency.place_name}, {dated}",
        opening=(f"Số đến: {paper.arrival_no}. Ngày đến: {day(arrived)}.",),
        parts=(
            (f"1. {OPINION} cơ quan, tổ chức", _ordered(paper)),
            (f"2. {OPINION} đơn vị", _assigned(paper)),
            ("3. Ý kiến đề xuất của người giải quyết", _proposed(paper)),
        ),
    )


def _named(paper: IncomingDocument) -> str:
    """Tên loại; số, ký hiệu; ngày; cơ quan ban hành và trích yếu, as the template has them."""
    code = f"số {paper.code}" if paper.code else ""
    issued = written(paper.issued_on) if paper.issued_on else ""
    of = f"của {paper.issuer}" if paper.issuer else ""
    return "(" + " ".join(filter(None, (paper.doc_type, code, issued, of, paper.subject))) + ")"


def _ordered(paper: IncomingDocument) -> tuple[str, ...]:
    """Each directive as it was written, the first one first (IN-08)."""
    written_down = queries.directives(paper.id)
    if not written_down:
        blank = ("Giao chủ trì", "Phối hợp", "Thời hạn")
        return (*(f"- {word}: {DOTS}" for word in blank), BLANK_DAY)
    days = {one.name: one.due_at for one in paper.contributions}
    return tuple(text for one in written_down for text in _directive(one, days))


def _directive(one: Directive, days: dict[str, dt.datetime | None]) -> Sequence[str]:
    helpers = [_until(name, days.get(name)) for name in one.orders.get("cooperate", ())]
    informed = one.orders.get("for_information", ())
    said = [one.text] if one.text else []
    said += [f"- Giao chủ trì: {_until(one.lead, one.due_at)}."] if one.lead else []
    said += [f"- Phối hợp: {'; '.join(helpers)}."] if helpers else []
    said += [f"- Để biết: {'; '.join(informed)}."] if informed else []
    return [*said, _by(one.position, one.name, one.at)]


def _assigned(paper: IncomingDocument) -> tuple[str, ...]:
    """To whom the head gave it; his people's day is his, or the leader's."""
    step, person = _last(paper, "assign"), _holder(paper.assignee_id)
    if step is None or not person:
        return (f"- Giao cho: {DOTS}", f"- Thời hạn: {DOTS}", BLANK_DAY)
    given = _until(person, paper.person_due_at)
    return (f"- Giao cho: {given}.", _by(step.position, step.name, step.at))


def _proposed(paper: IncomingDocument) -> tuple[str, ...]:
    """What the others think of it, and what came of it."""
    helped = [
        text
        for one in paper.contributions
        if one.text and one.at and one.by_name
        for text in (f"- {one.name} góp ý: {one.text}", _by("", one.by_name, one.at))
    ]
    step = _last(paper, "propose_close")
    if step is None:
        return (*helped, f"- {DOTS}{DOTS}", f"{DOTS}{DOTS}", BLANK_DAY)
    reply = f"Trả lời tại văn bản số {paper.reply_code}." if paper.reply_code else ""
    return (*helped, f"- {reply or paper.no_reply_reason}", _by(step.position, step.name, step.at))


def _last(paper: IncomingDocument, name: str) -> History | None:
    mine = select(History).filter_by(paper_kind="incoming", paper_id=paper.id, transition=name)
    return db.session.scalar(mine.order_by(History.id.desc()).limit(1))


def _holder(position_id: int | None) -> str:
    person = org.holder(position_id) if position_id else None
    return person.full_name if person else ""


def _until(who: str, due: dt.datetime | None) -> str:
    return f"{who}, thời hạn {day(local(due).date())}" if due else who


def _by(position: str, name: str, at: dt.datetime) -> str:
    return ", ".join(filter(None, (name, position, written(local(at).date()))))

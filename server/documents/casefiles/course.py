"""How a paper was handled, on a sheet: who did and said what, from first to last (CF-04).

Official, so Vietnamese.
"""

from dataclasses import replace
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select

from server.clock import local
from server.database import db
from server.desks.models import History
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.slip import slip_of
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.typesetting.listing import Listing
from server.words_of.fields import CHANGING, changed
from server.words_of.law import state_word, step_word

COLUMNS = ("Ngày, giờ", "Người", "Việc", "Ý kiến, nội dung")
SHARES = (14, 24, 24, 38)


def of_letter(paper: IncomingDocument) -> Listing:
    """The slip of Annex IV, VII, and behind it what it has no room for."""
    return _with_course(slip_of(paper), paper)


def of_draft(paper: OutgoingDocument) -> Listing:
    """What units and leaders said of it until it was signed, and what became of it."""
    code = f"số {paper.code}" if paper.code else ""
    named = " ".join(filter(None, (paper.doc_type, code, paper.subject)))
    asked = [f"- {one.unit} ({one.by_name}): {one.text}" for one in paper.opinions if one.at]
    parts = (("Ý kiến của các đơn vị", tuple(asked)),) if asked else ()
    return _with_course(_sheet("Phiếu trình, ý kiến", paper, named, parts=parts), paper)


def of_task(task: Task) -> Listing:
    """Who gave it to whom, until when, and what came of it."""
    rows = (
        ("Người giao", task.giver.full_name),
        ("Chủ trì", task.lead_name),
        ("Phối hợp", "; ".join(one["name"] for one in task.helpers)),
        ("Hạn", f"{local(task.due_at):%d/%m/%Y}" if task.due_at else "không hạn"),
        ("Kết quả phải có", task.wanted),
        ("Kết quả", task.result),
        ("Tình trạng", _vietnamese(state_word, "tasks", str(task.state))),
    )
    said = tuple(f"{word}: {value}." for word, value in rows if value)
    return _with_course(_sheet("Phiếu theo dõi nhiệm vụ", task, task.subject, opening=said), task)


def _sheet(title: str, paper: Any, named: str, **more: Any) -> Listing:
    agency = paper.agency
    return Listing(agency.superior, agency.name, title, (f"({named})",), **more)


def _with_course(sheet: Listing, paper: Any) -> Listing:
    mine = select(History).filter_by(paper_kind=paper.workflow.name, paper_id=paper.id)
    steps = db.session.scalars(mine.order_by(History.id))
    rows = tuple(_step(paper.workflow.name, one) for one in steps)
    return replace(sheet, columns=COLUMNS, shares=SHARES, rows=rows)


def _step(kind: str, one: History) -> tuple[str, ...]:
    who = ", ".join(filter(None, (one.name, one.position)))
    why = _vietnamese(changed, one.reason) if one.transition in CHANGING else one.reason
    word = _vietnamese(step_word, kind, one.transition)
    return (f"{local(one.at):%d/%m/%Y %H:%M}", who, word, why)


def _vietnamese(words: Any, *asked: str) -> str:
    with force_locale("vi"):
        return str(words(*asked))

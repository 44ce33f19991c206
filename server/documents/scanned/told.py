"""On a paper's own page: where the file is that was taken out of it, until a leader decides."""

from collections.abc import Container

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.scanned.hushing import is_hushed
from server.documents.scanned.models import TakenFile
from server.papers.models import Paper
from workflows.incoming import Incoming
from workflows.outgoing import UNSIGNED

ASKED: dict[str, Container[str] | None] = {
    "tasks": None, "casefiles": None, "outgoing": UNSIGNED,
}  # fmt: skip
"""The states in which a paper of that kind may have lost a file: what is signed is pulled apart by
nobody, and its page asks nothing."""


def words_of(paper: Paper) -> str:
    """By the number under which the clerk holds it; of what was destroyed that it was."""
    kind, paper_id = paper.workflow.name, paper.id
    states = ASKED.get(kind, ())
    if states is not None and paper.state not in states:
        return ""
    mine = select(TakenFile.incoming_id, IncomingDocument.state).where(
        TakenFile.paper_kind == kind, TakenFile.paper_id == paper_id,
        TakenFile.given_back_at.is_(None), IncomingDocument.id == TakenFile.incoming_id,
    )  # fmt: skip
    found = db.session.execute(mine.distinct().order_by(TakenFile.incoming_id)).all()
    held = ", ".join(f"T{one}" for one, state in found if state != Incoming.PURGED)
    gone = ", ".join(f"T{one}" for one, state in found if state == Incoming.PURGED)
    return " ".join(filter(None, (_held(held), _gone(gone), _left(paper))))


def _left(paper: Paper) -> str:
    """A closed file is not pulled apart by a machine; who answers for it opens it again."""
    if paper.workflow.name != "casefiles" or not is_hushed("casefiles", paper.id):
        return ""
    return _(
        "Bản quét trong hồ sơ có dấu chỉ mức độ mật, hệ thống không giữ chữ nào của bản quét."
        " Mở lại hồ sơ thì tệp được chuyển văn thư cách ly."
    )


def _held(numbers: str) -> str:
    return numbers and _(
        "Tệp nghi mật đã chuyển văn thư cách ly, số đến tạm %(numbers)s; chờ lãnh đạo quyết định.",
        numbers=numbers,
    )


def _gone(numbers: str) -> str:
    return numbers and _("Tệp mật, số đến tạm %(numbers)s, đã tiêu hủy.", numbers=numbers)

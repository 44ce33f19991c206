"""A job's own page: how far it is, and what came of it; it may be closed and opened again."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import jobs
from server.answers import words_of
from server.api.followed import file_of
from server.counted import counted
from server.database import db
from server.documents.counter import ID
from server.documents.outgoing.batch.batches import KIND as BATCH
from server.documents.outgoing.models import OutgoingDocument
from server.door.gate import require_seat
from server.home.book_jobs import KIND as BOOK
from server.home.columns import BOOKS
from server.jobs import DONE, FAILED, Job
from server.pages import headline, opens
from server.papers.services import may_read
from server.words_of.law import state_word

room = Blueprint("jobs", __name__, url_prefix="/jobs")
require_seat(room)


@room.get(f"/{ID}")
def show(paper_id: int) -> ResponseReturnValue:
    """Its owner's alone."""
    job = jobs.owned(paper_id, g.actor.person_id)
    return render_template("jobs/show.html", job=_told(job), rows=_rows(job), back=_came_from())


def _came_from() -> str:
    """The page that began it, where the browser says which: a file taken along is a step aside."""
    said = urlsplit(request.referrer or "")
    path = f"/{said.path.lstrip('/')}"
    is_ours = said.netloc == request.host and not path.startswith(f"{room.url_prefix}/")
    query = f"?{said.query}" if said.query else ""
    return path + query if is_ours and opens(path) else ""


@room.get(f"/{ID}/file")
def file(paper_id: int) -> Response:
    """What a job wrote; its owner's alone."""
    return file_of(jobs.owned(paper_id, g.actor.person_id))


def _told(job: Job) -> dict[str, Any]:
    ended = job.state in (DONE, FAILED)
    return {
        "id": job.id,
        "done": job.state == DONE,
        "failed": job.state == FAILED,
        "percent": job.progress,
        "poll_href": None if ended else url_for("jobs.show", paper_id=job.id),
        "words": _sum(job) if ended else _("Đang làm…"),
        **_TOLD.get(job.kind, _of_a_file)(job),
    }


def _of_a_batch(job: Job) -> dict[str, Any]:
    act = job.payload.get("act", "sign")
    sealing = _("Cấp số, đóng dấu và phát hành nhiều văn bản")
    return {
        "title": sealing if act == "seal" else _("Ký nhiều văn bản"),
        "href": f"/outgoing/batch/{act}",
        "link": _("Về danh sách chờ"),
    }


def _of_a_book(job: Job) -> dict[str, Any]:
    """A print has its digest beside it (RP-01)."""
    asked = job.payload["asked"]
    return {
        "sha256": ((job.result or {}).get("file") or {}).get("sha256"),
        "title": f"{BOOKS[asked['name']].title} {asked['year']}",
        "href": url_for("jobs.file", paper_id=job.id),
        "link": _("Tải về"),
    }


def _of_a_file(job: Job) -> dict[str, Any]:
    """Whatever else writes one, by the name that it is taken away under."""
    made = (job.result or {}).get("file")
    href = url_for("jobs.file", paper_id=job.id)
    return {"title": made["name"] if made else _("Lập tệp"), "href": href, "link": _("Tải về")}


_TOLD = {
    BOOK: _of_a_book,
    BATCH: _of_a_batch,
}


def _sum(job: Job) -> str:
    if job.state == FAILED:
        return _("Không thực hiện được. Hãy thử lại hoặc báo quản trị hệ thống.")
    result = job.result or {}
    if "lines" in result:
        return _("Xong: %(count)s dòng.", count=result["lines"])
    if "file" in result:
        left = result.get("left_out")
        return (
            counted("Xong; %(n)s tệp không in được, có tờ ghi thay.", left) if left else _("Xong.")
        )
    rows = result.get("items", [])
    done = sum(row["done"] for row in rows)
    return _("Xong %(done)s trong %(count)s văn bản.", done=done, count=len(rows))


def _rows(job: Job) -> list[dict[str, Any]]:
    """A row for each document, in words; what one may not read has no name. Once all are tried,
    what is left to do stands first: of two hundred nobody looks for the three."""
    items = (job.result or {}).get("items", [])
    ids = [item["id"] for item in items]
    readable = select(OutgoingDocument.id, OutgoingDocument.subject, OutgoingDocument.code).where(
        OutgoingDocument.id.in_(ids), may_read(OutgoingDocument, g.actor)
    )
    papers = {row.id: row for row in db.session.execute(readable)} if ids else {}
    rows = [_row(item, papers.get(item["id"])) for item in items]
    return sorted(rows, key=lambda one: one["tone"] != "bad") if job.state == DONE else rows


def _row(item: dict[str, Any], paper: Any) -> dict[str, Any]:
    waits = item["code"] == "waiting"
    return {
        "href": f"/outgoing/{item['id']}" if paper else None,
        "subject": headline(paper.subject) if paper else _("Văn bản số %(n)s", n=item["id"]),
        "code": paper.code if paper else "",
        "tone": "ok" if item["done"] else "" if waits else "bad",
        "state": state_word("outgoing", item["state"]) if item["state"] else "",
        "words": words_of(item["code"], item["said"]) if item["code"] else "",
    }

"""A closed volume is set and bound beside the act, for it may have a hundred thousand lines."""

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from server import audit
from server.database import db, transaction
from server.files import store
from server.home import book_jobs
from server.home.book_rows import Whose
from server.home.columns import BOOKS
from server.home.holding_back import is_held_back
from server.jobs import FAILED, Job, Payload, job
from server.org.queries import actor_by_id
from server.registers.models import BookVolume, RegisterRow
from server.registers.volumes import BINDING as KIND
from server.registers.volumes import put_file
from workflows.volumes import Stage


@job(KIND)
def bind(volume_id: int, post: list[int]) -> Payload | None:
    """Set its lines, bind them, keep the file. Harmless twice; one withdrawn meanwhile has none.

    A line that is shut away says nothing: the volume waits until it is decided (SEC-02).
    """
    volume = db.session.get_one(BookVolume, volume_id)
    if volume.file_sha256 or volume.withdrawn_at or is_held_back(volume):
        return None
    kept, whose = BOOKS[volume.book], Whose(actor_by_id(*post), volume.agency_id)
    with force_locale("vi"):
        lines = book_jobs.lines_of(kept, volume.year, whose, {"code": "", "volume": str(volume.id)})
    book = book_jobs.register_of(kept, volume.year, whose, lines, _days(volume.id))
    sha256 = store().keep(book_jobs.bound(book, lines))
    with transaction():
        if is_held_back(volume):
            return None
        put_file(volume_id, "", sha256).span = book.span
        audit.append("bind_volume", f"volume/{volume_id}", file_sha256=sha256, lines=len(lines))
    return {"lines": len(lines)}


def stage_of(volume: BookVolume) -> Stage:
    """How far it is; without a file the job that binds it says."""
    stage = volume.stage
    return Stage.NOT_BOUND if stage is Stage.BINDING and _last_job_failed(volume) else stage


def why_not_bound(volume: BookVolume) -> str:
    """In words, with the machine's own name for it, by which an administrator finds it."""
    job = _last_job_failed(volume)
    error = (job.result or {}).get("error", "") if job else ""
    kind, _colon, _rest = error.partition(":")
    words = {
        "TimeoutError": _("Quyển quá dài so với thời gian in cho phép."),
        "consumer died": _("Máy chủ bị dừng giữa chừng nhiều lần."),
    }
    return words.get(kind) or _("Lỗi khi in (%(kind)s).", kind=kind)


def _last_job_failed(volume: BookVolume) -> Job | None:
    mine = select(Job).where(Job.kind == KIND, Job.payload["volume_id"].as_integer() == volume.id)
    last = db.session.scalar(mine.order_by(Job.id.desc()).limit(1))
    return last if last and last.state == FAILED else None


def _days(volume_id: int) -> str:
    day = RegisterRow.entered_on
    first, last = db.session.execute(
        select(func.min(day), func.max(day)).where(RegisterRow.volume_id == volume_id)
    ).one()
    return f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"

"""The bell: what newly came to my desks, and what newly turned yellow or red there."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, g, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import Row, select

from server.clock import now
from server.database import db
from server.desks import lateness
from server.desks.models import Mention
from server.desks.queries import (
    ABSENCES,
    ACCESS,
    AGENCIES_HANDED,
    CAME,
    CLOSINGS,
    DELIVERIES,
    DESTRUCTIONS,
    ENDINGS,
    EXPORTS,
    HANDED,
    PLANS,
    REPORTS,
    TERMS,
    WEEK,
    mentions,
)
from server.door.gate import require_seat
from server.home import desk, named
from server.org.actor import Actor
from server.pages import bell_seen_at, came_by_itself, headline
from server.papers.telling import (
    ANSWERED,
    APPROVED,
    AWAY_CHANGED,
    AWAY_PARTED,
    AWAY_WRITTEN,
    CALLED,
    CALLED_OFF,
    CHANGED,
    DESTROYING,
    DOUBLED,
    ELECTRONIC_CAME,
    GREW,
    HELPED,
    HELPS,
    INFORMED,
    LAID_ASIDE,
    LENT,
    LENT_NO_MORE,
    MONTH_CLOSED,
    MORE_TIME,
    MOVED,
    NO_MORE_TIME,
    NOT_GIVEN,
    NOT_LENT,
    NOT_TAKEN,
    NOT_UPDATED,
    ODD,
    PAPER_CAME,
    PROPOSED,
    PUBLISHED,
    PUT_OFF,
    REMARKED,
    REPORT_MADE,
    RETURNED,
    SEATED,
    SECRETARY,
    SEEMS_SECRET,
    SENT,
    STANDS_IN,
    TAKEN_BACK,
    URGED,
    WEEK_RETURNED,
    WRITES,
    WRITES_NO_MORE,
)
from server.words_of.law import VEILED_VERBS, law_word, moment_words, suspected, verb_word
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency, is_urgent

room = Blueprint("notices", __name__)
require_seat(room)


@room.get("/notices")
def index() -> ResponseReturnValue:
    """Newest first; what was new on opening stays marked as new until the next time."""
    actor: Actor = g.actor
    seen = bell_seen_at()
    lying = [(row.at, _notice(actor, row)) for row in desk.newest(actor)]
    told = _mentions(actor)
    subjects = named.subjects(actor, told)
    mine = [(row.at, _named(row, subjects.get((row.paper_kind, row.paper_id)))) for row in told]
    newest = sorted([*lying, *mine], key=lambda one: one[0], reverse=True)[: desk.PAGE]
    rows = [words | {"read": at <= seen} for at, words in newest]
    page = render_template("notices/index.html", rows=rows)
    if not came_by_itself():
        session["bell_seen"] = now().isoformat()
    return page


def _mentions(actor: Actor) -> Sequence[Mention]:
    """What this person was told of, the newest first."""
    mine = select(Mention).where(Mention.id.in_(mentions(actor)))
    return db.session.scalars(mine.order_by(Mention.at.desc()).limit(desk.PAGE)).all()


TOLD = {
    REMARKED: later("Có người nhắc tới anh/chị trong trao đổi về một %(where)s"),
    INFORMED: later("Anh/chị được gửi để biết một %(where)s"),
    HELPS: later("Anh/chị hoặc đơn vị được phân công phối hợp thực hiện một %(where)s"),
    HELPED: later("Bên phối hợp đã góp phần cho một %(where)s anh/chị chủ trì"),
    URGED: later("Anh/chị được đôn đốc thực hiện một %(where)s"),
    MORE_TIME: later("Đã gia hạn một %(where)s của anh/chị, xem hạn mới"),
    NO_MORE_TIME: later("Không gia hạn một %(where)s của anh/chị, xem lý do"),
    TAKEN_BACK: later("Người giao đã hủy một %(where)s của anh/chị, xem lý do"),
    LAID_ASIDE: later("Người giao đã tạm dừng một %(where)s của anh/chị, xem lý do"),
    MOVED: later("Lãnh đạo đã chuyển cho đơn vị khác một %(where)s anh/chị đang chủ trì"),
    ODD: later("Văn thư báo bất thường về một %(where)s"),
    RETURNED: later("Dự thảo của đơn vị bị trả lại để sửa, xem ý kiến trên %(where)s"),
    PAPER_CAME: later("Bản giấy của một %(where)s đã về, văn thư chuyển anh/chị"),
    ELECTRONIC_CAME: later("Bản điện tử của một %(where)s đã về, xem ở tệp của văn bản"),
    GREW: later("Có nội dung hoặc tài liệu bổ sung cho một %(where)s anh/chị dự"),
    CALLED: later("Anh/chị được mời dự một %(where)s, xem giờ, nơi họp và tài liệu"),
    PUT_OFF: later("Một %(where)s anh/chị dự đã hoãn, xem lý do"),
    CALLED_OFF: later("Một %(where)s anh/chị dự đã hủy, xem lý do"),
    ANSWERED: later("Câu hỏi của anh/chị trước một %(where)s đã được trả lời, xem ở chương trình"),
    SEATED: later("Chức vụ của anh/chị được mời dự một %(where)s: nay anh/chị là người dự"),
    SENT: later("Anh/chị được cử dự thay một %(where)s: được phát biểu, không biểu quyết thay"),
    WRITES: later("Anh/chị được giao cùng làm thư ký một %(where)s"),
    WRITES_NO_MORE: later("Anh/chị thôi làm thư ký một %(where)s"),
    NOT_GIVEN: later("Nơi nhận không cho lấy lại một %(where)s, xem lý do ở mục Gửi đi"),
    NOT_UPDATED: later("Nơi nhận từ chối cập nhật một %(where)s, xem lý do ở mục Gửi đi"),
    SEEMS_SECRET: later("Máy thấy dấu chỉ mức độ mật trên bản quét của một %(where)s"),
    SECRETARY: later("Đã đổi thư ký của một %(where)s: anh/chị là thư ký mới hoặc thư ký cũ"),
}


WEEKS = {
    PUBLISHED: later("Lịch công tác tuần có việc của anh/chị đã ban hành"),
    CHANGED: later("Lịch công tác tuần có việc của anh/chị vừa thay đổi"),
    DOUBLED: later("Phòng, xe hoặc người dự của anh/chị trong lịch công tác tuần vừa bị trùng"),
    STANDS_IN: later("Anh/chị được phân công dự thay, xem lịch công tác tuần"),
    PROPOSED: later("Đơn vị đề nghị đưa việc vào lịch công tác tuần, chờ Văn phòng xem"),
    NOT_TAKEN: later("Đề nghị của anh/chị không được đưa vào lịch công tác tuần, xem lý do"),
    WEEK_RETURNED: later("Lịch công tác tuần bị trả lại để lập lại, xem lý do"),
}


LENDING = {
    LENT: later("Anh/chị được đọc hồ sơ đã xin, xem thời hạn ở danh sách yêu cầu"),
    NOT_LENT: later("Yêu cầu đọc hồ sơ của anh/chị không được chấp thuận, xem lý do"),
    LENT_NO_MORE: later("Quyền đọc hồ sơ theo yêu cầu của anh/chị đã hết"),
}


AWAY = {
    AWAY_WRITTEN: later("Có lần vắng mặt liên quan anh/chị: xem ai nhận việc thay, đến ngày nào"),
    AWAY_CHANGED: later("Ngày trở lại của một lần vắng mặt liên quan anh/chị đã đổi"),
    AWAY_PARTED: later("Người vắng và người nhận việc thay không còn cùng cơ quan: cần ghi lại"),
}


BESIDE = {
    (PLANS, APPROVED): later("Phương án sắp xếp cơ quan đã được phê duyệt"),
    (PLANS, RETURNED): later("Phương án sắp xếp cơ quan bị trả lại để lập lại, xem lý do"),
    (PLANS, CALLED_OFF): later("Phương án sắp xếp cơ quan đã rút, xem lý do"),
    (ENDINGS, CALLED_OFF): later("Phương án sắp xếp đã rút, chức vụ của anh/chị không kết thúc"),
    (REPORTS, REPORT_MADE): later("Báo cáo định kỳ anh/chị đăng ký đã lập xong"),
    (REPORTS, MONTH_CLOSED): later("Số liệu tháng trước đã chốt, báo cáo đã được giữ lại"),
    **{(WEEK, what): words for what, words in WEEKS.items()},
    **{(ABSENCES, what): words for what, words in AWAY.items()},
}
"""Of what is no paper, and why one is told: what is said."""


CONFIRMED = {
    WEEK: later("Lịch công tác tuần chờ anh/chị duyệt, ban hành"),
    HANDED: later("Danh sách bàn giao công việc chờ anh/chị ký, xác nhận"),
    DESTRUCTIONS: later("Hồ sơ hết thời hạn bảo quản chờ anh/chị quyết định hoặc tiêu hủy"),
    DELIVERIES: later("Biên bản giao nhận hồ sơ chờ anh/chị ký"),
    AGENCIES_HANDED: later("Biên bản bàn giao giữa các cơ quan chờ anh/chị ký"),
    PLANS: later("Phương án sắp xếp cơ quan chờ người quản trị thứ hai phê duyệt"),
    EXPORTS: later("Việc xuất dữ liệu của cơ quan chờ anh/chị"),
    TERMS: later("Nhiệm kỳ sắp hết hoặc đã hết mà còn việc chưa có người nhận"),
    CLOSINGS: later("Cơ quan sắp đóng hoặc đã đóng mà còn việc"),
    ENDINGS: later("Chức vụ của anh/chị kết thúc theo phương án sắp xếp: xem ngày nào, sang đâu"),
    CAME: later("Việc chuyển đến anh/chị khi sắp xếp cơ quan: xem danh sách, từ đâu chuyển đến"),
}
ONE_PAGE = frozenset({EXPORTS, TERMS, CLOSINGS, ENDINGS, CAME})
"""Kinds that have one page for all."""
LISTS = {WEEK: "schedule"}
"""Where several of a kind are seen, if not beside the one."""


def confirming(kind: str, row_id: int) -> tuple[str, str]:
    """What waits for somebody's word, and where."""
    return str(CONFIRMED[kind]), _where(kind, row_id)


def _where(kind: str, row_id: int) -> str:
    return f"/{kind}" if kind in ONE_PAGE else f"/{kind}/{row_id}"


def on_desk(waits: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """The same for a desk: several of a kind are one line with their number, and lead to the list
    of all."""
    kinds: dict[str, list[int]] = {}
    for kind, row_id in waits:
        kinds.setdefault(kind, []).append(row_id)
    return [
        confirming(kind, *ids)
        if len(ids) == 1
        else (f"{CONFIRMED[kind]} ({len(ids)})", _list_of(kind))
        for kind, ids in kinds.items()
    ]


def _list_of(kind: str) -> str:
    return f"/{LISTS.get(kind, kind)}"


def _named(row: Mention, subject: str | None) -> dict[str, Any]:
    """That somebody tells him and where; what was said stands on the paper alone."""
    words, href = _told(row)
    words = f"{words}: {subject}" if subject else words
    return {"href": href, "words": words, "at": moment_words(row.at)}


def _told(row: Mention) -> tuple[str, str]:
    if (row.paper_kind, row.what) in BESIDE:
        return str(BESIDE[row.paper_kind, row.what]), _where(row.paper_kind, row.paper_id)
    if (row.paper_kind, row.what) == (DESTRUCTIONS, DESTROYING):
        words = _("Một danh mục hồ sơ hết thời hạn bảo quản cần anh/chị xem")
        return words, f"/{DESTRUCTIONS}/{row.paper_id}"
    if row.paper_kind in CONFIRMED:
        return confirming(row.paper_kind, row.paper_id)
    if row.paper_kind == ACCESS:
        return str(LENDING[row.what]), f"/{ACCESS}#r{row.paper_id}"
    places = {
        "incoming": _("văn bản đến"), "outgoing": _("văn bản đi"), "tasks": _("nhiệm vụ"),
        "casefiles": _("hồ sơ"), "meetings": _("cuộc họp"),
        "earlier": _("văn bản của hệ thống cũ"),
    }  # fmt: skip
    words = str(TOLD[row.what]) % {"where": places[row.paper_kind]}
    return words, f"/{row.paper_kind}/{row.paper_id}{'#talk' if row.what == REMARKED else ''}"


def _notice(actor: Actor, row: Row) -> dict[str, Any]:
    late = row.due_at is not None and row.due_at < now()
    is_dark = row.seat not in actor.seats and lateness.is_unregistered(row)
    words = verb_word(row.paper_kind, row.verb)
    if not is_dark:
        is_veiled = row.verb in VEILED_VERBS
        subject = suspected(row.paper_id, row.paper_kind) if is_veiled else headline(row.subject)
        words = f"{words}: {subject}"
    if row.is_left:
        level = Urgency(row.urgency)
        speed = law_word(URGENCIES[level]) if is_urgent(level) else _waits(row)
        words = _("%(level)s, để lâu chưa xử lý – %(words)s", level=speed, words=words)
    if row.is_near and not late:
        words = _("Sắp đến hạn – %(words)s", words=words)
    return {
        "href": "" if is_dark else f"/{row.paper_kind}/{row.paper_id}",
        "words": _("Quá hạn – %(words)s", words=words) if late else words,
        "at": moment_words(row.at),
    }


def _waits(row: Row) -> str:
    """A draft that nobody set a day for is not late (PEERS §2, wish 38)."""
    return _("Việc quá hạn") if row.due_at is not None else _("Dự thảo chờ ý kiến, chữ ký")

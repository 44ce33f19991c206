"""What happened in a meeting, line by line in words: the minutes as they grow (DOMAIN §10.10)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from server.clock import local
from server.counted import counted
from server.meetings.forms import WORDS
from server.meetings.live import events
from server.meetings.models import Meeting
from server.words_of.law import state_word
from workflows.majority import is_question

Said = dict[str, Any]


def _attendance(said: Said) -> str:
    if not said.get("who"):
        return ""
    words = _came_or_went(said)
    if hour := said.get("hour"):
        words = f"{words} ({local(dt.datetime.fromisoformat(hour)):%H:%M})"
    return f"{words}: {said['why']}" if said.get("why") else words


def _came_or_went(said: Said) -> str:
    if said.get("undone"):
        return _("%(who)s không có mặt, điểm danh ghi nhầm", who=said["who"])
    if said["came"]:
        return _("%(who)s có mặt", who=said["who"])
    return _("%(who)s vắng hoặc ra về", who=said["who"])


def _result(said: Said) -> str:
    counts = ", ".join(f"{WORDS.get(name, name)} {n}" for name, n in said["counts"].items())
    words = _(
        "Kết quả biểu quyết: %(passed)s (%(cast)s phiếu: %(counts)s)",
        passed=_outcome(said),
        cast=said["cast"],
        counts=counts,
    )
    return f"{said['question']} – {words}" if said.get("question") else words


def _outcome(said: Said) -> str:
    """Whether it is carried; of a choice among names, who is chosen, as the minutes will say it."""
    if not is_question(tuple(said["counts"])):
        chosen = ", ".join(said.get("elected") or ())
        return _("được chọn: %(names)s", names=chosen) if chosen else _("không ai đủ phiếu")
    return _("được thông qua") if said["passed"] else _("không được thông qua")


def _adopted(said: Said) -> str:
    return counted(
        "Thông qua cùng một lượt %(n)s nội dung không có ý kiến khác, tiết kiệm %(saved)s phút",
        len(said["items"]),
        saved=said["saved"],
    )


def _grew(said: Said) -> str:
    if said.get("document"):
        return _("Bổ sung tài liệu cho nội dung %(no)s: %(name)s", no=said["no"], name=said["name"])
    return _("Bổ sung nội dung %(no)s: %(title)s", no=said["no"], title=said["title"])


def _download(said: Said) -> str:
    if said["allowed"]:
        return _("Tài liệu của nội dung %(no)s được tải về", no=said["no"])
    return _("Tài liệu của nội dung %(no)s chỉ xem, không tải về", no=said["no"])


def _writers(said: Said) -> str:
    if said["writes"]:
        return _("%(name)s cùng làm thư ký", name=said["name"])
    return _("%(name)s thôi làm thư ký", name=said["name"])


def _started(said: Said) -> str:
    if said.get("of_order"):
        return _("%(name)s nêu vấn đề quy trình", name=said["name"])
    return _("%(name)s phát biểu", name=said["name"])


def _site(said: Said) -> str:
    """How its line came and went; who counts his people or is muted tells the room alone."""
    if "name" not in said:
        return ""
    if said["line"] == "LOST":
        return _("Điểm cầu %(name)s mất kết nối", name=said["name"])
    return _("Điểm cầu %(name)s đã kết nối", name=said["name"])


def _stopped(said: Said) -> str:
    return _("Người phát biểu mất kết nối") if said.get("skipped") else _("Hết lượt phát biểu")


def _chair(said: Said) -> str:
    name = said["name"]
    if said.get("lost"):
        return _("%(name)s nhận chủ trì do chủ trì vắng mặt hoặc mất kết nối", name=name)
    return _("Giao chủ trì cho %(name)s", name=name)


LINES: Mapping[str, Callable[[Said], str]] = {
    "meeting.state": lambda said: str(state_word("meetings", said["state"])),
    "item.current": lambda said: _("Nội dung %(no)s: %(title)s", **said),
    "item.ended": lambda said: _("Kết luận: %(words)s", words=said["conclusion"] or "–"),
    "items.adopted": _adopted,
    "speaker.started": _started,
    "speaker.stopped": _stopped,
    "vote.opened": lambda said: _("Mở biểu quyết: %(question)s", question=said["question"]),
    "vote.result": _result,
    "agenda.changed": _grew,
    "doc.changed": lambda said: _(
        "%(name)s: bản %(new)s thay bản %(old)s",
        name=said["name"],
        new=said["version"],
        old=said["before"],
    ),
    "agenda.moved": lambda said: _("Nội dung %(before)s chuyển thành nội dung %(no)s", **said),
    "download.changed": _download,
    "presence.changed": _attendance,
    "site.changed": _site,
    "chair.changed": _chair,
    "secretary.changed": lambda said: _("Giao nhiệm vụ thư ký cho %(name)s", name=said["name"]),
    "secretaries.changed": _writers,
    "chair.lost": lambda _said: _("Chủ trì vắng mặt hoặc mất kết nối quá 60 giây"),
    "chair.back": lambda _said: _("Chủ trì kết nối lại"),
    "seats.changed": lambda said: _(
        "%(name)s đổi chỗ: %(before)s → %(seat)s",
        name=said["name"],
        before=said["before"] or "–",
        seat=said["seat"],
    ),
    "server.back": lambda said: _(
        "Máy chủ khởi động lại; giữ đủ %(cast)s phiếu đã bỏ", cast=said["cast"]
    ),
    "remark": lambda said: said["text"],
}
"""A line for each kind that minutes tell of; hands raised and pages turned are not."""


def _of_vote(said: Said, asked: Mapping[int, str]) -> Said:
    """A result says what was asked: of matters adopted together there are many at one moment."""
    return said | {"question": asked[said["vote"]]} if said.get("vote") in asked else said


def lines(meeting: Meeting) -> list[dict[str, Any]]:
    """The lines so far, the newest first."""
    rows = reversed(events.of_kinds(meeting.id, LINES))
    asked = {one.id: one.question for one in meeting.votes}
    told = ((one, LINES[one.kind](_of_vote(one.payload, asked))) for one in rows)
    return [
        {"at": f"{local(one.at):%H:%M:%S}", "words": words, "typed": one.kind == "remark"}
        for one, words in told
        if words
    ]

"""The minutes as they grow by themselves: what happened in a meeting, line by line (§10.10).

Every line has a key that stays the same while more happens, so that what the secretary writes in
its place, or after it, stays with it. They are official words, and stay Vietnamese.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from server.meetings.live.event_models import MeetingEvent
from server.meetings.minutes import comings, hands, outages
from server.meetings.minutes.comings import clock_words, moment_words
from server.meetings.minutes.papers import Cited
from server.meetings.minutes.votes import asked_in_writing, polled
from server.meetings.minutes.votes import told as vote_told
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from server.meetings.sites.sites import board
from workflows.attendance import is_here


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its key, its words, and whose hand changed it, if anybody's; `gone`: it tells nothing
    any more, and only what was written there keeps its place."""

    key: str
    text: str
    by: str = ""
    at: dt.datetime | None = None
    gone: bool = False


def blanks(meeting: Meeting) -> list[Line]:
    """What the template asks for before the text (template 1.9)."""
    return [
        Line("began", moment_words(meeting.opened_at) if meeting.opened_at else ""),
        Line("venue", _venue(meeting)),
        *(Line(f"present.{key}", text) for key, text in _attendance(meeting)),
        Line("chair", _chairs(meeting)),
        Line("secretary", _person(meeting.person(hands.signer_of(meeting)))),
    ]


def _chairs(meeting: Meeting) -> str:
    """Who opened it, and from when on whoever took the chair after him (§10.3)."""
    return "; ".join(
        f"từ {clock_words(since)}: {_person(one)}" if since else _person(one)
        for one, since in hands.in_the_chair(meeting)
    )


def ended(meeting: Meeting) -> Line:
    return Line("ended", moment_words(meeting.closed_at) if meeting.closed_at else "")


def _venue(meeting: Meeting) -> str:
    if meeting.in_writing:
        return "Lấy ý kiến bằng phiếu, không tổ chức họp"
    return "; ".join(filter(None, (meeting.room, *meeting.sites)))


def _attendance(meeting: Meeting) -> Iterable[tuple[str, str]]:
    """Who was there, who came late or left, who stayed away and why; each line if anybody did."""
    if meeting.in_writing:
        return polled(meeting)
    people, opened, closed = meeting.attendees, meeting.opened_at, meeting.closed_at
    came = [one for one in people if one.came_at is not None]
    late = [one for one in came if opened and one.came_at and one.came_at > opened]
    left = [one for one in came if not is_here(one.seat)]
    excused = [one for one in people if one.came_at is None and one.excuse]
    writers = {hands.signer_of(meeting), *(one.person_id for one in hands.beside(meeting))}
    stayed = [one for one in people if one.came_at is None and not one.excuse]
    absent = [one for one in stayed if closed and one.person_id not in writers]
    base = meeting.quorum.base
    body = [one for one in came if one.seat.member or not base]
    members = f" {len(body)} trên {base} thành viên" if base else ""
    rows = (
        ("writers", "Cùng ghi biên bản", map(_person, hands.beside(meeting))),
        ("here", f"Có mặt{members}", map(_person, body)),
        ("guests", "Cùng dự họp", (_person(one) for one in came if one not in body)),
        ("late", "Đến muộn", (_at(one, one.came_at) for one in late)),
        ("left", "Ra về trước khi kết thúc", (_at(one, one.left_at) for one in left)),
        ("excused", "Vắng có lý do", (f"{_person(one)} ({one.excuse})" for one in excused)),
        ("absent", "Vắng", map(_person, absent)),
    )  # fmt: skip
    found = ((key, label, "; ".join(names)) for key, label, names in rows)
    told = [(key, f"{label}: {names}") for key, label, names in found if names]
    return [*told, *_sites(meeting)]


def _sites(meeting: Meeting) -> Iterable[tuple[str, str]]:
    """How many were at each site, as its head reported (§10.12); of one without people nothing."""
    for one in board(meeting):
        if one.people or one.others or one.expected:
            head = f", trưởng điểm cầu: {one.head_name}" if one.head_name else ""
            others = f", {one.others} người khác" if one.others else ""
            came = sum(o.site == one.n and o.came_at is not None for o in meeting.people)
            expected = f", đếm được {came + one.others}/{one.expected} người dự kiến"
            counted = (
                f"{came}/{one.people} đại biểu{others}{expected if one.expected else ''}{head}"
            )
            yield f"site{one.n}", f"Điểm cầu {one.name}: {counted}"


def _at(one: Delegate, moment: dt.datetime | None) -> str:
    return f"{one.name} ({clock_words(moment)})" if moment else one.name


def _person(one: Delegate | None) -> str:
    if one is None:
        return ""
    return f"{one.name}, {one.post}" + (f" (dự thay {one.stands_for})" if one.stands_for else "")


def course(meeting: Meeting, events: Sequence[MeetingEvent], papers: Cited) -> list[Line]:
    """The content in the order in which it happened; `papers`: what lay before it, as cited."""
    undone = comings.undone(events)
    lines = [
        Line(f"e{one.seq}", "" if one in undone else TOLD[one.kind](meeting, one, papers))
        for one in comings.in_their_time(events)
        if one.kind in TOLD
    ]
    gone = {f"e{one.seq}" for one in undone}
    return [replace(one, gone=one.key in gone) for one in lines if one.text or one.key in gone]


Telling = Callable[[Meeting, MeetingEvent, Cited], str]


def _state(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    if event.payload["state"] == "POLLING" and meeting.answer_by:
        until = moment_words(meeting.answer_by)
        return f"{clock_words(event.at)}: gửi phiếu lấy ý kiến; hạn trả lời {until}."
    if event.payload["state"] == "PAUSED":
        return f"{clock_words(event.at)}: tạm nghỉ."
    if event.payload["state"] != "IN_SESSION":
        return ""
    opens = "rested" not in event.payload
    return f"{clock_words(event.at)}: {'chủ trì khai mạc' if opens else 'họp tiếp'}."


def _item(meeting: Meeting, event: MeetingEvent, papers: Cited) -> str:
    """The matter, who presented it, and the papers in the version that lay before the meeting."""
    item = _item_of(meeting, event)
    if item is None:
        return ""
    said = [f"Nội dung {item.n}: {item.title.rstrip('.')}."]
    if item.rapporteur:
        said.append(f"Người trình bày: {item.rapporteur.full_name}.")
    lay = item.pinned or {name: papers.now(name) for name in item.documents}
    if cited := papers.all(lay):
        said.append(f"Tài liệu: {cited}.")
    return " ".join(said) + asked_in_writing(meeting, item)


def _moved(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    item, said = _item_of(meeting, event), event.payload
    if item is None or _is_before(meeting, event):
        return ""
    return (
        f"{clock_words(event.at)}: chủ trì chuyển nội dung “{item.title.rstrip('.')}” từ thứ"
        f" {said['before']} sang thứ {said['no']} của chương trình."
    )


def _conclusion(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    item = _item_of(meeting, event)
    lines = [" ".join(one.split()) for one in item.conclusion.splitlines()] if item else []
    ended = [one if one.endswith((".", ";", ":")) else f"{one}." for one in lines if one]
    told = ended if len(ended) == 1 else [f"({n}) {one}" for n, one in enumerate(ended, 1)]
    return f"Chủ trì kết luận: {' '.join(told)}" if told else ""


def _item_of(meeting: Meeting, event: MeetingEvent) -> AgendaItem | None:
    return next((one for one in meeting.agenda if one.id == event.payload.get("item")), None)


def _is_before(meeting: Meeting, event: MeetingEvent) -> bool:
    """Whether it happened before the session was opened."""
    return meeting.opened_at is None or comings.moment(event) < meeting.opened_at


def _adopted(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """What was adopted at once, and the minutes saved by it; the votes stand after it."""
    asked = {*event.payload["items"]}
    items = [one for one in meeting.agenda if one.id in asked]
    named = "; ".join(f"{one.n}. {one.title.rstrip('.')}" for one in items)
    return (
        f"{clock_words(event.at)}: thông qua cùng một lượt {len(items)} nội dung không có"
        f" ý kiến khác ({named}), tiết kiệm {event.payload['saved']} phút so với dự kiến."
    )


def _speaker(_meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    does = "nêu vấn đề quy trình" if event.payload.get("of_order") else "phát biểu"
    return f"{clock_words(event.at)}: {event.payload['name']} {does}."


def _chair(_meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """Handed over by who had it, or taken by the deputy because that one was gone (§10.13); or
    because he left his post before he signed (§10.10)."""
    name = event.payload["name"]
    if gone := event.payload.get("gone_name"):
        return (
            f"{moment_words(event.at)}: {name} nhận ký biên bản thay chủ trì {gone}, đã thôi giữ"
            " chức vụ trước khi ký."
        )
    if event.payload.get("lost"):
        return f"{clock_words(event.at)}: {name} nhận chủ trì do chủ trì vắng mặt, mất kết nối."
    return f"{clock_words(event.at)}: quyền chủ trì được giao cho {name}."


def _secretary(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """Who wrote it down from then on; before it was opened, the blank above says who does."""
    if _is_before(meeting, event):
        return ""
    return f"{clock_words(event.at)}: nhiệm vụ thư ký được giao cho {event.payload['name']}."


def _secretaries(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    if _is_before(meeting, event):
        return ""
    does = "cùng làm" if event.payload["writes"] else "thôi làm"
    return f"{clock_words(event.at)}: {event.payload['name']} {does} thư ký."


def _vote(meeting: Meeting, event: MeetingEvent, papers: Cited) -> str:
    """What came of it, and on which text (MT-02)."""
    vote = next((one for one in meeting.votes if one.id == event.payload["vote"]), None)
    if vote is None or not vote.result:
        return ""
    lay = papers.all(vote.pinned)
    return vote_told(meeting, vote) + (f" Biểu quyết trên: {lay}." if lay else "")


def _grown(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """What came to the agenda while it was in session; what came before it stands there."""
    said = event.payload
    if _is_before(meeting, event):
        return ""
    what = f"nội dung {said['no']}: {said['title'].rstrip('.')}"
    if said.get("document"):
        what = f"tài liệu cho nội dung {said['no']}: {said['name']}"
    return f"{clock_words(event.at)}: bổ sung {what}."


def _paper(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """A paper was written anew while it lay there: which version took the place of which."""
    said = event.payload
    if _is_before(meeting, event):
        return ""
    changed = f"“{said['name']}”: bản {said['version']} thay bản {said['before']}"
    return f"{clock_words(event.at)}: {changed}."


def _presence(meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """Who came or went while it was in session (§10.6); who was there before it stands above."""
    return "" if _is_before(meeting, event) else comings.told(event)


def _remark(_meeting: Meeting, event: MeetingEvent, _papers: Cited) -> str:
    """What the secretary typed while it happened, in those very words."""
    return str(event.payload["text"])


TOLD: Mapping[str, Telling] = {
    "meeting.state": _state,
    "item.current": _item,
    "item.ended": _conclusion,
    "items.adopted": _adopted,
    "speaker.started": _speaker,
    "chair.changed": _chair,
    "secretary.changed": _secretary,
    "secretaries.changed": _secretaries,
    "vote.result": _vote,
    "doc.changed": _paper,
    "agenda.changed": _grown,
    "agenda.moved": _moved,
    "presence.changed": _presence,
    "server.back": outages.told,
    "remark": _remark,
}
"""Which events stand in the minutes, and in which words; of the others nothing is said."""

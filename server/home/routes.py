"""Việc của tôi: what waits for me by deadline, each with its one verb, and whom I wait for."""

from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import Row

from server.clock import today
from server.desks.history import passed_by
from server.desks.queries import holder_word, joined
from server.documents.outgoing.batch.many_queries import VERBS as VERBS_OF_MANY
from server.documents.terms import has_own_term
from server.door.gate import require_seat
from server.home import desk, followed, machine, notices
from server.ledger import alarms
from server.org import away, queries
from server.org.actor import Actor
from server.pages import READERS, WEEKDAYS, day, due_of, headline
from server.papers import telling
from server.words_of.law import VEILED_VERBS, moment_words, suspected, verb_word
from workflows import Role
from workflows.deadlines import Calendar
from workflows.numbering import as_written

room = Blueprint("home", __name__)
require_seat(room)

SHOWN, COUNTED = 6, 20
"""Of what others have, so much stands on the desk's page, and so far is it counted there."""

ELSEWHERE = (
    (Role.AUDITOR, "/audit", later("Vào phòng kiểm tra")),
    (Role.ADMIN, "/people", later("Vào phòng quản trị")),
)
"""Where those work whose desk has few papers; they land here like everybody (CONTRACT §2)."""


@room.get("/")
def index() -> ResponseReturnValue:
    actor: Actor = g.actor
    if not actor.roles & (READERS | {Role.ADMIN}):
        return render_template("home/plain.html")
    return _desk_page(actor)


def _desk_page(actor: Actor) -> ResponseReturnValue:
    return render_template("home/index.html", **desk_context(actor, request.args.get("cursor")))


@room.get("/watching")
def watching() -> ResponseReturnValue:
    """All that others have because of me; the desk's page shows the first of it."""
    held, calendar = desk.watching(g.actor, desk.PAGE), queries.calendar()
    shown = [_watched(lying, calendar) for lying in held[: desk.PAGE]]
    return render_template("home/watching.html", watching=shown, most=desk.PAGE)


def desk_context(actor: Actor, cursor: str | None = None) -> dict[str, Any]:
    """What the page shows of this actor's desk."""
    rows, after = desk.waiting(actor, cursor)
    mine = set(map(_paper, rows))
    held = [lying for lying in desk.watching(actor, COUNTED) if _paper(lying[0]) not in mine]
    calendar = queries.calendar()
    absences = away.others_of(actor)
    whose = _in_whose_place(actor, absences)
    waiting = [_work(row, calendar) | {"place": whose.get(row.seat, "")} for row in rows]
    kept = followed.on_desk(actor)
    return {
        "away": _away_words(absences),
        "today": f"{WEEKDAYS[today().weekday()]}, {today():%d/%m/%Y}",
        "waiting": waiting,
        "watching": [_watched(lying, calendar) for lying in held[:SHOWN]],
        "watching_more": len(held) > SHOWN,
        "counts": _counts(waiting, len(held), kept["changed"], more=bool(after)),
        "more_href": f"/?cursor={after}" if after else None,
        "many": _many(rows),
        "confirming": [*notices.on_desk(telling.confirming(actor)), *machine.to_see(actor)],
        "alarm": _alarm(actor),
        "elsewhere": [(to, word) for role, to, word in ELSEWHERE if role in actor.roles],
        **kept,
    }


def _in_whose_place(actor: Actor, absences: list[away.Away]) -> dict[str, str]:
    """The given name of who is away, by the seats of his post and of his roles that go along:
    what lies there comes from him, where it is not one's own."""
    names, own = {one.position_id: one.name.split()[-1] for one in absences}, actor.alone().seats
    return {
        seat: names[place.position_id]
        for place in actor.places
        for seat in (f"p:{place.position_id}", *place.seats)
        if seat not in own and place.position_id in names
    }


def _away_words(absences: list[away.Away]) -> list[str]:
    """Until when one has another's work beside one's own (ORG-04)."""
    said = sorted({(one.name, one.last_day) for one in absences})
    return [
        _("Anh/chị đang nhận việc thay đ/c %(name)s đến hết ngày %(day)s; quyền ký không đi theo.",
          name=name, day=day(last)) for name, last in said
    ]  # fmt: skip


def _alarm(actor: Actor) -> str:
    """To whom it is said as soon as he comes in: the machine's to administrators, to auditors that
    a stored file or the log is not what it was (LTV-05)."""
    if Role.ADMIN in actor.roles:
        return machine.alarm()
    return alarms.faults() if Role.AUDITOR in actor.roles else ""


def _many(rows: list[Row]) -> list[dict[str, str]]:
    """Where several of them can go through at once."""
    verbs = [row.verb for row in rows if row.paper_kind == "outgoing"]
    rooms = (
        (("submit",), _("Trình ký nhiều dự thảo"), "/outgoing/batch/submit"),
        (VERBS_OF_MANY["sign"], _("Ký nhiều văn bản"), "/outgoing/batch/sign"),
        (VERBS_OF_MANY["seal"], _("Đóng dấu nhiều văn bản"), "/outgoing/batch/seal"),
    )
    coming = [row.verb for row in rows if row.paper_kind == "incoming"]
    ways = (
        ("present", _("Trình nhiều văn bản"), "/incoming/batch/present"),
        ("assign", _("Giao nhiều văn bản"), "/incoming/batch/assign"),
        ("start", _("Bắt đầu xử lý nhiều văn bản"), "/incoming/batch/start"),
    )
    tasks = [row.verb for row in rows if row.paper_kind == "tasks"]
    taken = [{"label": _("Nhận nhiều nhiệm vụ"), "href": "/tasks/batch/receive"}]
    return [
        *({"label": label, "href": href} for verb, label, href in ways if coming.count(verb) > 1),
        *(taken if tasks.count("receive") > 1 else []),
    ] + [
        {"label": label, "href": href}
        for wanted, label, href in rooms
        if sum(verb in wanted for verb in verbs) > 1
    ]


def _paper(row: Row) -> tuple[str, int]:
    return row.paper_kind, row.paper_id


def _upto(count: int, most: int) -> int | str:
    return f"{most}+" if count > most else count


def _subject(row: Row) -> str:
    if row.verb in VEILED_VERBS:
        return suspected(row.paper_id, row.paper_kind)
    return headline(row.subject)


def _work(row: Row, calendar: Calendar) -> dict[str, Any]:
    """One line of the desk: the paper, what is expected, until when."""
    return {
        "href": f"/{row.paper_kind}/{row.paper_id}",
        "code": _code(row),
        "subject": _subject(row),
        "from_": row.issuer or row.from_unit or "",
        "of": passed_by(row.passed),
        "kind": ROOM_WORDS[row.paper_kind],
        "verb": verb_word(row.paper_kind, row.verb),
        "urgency": row.urgency,
        "since": moment_words(row.since),
        "own_term": has_own_term(row.paper_kind, row.verb),
        **due_of(row.due_at, None, calendar),
    }


ROOM_WORDS = {
    "incoming": later("Đến"), "outgoing": later("Đi"), "tasks": later("Việc"),
    "casefiles": later("Hồ sơ"), "meetings": later("Họp"), "earlier": later("Cũ"),
}  # fmt: skip
"""What a line of the desk is about, as short as a search says it."""


def _watched(rows: list[Row], calendar: Calendar) -> dict[str, Any]:
    """One paper that others have: who, and since when."""
    first = rows[0]
    return {
        "href": f"/{first.paper_kind}/{first.paper_id}",
        "code": " · ".join(filter(None, (str(ROOM_WORDS[first.paper_kind]), _code(first)))),
        "subject": headline(first.subject),
        "holder": joined(holder_word(row) for row in rows),
        "since": moment_words(min(row.since for row in rows)),
        **due_of(first.due_at, None, calendar),
    }


def _code(row: Row) -> str:
    """Số, ký hiệu where there is one; a draft is called by its type."""
    printed = as_written(row.number, row.notation)
    return row.code or printed or row.doc_type or ""


def _counts(
    waiting: list[dict[str, Any]], held: int, changed: int | str, *, more: bool
) -> list[dict[str, Any]]:
    """How many are late, due soon, with others, and changed since one looked; a page that goes on
    says so by a plus."""
    late = sum(row["colour"] == "red" for row in waiting)
    soon = sum(row["colour"] == "yellow" for row in waiting)
    plus = "+" if more else ""
    found = (
        (f"{late}{plus}" if late else 0, _("quá hạn"), "#waiting", "red"),
        (f"{soon}{plus}" if soon else 0, _("sắp đến hạn"), "#waiting", ""),
        (_upto(held, COUNTED), _("đang chờ người khác"), "/watching", ""),
        (changed, _("văn bản theo dõi có thay đổi"), "/following", ""),
    )
    return [
        {"value": value, "label": label, "href": href, "tone": tone}
        for value, label, href, tone in found
        if value
    ]

"""The lists of documents: filters in the address, fifty rows, and who has each."""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import Row, select

from server import bars
from server.database import db
from server.desks.history import passed_by
from server.desks.queries import holders_of, lying, verbs_of
from server.documents.incoming import queries as incoming_queries
from server.documents.incoming.former import has_any
from server.documents.incoming.several import SEVERAL
from server.documents.outgoing import queries as outgoing_queries
from server.documents.several import among
from server.door.gate import require_seat
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import READERS, day, due_of, fitting, headline
from server.words_of.law import OUTGOING_STATES, STATES, TOMBSTONE, law_word, state_word, suspected
from workflows import INCOMING, OUTGOING, Refused, Role
from workflows.deadlines import WORDS as DEADLINES
from workflows.deadlines import Calendar, Colour
from workflows.incoming import DONE, INFO_ONLY, Incoming
from workflows.kinds import ARRIVING, KINDS
from workflows.numbering import as_written
from workflows.outgoing import DRAFTERS
from workflows.urgency import WORDS, Urgency, is_urgent

room = Blueprint("lists", __name__)
require_seat(room)

DUES = {"overdue": Colour.RED, "soon": Colour.YELLOW}
"""What a list can be narrowed to, named as the API's, and the colour that says it."""

ROOM = 17_300
"""Bytes of a list that its rows may take of the 25 KB that a page has."""
MARKS, MARK = 55, 45
"""Bytes of a row besides its words; of its haste, its deadline, the box that ticks it."""

NUMBERS = (("agency", "agency_id"), ("arrival_no", "arrival_no"))
"""Filters that are numbers, and the columns that have them."""

Found = tuple[list[Row], str | None]


@dataclass(frozen=True, slots=True)
class List:
    """What differs between the two lists: the law's states, the query, the door of new papers."""

    kind: str
    title: LazyString
    listed: Callable[[Actor, Mapping[str, Any], str | None], Found]
    states: Mapping[str, LazyString]
    row: Callable[[Row, Calendar], dict[str, Any]]
    create: tuple[LazyString, str]
    creators: frozenset[Role]
    is_coming: bool = False
    """What came in has a số đến, who leads, and a deadline."""


@room.get("/incoming")
def incoming() -> ResponseReturnValue:
    return _page(INCOMING_LIST)


@room.get("/outgoing")
def outgoing() -> ResponseReturnValue:
    return _page(OUTGOING_LIST)


def _page(wanted: List) -> ResponseReturnValue:
    actor: Actor = g.actor
    if not actor.roles & READERS:
        raise Refused("not_allowed")
    whose = _agencies(actor)
    filters = _asked(wanted, whose)
    counted = {column: int(filters[name]) for name, column in NUMBERS if name in filters}
    rows, after = wanted.listed(actor, filters | counted, request.args.get("cursor"))
    lies = lying(wanted.kind, [row.id for row in rows])
    held, verbs = holders_of(lies), {verb for verb, *_way in WAYS[wanted.kind]}
    mine = verbs_of(lies, actor.seats, verbs)
    for one in _open_to(wanted, actor, rows):
        mine.setdefault(one, set()).add("file")
    ticked = _with_others(mine)
    calendar = queries.calendar()
    shown, after = _that_fit(
        [
            _common(wanted, row, held)
            | {"id": row.id, "ticks": row.id in ticked, "agency": whose.get(row.agency_id, "")}
            | wanted.row(row, calendar)
            for row in rows
        ],
        [getattr(row, "place", row.id) for row in rows],
        after,
    )
    return render_template(
        "papers/list.html",
        title=wanted.title,
        rows=shown,
        ways=_ways(wanted.kind, {row["id"]: mine.get(row["id"], set()) for row in shown}),
        filters=_bar(wanted, filters, whose) + _moved(actor, wanted, filters),
        create=wanted.create if actor.roles & wanted.creators else None,
        next_href=f"?{urlencode({**filters, 'cursor': after})}" if after else None,
    )


def _open_to(wanted: List, actor: Actor, rows: Sequence[Row]) -> set[int]:
    """What is done and lies in no case file yet is on nobody's desk (IN-T22)."""
    done = [row.id for row in rows if row.state in (DONE, INFO_ONLY)]
    return among(SEVERAL, actor, "file", done) if wanted.is_coming else set()


def _with_others(mine: Mapping[int, set[str]]) -> set[int]:
    """Those that share a step with another: what is ticked has a button that takes it."""
    waits = Counter(verb for verbs in mine.values() for verb in verbs)
    return {one for one, verbs in mine.items() if any(waits[verb] > 1 for verb in verbs)}


def _that_fit(
    rows: list[dict[str, Any]], places: Sequence[int], after: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Fifty rows, or as many as a page has room for where subjects are long; `places`: where the
    next begins behind each, which of a search is no number of a paper."""
    n = fitting(map(_bytes, rows), ROOM)
    return (rows[:n], str(places[n - 1])) if n < len(rows) else (rows, after)


def _bytes(row: Mapping[str, Any]) -> int:
    marks = is_urgent(Urgency(row["urgency"])) + ("due" in row) + 2 * row["ticks"]
    return sum(len(str(word).encode()) for word in row.values()) + MARKS + MARK * marks


WAYS = {
    "incoming": (
        ("present", later("Trình lãnh đạo"), "/incoming/batch/present"),
        ("assign", later("Giao xử lý"), "/incoming/batch/assign"),
        ("start", later("Bắt đầu xử lý"), "/incoming/batch/start"),
        ("file", later("Lập hồ sơ"), "/incoming/batch/file"),
    ),
    "outgoing": (
        ("submit", later("Trình ký"), "/outgoing/batch/submit"),
        ("sign", later("Xem và ký"), "/outgoing/batch/sign/review"),
    ),
}
"""What can be done with several of a list that are ticked: verb, words, the page that does it."""


def _ways(kind: str, mine: Mapping[int, set[str]]) -> list[tuple[LazyString, str]]:
    """Those that at least two of the page's documents wait for."""
    waits = [verb for verbs in mine.values() for verb in verbs]
    return [(words, href) for verb, words, href in WAYS[kind] if waits.count(verb) > 1]


def _asked(wanted: List, whose: Mapping[int, str]) -> dict[str, str]:
    """The filters of the address, named as the API's; one that means nothing is passed over."""
    known: dict[str, Container[str]] = {
        "state": wanted.states,
        "urgency": WORDS,
        "doc_type": dict(_types(wanted)),
        "due": DUES if wanted.is_coming else (),
        "weak": "1" if wanted.is_coming else (),
        "moved": "1" if wanted.is_coming else (),
        "agency": {str(one) for one in whose},
    }
    coming = bars.number("arrival_no") | bars.typed("lead") if wanted.is_coming else {}
    return bars.chosen(known) | coming | bars.typed("q")


def _types(wanted: List) -> list[tuple[str, str]]:
    return [(kind.name, kind.name) for kind in (ARRIVING if wanted.is_coming else KINDS)]


def _bar(
    wanted: List, filters: Mapping[str, str], whose: Mapping[int, str]
) -> list[dict[str, Any]]:
    kinds = _types(wanted)
    urgencies = [(level, law_word(word)) for level, word in WORDS.items()]
    dues = [(how, law_word(DEADLINES[shade]).capitalize()) for how, shade in DUES.items()]
    boxes = [
        bars.search(filters, _("Trích yếu, có dấu hay không dấu")),
        bars.choice(
            "state", (_("Tình trạng"), _("Mọi tình trạng")), [*wanted.states.items()], filters
        ),
        bars.choice("urgency", (_("Độ khẩn"), _("Mọi độ khẩn")), urgencies, filters),
        bars.choice("doc_type", (_("Loại văn bản"), _("Mọi loại")), kinds, filters),
    ]
    if wanted.is_coming:
        boxes.insert(2, bars.choice("due", (_("Hạn"), _("Mọi thời hạn")), dues, filters))
    if "weak" in filters:
        strong = (_("Chữ ký số"), _("Mọi chữ ký"))
        boxes.append(bars.choice("weak", strong, [("1", _("Thuật toán yếu"))], filters))
    # a line more of boxes is a paper less on the page: these stand there once the address has them
    asked = {"lead": _("Chủ trì"), "arrival_no": _("Số đến")}
    boxes += [bars.line(name, words, filters) for name, words in asked.items() if name in filters]
    if whose:
        agencies = [(str(one), name) for one, name in whose.items()]
        boxes.insert(1, bars.choice("agency", (_("Cơ quan"), _("Mọi cơ quan")), agencies, filters))
    return boxes


def _moved(actor: Actor, wanted: List, filters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Stands there only for whom something was moved from."""
    had_in_hand = {Role.UNIT_HEAD, Role.OFFICER} & actor.roles
    if not wanted.is_coming or not had_in_hand or not has_any(actor):
        return []
    all_or_moved = (_("Chủ trì"), _("Mọi văn bản"))
    return [bars.choice("moved", all_or_moved, [("1", _("Đã chuyển nơi khác"))], filters)]


def _agencies(actor: Actor) -> dict[int, str]:
    """Whose each paper is, for who reads those of all; anybody else reads his own agency's."""
    if Role.AUDITOR not in actor.roles:
        return {}
    ours = select(Agency.id, Agency.short_name).where(Agency.external.is_(False))
    known = db.session.execute(ours.order_by(Agency.id))
    return {row.id: row.short_name for row in known}


def _common(wanted: List, row: Row, held: Mapping[int, str]) -> dict[str, Any]:
    return {
        "href": f"/{wanted.kind}/{row.id}",
        "subject": _subject(row),
        "state": row.state,
        "state_word": state_word(wanted.kind, row.state),
        "holder": held.get(row.id, ""),
        "urgency": row.urgency,
    }


def _subject(row: Row) -> LazyString | str:
    """Of a suspected secret that it is here, of a destroyed one that it was."""
    if row.state == Incoming.PURGED:
        return TOMBSTONE
    is_veiled = row.state == Incoming.QUARANTINED and not row.subject
    return suspected(row.id) if is_veiled else headline(row.subject)


def _incoming_row(row: Row, calendar: Calendar) -> dict[str, Any]:
    done = row.done_at if row.state in INCOMING.final else None
    return {
        "number": row.arrival_no,
        "code": as_written(row.number, row.notation) or row.doc_type,
        "date": day(row.issued_on),
        "issuer": row.issuer,
        **({"agency": was} if (was := passed_by(row.passed)) else {}),
        **(due_of(row.due_at, done, calendar) if row.due_at and _counts(row) else {}),
    }


def _counts(row: Row) -> bool:
    """A paper that ended otherwise than done is late for nobody."""
    return row.state not in INCOMING.final or row.done_at is not None


def _outgoing_row(row: Row, _calendar: Calendar) -> dict[str, Any]:
    return {
        "number": row.number,
        "code": row.code or _("chưa có số"),
        "date": day(row.issued_on),
        "issuer": row.doc_type,
    }


def _words(states: frozenset[str], words: Mapping[str, LazyString]) -> dict[str, LazyString]:
    """The states of a law in the order a paper goes through them."""
    return {state: word for state, word in words.items() if state in states}


INCOMING_LIST = List(
    kind="incoming",
    title=later("Văn bản đến"),
    listed=incoming_queries.listed,
    states=_words(INCOMING.states, STATES),
    row=_incoming_row,
    create=(later("Tiếp nhận"), "/incoming/arrive"),
    creators=frozenset({Role.CLERK}),
    is_coming=True,
)
OUTGOING_LIST = List(
    kind="outgoing",
    title=later("Văn bản đi"),
    listed=outgoing_queries.listed,
    states=_words(OUTGOING.states, OUTGOING_STATES),
    row=_outgoing_row,
    create=(later("Dự thảo mới"), "/outgoing/new"),
    creators=frozenset(DRAFTERS),
)

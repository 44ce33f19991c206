"""Where a paper lies: who has it, since when, and what it still lacks (DESIGN §10)."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from server.clock import now
from server.database import db
from server.desks.models import REMARK, Desk, History, Mention, Reader
from server.org.actor import Actor
from server.org.models import Absence, Agency, Appointment, Person, Position, Unit
from server.org.queries import as_of, in_force
from server.org.seats import took_over
from server.words_of.lacking import lack_word
from server.words_of.law import ROLES, moment_words, state_word
from workflows import Role

LETTERS = ":ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
"""What stands after the number of a seat: `u:5:UNIT_HEAD`."""


def where_is_it(kind: str, paper_id: int) -> str:
    """One sentence for the paper's page: nothing can hang in silence.

    `Đang ở bàn Chủ tịch Trịnh Quang Minh từ 09:14 hôm nay; còn thiếu ý kiến chỉ đạo.`
    """
    lying = (
        select(Desk.seat, Desk.verb, Desk.since, Desk.agency_id)
        .where(Desk.paper_kind == kind, Desk.paper_id == paper_id)
        .order_by(Desk.id)
    )
    rows = db.session.execute(lying).all()
    if not rows:
        return _at_rest(kind, paper_id)
    there: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        there.setdefault((row.seat, row.agency_id), []).append(row)
    return "\n".join(_lies(kind, who, waiting) for who, waiting in there.items())


def _lies(kind: str, who: tuple[str, int], waiting: Sequence[Row]) -> str:
    """Who sits there is named once, whatever he is waited for; since the first of it."""
    words = _("Đang ở bàn %(who)s từ %(since)s; còn thiếu %(what)s.")
    return words % {
        "who": sitters(*who),
        "since": moment_words(waiting[0].since),
        "what": ", ".join(lack_word(kind, one.verb) for one in waiting),
    }


def _at_rest(kind: str, paper_id: int) -> str:
    """It waits for nobody: the last step, by whom and when."""
    last = db.session.execute(
        select(History.target, History.name, History.at)
        .where(History.paper_kind == kind, History.paper_id == paper_id)
        .where(History.transition != REMARK)
        .order_by(History.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return ""
    words = _("%(state)s, không còn chờ ai; bước cuối do %(who)s thực hiện lúc %(at)s.")
    state = state_word(kind, last.target)
    return words % {"state": state, "who": last.name, "at": moment_words(last.at)}


def sitters(seat: str, agency_id: int | None = None) -> str:
    """The people on a seat today, with their title: `Chủ tịch Trịnh Quang Minh`.

    `agency_id`: whose paper it is; who sits in another agency is named with it (DOMAIN §5.5).
    """
    _letter, number, role = (*seat.split(":"), "")[:3]
    if seat.startswith("r:"):
        return str(ROLES[number])
    people = _sitting(seat, role)
    names = ", ".join(_named(row) for row in people if row.full_name)
    titles = list(dict.fromkeys(row.title for row in people))
    title = titles[0] if len(titles) == 1 else str(ROLES[role]) if role else ""
    there = {row.agency_id: row.agency for row in people if agency_id not in (None, row.agency_id)}
    return ", ".join([f"{title} {names or _('(đang khuyết)')}".strip(), *there.values()])


def _named(row: Row) -> str:
    """Somebody who is away has his work done by another (ORG-04)."""
    if not row.substitute:
        return str(row.full_name)
    words = _("%(name)s (vắng, %(other)s nhận việc thay)")
    return words % {"name": row.full_name, "other": row.substitute}


def _sitting(seat: str, role: str) -> list[Any]:
    """Who is there; where the place has ended, who has it by a plan (`Position.inherits`)."""
    letter, number = seat.split(":")[:2]
    place = {"p": Position.id, "u": Position.unit_id, "a": Position.agency_id}[letter]
    found = _with_role(place == int(number), role)
    if any(row.full_name for row in found):
        return found
    return _with_role(took_over(seat), role) or found


def _with_role(wanted: ColumnElement[bool], role: str) -> list[Any]:
    return [row for row in db.session.execute(_chairs(wanted)) if not role or role in row.roles]


def _chairs(wanted: ColumnElement[bool]) -> Select[str, list[str], int | None, str, str, str]:
    """These positions, who holds them today, and who stands in for those."""
    other = aliased(Person)
    columns = (
        Position.title, Position.roles, Position.agency_id, Person.full_name,
        Agency.short_name.label("agency"), other.full_name.label("substitute"),
    )  # fmt: skip
    return (
        as_of(select(*columns), Position)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Appointment, and_(Appointment.position_id == Position.id, in_force(Appointment)))
        .outerjoin(Person, Person.id == Appointment.person_id)
        .outerjoin(Absence, and_(Absence.person_id == Person.id, in_force(Absence)))
        .outerjoin(other, other.id == Absence.substitute_id)
        .where(wanted)
        .order_by(Position.rank, Position.id)
    )


WEEK = "schedule/weeks"
"""A published week is everybody's in the agency: it has no readers, its page asks who comes."""
ACCESS = "casefiles/access"
"""A request to read a file is his who asked, though the file is not."""
DESTRUCTIONS = "casefiles/destructions"
"""A list of files to be destroyed: its page asks who comes."""
HANDED, DELIVERIES, EXPORTS = "handing-over", "casefiles/deliveries", "exports"
PLANS, AGENCIES_HANDED = "people/reorganisations", "handing-over/agencies"
"""What waits for somebody's word, and gives or takes or lets out: its page asks who comes."""
TERMS, CLOSINGS = "handing-over/terms", "handing-over/closings"
"""A term that runs out, an agency that closes, over work that would be nobody's."""
ENDINGS = "handing-over/agencies/ahead"
"""A post that ends by an approved plan: its page shows each one his own."""
CAME = "handing-over/agencies/came"
"""What came over from an agency that ended: its page shows each one what he may read."""
REPORTS = "reports/kept"
"""Reports made to order: the page asks who comes."""
ABSENCES = "absences"
"""Who is away and who has his work: its page asks who comes."""
_BESIDE = (
    ABSENCES,
    WEEK, ACCESS, DESTRUCTIONS, HANDED, DELIVERIES, EXPORTS, PLANS, AGENCIES_HANDED, TERMS,
    CLOSINGS, ENDINGS, CAME, REPORTS,
)  # fmt: skip


def mentions(actor: Actor) -> Select[int]:
    """What this person was told of: papers that he may read still, weeks, his own requests."""
    readable = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == Mention.paper_kind,
        Reader.paper_id == Mention.paper_id,
    )
    open_to_him = or_(Mention.paper_kind.in_(_BESIDE), readable.exists())
    return select(Mention.id).where(Mention.person_id == actor.person_id, open_to_him)


def by_others(actor: Actor) -> ColumnElement[bool]:
    """What lies on a desk came there by another hand: nobody needs the bell for his own step."""
    steps = select(History.person_id).where(
        History.paper_kind == Desk.paper_kind, History.paper_id == Desk.paper_id
    )
    last = steps.order_by(History.id.desc()).limit(1).correlate(Desk).scalar_subquery()
    return func.coalesce(last, 0) != actor.person_id


def left_in_agency(actor: Actor) -> Select[int] | None:
    """Urgent papers left lying on any desk of the agency whose head or office chief this is (§4.4);
    None for everybody else."""
    heads = actor.is_head and Role.LEADER in actor.roles
    if not heads and Role.OFFICE_CHIEF not in actor.roles:
        return None
    return select(Desk.id).where(Desk.agency_id == actor.agency_id, Desk.escalates_at < now())


OWED_BY_UNIT = frozenset(("start", "propose_close", "contribute", "receive", "report"))
"""What somebody in a unit does of what the unit was given: its head answers for the day too."""


def owed_in_units(actor: Actor) -> Select[int] | None:
    """What lies on other desks of the units that this actor heads and has its day; None for
    everybody else."""
    heads = [seat.split(":")[1] for seat in actor.seats if seat.endswith(f":{Role.UNIT_HEAD}")]
    units = [int(unit) for unit in heads if unit.isdecimal()]
    if not units:
        return None
    return select(Desk.id).where(
        Desk.unit_id.in_(units), Desk.verb.in_(sorted(OWED_BY_UNIT)), Desk.due_at.is_not(None)
    )


def lying(kind: str, ids: Sequence[int]) -> Sequence[Row]:
    """Where these papers lie and for what, for a list: one statement for the whole page."""
    columns = (Desk.paper_id, Desk.verb, *holder_columns())
    rows = holders_joined(select(*columns).select_from(Desk)).where(
        Desk.paper_kind == kind, Desk.paper_id.in_(ids)
    )
    return db.session.execute(rows.order_by(Desk.id)).all() if ids else []


def holders_of(rows: Iterable[Row]) -> dict[int, str]:
    """Who has each of these papers."""
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.paper_id, []).append(holder_word(row))
    return {paper_id: joined(names) for paper_id, names in found.items()}


def verbs_of(
    rows: Iterable[Row], seats: Container[str], verbs: Container[str]
) -> dict[int, set[str]]:
    """For which of these steps each of these papers waits on one of these seats."""
    found: dict[int, set[str]] = {}
    for row in rows:
        if row.seat in seats and row.verb in verbs:
            found.setdefault(row.paper_id, set()).add(row.verb)
    return found


def holder_columns() -> tuple[ColumnElement, ...]:
    """What `holder_word` needs of a statement that went through `holders_joined`."""
    return (
        Desk.seat.label("seat"),
        Person.full_name.label("holder"),
        Unit.name.label("unit"),
    )


def holders_joined(lying: Select[Any], day: Any = None) -> Select[Any]:
    """The person of a position's seat and the unit of a unit's, beside each desk row.

    `day` is a parameter in a statement that is kept; today where none is named.
    """
    return (
        lying.outerjoin(
            Appointment,
            and_(
                _seat_of("p:"),
                Appointment.position_id == _seat_number(),
                in_force(Appointment, day),
            ),
        )
        .outerjoin(Person, Person.id == Appointment.person_id)
        .outerjoin(Unit, and_(_seat_of("u:"), Unit.id == _seat_number()))
    )


def _seat_of(letter: str) -> ColumnElement[bool]:
    return func.substr(Desk.seat, 1, 2) == letter


def _seat_number() -> ColumnElement[int | None]:
    number = cast(func.rtrim(func.substr(Desk.seat, 3), LETTERS), Integer)
    return case((_seat_of("r:"), None), else_=number)


def holder_word(row: Row) -> str:
    """A holder in a list: the person, the unit, or the role of the agency."""
    if row.holder or row.unit:
        return str(row.holder or row.unit)
    role = row.seat.rsplit(":", 1)[-1]
    return str(ROLES[role]) if role in ROLES else _("(đang khuyết)")


def joined(names: Iterable[str]) -> str:
    """Each holder once; of many, the first two and how many more."""
    once = list(dict.fromkeys(names))
    more = _(" và %(n)s nơi khác", n=len(once) - 2) if len(once) > 2 else ""
    return ", ".join(once[:2]) + more

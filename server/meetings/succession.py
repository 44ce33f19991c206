"""Who is invited is the post: whoever holds it on the day sits in that place (DOMAIN §10.3).

A round each minute finds the places whose post another holds now. The next one says himself whether
he comes, marks what he thinks, keeps his own notes: what the one before did stays that one's. Who
has come stays until this session is over; chair and secretary hand over by a list (AR-04), and a
substitute was sent by name. Who goes on himself in what
came after his post keeps all of it (ORG-12).
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, Text, cast, exists, or_, select

from server import audit, perform
from server.database import db
from server.meetings.acting import acting, decide, person_of
from server.meetings.attending import tell
from server.meetings.models import Meeting
from server.meetings.people_models import Delegate
from server.meetings.planning import delegate
from server.meetings.services import CALLED, call, lay_out
from server.meetings.speeches import take_back
from server.org import queries
from server.org.actor import Actor, the_server
from server.org.models import Appointment, Person, Position
from server.papers import telling
from server.papers.services import Ref
from server.rota import every
from workflows import Refused, Role
from workflows.meeting import AHEAD, GATHERED, Sitting

TOLD = (*CALLED, *GATHERED)
"""Whoever sits in it has been called, and reads its papers."""


@every(1, "meetings:succession")
def look() -> None:
    """Every place whose post is another's now; a vacant one waits for whoever comes into it."""
    for meeting, account, heir in list(_vacated()):
        try:
            pass_seat(the_server(meeting.agency_id), Ref(meeting.id), person=account, heir=heir)
        except Refused:
            db.session.rollback()


def pass_seat(actor: Actor, ref: Ref, *, person: str, heir: int) -> Meeting:
    """The place goes to whom this appointment put into the post; an act of the server's."""
    with acting(actor, ref, "pass_seat") as meeting:
        row = person_of(meeting, person)
        held = db.session.get_one(Appointment, heir)
        stays = held.person_id == row.person_id
        act = Sitting() if stays else _to_another(meeting, row, held)
        decide(actor, "pass_seat", meeting, act)
        row.position_id = held.position_id
        if not stays:
            _succeed(actor, meeting, row, held)
        _let_in(meeting)
    return meeting


def _to_another(meeting: Meeting, row: Delegate, held: Appointment) -> Sitting:
    return Sitting(
        has_come=row.came_at is not None,
        keeps_an_office=meeting.minds(row.person_id),
        is_substitute=row.stands_for_id is not None,
        is_seated=meeting.person(held.person_id) is not None,
    )


def vacant(meeting: Meeting) -> list[Delegate]:
    """Places of a meeting that lies ahead whose sitter holds the post no more and nobody came into
    it: whoever keeps the meeting is told, or nobody would know before the day."""
    if meeting.state not in AHEAD:
        return []
    mine = select(Delegate).where(Delegate.meeting_id == meeting.id, ~_holds_it())
    rows = db.session.scalars(mine.order_by(Delegate.n))
    return [one for one in rows if not _is_passed_on(meeting, one)]


def _is_passed_on(meeting: Meeting, row: Delegate) -> bool:
    """Not an office of the meeting, nor a place by name, but to himself in his next post."""
    heir = _heir(meeting, row)
    if heir is None or heir.person_id == row.person_id:
        return heir is not None
    return not meeting.minds(row.person_id) and row.stands_for_id is None


def _holds_it() -> ColumnElement[bool]:
    held = queries.in_force(Appointment) & Person.active
    return exists(
        select(Appointment.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(held, Appointment.person_id == Delegate.person_id)
        .where(Appointment.position_id == Delegate.position_id)
    )


def _vacated() -> Iterator[tuple[Meeting, str, int]]:
    """Places whose post its sitter does not hold, and by which appointment another does."""
    left = (
        select(Meeting, Delegate)
        .join(Delegate, Delegate.meeting_id == Meeting.id)
        .where(Meeting.state.in_((*AHEAD, *GATHERED)), Delegate.came_at.is_(None), ~_holds_it())
        .order_by(Meeting.id, Delegate.n)
    )
    for meeting, row in db.session.execute(left).all():
        if heir := _heir(meeting, row):
            yield meeting, row.account, heir.id


def _heir(meeting: Meeting, row: Delegate) -> Appointment | None:
    """Himself, where he goes on in what came after his post; else whoever sits nowhere yet."""
    heirs = db.session.scalars(_heirs(row.position_id)).all()
    seated = {one.person_id for one in meeting.people}
    own = (one for one in heirs if one.person_id == row.person_id)
    return next(own, next((one for one in heirs if one.person_id not in seated), None))


def _heirs(position_id: int) -> Select[Appointment]:
    """Who holds the post, or the one that came after it (ORG-12); who came last is the first."""
    after = cast(Position.inherits, Text).like(f'%"p:{position_id}"%')
    held = queries.as_of(select(Appointment).join(Position).join(Person), Appointment)
    return held.where(or_(Position.id == position_id, after), Person.active).order_by(
        Appointment.valid_from.desc(), Appointment.id.desc()
    )


def _succeed(actor: Actor, meeting: Meeting, row: Delegate, held: Appointment) -> None:
    who = queries.actor_of(held.person, held.id)
    reseat(meeting, row, who)
    if meeting.state in TOLD:
        about = {"kind": "meetings", "id": meeting.id, "seq": meeting.version}
        telling.tell_person(actor, about, held.person_id, telling.SEATED)
        call(actor, meeting, [f"p:{held.position_id}"])
    facts = {"before": row.person_id, "after": held.person_id}
    audit.append("seat_passed", f"meetings/{meeting.id}", **facts, **actor.by)
    tell(actor, meeting)


def _let_in(meeting: Meeting) -> None:
    """From another post he reads it by another seat."""
    if meeting.state in TOLD:
        seats = [f"p:{one.position_id}" for one in meeting.people]
        perform.lend("meetings", meeting.id, seats, "meeting")
        lay_out(meeting)
    perform.refresh_desks(meeting, "pass_seat")


def reseat(meeting: Meeting, row: Delegate, who: Actor) -> None:
    """He sits in that place instead: his part, his seat, his site, what he was to present; whoever
    sat there already keeps his own. What was said beforehand is not said by him. A step."""
    take_back(meeting, row.person_id)
    heir = meeting.person(who.person_id)
    if heir is None:
        heir = delegate(row.n, who, Role(row.part), meeting.agency_id)
        heir.site, heir.placed = row.site, row.placed
        meeting.people.append(heir)
    heir.presents = row.presents or bool(heir.presents)
    _hand_down(meeting, row, who)
    db.session.delete(row)
    db.session.flush()
    db.session.refresh(meeting, ["people"])


def _hand_down(meeting: Meeting, row: Delegate, who: Actor) -> None:
    """What names him beside his own row: sites, matters, and who was sent in his place."""
    for site in meeting.at_sites:
        site.head_id = who.person_id if site.head_id == row.person_id else site.head_id
    for item in meeting.agenda:
        if item.rapporteur_id == row.person_id:
            item.rapporteur_id = who.person_id
    for one in meeting.people:
        if one.stands_for_id == row.person_id:
            one.stands_for_id, one.stands_for = who.person_id, who.name

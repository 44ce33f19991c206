"""Who is invited is the post: whoever holds it on the day sits in that place (DOMAIN §10.3).

A round each minute finds the places whose post another holds now. The next one says himself whether
he comes, marks what he thinks, keeps his own notes: what the one before did stays that one's. He
chairs where that one did, or keeps the minutes, with a line in the log; who sat there already as a
colleague takes that besides. Who goes on himself in what came after his post keeps all of it
(ORG-12). Who has come stays until this session is over, and so does who has
answered a poll in writing (`voters`); a substitute was sent by name. Where somebody goes over from
one place to another, the deputy who became chair, his own waits for the next one (`waiting`).
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, or_, select

from server import audit, outbox, perform
from server.database import db
from server.meetings.acting import acting, decide, person_of
from server.meetings.before.speeches import take_back
from server.meetings.calling import icalendar
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people import waiting
from server.meetings.people.attending import tell
from server.meetings.people.in_his_place import goes_over
from server.meetings.people.models import Delegate
from server.meetings.people.place_models import WaitingPlace
from server.meetings.people.vacant import left
from server.meetings.plan.planning import delegate
from server.meetings.services import CALLED, call, lay_out
from server.meetings.votes import voters
from server.office import office
from server.org import queries
from server.org.actor import Actor, the_server
from server.org.models import Appointment, Person, Position
from server.org.seats import took_over
from server.papers import telling
from server.papers.services import Ref
from server.rota import every
from workflows import Refused, Role
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting
from workflows.meeting_states import GATHERED

TOLD = (*CALLED, *GATHERED, State.POLLING)
"""Whoever sits in it has been called, and reads its papers."""


@every(1, "meetings:succession")
def look() -> None:
    """Every place whose post is another's now; a vacant one waits for whoever comes into it."""
    for meeting, account, heir in list(_vacated()):
        try:
            pass_seat(the_server(meeting.agency_id), Ref(meeting.id), person=account, heir=heir)
        except Refused:
            db.session.rollback()
    for place, held in list(waiting.filled()):
        try:
            fill_place(the_server(held.position.agency_id), place, held)
        except Refused:
            db.session.rollback()


def fill_place(actor: Actor, place: WaitingPlace, held: Appointment) -> Meeting:
    """Whoever came into a post sits where its holder sat who went over to another place here."""
    with acting(actor, Ref(place.meeting_id), "pass_seat") as meeting:
        is_seated = meeting.person(held.person_id) is not None
        decide(actor, "pass_seat", meeting, Sitting(for_id=held.person_id, is_seated=is_seated))
        who = queries.actor_of(held.person, held.id)
        waiting.seat(meeting, place, who)
        if meeting.state == State.POLLING:
            voters.hand_on(meeting, place.of_id, held.person_id)
        _welcome(actor, meeting, place.of_id, held)
        _let_in(meeting)
        if meeting.state in TOLD and not meeting.in_writing:
            call(actor, meeting, [f"p:{held.position_id}"])
    return meeting


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
        person_id=row.person_id,
        for_id=held.person_id,
        has_come=row.came_at is not None or voters.has_answered(meeting, row.person_id),
        keeps_an_office=meeting.minds(row.person_id),
        is_substitute=row.stands_for_id is not None,
        is_seated=meeting.person(held.person_id) is not None,
    )


def is_passed_on(meeting: Meeting, row: Delegate) -> bool:
    """Whether the next round gives this place to somebody; a place by name it gives to nobody, but
    to himself in his next post."""
    heir = _heir(meeting, row)
    if heir is None or heir.person_id == row.person_id:
        return heir is not None
    server = the_server(meeting.agency_id)
    try:
        decide(server, "pass_seat", meeting, _to_another(meeting, row, heir))
    except Refused:
        return False
    return True


def _vacated() -> Iterator[tuple[Meeting, str, int]]:
    """Places whose post its sitter does not hold, and by which appointment another does."""
    places = left().order_by(Meeting.id, Delegate.n)
    for meeting, row in db.session.execute(places).all():
        if heir := _heir(meeting, row):
            yield meeting, row.account, heir.id


def _heir(meeting: Meeting, row: Delegate) -> Appointment | None:
    """Himself, where he goes on in what came after his post; else whoever sits nowhere yet; an
    office goes to whoever holds its post, though he sits there."""
    heirs = db.session.scalars(_heirs(row.position_id)).all()
    seated = {one.person_id for one in meeting.people}
    own = (one for one in heirs if one.person_id == row.person_id)
    others = sorted(heirs, key=lambda one: one.person_id in seated)
    able = (o for o in others if o.person_id not in seated or meeting.minds(row.person_id))
    return next(own, next(able, None))


def _heirs(position_id: int) -> Select[Appointment]:
    """Who holds the post, or the one that came after it (ORG-12); who came last is the first."""
    after = took_over(f"p:{position_id}")
    held = queries.as_of(select(Appointment).join(Position).join(Person), Appointment)
    return held.where(or_(Position.id == position_id, after), Person.active).order_by(
        Appointment.valid_from.desc(), Appointment.id.desc()
    )


def _succeed(actor: Actor, meeting: Meeting, row: Delegate, held: Appointment) -> None:
    before, office_of = row.person_id, _office_of(meeting, row)
    reseat(meeting, row, queries.actor_of(held.person, held.id))
    _welcome(actor, meeting, before, held)
    if office_of:
        _tell_of_office(actor, meeting, office_of, {"before": before, "after": held.person_id})


def _welcome(actor: Actor, meeting: Meeting, before: int, held: Appointment) -> None:
    if meeting.state in TOLD:
        about = {"kind": "meetings", "id": meeting.id, "seq": meeting.version}
        telling.tell_person(actor, about, held.person_id, telling.SEATED)
    facts = {"before": before, "after": held.person_id}
    audit.append("seat_passed", f"meetings/{meeting.id}", **facts, **actor.by)
    tell(actor, meeting)


def _office_of(meeting: Meeting, row: Delegate) -> str:
    if row.person_id == meeting.chair_id:
        return "chair"
    return "secretary" if row.person_id in meeting.secretaries else ""


def _tell_of_office(actor: Actor, meeting: Meeting, name: str, facts: dict[str, Any]) -> None:
    """With the trace of every other hand-over (§10.3); open pages hear whose it is now."""
    audit.append(name, f"meetings/{meeting.id}", **facts, **actor.by)
    heir = next(one for one in meeting.people if one.person_id == facts["after"])
    perform.lend("meetings", meeting.id, [f"p:{heir.position_id}"], name)
    said: dict[str, Any] = {"person": heir.account, "name": heir.name}
    said |= {"lost": False} if name == "chair" else {}
    events.happened(meeting, f"{name}.changed", None, **said)


def _let_in(meeting: Meeting) -> None:
    """From another post he reads it by another seat."""
    if meeting.state in TOLD:
        seats = [f"p:{one.position_id}" for one in meeting.people]
        perform.lend("meetings", meeting.id, seats, "meeting")
        lay_out(meeting)
    perform.refresh_desks(meeting, "pass_seat")


def reseat(meeting: Meeting, row: Delegate, who: Actor) -> None:
    """He sits in that place instead: his part, his office, his seat, his site, what he was to
    present and to answer; whoever sat there already keeps his own besides. What was said beforehand
    is not said by him. A step."""
    take_back(meeting, row.person_id)
    heir = meeting.person(who.person_id)
    if heir is not None:
        waiting.leaves_place(meeting, heir, row)
    heir = heir or _newly(meeting, row, who)
    heir.part = row.part if row.part == Role.MEMBER else heir.part
    heir.presents = row.presents or bool(heir.presents)
    heir.position_id, heir.post = who.position_id or heir.position_id, who.post
    _hand_down(meeting, row, who)
    if meeting.state == State.POLLING:
        voters.hand_on(meeting, row.person_id, heir.person_id)
    _into_office(meeting, row, heir)
    _in_calendars(meeting, row.person_id, heir)
    db.session.delete(row)
    db.session.flush()
    db.session.refresh(meeting, ["people"])


def _newly(meeting: Meeting, row: Delegate, who: Actor) -> Delegate:
    heir = delegate(row.n, who, Role(row.part), meeting.agency_id)
    heir.site, heir.placed = row.site, row.placed
    meeting.people.append(heir)
    return heir


def _into_office(meeting: Meeting, row: Delegate, heir: Delegate) -> None:
    db.session.flush()
    person = db.session.get_one(Person, heir.person_id)
    if row.person_id == meeting.chair_id:
        meeting.chair, meeting.chair_id = person, person.id
    if row.person_id == meeting.secretary_id:
        meeting.secretary, meeting.secretary_id = person, person.id
        heir.writes = False
    heir.writes |= row.writes and heir.person_id != meeting.secretary_id


def _in_calendars(meeting: Meeting, gone: int, heir: Delegate) -> None:
    """Its entry leaves the calendar of the one and comes into that of the other; a poll takes no
    time from anybody."""
    if meeting.state in TOLD and not meeting.in_writing:
        outbox.releasing(meeting, gone, icalendar.entry(meeting, office().base_url, gone=True))
        call(the_server(meeting.agency_id), meeting, [f"p:{heir.position_id}"])


def _hand_down(meeting: Meeting, row: Delegate, who: Actor) -> None:
    """What names him beside his own row: what goes with his place, and who was sent into it."""
    goes_over(meeting, row.person_id, who.person_id)
    for one in meeting.people:
        if one.stands_for_id == row.person_id:
            one.stands_for_id, one.stands_for = who.person_id, who.name

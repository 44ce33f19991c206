"""A place that waits for whoever comes into its post (DOMAIN §10.3).

Its sitter went over to another place of the same meeting: the next deputy sits where the one sat
who became chair, so that the body is as large as it was (VT-01).
"""

from collections.abc import Iterator

from sqlalchemy import select

from server.database import db
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.people.place_models import WaitingPlace
from server.meetings.people.vacant import PASSES
from server.meetings.plan.planning import delegate
from server.org import queries
from server.org.actor import Actor
from server.org.models import Appointment
from workflows import Role


def leaves_place(meeting: Meeting, heir: Delegate, other: Delegate) -> None:
    """He takes the other's place; where he still holds the post of his own he sits for both, and
    else it waits, at the other's end of the table; a step."""
    if any(one.position_id == heir.position_id for one in queries.posts_of(heir.person_id)):
        return
    place = WaitingPlace(
        meeting_id=meeting.id, position_id=heir.position_id, n=other.n, part=heir.part,
        site=heir.site, of_id=other.person_id,
    )  # fmt: skip
    db.session.merge(place)


def filled() -> Iterator[tuple[WaitingPlace, Appointment]]:
    """Places that wait, and who has come into their post and sits nowhere in that meeting."""
    asked = select(WaitingPlace, Meeting).join(Meeting, Meeting.id == WaitingPlace.meeting_id)
    for place, meeting in db.session.execute(asked.where(Meeting.state.in_(PASSES))).all():
        held = queries.as_of(select(Appointment), Appointment).filter_by(
            position_id=place.position_id
        )
        for one in db.session.scalars(held.order_by(Appointment.valid_from.desc())):
            if meeting.person(one.person_id) is None and one.person.active:
                yield place, one
                break


def seat(meeting: Meeting, place: WaitingPlace, who: Actor) -> None:
    """He sits there as who sat there before did; a step."""
    row = delegate(place.n, who, Role(place.part), meeting.agency_id)
    row.site = place.site
    meeting.people.append(row)
    db.session.delete(place)
    db.session.flush()

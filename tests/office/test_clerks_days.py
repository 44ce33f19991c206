"""The day that the decree gives a clerk lies on her desk and turns red there (4.2c, 18.1, 23.1)."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from server.clock import HANOI
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.incoming import arriving, directing
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import issuing
from server.org.models import CalendarDay
from server.papers.services import Ref
from server.perform import desks_in
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, key_of
from tests.office.outgoing import desk as outgoing
from workflows.deadlines import end_of

FRIDAY = dt.datetime(2026, 3, 6, 16, 55, tzinfo=HANOI)
MONDAY, TUESDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 10)


def until(path: str, verb: str) -> dt.datetime | None:
    """The deadline under which it lies on the clerk's desk."""
    db.session.rollback()
    return db.session.scalars(select(Desk.due_at).filter_by(**key_of(path), verb=verb)).one()


def test_what_arrives_is_registered_and_laid_before_a_leader_by_the_next_working_day(one_cast):
    lan = one_cast.lan.actor
    with time_machine.travel(FRIDAY, tick=False):
        path = desk.arrived(one_cast)
    assert until(path, "register") == end_of(MONDAY)
    with time_machine.travel(end_of(MONDAY), tick=False):
        arriving.register(lan, Ref(id_of(path)), fields={})
    assert until(path, "present") == end_of(TUESDAY)
    directing.present(lan, Ref(id_of(path)))
    assert until(path, "direct") is None


def test_a_day_off_is_no_day_of_the_office(one_cast):
    with transaction() as session:
        session.merge(CalendarDay(day=MONDAY, kind="off", name="Nghỉ bù"))
    with time_machine.travel(FRIDAY, tick=False):
        path = desk.arrived(one_cast)
    assert until(path, "register") == end_of(TUESDAY)


def test_an_urgent_one_has_no_day_but_hours(one_cast):
    path = desk.arrived(one_cast, urgency="KHAN")
    assert until(path, "register") is None
    hours = select(Desk.escalates_at).filter_by(**key_of(path))
    assert db.session.scalars(hours).one() is not None


@pytest.mark.parametrize("urgency", ["NORMAL", "HOA_TOC"])
def test_what_was_signed_on_friday_evening_is_on_its_way_on_monday(one_cast, urgency):
    """B15, NUM-12: number, line, seal and dispatch have one day together, from the signature on."""
    path, lan = outgoing.as_signed(one_cast, urgency=urgency), one_cast.lan.actor
    change(OutgoingDocument, {"id": id_of(path)}, signed_at=FRIDAY)
    by = end_of(MONDAY) if urgency == "NORMAL" else None
    issuing.number(lan, Ref(id_of(path)))
    assert until(path, "register") == by
    issuing.register(lan, Ref(id_of(path)))
    assert until(path, "seal") == by
    for state, verb in (("SIGNED", "number"), ("SEALED", "dispatch")):
        ((_seat, told, due),) = desks_in(state, outgoing.paper_of(path))
        assert (told, due) == (verb, by)


def test_what_lay_there_too_long_is_red(one_cast):
    path = desk.arrived(one_cast)
    turns_red_after(one_cast, path, until(path, "register"))


def test_what_was_signed_on_friday_evening_is_red_from_mondays_end_until_it_is_sent(one_cast):
    """B15: not at 17:00, and from the next minute on, whichever step of Lan's it still lacks."""
    path, lan = outgoing.as_signed(one_cast), one_cast.lan.actor
    change(OutgoingDocument, {"id": id_of(path)}, signed_at=FRIDAY)
    for step in (issuing.number, issuing.register):
        step(lan, Ref(id_of(path)))
        turns_red_after(one_cast, path, end_of(MONDAY))


def turns_red_after(cast: Cast, path: str, by: dt.datetime) -> None:
    """On Lan's first page: in time at the last minute, late one minute after it."""
    for moment, late in ((by, False), (by + dt.timedelta(minutes=1), True)):
        with time_machine.travel(moment, tick=False):
            page = cast.lan.browser().get("/").text
        (row,) = [one for one in page.split("<li class=") if f'href="{path}"' in one]
        assert ("Quá hạn" in row) is late

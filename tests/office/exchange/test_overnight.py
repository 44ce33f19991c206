"""A letter that comes when Lan is about to go home is entered in the morning (A01, A02, IN-04)."""

import datetime as dt

import time_machine

from server.clock import HANOI, today
from server.documents.incoming.judging import judge
from tests.cast import Cast
from tests.office.exchange.letters import answered, attachment, envelope, hand_in
from tests.office.incoming import desk
from tests.office.outcome import line_of
from tests.office.papers import ok


def test_what_came_on_tuesday_evening_is_entered_on_wednesday_as_of_the_day_it_came(
    one_cast: Cast, sealed_pdf: bytes
) -> None:
    """A01, A02: 16:50 and 8:00; the next number, column 1 says Tuesday (IN-04)."""
    monday = today() + dt.timedelta(days=7 - today().weekday())
    evening = dt.datetime.combine(monday + dt.timedelta(days=1), dt.time(16, 50), HANOI)
    morning = evening + dt.timedelta(hours=15, minutes=10)
    with time_machine.travel(evening, tick=False):
        desk.registered(one_cast, number="7")
        hand_in(one_cast.lan, envelope(attachments=[attachment(sealed_pdf)]))
        assert one_cast.lan.sees("/incoming/2")["arrival_no"] is None
        assert answered() == ["01"]
    with time_machine.travel(morning, tick=False):
        judge()
        thing = ok(one_cast.lan.does("/incoming/2", "register"))
    assert (thing["arrival_no"], thing["registered_on"]) == (2, morning.date().isoformat())
    assert line_of("/incoming/2").entered_on == evening.date()
    assert answered() == ["01", "03"]

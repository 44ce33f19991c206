"""An office with something in each of its rooms, for whoever walks through all of them."""

import pytest

from server.ledger import sequencing
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.front import test_volumes as books
from tests.office.meetings import closed, gathering
from tests.office.papers import ok
from tests.office.schedule import test_week as weeks


@pytest.fixture
def full(one_cast: Cast) -> Cast:
    """Something in each room: letters at several desks, drafts, a session that is over and one
    that is planned, files, a volume, a published week."""
    cast = one_cast
    papers.in_progress(cast)
    papers.arrived(cast, number="88")
    papers.registered(cast, number="89")
    for begin in (papers.drafted, papers.submitted, papers.ready):
        begin(cast)
    sent = papers.dispatched(cast)
    books.closed(cast.lan)
    closed.drafted(cast)
    gathering.planned(cast)
    file = keeping.opened(cast.nam)
    ok(cast.nam.does(file, "add", {"papers": [sent[1:]]}))
    weeks.published_week(cast)
    sequencing.place_all()  # of what went out the proof may be kept
    return cast

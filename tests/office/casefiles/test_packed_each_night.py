"""A package that the machine gave up is made in the night; nobody gives the file back for it."""

from sqlalchemy import select

from server.archive import packing
from server.database import db
from server.jobs import FAILED, QUEUED, Job, work
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import opened, put
from tests.office.outcome import change

WORDS = "đêm nay máy lập lại"


def jobs(state: str) -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(Job.id).filter_by(kind=packing.KIND, state=state)))


def test_what_was_given_up_is_packed_in_the_night_and_taken_in(one_cast: Cast):
    path = opened(one_cast.nam)
    put(one_cast.nam, path, papers.dispatched(one_cast))
    papers.ok(one_cast.nam.does(path, "close"))
    papers.ok(one_cast.nam.does(path, "transfer"))
    assert packing.again() == {"asked": 0}, "it waits to be packed for the first time"
    (first,) = jobs(QUEUED)
    change(Job, {"id": first}, state=FAILED)
    assert WORDS in one_cast.thu.browser().get(path).text
    assert packing.again() == {"asked": 1}
    assert packing.again() == {"asked": 0}, "asked for once"
    (second,) = jobs(QUEUED)
    work(second)
    assert WORDS not in one_cast.thu.browser().get(path).text
    papers.ok(one_cast.thu.does(path, "accept_transfer"))
    assert packing.again() == {"asked": 0}

"""The minutes between two agencies, as the tests of them look at them and sign them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

import signing
from server import jobs
from server.database import db
from server.documents.lists.models import SignedList
from server.files import store
from server.jobs import Job
from server.office import office
from server.org.models import Agency
from server.reorganising.minutes import JOB, MINUTES
from server.reorganising.models import AgencyHandover
from tests import begun
from tests.cast import Cast
from tests.office.admin.desk import actor
from tests.office.casefiles.test_handing_over import text_of
from tests.office.reorganising.merging import (
    approved,
    at_midnight,
    done,
)
from tests.office.reorganising.test_midnight import presented

ANH, DONG = "chutich.hoangphu", "chutich.hoangdong"
"""The chairs: of Hoằng Phú, who chairs the new commune too, and of Hoằng Đồng, who steps back."""


def works() -> int:
    """The consumer, at the minutes; how many it went through."""
    waiting = select(Job.id).where(Job.kind == JOB, Job.state == jobs.QUEUED).order_by(Job.id)
    found = db.session.scalars(waiting).all()
    for job_id in found:
        jobs.work(job_id)
    db.session.rollback()
    return len(found)


def handover(code: str) -> AgencyHandover:
    db.session.expire_all()
    mine = select(AgencyHandover).join(Agency, Agency.id == AgencyHandover.from_id)
    return db.session.scalars(mine.where(Agency.code == code)).one()


def listed(row: AgencyHandover) -> SignedList:
    assert row.signed_list is not None
    return row.signed_list


def sheet(row: AgencyHandover) -> str:
    return " ".join(text_of(store().fetch(listed(row).file_sha256)).split())


def verdict(row: AgencyHandover) -> signing.Verdict:
    pdf = store().fetch(listed(row).file_sha256)
    return signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))


def signs(account: str, row: AgencyHandover, pin: str = Cast.pin) -> AgencyHandover:
    return MINUTES.sign(actor(account), row.id, pin=pin)


@contextmanager
def merged_today(cast: Cast) -> Iterator[None]:
    """A letter lay in Hoằng Phú; the midnight has come, the sheets are set: it is the new day."""
    _merged(cast)
    with at_midnight():
        yield


@begun.once
def _merged(cast: Cast) -> None:
    presented(cast.dao)
    done(approved())
    with at_midnight():
        assert works() == 2, "one from each commune that ended"

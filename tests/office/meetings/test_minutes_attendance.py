"""Whom the minutes name as there or absent (§10.3, §10.6)."""

from sqlalchemy import select

from server.database import db
from server.org.models import Person
from tests.office.meetings.gathering import does, opened


def test_who_minds_the_devices_is_neither_there_nor_absent(one_cast):
    """The technician signs in nowhere; the minutes called him absent."""
    cast, technician = one_cast, "kythuat.huyen"
    path = opened(cast, technician=technician)
    does(cast.minh, path, "close")
    called = db.session.scalar(select(Person).filter_by(account=technician))
    told = " ".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert cast.hoa.actor.name in told and called.full_name not in told

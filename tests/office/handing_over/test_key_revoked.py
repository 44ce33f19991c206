"""Who leaves for good signs the list first: his key goes afterwards, and takes nothing with it."""

from sqlalchemy import select

from server.admin.keys.revoking import REVOKE, put_on_the_list
from server.database import db
from server.handing_over import services
from server.jobs import Job
from tests.cast import Cast
from tests.office.admin.desk import actor, kien
from tests.office.handing_over.leaver import QUY, says_so
from tests.office.handing_over.test_signed import HOA, NAM, app, one, verdict

__all__ = ["app", "one"]


def test_the_list_of_who_leaves_for_good_is_valid_after_his_key_is_revoked(cast: Cast, one):
    """He signed it on his last day; the key goes from the moment that it goes (ORG-14)."""
    one.leaves = True
    db.session.commit()
    for who in (QUY, NAM, HOA):
        says_so(one, actor(who))
    services.hand_over(kien(), one.id)
    (job,) = db.session.scalars(select(Job).filter_by(kind=REVOKE)).all()
    put_on_the_list(**job.payload)
    said = verdict(one)
    assert (said.verdict, said.lacking) == ("valid", [])
    assert any(it.revoked_since for it in said.signatures), "it is on the list all the same"

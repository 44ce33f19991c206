"""A meeting of an agency that lives on: who sits in it follows the plan, or his place is empty."""

from server.database import db
from server.meetings.models import Meeting
from server.meetings.people import succession
from server.org.models import Position
from server.reorganising import parting
from tests.cast import Cast
from tests.office.admin.desk import kien
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.reorganising.between import DONG
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    begun,
    done,
    new_day,
)
from tests.office.reorganising.test_parts import approved as settled

EMPTY = "Chỗ đang trống"


def place_of(path: str, account: str) -> Position:
    meeting = db.session.get_one(Meeting, id_of(path), populate_existing=True)
    (row,) = (one for one in meeting.people if one.account == account)
    return db.session.get_one(Position, row.position_id)


def test_who_goes_on_sits_there_from_his_new_post_and_an_empty_place_is_named(one_cast: Cast):
    """Two communes become one: Ánh chairs the new one and comes; of Hoằng Đồng nobody does."""
    cast = one_cast
    path = gathering.planned(cast, delegates=[cast.binh.account, cast.anh.account, DONG])
    gone = place_of(path, DONG)
    done(approved())
    with at_midnight():
        succession.look()
        post = place_of(path, cast.anh.account)
        assert (post.agency.code, post.title) == (NEW.code, "Chủ tịch")
        assert place_of(path, DONG).id == gone.id
        page = new_day(cast.tuan).browser().get(path).text
        assert EMPTY in page
        told = page.partition(EMPTY)[2].partition("</ul>")[0]
        assert "Hoằng Đồng" in told and "Hoằng Phú" not in told


def test_a_secretary_whose_unit_goes_writes_on_from_where_he_works_now(one_cast: Cast):
    """Tuấn's office moves to a commune; Minh's meeting stays, and so does Tuấn in it."""
    cast = one_cast
    path = gathering.planned(cast)
    plan = begun(title="Chuyển Văn phòng")
    parting.part(kien(), plan.id, agency="huyen", unit="vp", heir="hoangphu")
    done(settled(plan))
    with at_midnight():
        succession.look()
        meeting = db.session.get_one(Meeting, id_of(path))
        assert (meeting.agency.code, meeting.secretary.account) == ("huyen", cast.tuan.account)
        assert place_of(path, cast.tuan.account).id == new_day(cast.tuan).actor.position_id
        assert EMPTY not in new_day(cast.minh).browser().get(path).text

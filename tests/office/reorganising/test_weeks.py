"""What was planned for after the midnight is planned on by whoever comes after (§11.5)."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.clock import HANOI, today
from server.database import db, transaction
from server.meetings.hall_models import Shared
from server.meetings.models import Meeting
from server.reorganising.taking_effect import rehearse
from server.schedule import services
from server.schedule.models import ScheduleEntry, WeeklySchedule
from tests.cast import Cast, Hand
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.reorganising.between import ANH, DONG
from tests.office.reorganising.merging import approved, at_midnight, district_ends, done, new_day
from tests.office.reorganising.test_midnight import agency
from tests.office.reorganising.test_parts import approved as settled
from tests.office.reorganising.test_parts import moving
from tests.office.reorganising.test_renamed import drafted as renamed
from tests.office.reorganising.test_renamed import now_called
from tests.office.schedule.test_week import MON, at, entry

HALL, CAR = "Phòng họp tầng 2", "36A-012.34"


def taken_in(hand: Hand, **more: Any) -> ScheduleEntry:
    """A line that the clerk of a commune wrote and took in."""
    line = services.propose(hand.actor, entry(**more))
    return services.settle(hand.actor, line.id, taken=True)


def week(code: str) -> WeeklySchedule:
    db.session.expire_all()
    found = services.week_of(agency(code).id, MON)
    assert found is not None
    return found


def halls(*hands: Hand) -> None:
    with transaction() as session:
        for hand in hands:
            mine = {"agency_id": hand.actor.agency_id}
            session.add(Shared(kind="room", name=HALL, **mine))
            session.add(Shared(kind="car", name=CAR, **mine))


def test_the_week_goes_on_in_the_new_commune_with_its_rooms_and_its_people(one_cast: Cast):
    cast = one_cast
    halls(cast.dao, cast.dao2)
    taken_in(cast.dao, presides=ANH, place=HALL, car=CAR)
    taken_in(cast.dao2, hour=9, presides=DONG, place="phòng họp  tầng 2", car=CAR)
    services.propose(cast.dao2.actor, entry(14, presides="", place="Nhà văn hóa thôn 3"))
    dropped = services.propose(cast.dao.actor, entry(15, presides=ANH))
    services.settle(cast.dao.actor, dropped.id, taken=False, reason="Trùng lịch")
    early = dt.datetime.combine(today(), dt.time(8), HANOI)
    services.propose(cast.dao.actor, entry(begins_at=early, presides=ANH))
    plan = approved()
    assert rehearse(plan.id)["moved"]["planned"] == 3
    moved = done(plan)["moved"]
    assert (moved["planned"], moved["proposals"]) == (3, 0)
    new = week("hoangphu2")
    said = [(one.presides, one.place, one.car, one.settled_at is None) for one in new.lines]
    anh = "Chủ tịch " + cast.anh.actor.name
    assert new.state == "DRAFT" and said == [
        (anh, HALL, CAR, False),
        (anh, f"{HALL} (UBND xã Hoằng Đồng)", f"{CAR} (UBND xã Hoằng Đồng)", False),
        ("", "Nhà văn hóa thôn 3", "", True),
    ]
    old = db.session.scalars(select(ScheduleEntry).where(ScheduleEntry.replaces_id.is_(None))).all()
    went = [one.struck_why for one in old if one.struck_at and one.id != dropped.id]
    assert went == ["1686/NQ-UBTVQH15: chuyển sang lịch công tác của UBND xã Hoằng Phú mới"] * 3
    assert [one.begins_at for one in old if not one.struck_at] == [early], "it was before"
    log = " ".join(one.content for one in db.session.query(LedgerEvent))
    assert (log.count("schedule_taken_over"), log.count("schedule_struck")) == (3, 3)
    with at_midnight():
        page = new_day(cast.anh).browser().get(f"/schedule?week={MON}")
        assert page.status_code == 200 and "Trùng Phòng họp" not in page.text
        assert "Trùng lịch Chủ tịch" in page.text, "Ánh is wanted at both, and is told"


def test_a_meeting_stands_in_its_room_under_the_rooms_next_name(one_cast: Cast):
    """The one that comes after has a room of that name already."""
    cast = one_cast
    path = gathering.planned(cast, room=HALL)
    plan = district_ends()
    with transaction() as session:
        for code in ("huyen", "hoangphu2"):
            session.add(Shared(kind="room", name=HALL, agency_id=agency(code).id))
    done(plan)
    meeting = db.session.get_one(Meeting, id_of(path))
    assert (meeting.agency.code, meeting.room) == ("hoangphu2", f"{HALL} (UBND huyện Hoằng Hóa)")


def test_a_unit_that_goes_takes_its_own_lines_into_a_week_that_is_out(one_cast: Cast):
    """Hoằng Phú has published; what Hoa presides over is marked there, what nobody took in is left
    to be proposed anew, and what Minh presides over stays his."""
    cast = one_cast
    taken_in(cast.dao, presides=ANH)
    services.review(cast.dao.actor, MON)
    services.publish(cast.anh.actor, MON)
    hers = services.propose(cast.hoa.actor, entry(10, presides=cast.hoa.account))
    services.settle(cast.tuan.actor, hers.id, taken=True)
    services.propose(cast.hoa.actor, entry(15, presides=cast.hoa.account))
    services.propose(cast.hoa.actor, entry(16))
    moved = done(settled(moving()))["moved"]
    assert (moved["planned"], moved["proposals"]) == (1, 1)
    (_anhs, new) = week("hoangphu").lines
    assert new.begins_at == at(10) and new.added_at and new.presides.startswith("Trưởng phòng ")
    assert new.unit is not None and (new.unit.code, new.unit.agency_id) == (
        "vhtt", agency("hoangphu").id,
    )  # fmt: skip
    here = {one.begins_at: one for one in week("huyen").lines}
    assert "đề xuất lại với UBND xã Hoằng Phú" in here[at(15)].struck_why
    assert here[at(10)].struck_at and not here[at(16)].struck_at


def test_under_a_new_name_what_was_published_stays_published(one_cast: Cast):
    cast = one_cast
    taken_in(cast.dao, presides=ANH)
    services.review(cast.dao.actor, MON)
    services.publish(cast.anh.actor, MON)
    done(settled(renamed()))
    db.session.expire_all()
    new = services.week_of(now_called("hoangphu").id, MON)
    assert new is not None and (new.state, new.published_by) == ("PUBLISHED", cast.anh.actor.name)
    assert [one.added_at for one in new.lines] == [None]

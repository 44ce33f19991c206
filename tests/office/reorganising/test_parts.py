"""A unit moves, a part is split off: the district lives on with its books and its seal."""

import pytest
from sqlalchemy import select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.registers.models import Register
from server.reorganising import directing, parting, planning
from server.reorganising.looking import Seen
from server.reorganising.models import AgencyHandover, HandedOver, Plan
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien
from tests.office.incoming import desk
from tests.office.papers import drafted as a_draft
from tests.office.reorganising.merging import at_midnight, begun, done, new_day, tomorrow
from tests.office.reorganising.test_midnight import agency, lines, paper
from workflows import Refused


def approved(plan: Plan) -> Plan:
    planning.propose(kien(), plan.id)
    return planning.approve(hanh(), plan.id)


def moving(unit: str = "vhtt", heir: str = "hoangphu") -> Plan:
    """Hoa's unit goes to Hoằng Phú."""
    plan = begun(title="Chuyển Phòng Văn hóa và Thông tin")
    parting.part(kien(), plan.id, agency="huyen", unit=unit, heir=heir)
    return plan


def test_hoas_unit_goes_with_its_people_its_work_and_nothing_else(cast: Cast):
    mine, draft = desk.assigned(cast), a_draft(cast)
    other = desk.presented(cast, number="1251")
    moved = done(approved(moving()))
    assert moved["open"] == {str(agency("huyen").id): {"incoming": 1, "outgoing": 1}}
    assert (moved["moved"]["books"], moved["moved"]["keys"]) == (0, 0)
    with at_midnight():
        hoa, nam = new_day(cast.hoa).actor, new_day(cast.nam).actor
        assert {hoa.agency_code, nam.agency_code} == {"hoangphu"}
        assert (hoa.unit_name, hoa.title) == ("Phòng Văn hóa và Thông tin", "Trưởng phòng")
        seen = cast.nam.sees(mine)
        assert (seen["arrival_no"], seen["state"]) == (1, "ASSIGNED")
        assert cast.nam.does(mine, "start").status_code == 200
        assert cast.nam.sees(draft)["state"] == "DRAFT"
        assert new_day(cast.dao).sees(mine)["arrival_no"] == 1
        assert new_day(cast.minh).sees(other)["arrival_no"] == 2
        assert cast.hoa.asks("GET", other).status_code == 404
    assert db.session.get_one(OutgoingDocument, int(draft[-1])).agency.code == "hoangphu"
    assert [one.note.partition(" ngày")[0] for one in lines("huyen")] == [
        "Bàn giao cho UBND xã Hoằng Phú", "",
    ]  # fmt: skip


def test_the_district_lives_on(cast: Cast):
    desk.assigned(cast)
    done(approved(moving()))
    huyen = agency("huyen")
    assert huyen.valid_to is None and huyen.successor_id is None and huyen.seal
    assert db.session.get_one(Register, (huyen.id, "IN", tomorrow().year)).closed_on is None
    units = select(Unit).where(Unit.code == "vhtt", in_force(Unit, tomorrow()))
    assert [one.agency_id for one in db.session.scalars(units)] == [agency("hoangphu").id]
    heirs = db.session.scalars(select(Position).where(Position.agency_id == agency("hoangphu").id))
    seats = {seat for one in heirs for seat in one.inherits}
    assert seats and not [one for one in seats if one.startswith("a:")]
    (minutes,) = db.session.scalars(select(AgencyHandover))
    assert (minutes.from_agency.code, minutes.to_agency.code) == ("huyen", "hoangphu")
    with at_midnight():
        assert desk.registered(cast, number="1300")


def test_a_split_gives_what_is_ticked_to_the_new_one_and_the_old_one_keeps_the_rest(cast: Cast):
    first, second = desk.presented(cast), desk.presented(cast, number="1251")
    plan = begun(title="Tách")
    parting.part(kien(), plan.id, agency="huyen", unit="", heir="hoangdong")
    whose = (agency("huyen").id, "incoming")
    directing.direct(kien(), plan.id, whose, things=[paper(first).id], heir="hoangdong")
    done(approved(plan))
    assert paper(first).agency.code == "hoangdong" and paper(second).agency.code == "huyen"
    with at_midnight():
        assert new_day(cast.dao2).sees(first)["arrival_no"] == 1
        assert new_day(cast.minh).sees(second)["state"] == "PRESENTED"
    assert [one.called for one in db.session.scalars(select(HandedOver))] == [
        f"số đến 01/{tomorrow().year}"
    ]


def test_a_rehearsal_keeps_nothing_and_a_plan_that_is_withdrawn_sets_up_no_unit(cast: Cast):
    path = desk.assigned(cast)
    plan = approved(moving())
    assert rehearse(plan.id)["open"] == {str(agency("huyen").id): {"incoming": 1}}
    assert paper(path).agency.code == "huyen"
    planning.withdraw(kien(), plan.id, reason="Hoãn")
    units = select(Unit).where(Unit.code == "vhtt", in_force(Unit, tomorrow()))
    assert [one.agency_id for one in db.session.scalars(units)] == [agency("huyen").id]


def test_a_part_that_stays_after_all_leaves_no_trace_in_the_plan(one_cast: Cast):
    plan = moving()
    parting.stay_whole(kien(), plan.id, plan.partings[0].id)
    db.session.expire_all()
    plan = db.session.get_one(Plan, plan.id)
    assert (plan.partings, plan.posts) == ([], [])
    with pytest.raises(Refused, match="changes_somebody"):
        planning.propose(kien(), plan.id)


def test_a_plan_that_forgets_whoever_takes_over_is_refused(one_cast: Cast):
    plan = moving()
    planning.close(kien(), plan.id, agency="hoangphu", heir="hoangdong")
    assert Seen(plan).forgotten == ["UBND huyện Hoằng Hóa"]
    with pytest.raises(Refused, match="forgets_nobody|every_post_has_an_heir"):
        planning.propose(kien(), plan.id)


WRONG = (
    ({"heir": "huyen"}, "succeeds_itself"), ({"unit": "xyz"}, "unknown_unit"),
    ({"heir": "tinh"}, "agency_works_elsewhere"), ({"heir": "xyz"}, "unknown_agency"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "reason"), WRONG)
def test_what_makes_no_sense_is_named(one_cast: Cast, said, reason):
    with pytest.raises(Refused, match=reason):
        moving(**said)


def test_the_same_unit_goes_once_and_who_gives_a_part_does_not_end_as_well(one_cast: Cast):
    plan = moving()
    with pytest.raises(Refused, match="parts_already"):
        parting.part(kien(), plan.id, agency="huyen", unit="vhtt", heir="hoangdong")
    with pytest.raises(Refused, match="ends_by_another_plan"):
        planning.close(kien(), plan.id, agency="huyen", heir="hoangdong")
    assert db.session.query(IncomingDocument).count() == 0
    assert db.session.query(Agency).filter_by(code="huyen").count() == 1

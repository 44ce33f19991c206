"""Kiên sends one thing elsewhere than the work of its post goes (ORG-10): by field, by area."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import db
from server.demo.places import COMMUNES
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.org.models import Agency
from server.reorganising import directing, mailing, planning
from server.reorganising.models import HandedOver, Plan
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import hanh, kien, position, why
from tests.office.casefiles import keeping
from tests.office.front.clicking import Desk
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.papers import ok
from tests.office.reorganising.merging import (
    NEW,
    at_midnight,
    begun,
    done,
    drafted,
    new_day,
)
from tests.office.reorganising.test_midnight import presented
from tests.office.reorganising.test_what_goes_over import of, task

THINH = "hoangthinh"
"""The neighbour that goes on, and takes over one thing."""


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def agency(code: str) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def directed(plan: Plan, kind: str, path: str, heir: str = THINH, whose: str = "hoangphu") -> int:
    things = [id_of(path)]
    at = (agency(whose).id, kind)
    return directing.direct(kien(), plan.id, at, things=things, heir=heir)


def carried_out(plan: Plan) -> None:
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    done(plan)


def went() -> dict[str, str]:
    """What each thing is called in the list of handing over, and where it went."""
    return {one.called: one.to_agency.code for one in db.session.scalars(select(HandedOver))}


def test_one_letter_goes_to_the_neighbour_the_other_with_its_post(cast: Cast):
    first, second = presented(cast.dao), presented(cast.dao, number="1251")
    plan = drafted()
    assert directed(plan, "incoming", first) == 1
    carried_out(plan)
    assert (of(IncomingDocument, first).agency.code, of(IncomingDocument, second).agency.code) == (
        THINH, NEW.code,
    )  # fmt: skip
    assert sorted(went().values()) == [NEW.code, THINH]
    with at_midnight():
        letter = new_day(cast.of("vanthu.hoangthinh")).sees(first)
        assert letter["arrival_no"] == 1, "it stands in the neighbour's book"
        assert of(IncomingDocument, first).presented_to_id == position("chutich.hoangthinh").id


def test_it_is_changed_and_taken_back_while_the_plan_is_written(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    for heir in (THINH, "hoangdao"):
        directed(plan, "incoming", path, heir)
    db.session.expire_all()
    assert [one.heir.code for one in plan.things] == ["hoangdao"]
    directed(plan, "incoming", path, heir="")
    db.session.expire_all()
    assert plan.things == []
    carried_out(plan)
    assert of(IncomingDocument, path).agency.code == NEW.code


def test_a_draft_begins_again_with_the_neighbours_chair_to_sign(cast: Cast):
    made = cast.cv_xa.asks(
        "POST", "/outgoing", json=papers.DRAFT | {"signer": "chutich.hoangphu", "to": ["huyen"]}
    )
    path = f"/outgoing/{ok(made)['id']}"
    plan = drafted()
    directed(plan, "outgoing", path)
    carried_out(plan)
    draft = of(OutgoingDocument, path)
    assert (draft.agency.code, draft.signer.account) == (THINH, "chutich.hoangthinh")


def all_but_one_end() -> Plan:
    """The district ends with its communes; Hoằng Thịnh goes on under the province."""
    plan = begun()
    planning.found(kien(), plan.id, replace(NEW, parent="tinh"), like="xa-2025+", pin="246810")
    for code in ("huyen", *(it.code for it in COMMUNES if it.code != THINH)):
        planning.close(kien(), plan.id, agency=code, heir=NEW.code)
    agency(THINH).parent_id = agency("tinh").id
    db.session.commit()
    return plan


def test_a_file_is_kept_on_by_the_neighbour_and_a_meeting_held_there(cast: Cast):
    file, meeting = keeping.opened(cast.nam), gathering.planned(cast)
    plan = all_but_one_end()
    directed(plan, "casefiles", file, whose="huyen")
    directed(plan, "meetings", meeting, whose="huyen")
    line = {one.paper_kind: one.heir.code for one in plan.things}
    assert line == {"casefiles": THINH, "meetings": THINH}
    carried_out(plan)
    case = of(CaseFile, file)
    assert (case.agency.code, case.keeper_post_id) == (
        "hoangthinh", position("chutich.hoangthinh").id,
    )  # fmt: skip
    assert of(Meeting, meeting).agency.code == THINH


def test_what_the_district_gave_a_commune_is_done_on_by_the_neighbour(cast: Cast):
    """The district goes on: the task stays its own, who leads it is another."""
    one = task(cast, f"a:{cast.anh.actor.agency_id}:LEADER")
    plan = drafted()
    directed(plan, "tasks", f"/tasks/{one.id}")
    carried_out(plan)
    db.session.refresh(one)
    assert (one.agency.code, one.lead_name) == ("huyen", agency(THINH).short_name)
    with at_midnight():
        assert one.lead_seat == f"a:{agency(THINH).id}:LEADER"


def own_task(cast: Cast, lead: str) -> Task:
    """Ánh gave it, in her own commune."""
    one = task(cast, lead)
    one.agency_id, one.giver_id = cast.anh.actor.agency_id, cast.anh.actor.person_id
    one.giver_post_id = one.planner_post_id = cast.anh.actor.position_id
    db.session.commit()
    return one


def test_what_a_commune_gave_itself_goes_as_a_whole(cast: Cast):
    one = own_task(cast, f"p:{cast.cv_xa.actor.position_id}")
    plan = drafted()
    directed(plan, "tasks", f"/tasks/{one.id}")
    carried_out(plan)
    db.session.refresh(one)
    thinh = position("chutich.hoangthinh").id
    assert (one.agency.code, one.giver_post_id) == (THINH, thinh)
    assert (one.lead_seat, one.lead_name) == (f"p:{thinh}", "Chủ tịch Bùi Hữu Tùng")


def test_who_leads_it_in_another_commune_that_ends_is_not_moved_with_it(cast: Cast):
    lead = position("chutich.hoangdong")
    one = own_task(cast, f"p:{lead.id}")
    plan = drafted()
    directed(plan, "tasks", f"/tasks/{one.id}")
    heir = next(it.heir_id for it in plan.posts if it.position_id == lead.id)
    carried_out(plan)
    db.session.refresh(one)
    assert (one.agency.code, one.lead_seat) == (THINH, f"p:{heir}")


def test_only_what_is_open_there_is_directed_and_only_to_who_works_on_that_day(cast: Cast):
    path, other = presented(cast.dao), papers.arrived(cast)
    plan = drafted()
    refusals = [
        ("incoming", other, THINH, "no_thing_chosen"),
        ("tasks", path, THINH, "no_thing_chosen"),
        ("papers", path, THINH, "no_such_row"),
        ("incoming", path, "hoangphu", "succeeds_itself"),
        ("incoming", path, "hoangdong", "heir_ends_too"),
        ("incoming", path, "stttt", "agency_works_elsewhere"),
        ("incoming", path, "nowhere", "unknown_agency"),
    ]
    for kind, there, heir, no in refusals:
        assert why(directed, plan, kind, there, heir) == no
    assert why(directed, plan, "incoming", other, THINH, "huyen") == "no_such_row"
    assert why(directing.direct, cast.anh.actor, plan.id, (agency("hoangphu").id, "incoming"),
               things=[id_of(path)], heir=THINH) == "wrong_role"  # fmt: skip
    assert plan.things == []
    directed(plan, "incoming", path)
    planning.propose(kien(), plan.id)
    assert why(directed, plan, "incoming", path, "hoangdao") == "wrong_state"


def test_a_successor_that_ends_after_all_is_named_when_the_plan_is_proposed(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    directed(plan, "incoming", path)
    planning.close(kien(), plan.id, agency=THINH, heir=NEW.code)
    assert why(planning.propose, kien(), plan.id) == "forgets_nobody"
    directed(plan, "incoming", path, heir="")
    planning.propose(kien(), plan.id)


def test_a_successor_of_one_thing_must_be_able_to_work_too(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    directed(plan, "incoming", path)
    position("vanthu.hoangthinh").roles = ["OFFICER"]
    db.session.commit()
    assert why(planning.propose, kien(), plan.id) == "successors_can_work"


def test_an_agency_that_stays_takes_its_things_out_of_the_plan(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    directed(plan, "incoming", path)
    planning.keep_open(kien(), plan.id, agency_id=agency("hoangphu").id)
    db.session.expire_all()
    assert plan.things == []


def test_what_is_finished_before_the_midnight_goes_nowhere(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    directed(plan, "incoming", path)
    ok(cast.anh.does(path, "for_info", {"to": ["chuyenvien.hoangphu"]}))
    assert rehearse(plan.id)["open"] == {}
    carried_out(plan)
    assert of(IncomingDocument, path).agency.code == "hoangphu" and went() == {}


def test_kien_ticks_what_goes_elsewhere_on_its_page(cast: Cast):
    path = presented(cast.dao)
    plan = drafted()
    here = f"/people/reorganisations/{plan.id}/open/{agency('hoangphu').id}/incoming"
    desk = Desk(cast.kien)
    page = desk.opens(here)
    assert f'name="things" value="{id_of(path)}"' in page and "theo chức vụ kế tục" in page
    options = re.findall(r'<option value="(\w*)"', page)
    assert options[:2] == ["", NEW.code] and THINH in options and "hoangdong" not in options
    nothing = desk.sends(here, here, heir=THINH)
    assert nothing.status_code == 422 and "Chưa chọn việc nào" in nothing.text
    assert desk.sends(here, here, things=[id_of(path)], heir=THINH).status_code == 302
    page = desk.opens(here)
    assert f">{agency(THINH).short_name}</td>" in page
    wrong = desk.sends(here, here, things=[id_of(path)], heir="hoangdong")
    assert wrong.status_code == 422 and "cũng kết thúc theo phương án này" in wrong.text
    assert f'value="{id_of(path)}" checked' in wrong.text, "what was ticked stays ticked"
    planning.propose(kien(), plan.id)
    page = desk.opens(here)
    assert 'name="things"' not in page and agency(THINH).short_name in page
    assert (
        desk.sends(here, f"/people/reorganisations/{plan.id}", things=[id_of(path)]).status_code
        == 409
    )


def test_open_work_goes_by_the_fields_of_its_letters_by_one_press(cast: Cast):
    """Kiên knows a letter by its number alone: he says the fields, the house reads (ORG-10)."""
    field = presented(cast.dao, subject="V/v tiêm phòng thú y")
    other = presented(cast.dao, number="1252")
    plan = drafted()
    assert directed(plan, "incoming", other, heir="hoangdao") == 1
    mailing.send_on(kien(), plan.id, agency="hoangphu", heir=NEW.code, words="y tế")
    third = presented(cast.dao, subject="V/v khám chữa bệnh, y tế cơ sở", number="1253")
    desk, here = Desk(cast.kien), f"/people/reorganisations/{plan.id}"
    assert desk.sends(f"{here}/fields/{agency('hoangphu').id}", here).status_code == 302
    db.session.expire_all()
    said = {(one.paper_id, one.heir.code) for one in plan.things}
    assert said == {(id_of(other), "hoangdao"), (id_of(third), NEW.code)}
    assert id_of(field) not in {one.paper_id for one in plan.things}
    no = why(directing.by_fields, kien(), plan.id, agency("hoangphu").id)
    assert no == "no_thing_of_a_field"


def test_of_what_may_be_a_secret_no_field_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    presented(cast.dao, subject="V/v tiêm phòng thú y")
    plan = drafted()
    mailing.send_on(kien(), plan.id, agency="hoangphu", heir=NEW.code, words="thú y")
    monkeypatch.setattr(IncomingDocument, "is_findable", False)
    no = why(directing.by_fields, kien(), plan.id, agency("hoangphu").id)
    assert no == "no_thing_of_a_field"
    assert why(directing.by_fields, kien(), plan.id, agency("huyen").id) == "no_such_row"

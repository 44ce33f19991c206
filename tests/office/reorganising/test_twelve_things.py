"""The district ends with twelve things open: none moves until each has one successor (H04)."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from server.admin.organisation import places
from server.clock import today
from server.database import db
from server.open_work.kinds import KINDS
from server.reorganising import jobs, planning
from server.reorganising.models import HandedOver, Plan, PostHeir
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien, unit, why
from tests.office.casefiles import keeping
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.reorganising.merging import NEW, approved, at_midnight, district_ends
from tests.office.reorganising.test_parts import approved as parts_approved
from tests.office.reorganising.test_parts import moving

DUTY = places.Post(title="Chuyên viên biệt phái", roles=["OFFICER"])


def laid_down(cast: Cast) -> set[tuple[str, int]]:
    """Twelve things as they lie about in an office: letters, drafts, files, a meeting."""
    paths = [papers.arrived(cast, number=str(n)) for n in range(31, 34)]
    paths += [papers.registered(cast, number="34"), papers.in_progress(cast)]
    paths += [getattr(papers, step)(cast) for step in ("drafted", "drafted", "submitted", "ready")]
    paths += [
        keeping.opened(cast.nam),
        keeping.opened(cast.hoa, code="02.VHTT"),
        gathering.planned(cast),
    ]
    return {(path.split("/")[1], id_of(path)) for path in paths}


def where(things: set[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """In whose agency each of them is, and how it stands."""
    db.session.rollback()
    for kind, thing in sorted(things):
        row = db.session.get_one(KINDS[kind].model, thing)
        yield row.agency.code, row.state


def given() -> list[tuple[str, int, str]]:
    rows = db.session.scalars(select(HandedOver))
    return sorted((one.paper_kind, one.paper_id, one.to_agency.code) for one in rows)


def nobodys(plan: Plan, post_id: int | None) -> dict[str, int | None]:
    """Who comes after a post is not said any more; what was said."""
    row = db.session.scalars(select(PostHeir).filter_by(plan_id=plan.id, position_id=post_id)).one()
    said = {"plan_id": plan.id, "position_id": post_id, "heir_id": row.heir_id,
            "goes_to_id": row.goes_to_id}  # fmt: skip
    db.session.delete(row)
    db.session.commit()
    return said


def test_while_one_post_has_no_successor_all_twelve_stay_where_they_are(one_cast):
    plan, nams = district_ends(), one_cast.nam.actor
    things = laid_down(one_cast)
    before = list(where(things))
    assert len(things) == 12 and {code for code, _ in before} == {"huyen"}
    said = nobodys(plan, nams.position_id)
    with at_midnight():
        jobs.begin()
        (holds,) = db.session.get_one(Plan, plan.id).trouble
        assert nams.unit_name in holds
        assert given() == [] and list(where(things)) == before
        db.session.add(PostHeir(**said))
        db.session.commit()
        jobs.begin()
    assert given() == sorted((*one, NEW.code) for one in things)
    assert {code for code, _ in where(things)} == {NEW.code}


def test_what_is_approved_is_not_undone_by_a_post_that_is_opened_afterwards(one_cast):
    """Nobody would come after it, and the midnight would wait for it until the morning."""
    plan = district_ends()
    no = why(places.open_position, kien(), "huyen", post=DUTY, valid_from=today())
    assert no == "post_has_no_heir"
    assert rehearse(plan.id).get("trouble") is None
    planning.withdraw(kien(), plan.id, reason="Thiếu một chức vụ")
    assert places.open_position(kien(), "huyen", post=DUTY, valid_from=today()).title == DUTY.title


def test_a_unit_that_goes_gets_no_new_post_and_the_others_of_its_agency_do(one_cast):
    parts_approved(moving("vhtt"))
    going, staying = (replace(DUTY, unit_id=unit(code).id) for code in ("vhtt", "vp"))
    no = why(places.open_position, kien(), "huyen", post=going, valid_from=today())
    assert no == "post_has_no_heir"
    made = places.open_position(kien(), "huyen", post=staying, valid_from=today())
    assert made.unit.code == "vp"


def test_elsewhere_posts_are_opened_as_ever(one_cast):
    approved()
    assert places.open_position(kien(), "huyen", post=DUTY, valid_from=today()).title == DUTY.title

"""Rehearsed, or taken back before its day: no row of any table is other than it was (ORG-12)."""

import html
from typing import Any

from sqlalchemy import select

from server.database import Base, db
from server.org.models import Agency, Position, Unit
from server.reorganising import planning
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast
from tests.office.admin.desk import kien
from tests.office.front.clicking import Desk
from tests.office.reorganising.merging import NEW, approved, district_ends
from tests.office.reorganising.test_twelve_things import laid_down

OF_A_PLAN = {"reorganisations", "reorganisation_closings", "reorganisation_founded",
             "reorganisation_posts"}  # fmt: skip
"""The plan itself stays, with what was said in it."""
SAID = {"ledger_events", "ledger_waiting", "person_changes", "announcements", "mentions"}
"""What was done stays in the log, and was told."""


def office() -> dict[str, list[str]]:
    """Every row of every table."""
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return {one.name: sorted(map(repr, db.session.execute(select(one)))) for one in tables}


def other_than(before: dict[str, list[str]]) -> set[str]:
    return {name for name, rows in office().items() if rows != before[name]}


def ever_there() -> list[Any]:
    """The agencies, units and posts that have a day."""
    rows = [one for model in (Agency, Unit, Position) for one in db.session.scalars(select(model))]
    return [(one.__tablename__, one.id) for one in rows if one.valid_to != one.valid_from]


def test_a_rehearsal_of_the_whole_district_alters_no_row(cast: Cast):
    plan = district_ends()
    laid_down(cast)
    before = office()
    assert rehearse(plan.id)["moved"]["keys"]
    assert other_than(before) == set()


def test_a_plan_that_is_taken_back_leaves_itself_and_its_word_in_the_log(cast: Cast):
    laid_down(cast)
    before, there = office(), ever_there()
    planning.withdraw(kien(), approved().id, reason="Tỉnh hoãn")
    changed = other_than(before)
    assert changed - OF_A_PLAN - SAID <= {"agencies", "units", "positions"}
    assert ever_there() == there


def test_kien_is_offered_nothing_of_what_never_was(one_cast: Cast):
    """Neither its posts to whomever he appoints, nor its key, nor the agency in a list (§2.4)."""
    desk, plan = Desk(one_cast.kien), approved()
    pages = (
        "/people/agencies",
        "/people/keys",
        "/people/import",
        "/people/chuyenvien.hoangphu/appoint",
    )

    def naming() -> list[str]:
        seen = ((page, html.unescape(desk.opens(page))) for page in pages)
        return [page for page, text in seen if NEW.name in text or NEW.short_name in text]

    assert naming() == [*pages]
    planning.withdraw(kien(), plan.id, reason="Tỉnh hoãn")
    assert naming() == []

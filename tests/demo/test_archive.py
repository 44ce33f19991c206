"""What waits for Thu at the archive, and for Hoa who lends her unit's files."""

import datetime as dt

import pytest
from sqlalchemy import select

from server.archive.models import FilingLine, Handover
from server.clock import today
from server.database import db
from server.demo.loader_archive import OFFICER, load_archive
from server.desks.models import Desk
from server.documents.casefiles.kept import lines_of
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.org.queries import actor_of, person_by_account

pytestmark = pytest.mark.usefixtures("district")


def lying_before(account: str) -> list[tuple[str, str]]:
    person = person_by_account(account)
    assert person is not None
    mine = Desk.seat.in_(actor_of(person).seats)
    rows = select(Desk.verb, CaseFile.code).join(CaseFile, CaseFile.id == Desk.paper_id)
    found = db.session.execute(rows.where(mine, Desk.paper_kind == CaseFile.workflow.name))
    return [(verb, code) for verb, code in found]


def test_thu_is_handed_last_years_work_and_hoa_has_a_request_to_answer() -> None:
    """It comes to Thu's desk once its package is made, by the worker."""
    handed = select(CaseFile.code, CaseFile.year).where(CaseFile.state == "SUBMITTED_TO_ARCHIVE")
    assert db.session.execute(handed).all() == [("02.TCKH", today().year - 1)]
    (delivery,) = db.session.scalars(select(Handover))
    assert delivery.giver_post == "Chuyên viên, Phòng Tài chính - Kế hoạch"
    assert ("grant_access", "01.VHTT") in lying_before("truongphong.huyen")


def test_who_asks_reads_nothing_of_it_yet_and_nobody_asks_twice() -> None:
    load_archive()
    (asked,) = db.session.scalars(select(AccessRequest))
    asker = person_by_account(OFFICER)
    assert asker is not None and asked.person_id == asker.id
    assert asked.stage == "ASKED"


def test_last_years_files_are_closed_and_numbered_and_this_years_follow_the_list() -> None:
    files = list(db.session.scalars(select(CaseFile)))
    assert {one.state for one in files} == {"OPEN", "CLOSED", "SUBMITTED_TO_ARCHIVE"}
    for case in files:
        line = db.session.get_one(FilingLine, case.line_id)
        assert (line.code, line.plan.year, line.plan.agency_id) == (
            case.code, case.year, case.agency_id)  # fmt: skip
        if case.state == "CLOSED":
            ordinals = [one.ordinal for one in lines_of(case)]
            assert ordinals == [*range(1, len(ordinals) + 1)] and case.year < today().year
    closed = [one for one in files if one.state == "CLOSED" and one.unit]
    theirs = [one for one in closed if one.unit and one.unit.code == "vhtt"]
    assert any(one.is_to_be_said for one in theirs), "in whatever month the demo is opened"
    others = {one.due_on for one in closed if one not in theirs}
    assert others == {dt.date(today().year, 12, 31)}, "a year after the year of their closing"

"""Who holds two posts is given the work of a unit in the one that is held there (kiêm nhiệm)."""

import re

import pytest

from server.archive.models import FilingLine
from server.clock import today
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.documents.tasks.models import Task
from server.org import queries
from server.org.models import Appointment, Person, Position
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.test_plan import LINE, PLAN, sends
from tests.office.outcome import id_of

QUYEN = "cv-tckh.huyen"


@pytest.fixture
def both(one_cast: Cast) -> Cast:
    """Quyên of the finance unit works in Hoa's unit too."""
    since = today().replace(month=1, day=1)
    with transaction() as session:
        person = session.query(Person).filter_by(account=QUYEN).one()
        hoa = queries.colleague(one_cast.hoa.actor.agency_id, one_cast.hoa.account, "")[1]
        post = Position(
            agency_id=hoa.agency_id, unit_id=hoa.unit_id, title="Chuyên viên", roles=["OFFICER"],
            valid_from=since,
        )  # fmt: skip
        session.add(Appointment(person=person, position=post, main=False, valid_from=since))
    return one_cast


def unit_of(post_id: int | None) -> int | None:
    return db.session.get_one(Position, post_id).unit_id


def offered(hand, path: str) -> list[str]:
    page = hand.browser().get(path).text.split('name="lead"', 1)[1].split("</select>", 1)[0]
    return re.findall(r'<option value="([^"]*)"', page)


def test_hoa_gives_her_a_task_and_is_not_told_that_she_is_beyond_her(both: Cast) -> None:
    assert offered(both.hoa, "/tasks/new").count(QUYEN) == 1
    got = both.hoa.asks("POST", "/tasks", json={"title": "Lập danh sách", "lead": QUYEN})
    assert got.status_code == 201, got.text
    task = db.session.get_one(Task, got.json["id"])
    assert task.lead_unit_id == both.hoa.actor.unit_id


def test_minh_who_gives_to_all_reads_her_once_and_means_her_main_post(both: Cast) -> None:
    assert offered(both.minh, "/tasks/new").count(QUYEN) == 1
    got = both.minh.asks("POST", "/tasks", json={"title": "Lập dự toán", "lead": QUYEN})
    task = db.session.get_one(Task, got.json["id"])
    assert task.lead_unit_id == both.tckh.actor.unit_id


def test_a_letter_of_hoas_unit_is_hers_there(both: Cast) -> None:
    path = papers.directed(both)
    papers.ok(both.hoa.does(path, "assign", {"person": QUYEN, "due_at": papers.due(7)}))
    paper = db.session.get_one(IncomingDocument, id_of(path))
    assert unit_of(paper.assignee_id) == both.hoa.actor.unit_id


def test_a_line_of_hoas_list_is_kept_by_her_there(both: Cast) -> None:
    assert sends(both.hoa, f"{PLAN}/new", **LINE | {"keeper": QUYEN}).status_code == 302
    line = db.session.query(FilingLine).filter_by(title=LINE["title"]).one()
    assert unit_of(line.keeper_post_id) == both.hoa.actor.unit_id

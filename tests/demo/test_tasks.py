"""The demo district has something to do: a task of each colour, and each can be gone on with."""

from collections import Counter

import pytest
from sqlalchemy import select

from server.clock import now
from server.database import db
from server.desks.models import History, Reader
from server.documents.incoming.models import IncomingDocument
from server.documents.tasks import services
from server.documents.tasks.models import Task
from server.documents.tasks.steps import STEPS
from server.finding.models import SearchRow
from server.org.queries import calendar
from server.papers.actions import offered
from server.papers.services import Ref, find
from server.words import fold
from workflows.deadlines import Colour
from workflows.task import Task as State
from workflows.task import colour_of

HEADS = ("truongphong.huyen", "tp-tckh.huyen")
pytestmark = pytest.mark.usefixtures("district")


def tasks() -> list[Task]:
    return list(db.session.scalars(select(Task).order_by(Task.id)))


def test_there_is_one_of_each_colour_and_of_each_way_to_come_about() -> None:
    assert {colour_of(one, now(), calendar()) for one in tasks()} == set(Colour)
    kinds = Counter(one.source.partition("/")[0] for one in tasks())
    assert set(kinds) == {"", "incoming", "outgoing"} and any(one.notice_id for one in tasks())
    assert sum(one.parent_id is not None for one in tasks()) == 3
    assert any(one.extensions for one in tasks()) and any(one.wants_extension for one in tasks())
    assert {one.state for one in tasks()} == {*State} - {State.PLANNED}


def test_the_cast_has_something_on_its_desk_and_goes_on_with_it(acting) -> None:
    for account, verb in (
        ("chutich.huyen", "grant_extension"), ("chutich.huyen", "accept"),
        ("phochutich.huyen", "cancel"), ("truongphong.huyen", "report"),
        ("chuyenvien.huyen", "receive"), ("chutich.hoangdong", "receive"),
    ):  # fmt: skip
        actor = acting(account)
        mine = [one for one in tasks() if verb in _offered(actor, one)]
        assert mine, (account, verb)
    found = next(one for one in tasks() if one.lead == "hoangdong")
    anh = acting("chutich.hoangdong")
    assert services.receive(anh, Ref(found.id, found.version)).state == State.RECEIVED


def _offered(actor, task: Task) -> list[str]:
    return offered(actor, task, STEPS)


def test_tasks_and_meetings_are_found_by_a_search() -> None:
    kinds = Counter(db.session.scalars(select(SearchRow.paper_kind)))
    assert kinds["tasks"] == len(tasks()) and kinds["meetings"] == 4


def test_the_lead_reads_the_document_that_it_comes_from(acting) -> None:
    one = next(one for one in tasks() if one.source.startswith("incoming/"))
    number = int(one.source.partition("/")[2])
    head = next(who for who in HEADS if one.lead_seat in acting(who).seats)
    assert find(IncomingDocument, acting(head), number).id == number


def test_whoever_helps_was_lent_it_too_and_a_search_of_the_list_finds_it() -> None:
    helped = [one for one in tasks() if one.helper_seats and one.source and not one.lead_agency_id]
    assert helped
    for one in helped:
        kind, _slash, number = one.source.partition("/")
        lent = select(Reader.seat).filter_by(paper_kind=kind, paper_id=int(number))
        assert {*one.helper_seats} <= {*db.session.scalars(lent)}, one.subject
    assert {one.sought for one in tasks()} == {fold(one.subject) for one in tasks()}


def test_its_history_says_what_was_said_at_each_step() -> None:
    lines = select(History.reason).filter_by(paper_kind="tasks")
    said = {*db.session.scalars(lines.where(History.transition.in_(("start", "report"))))}
    assert said and "" not in said, "how far it is, and what came of it"

"""A leader's board stands on one screen: each unit, the late tasks, and what has not left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from server.clock import now, today
from server.documents.incoming.models import IncomingDocument
from server.org import queries as org
from tests import axe
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office import papers
from tests.office.meetings.test_tasks_given import given
from tests.office.outcome import id_of
from tests.office.reports.test_reports import HOUR, fill
from workflows.incoming import Incoming as State

opens = hall.opens
CUT = """[...document.querySelectorAll(".figures-box")]
    .filter(box => box.scrollWidth > box.clientWidth).map(box => box.ariaLabel)"""
"""Tables of which a column lies behind the edge."""
HIGH = DESK["viewport"]["height"]
OLDER = {"width": 1366, "height": 768}


@pytest.fixture
def busy(one_cast: Cast) -> Cast:
    """Something is late, and something in time, in every unit of the district."""
    path = papers.registered(one_cast)
    units = [one.id for one in org.units(one_cast.minh.actor.agency_id)]
    rows = [
        {"state": State.IN_PROGRESS, "lead_unit_id": unit, "due_at": due, "registered_on": today()}
        for unit in units
        for due in (now() - HOUR, now() + HOUR, None)
    ]
    fill(IncomingDocument, id_of(path), rows)
    given(one_cast.minh, lead="vhtt", due_at=papers.due(1))
    papers.sealed(one_cast)
    return one_cast


def test_minh_sees_every_unit_without_moving_the_page(
    opens: Callable[[str], hall.Room], busy: Cast
) -> None:
    room = opens("")
    desk = room.comes(busy.minh, "/board", **DESK)
    assert desk.locator(".board tbody tr").count() > 12
    assert "đã cấp số, chưa phát hành" in desk.inner_text(".board")
    assert _lowest(desk) <= HIGH
    desk.set_viewport_size(OLDER)
    assert _lowest(desk) <= OLDER["height"]
    assert desk.evaluate(CUT) == []
    axe.looks_right(desk)
    axe.looks_right(room.comes(busy.minh, "/board", **PHONE))
    assert room.said == []


def _lowest(page: Page) -> float:
    """Where the last of it ends."""
    ends = ".map(one => one.getBoundingClientRect().bottom)"
    return float(page.evaluate(f"Math.max(...[...document.querySelectorAll('main .sheet')]{ends})"))

"""While people meet, one core is the room's (DESIGN §11.16)."""

from pathlib import Path

import pytest

from server import hush, pool, rota
from server.app import move_in
from server.meetings.live import sparing, sweeping
from tests.office.meetings.gathering import does, opened
from tests.office.meetings.test_live import ear, joins
from tests.office.meetings.test_lost import quiet, unheard_for


@pytest.fixture
def spared(monkeypatch) -> list[Path | None]:
    said: list[Path | None] = []
    monkeypatch.setattr(pool, "spare", said.append)
    return said


def test_a_batch_leaves_a_core_to_the_room_as_long_as_somebody_sits_in_it(
    one_app, one_cast, spared, monkeypatch
):
    quiet(monkeypatch)
    path = opened(one_cast)
    sparing.look()  # the session runs, and nobody's page is open
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        sweeping.look()
        unheard_for(31)
        sparing.look()  # it was forgotten, and the pages went
        joins(page, path)
        sparing.look()
        does(one_cast.minh, path, "pause")
        sparing.look()
    room = hush.slate()
    assert spared == [None, room, None, room, None]


def test_the_worker_whose_children_typeset_asks_too():
    assert sparing.look in rota._unceasing


def test_whose_office_moves_has_no_room_that_its_children_would_look_for(one_app, monkeypatch):
    """A child that does not find its slate cannot begin, and nothing would be signed."""
    said = list[Path | None]()
    monkeypatch.setattr(pool, "spare", said.append)
    move_in(one_app, one_app.config["SETTINGS"])
    assert said == [None]

"""Whatever is sent to whatever door, no text with a NUL comes to the database.

SQLite keeps one, so the office would work there; PostgreSQL refuses it, and whoever sent it would
be answered 500. Every door, by whom it is open to and by nobody, with one in all that is typed.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from server.database import db
from tests.matrix.conftest import House
from tests.matrix.table import DOORS, PAPER_DOORS, READING, SAYS
from tests.matrix.test_matrix import _address, _on

NUL = "a\0b"


@pytest.fixture
def told(house: House) -> Iterator[list[str]]:
    """The statements that were sent with such a text; none of them is carried out for good."""
    found: list[str] = []

    def hear(_line: Any, _cursor: Any, statement: str, said: Any, *_more: Any) -> None:
        if "\\x00" in repr(said):
            found.append(statement)

    with house.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield found
    event.remove(engine, "before_cursor_execute", hear)


def _spoilt(said: Any) -> Any:
    """What is usually filled in, with such a text wherever one stands."""
    if isinstance(said, dict):
        return {name: _spoilt(one) for name, one in said.items()}
    if isinstance(said, list):
        return [_spoilt(one) for one in said]
    return NUL if isinstance(said, str) else said


def _knocks(house: House, who: Any, where: tuple[str, str], says: dict[str, Any]) -> None:
    """To a page with all of it, and a name that no form has; to the API each text alone too."""
    seats = [house.seats[name] for name in sorted(who)[:1]] + [house.seats["nobody"]]
    at_once = _spoilt(says)
    alone = [says | {name: NUL} for name, one in says.items() if isinstance(one, str)]
    said = [at_once, *alone] if where[1].startswith("/api/") else [at_once | {"op": NUL}]
    for seat in seats:
        for one in said:
            seat.knocks(*where, one)


WRITTEN = sorted(door for door in DOORS if not door.startswith("GET"))
ON_PAPERS = sorted(door for door in PAPER_DOORS if not door.startswith("GET"))


@pytest.mark.parametrize("door", WRITTEN)
def test_none_comes_through_a_door_of_the_house(house: House, told: list[str], door: str) -> None:
    _knocks(house, DOORS[door], _address(door), SAYS.get(door, {}))
    assert told == []


@pytest.mark.parametrize("door", ON_PAPERS)
def test_none_comes_through_a_door_of_a_paper(house: House, told: list[str], door: str) -> None:
    kind = next(one for one in READING if f"/{one}" in door)
    act = PAPER_DOORS[door]
    paper = next(iter(house.papers[kind].values()))
    _knocks(house, act.who.split(), _on(paper, door), act.says)
    assert told == []

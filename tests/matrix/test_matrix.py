"""Every door × everybody × own, another unit's, another agency's: the table is the law."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.matrix.acts import Act
from tests.matrix.conftest import House
from tests.matrix.public import PUBLIC
from tests.matrix.table import CAST, DOORS, PAPER_DOORS, READING, ROOMS, SAYS, Paper

FILLED = {
    "year": "2026", "n": "1", "name": "in", "account": "chuyenvien.huyen", "row_id": "999999",
    "grant_id": "999999", "scan_id": "999999", "search_id": "999999", "draft_id": "999999",
    "key_id": "999999", "key": "0",
    "agency": "huyen", "mark": "999999", "id": "999999", "filename": "x", "act": "sign",
    "form": "xlsx", "listing": "signatures", "step": "sign", "kind": "incoming", "deed": "copy",
    "plan_id": "999999", "agency_id": "999999", "post_id": "999999", "parting_id": "999999",
    "route_id": "999999",
    "move": "propose", "handing": "present",
    "of": "outgoing", "whose": "person", "what": "reads",
    "on_entry": "settle", "on_week": "publish",
}  # fmt: skip
GAPS = (
    ("<n>", "1"),
    ("<kind>", "outgoing"),
    ("<delivery_id>", "1"),
    ("<how>", "replaces"),
    ("<step>", "sign"),
    ("<copy>", "extract_electronically"),
    ("<vote_id>", "999999"),
)
STALE = {"If-Match": '"999999"'}
NOT_REFUSED = frozenset({200, 201, 202, 302, 303, 304, 409, 412, 415, 422, 428})
NO_SUCH_ROW = re.compile(
    "<(key|row_id|plan_id|grant_id|scan_id|search_id|draft_id|mark|account)>"
    "|/(volumes|kept|destructions|access|handing-over|handovers|handing-over/agencies|handovers/agencies|deliveries)/<id>"
)


def plain(rule: Rule) -> str:
    return re.sub(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>", r"<\1>", rule.rule).replace("paper_id", "id")


def doors(app: Flask) -> set[str]:
    return {
        f"{method} {plain(rule)}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _in_a_room(door: str) -> bool:
    return door not in DOORS and any(door.split(" ")[1].startswith(room) for room in ROOMS)


def test_every_door_has_its_row_and_every_row_a_door(house: House) -> None:
    rows = {door.split(":")[0] for door in PAPER_DOORS} | set(DOORS) | {d.strip() for d in PUBLIC}
    rows.discard("")
    there = {door for door in doors(house.app) if not _in_a_room(door)}
    assert there - rows == set(), "a door without a row in tests/matrix/table.py"
    assert rows - there == set(), "a row without a door"


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_door_of_the_house_opens_to_whom_it_should(house: House, door: str) -> None:
    _knock_by_all(house, door, DOORS[door])


def test_a_room_of_one_right_opens_to_nobody_else(house: House) -> None:
    inside = sorted(filter(_in_a_room, doors(house.app)))
    assert inside
    for door in inside:
        who = next(right for room, right in ROOMS.items() if door.split(" ")[1].startswith(room))
        _knock_by_all(house, door, who)


def _knock_by_all(house: House, door: str, who: frozenset[str]) -> None:
    method, path = _address(door)
    before = house.stands()
    _is_turned_away(house, method, path, {})
    for name in CAST:
        says = {} if name in who else SAYS.get(door, {})
        got = house.seats[name].knocks(method, path, says)
        told = f"{name} ({CAST[name]}) at {door}: {got.status_code}"
        if name in who:
            missing = {404} if NO_SUCH_ROW.search(door) else set()
            assert got.status_code in NOT_REFUSED | missing, told
        else:
            assert got.status_code == (404 if "/jobs/" in path else 403), told
    assert house.stands() == before, f"{door} changed something"


def _address(door: str) -> tuple[str, str]:
    method, rule = door.split(" ")
    return method, re.sub(r"<(\w+)>", lambda found: FILLED[found[1]], rule)


def _is_turned_away(house: House, method: str, path: str, says: dict[str, Any]) -> None:
    """Who is not signed in: 401 for a program, the way to the front door for a person."""
    got = house.seats["nobody"].knocks(method, path, says)
    if path.startswith("/api/"):
        assert (got.status_code, got.json["code"]) == (401, "unauthenticated"), path
    elif method == "GET":
        assert got.status_code == 302, path
        assert got.headers["Location"].startswith("/login"), path
    else:
        assert got.status_code in (302, 403), path


def test_who_is_not_signed_in_is_shown_the_front_door_with_a_token_of_its_form_too(
    house: House,
) -> None:
    nobody = house.app.test_client()
    text = nobody.get("/login").text
    token = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    for path in ("/incoming/arrive", "/outgoing/new", "/incoming/1/register", "/people/new"):
        got = nobody.post(path, data={"csrf_token": token})
        assert (got.status_code, got.headers["Location"][:6]) == (302, "/login"), path


@pytest.mark.parametrize("door", sorted(PAPER_DOORS))
def test_a_door_of_a_paper_opens_to_whom_it_should(house: House, door: str) -> None:
    act = PAPER_DOORS[door]
    kind = next(one for one in READING if f"/{one}" in door)
    before = house.stands()
    for whose, paper in house.papers[kind].items():
        method, path = _on(paper, door)
        _is_turned_away(house, method, path, act.says)
        for name in CAST:
            _knock(house, (name, whose, paper), (method, path), act)
    assert house.stands() == before, f"{door} changed something"


def _on(paper: Paper, door: str) -> tuple[str, str]:
    method, rule = door.split(" ")
    rule, _, name = rule.partition(":")
    kind = paper.path.split("/")[1]
    path = rule.replace(f"/{kind}/<id>", paper.path).replace("<name>", name)
    if kind == "meetings":
        path = path.replace("<step>", "sign_minutes")
    for gap, value in GAPS:
        path = path.replace(gap, value)
    return method, path


def _knock(house: House, who: tuple[str, str, Paper], where: tuple[str, str], act: Act) -> None:
    """A refused one comes with all that is needed; who may comes with a version long gone."""
    name, whose, paper = who
    reads, may = name in paper.readers, name in act.who.split()
    if reads and not may and whose not in ("own", "sent"):
        return
    if reads and may and where[0] != "GET":
        got = _stale(house, name, where, act)
    else:
        got = house.seats[name].knocks(*where, act.says)
    told = f"{name} ({CAST[name]}), {whose}, {where}: {got.status_code}"
    if not reads:
        assert got.status_code == 404, told
    elif may:
        assert got.status_code in NOT_REFUSED | ({404} if _has_no_file(where) else set()), told
    else:
        assert got.status_code == 403, told


def _has_no_file(where: tuple[str, str]) -> bool:
    """A draft has no file until it is set, none as it came where it was typed, no copy yet,
    no proof before the log has a signed head, no envelope before something is posted, and
    nothing lies before a meeting here."""
    return where[1].endswith(
        (
            "/ballots",
            "/ballots.txt",
            "/files/1",
            "/papers/outgoing/1",
            "/pages/1",
            "/versions/1/file",
            "/copies/1",
            "/proof",
            "/envelopes",
            "/envelopes.pdf",
            "/package.zip",
        )
    )


def _stale(house: House, name: str, where: tuple[str, str], act: Act) -> TestResponse:
    seat = house.seats[name]
    if where[1].startswith("/api/"):
        return seat.knocks(*where, act.says, **STALE)
    return seat.knocks(*where, act.says | {"version": "999999"})

"""On which seats somebody sits: what lies on a desk is found by these texts alone."""

from typing import Any

import pytest

from server.org.actor import Actor, Place, the_server
from workflows import Role

PERSON: dict[str, Any] = {"person_id": 7, "account": "x", "name": "Hoa", "title": ""}


def place(position_id: int, *roles: Role) -> Place:
    """The post of somebody who is away, in unit 8 of agency 1."""
    return Place(position_id, "Trưởng phòng Lê Thị Hoa", frozenset(roles), 1, 8)


def sits(**said: Any) -> Actor:
    return Actor(**PERSON | {"roles": frozenset()} | said)


@pytest.mark.parametrize(
    ("said", "seats"),
    [
        ({}, ()),
        ({"position_id": 12}, ("p:12",)),
        ({"position_id": 12, "places": (place(3), place(40))}, ("p:3", "p:12", "p:40")),
        ({"places": (place(3),)}, ("p:3",)),
        ({"places": (place(3, Role.UNIT_HEAD),)}, ("p:3", "a:1:UNIT_HEAD", "u:8:UNIT_HEAD")),
        ({"places": (place(3, Role.LEADER, Role.CLERK),)}, ("p:3",)),
        ({"agency_id": 1}, ("a:1",)),
        ({"unit_id": 5, "agency_id": 1}, ("u:5", "a:1")),
        (
            {"position_id": 12, "agency_id": 1, "roles": frozenset({Role.CLERK})},
            ("p:12", "r:CLERK", "a:1:CLERK", "a:1"),
        ),
        (
            {
                "position_id": 12,
                "agency_id": 1,
                "unit_id": 5,
                "roles": frozenset({Role.UNIT_HEAD, Role.OFFICE_CHIEF}),
            },
            (
                "p:12",
                *("r:OFFICE_CHIEF", "a:1:OFFICE_CHIEF", "u:5:OFFICE_CHIEF"),
                *("r:UNIT_HEAD", "a:1:UNIT_HEAD", "u:5:UNIT_HEAD"),
                "u:5",
                "a:1",
            ),
        ),
    ],
)
def test_the_seats_of_a_post(said: dict[str, Any], seats: tuple[str, ...]) -> None:
    assert sits(**said).seats == seats


@pytest.mark.parametrize(
    ("said", "post"),
    [
        ({"title": "Trưởng phòng", "unit_name": "Phòng VHTT", "agency_name": "UBND huyện"},
         "Trưởng phòng, Phòng VHTT"),
        ({"title": "Chủ tịch", "agency_name": "UBND huyện"}, "Chủ tịch, UBND huyện"),
        ({"title": "Kiểm tra viên"}, "Kiểm tra viên"),
        ({"agency_name": "UBND huyện"}, "UBND huyện"),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_post_is_named_by_title_and_the_nearest_house(said: dict[str, Any], post: str) -> None:
    assert sits(**said).post == post


def test_whoever_stands_in_has_both_desks_and_only_own_post() -> None:
    one = sits(position_id=12, places=(place(3),))
    assert one.positions == {3, 12}
    assert one.position_id == 12


def test_the_server_is_nobody_and_sits_nowhere_of_a_person() -> None:
    server = the_server(1)
    assert (server.account, server.person_id, server.name) == (None, None, "Hệ thống")
    assert server.roles == {Role.SYSTEM} and server.positions == frozenset()
    assert server.seats == ("r:SYSTEM", "a:1:SYSTEM", "a:1")

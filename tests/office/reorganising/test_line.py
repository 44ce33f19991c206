"""Who comes after whom, of a district that splits into two communes: every seat has one home."""

import pytest

from server.org.models import Agency, Person, Position
from server.reorganising.line import Line

HUYEN, PHU, LOC, TIEN = 1, 20, 30, 4
"""The district that ends; the two communes that come after it; one that goes on as it is."""


def agency(number: int, name: str) -> Agency:
    return Agency(id=number, short_name=name)


PHU_NEW, LOC_NEW = agency(PHU, "UBND xã Hoằng Phú"), agency(LOC, "UBND xã Hoằng Lộc")


def post(number: int, of: Agency, unit: int | None = None) -> Position:
    return Position(id=number, agency=of, agency_id=of.id, unit_id=unit)


# the district's posts: 11 chair, 12 head of culture (unit 7), 13 its officer, 14 head of finance
# (unit 8), 15 the clerk (unit 9, whose work goes to a post without a unit)
HEAD_PHU, HEAD_LOC = post(201, PHU_NEW), post(301, LOC_NEW)
CULTURE, FINANCE = post(202, PHU_NEW, 71), post(302, LOC_NEW, 81)
OFFICER = post(203, PHU_NEW, 71)
LINE = Line(
    posts={11: HEAD_PHU, 12: CULTURE, 13: OFFICER, 14: FINANCE, 15: HEAD_LOC},
    units={7: CULTURE, 8: FINANCE, 9: HEAD_LOC},
    agencies={HUYEN: PHU_NEW},
    heads={PHU: HEAD_PHU, LOC: HEAD_LOC},
    offices={PHU: 70, LOC: None},
    holders={201: Person(id=1), 202: Person(id=2), 301: Person(id=3)},
)


@pytest.mark.parametrize(
    ("seat", "home"),
    [
        ("p:12", PHU_NEW),
        ("p:14", LOC_NEW),
        ("u:8", LOC_NEW),
        ("u:8:UNIT_HEAD", LOC_NEW),
        ("a:1", PHU_NEW),
        ("a:1:LEADER", PHU_NEW),
        ("a:4", None),
        ("p:99", None),
        ("u:99", None),
        ("r:ADMIN", None),
        ("p:None", None),
        ("m:None", None),
    ],
)
def test_a_seat_goes_on_where_its_post_does_or_not_at_all(seat, home):
    assert LINE.home(seat) is home


@pytest.mark.parametrize(
    ("seats", "into"),
    [
        (("p:14", "u:7"), LOC_NEW),
        (("p:None", "u:7"), PHU_NEW),
        (("p:99", "u:8"), LOC_NEW),
        ((), PHU_NEW),
        (("p:None", "u:None", "p:None"), PHU_NEW),
    ],
)
def test_a_thing_goes_where_its_first_owner_goes_or_after_its_agency(seats, into):
    """ORG-10: one district becomes several communes, and each thing goes to exactly one."""
    assert LINE.into(HUYEN, *seats) is into


def test_a_thing_of_nobody_in_an_agency_that_does_not_end_has_no_home():
    with pytest.raises(KeyError):
        LINE.into(TIEN, "p:None")


@pytest.mark.parametrize(
    ("old", "into", "new"),
    [
        (12, PHU_NEW, 202),
        (12, LOC_NEW, 301),
        (14, LOC_NEW, 302),
        (14, PHU_NEW, 201),
        (99, PHU_NEW, 99),
        (None, PHU_NEW, None),
    ],
)
def test_a_post_is_its_heirs_or_the_heads_of_the_agency_that_has_the_thing(old, into, new):
    """Nobody is named on a thing that lies in another agency than his own."""
    assert LINE.post(old, into) == new


@pytest.mark.parametrize(
    ("old", "near", "into", "new"),
    [
        (7, None, PHU_NEW, 71),
        (8, None, LOC_NEW, 81),
        (8, None, PHU_NEW, 70),
        (8, 13, PHU_NEW, 71),
        (None, 12, PHU_NEW, 71),
        (None, None, PHU_NEW, 70),
        (7, None, LOC_NEW, None),
        (9, None, LOC_NEW, None),
    ],
)
def test_a_unit_is_its_heirs_or_the_office_of_an_agency_that_has_units(old, near, into, new):
    assert LINE.unit(old, into, near) == new


@pytest.mark.parametrize(
    ("old", "into", "new"),
    [
        ("p:12", PHU_NEW, "p:202"),
        ("p:12", LOC_NEW, "p:301"),
        ("u:7", PHU_NEW, "u:71"),
        ("u:7:UNIT_HEAD", PHU_NEW, "u:71:UNIT_HEAD"),
        ("u:7:UNIT_HEAD", LOC_NEW, "a:30:LEADER"),
        ("u:7:OFFICER", LOC_NEW, "a:30:OFFICER"),
        ("u:7", LOC_NEW, "a:30"),
        ("u:9:UNIT_HEAD", LOC_NEW, "a:30:LEADER"),
        ("a:1:CLERK", PHU_NEW, "a:20:CLERK"),
        ("a:1:CLERK", LOC_NEW, "a:30:CLERK"),
        ("a:1", LOC_NEW, "a:30"),
        ("a:4:CLERK", PHU_NEW, "a:4:CLERK"),
        ("p:99", PHU_NEW, "p:99"),
        ("r:AUDITOR", PHU_NEW, "r:AUDITOR"),
    ],
)
def test_who_might_read_it_reads_it_from_the_same_chair_of_the_next_agency(old, into, new):
    """A head of a unit that is no more reads as a leader: his agency has no units."""
    assert LINE.seat(old, into) == new


def test_no_seat_of_the_old_agency_survives_and_no_stranger_gains_one():
    old = ["p:11", "p:12", "p:13", "p:14", "p:15", "u:7", "u:8:OFFICER", "a:1", "a:1:LEADER"]
    for into in (PHU_NEW, LOC_NEW):
        seats = {LINE.seat(one, into) for one in old}
        assert not seats & set(old)
        homes = {"p": {p.id for p in (HEAD_PHU, HEAD_LOC, CULTURE, FINANCE, OFFICER)},
                 "u": {71, 81}, "a": {PHU, LOC}}  # fmt: skip
        for letter, number in (seat.split(":")[:2] for seat in seats):
            assert int(number) in homes[letter]


@pytest.mark.parametrize(
    ("post_id", "into", "who"),
    [(202, PHU_NEW, 2), (203, PHU_NEW, 1), (None, LOC_NEW, 3), (302, LOC_NEW, 3)],
)
def test_an_empty_chair_leaves_the_thing_with_the_head(post_id, into, who):
    assert LINE.holder(post_id, into).id == who


def test_where_nobody_heads_it_yet_nobody_is_named():
    empty = Line(posts={}, units={}, agencies={HUYEN: PHU_NEW}, heads={PHU: HEAD_PHU})
    assert empty.holder(202, PHU_NEW) is None

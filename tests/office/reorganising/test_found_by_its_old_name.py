"""Who asks for what an agency that ended had open asks by that agency's name (DOMAIN §1.3, ORG-12).

No word of such a letter need say it: everything that came to Hoằng Phú came to Hoằng Phú.
"""

import pytest

from server.org.models import Agency
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.outcome import change, id_of
from tests.office.papers import ok
from tests.office.reorganising.merging import at_midnight, district_ends, done, new_day

NAME = "UBND huyện Hoằng Long"
"""As it is called in lists; no letter of the cast has it in its words."""


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    change(Agency, {"code": "huyen"}, short_name=NAME)
    return one_cast


def found(hand: Hand, said: str) -> set[str]:
    got = hand.asks("GET", "/search", query_string={"q": said}).json
    return {f"/{one['kind']}/{one['id']}" for one in got["items"]}


def test_an_open_letter_and_a_draft_are_found_by_who_had_them(cast: Cast) -> None:
    letter, draft = papers.in_progress(cast), papers.drafted(cast)
    plan = district_ends()
    assert found(cast.nam, f'"{NAME}"') == set()
    done(plan)
    with at_midnight():
        nam = new_day(cast.nam)
        for said in (f'"{NAME}"', "hoang long", "hoằng long", "ubnd huyen hoang long"):
            assert {letter, draft} <= found(nam, said), said


def test_what_came_to_the_successor_itself_is_not(cast: Cast) -> None:
    plan = district_ends()
    old = papers.arrived(cast)
    done(plan)
    with at_midnight():
        lan = new_day(cast.lan)
        new = papers.arrived(cast, subject="Giấy mời họp giao ban tháng ba")
        assert new not in found(lan, f'"{NAME}"') and old in found(lan, f'"{NAME}"')
        assert id_of(new) != id_of(old)


def test_who_may_not_read_it_learns_nothing_of_it(cast: Cast) -> None:
    plan = district_ends()
    papers.in_progress(cast)
    done(plan)
    with at_midnight():
        assert found(new_day(cast.cv_tckh), f'"{NAME}"') == set()


def test_a_later_step_keeps_the_name(cast: Cast) -> None:
    """The row is worded anew with its people; who had it stays."""
    letter = papers.in_progress(cast)
    plan = district_ends()
    done(plan)
    with at_midnight():
        nam = new_day(cast.nam)
        ok(nam.does(letter, "propose_close", {"no_reply_reason": "Việc đã xong."}))
        ok(new_day(cast.hoa).does(letter, "close"))
        assert letter in found(nam, f'"{NAME}"')

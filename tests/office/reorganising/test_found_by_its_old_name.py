"""Who asks for what an agency that ended had open asks by that agency's name (DOMAIN §1.3, ORG-12).

No word of such a letter need say it: everything that came to Hoằng Phú came to Hoằng Phú.
"""

from importlib import import_module

import pytest

from server.database import db
from server.finding.models import SearchRow
from server.org.models import Agency
from server.words import keyed, marked
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


FILLING = import_module("server.migrations.versions.0120_found_by_whose_it_was")


def unknown_again() -> None:
    """The rows as an office had them that was handed over before searches knew the name."""
    for row in db.session.query(SearchRow):
        row.folded = row.folded.replace(keyed(NAME), "").strip()
        row.marked = row.marked.replace(marked(NAME)[:-1], "")
    db.session.commit()


def test_what_was_handed_over_before_is_given_its_name_once_and_may_be_begun_again(cast: Cast):
    letter, draft = papers.in_progress(cast), papers.drafted(cast)
    plan = district_ends()
    done(plan)
    with at_midnight():
        nam = new_day(cast.nam)
        kept = {row.id: (row.folded, row.marked) for row in db.session.query(SearchRow)}
        unknown_again()
        assert found(nam, f'"{NAME}"') == set()
        for _ in range(2):
            FILLING.fill(db.session.connection())
            db.session.commit()
        assert {letter, draft} <= found(nam, f'"{NAME}"') & found(nam, "hoằng long")
        db.session.expire_all()
        now = {row.id: (row.folded, row.marked) for row in db.session.query(SearchRow)}
        assert all(
            sorted(now[it][n].split()) == sorted(kept[it][n].split()) for it in kept for n in (0, 1)
        ), "each name once"

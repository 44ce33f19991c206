"""What a recipe left is laid into the next office as it stood, and into no other."""

import pytest
from flask import Flask, current_app

from server.clock import as_if, midnight, now, today
from server.database import db
from server.meetings.models import Meeting
from tests import begun
from tests.cast import Cast
from tests.office.meetings.gathering import planned

TITLES = ("Phiên họp thứ nhất", "Phiên họp thứ hai", "Phiên họp thứ nhất", "Phiên họp thứ nhất")
carried_out: list[str] = []


@begun.once
def letter(cast: Cast, title: str) -> list[str]:
    """Tuấn plans a session of this title; a file is stored beside it, a key made."""
    carried_out.append(title)
    for folder in ("store", "keys"):
        kept = current_app.config["SETTINGS"].home / folder / title
        kept.write_text(title)
    return [planned(cast, title=title)]


@pytest.mark.parametrize(("title", "times"), [(one, n) for n, one in enumerate(TITLES, 1)])
def test_the_third_office_takes_over_what_the_first_left(
    one_cast: Cast, one_app: Flask, title: str, times: int
) -> None:
    path = letter(one_cast, title)
    assert len(path) == 1
    assert one_cast.minh.sees(path[0])["title"] == title
    for folder in ("store", "keys"):
        assert (one_app.config["SETTINGS"].home / folder / title).read_text() == title
    assert carried_out == list(TITLES[: min(times, 2)])
    path.append("spoilt by this test")  # not what the next one is given


def test_an_office_in_which_something_was_written_is_not_laid_over(one_cast: Cast) -> None:
    first = letter(one_cast, TITLES[1])
    assert letter(one_cast, TITLES[0]) != first
    assert db.session.query(Meeting).count() == 2


@pytest.mark.sent
def test_an_office_that_sent_a_letter_keeps_it(one_cast: Cast) -> None:
    """What was left in one that had sent none would wipe the letter out."""
    letter(one_cast, TITLES[0])
    assert one_cast.lan.asks("GET", "/outgoing/1").status_code == 200


def test_who_bends_the_office_takes_nothing_over(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.perform.now", now)
    before = len(carried_out)
    letter(one_cast, TITLES[0])
    assert len(carried_out) == before + 1


def test_who_bends_it_only_afterwards_takes_it_over(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(carried_out)
    letter(one_cast, TITLES[0])
    monkeypatch.setattr("server.perform.now", now)
    assert len(carried_out) == before


def test_at_a_moment_that_is_pretended_nothing_is_taken_over(one_cast: Cast) -> None:
    before = len(carried_out)
    with as_if(midnight(today())):
        letter(one_cast, TITLES[0])
    assert len(carried_out) == before + 1


def test_what_grew_old_is_done_anew(one_cast: Cast) -> None:
    for left in begun._left.values():
        left.at -= begun.FRESH_SECONDS
    before = len(carried_out)
    letter(one_cast, TITLES[0])
    assert len(carried_out) == before + 1
    assert len(begun._left) == 1, "what is old is thrown away"

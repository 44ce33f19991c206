"""A page waits for a job; the line is gone for a moment, or the house is being restarted."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from server import jobs
from server.database import db, transaction
from server.jobs import DONE, RUNNING, Job
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK

opens = hall.opens
Opens = Callable[[str], hall.Room]


@pytest.fixture
def waited_for(one_app: Flask, one_cast: Cast) -> int:
    """A job of Lan's that somebody is at work on."""
    with one_app.app_context(), transaction():
        row = jobs.later("a list", person_id=one_cast.lan.actor.person_id)
        row.state, row.progress = RUNNING, 40
        return row.id


def _fails(tab: Page, *ways: Callable[[Route], None]) -> list[str]:
    """Each of the next looks of the page ends so; which were asked."""
    asked, left = [], list(ways)

    def meet(route: Route) -> None:
        asked.append(route.request.url)
        left.pop(0)(route) if left else route.continue_()

    tab.route("**/jobs/*", meet)
    return asked


def test_lan_sees_the_end_of_it_though_two_looks_in_between_had_no_answer(
    opens: Opens, one_app: Flask, one_cast: Cast, waited_for: int
) -> None:
    tab = opens("").comes(one_cast.lan, f"/jobs/{waited_for}", **DESK)
    expect(tab.locator("#job progress")).to_have_attribute("value", "40")
    asked = _fails(tab, lambda one: one.abort(), lambda one: one.fulfill(status=502, body="nginx"))
    with one_app.app_context(), transaction():
        db.session.get_one(Job, waited_for).state = DONE
    expect(tab.locator("#job .ok")).to_be_visible()
    assert len(asked) == 3


def test_a_no_that_stays_is_asked_once(opens: Opens, one_cast: Cast, waited_for: int) -> None:
    tab = opens("").comes(one_cast.lan, f"/jobs/{waited_for}", **DESK)
    asked = _fails(tab, *[lambda one: one.fulfill(status=404, body="")] * 9)
    tab.wait_for_timeout(6_000)
    assert len(asked) == 1

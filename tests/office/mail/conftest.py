"""An office that a mail server stands beside; Minh and Lan have proved their addresses."""

import datetime as dt
from collections.abc import Iterator
from contextvars import Context

import pytest
from flask import Flask, current_app

from server import clock, office
from server.app import FONTS
from server.config import Settings
from server.database import db, transaction
from server.desks import lateness
from server.mail import collecting, events, morning, posting, still
from server.mail.models import MailChoice
from tests.cast import Hand
from tests.office.mail.postman import Postman, postman

MODULES = (collecting, posting, morning, still, lateness)
"""Where the time is read; a test moves it in all of them."""


@pytest.fixture
def post(one_app: Flask) -> Iterator[Postman]:
    yield from _beside(one_app)


@pytest.fixture
def both_posts(app: Flask) -> Iterator[Postman]:
    """The same on each of the two databases."""
    yield from _beside(app)


def _beside(app: Flask) -> Iterator[Postman]:
    before = office.office()
    with postman() as server:
        home = app.config["SETTINGS"].home
        settings = Settings(home=home, smtp_url=server.url, base_url="https://congso.test")
        office.open_office(settings, FONTS)
        yield server
    office._here[:] = [before]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside everybody's quiet hours, whenever the suite runs."""
    at(monkeypatch, dt.datetime.combine(clock.today(), dt.time(10), clock.HANOI))


def at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Set the clock of the post."""
    for module in MODULES:
        monkeypatch.setattr(module, "now", lambda: moment)


def reached(hand: Hand, **choices: str) -> None:
    """Somebody has proved `account@congso.test`, and chose for some events."""
    person_id = hand.actor.person_id
    assert person_id and set(choices) <= set(events.USUAL)
    with transaction() as session:
        row = MailChoice(person_id=person_id, address=address(hand), stop=f"stop-{person_id}")
        row.events = choices
        session.add(row)


def address(hand: Hand) -> str:
    return f"{hand.account}@congso.test"


def delivered() -> None:
    """What the worker does within a second or two; as there, nobody asks for a page meanwhile."""
    db.session.rollback()  # whoever looks on afterwards reads anew
    Context().run(_by_the_worker, current_app._get_current_object())  # type: ignore[attr-defined]


def _by_the_worker(app: Flask) -> None:
    with app.app_context():
        collecting.collect()
        posting.post()

"""Many hands at one moment: no gap, no double, one winner (B06, Done when 5)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy.orm.exc import StaleDataError

from server.documents.incoming import arriving
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.sending import issuing
from server.papers.services import Ref
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, line_of, numbers, steps
from tests.office.outgoing import desk as outgoing
from workflows import Refused

HANDS = 50


def at_once(app: Flask, calls: list[Callable[[], Any]]) -> list[Any]:
    """All calls at one moment, each in a thread with its own session: result or refusal."""
    gate = Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        with app.app_context(), app.test_request_context():
            gate.wait()
            try:
                return call()
            except (Refused, StaleDataError) as no:
                return no

    with ThreadPoolExecutor(len(calls)) as hands:
        return list(hands.map(one, calls))


def test_fifty_hands_registering_at_once_leave_no_gap_and_no_double(cast, app):
    """IN-01, NUM-10."""
    lan, lien = cast.lan.actor, cast.lien.actor
    paths = [desk.arrived(cast, number=str(n)) for n in range(HANDS)]
    for path in paths[::10]:
        change(IncomingDocument, {"id": id_of(path)}, subject="")
    done = at_once(app, [
        lambda path=path, who=who: arriving.register(who, Ref(id_of(path)), fields={}).arrival_no
        for path, who in zip(paths, [lan, lien] * (HANDS // 2), strict=True)
    ])  # fmt: skip
    given = [number for number in done if isinstance(number, int)]
    refused = [no.reason for no in done if isinstance(no, Refused)]
    assert refused == ["has_register_columns"] * (HANDS // 10)
    assert sorted(given) == list(range(1, HANDS - HANDS // 10 + 1))
    assert numbers("IN", lan.agency_id) == sorted(given)


def test_two_clerks_at_one_paper_one_wins_and_the_other_is_told(cast, app):
    path = desk.arrived(cast)
    two = at_once(app, [
        lambda hand=hand: hand.asks("POST", f"{path}/actions/register", json={})
        for hand in (cast.lan, cast.lien)
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in two) in ([200, 409], [200, 412])
    loser = next(answer for answer in two if answer.status_code != 200)
    assert loser.json["code"] in ("wrong_state", "stale")
    assert numbers("IN", cast.lan.actor.agency_id) == [1]
    assert steps(path).count("register") == 1


def test_two_clerks_with_the_same_document_in_hand_one_is_told_of_the_other(cast, app):
    paths = [desk.arrived(cast), desk.arrived(cast)]
    two = at_once(app, [
        lambda hand=hand, path=path: hand.asks("POST", f"{path}/actions/register", json={})
        for hand, path in zip((cast.lan, cast.lien), paths, strict=True)
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in two) == [200, 409]
    assert "số đến 1" in next(one.json["detail"] for one in two if one.status_code == 409)


def test_two_clerks_numbering_at_once_give_two_numbers_in_a_row(cast, app):
    """B06: two clerks at the same instant (NUM-02, NUM-10)."""
    paths = [outgoing.as_signed(cast) for _ in range(8)]
    given = at_once(app, [
        lambda path=path, who=who: issuing.number(who, Ref(id_of(path))).number
        for path, who in zip(paths, [cast.lan.actor, cast.lien.actor] * 4, strict=True)
    ])  # fmt: skip
    assert sorted(given) == list(range(1, 9))
    in_the_book = {outgoing.paper_of(path).number: line_of(path).number for path in paths}
    assert in_the_book == {number: number for number in given}
    assert len({outgoing.paper_of(path).code for path in paths}) == 8


def test_the_same_request_said_twice_at_once_counts_once(cast, app):
    path = desk.arrived(cast)
    twice = at_once(app, [
        lambda: cast.lan.asks("POST", f"{path}/actions/register", json={}, key="mot-lan")
        for _ in range(2)
    ])  # fmt: skip
    assert all(answer.status_code in (200, 409, 412) for answer in twice)
    assert numbers("IN", cast.lan.actor.agency_id) == [1]

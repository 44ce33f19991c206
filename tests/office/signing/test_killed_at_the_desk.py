"""kill −9 at each step of a mark that is no letter's, made with a token at its maker's desk (§5.6).

A volume, minutes, a true copy, an extract: as for a letter, what was begun is free after five
minutes, and from the answer on no PIN is typed twice.
"""

import datetime as dt

import pytest
import time_machine

from server.clock import now
from server.signatures import claims
from tests.office.front.test_volumes import closed
from tests.office.incoming.test_copying import brought, scanned
from tests.office.meetings.closed import drafted
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.signing.keys import on_own_machine
from tests.office.signing.test_broken_off import _dies_after
from tests.office.signing.test_elsewhere_by_api import ECDSA, signed_by
from tests.office.signing.test_killed_between_phases import FIRST, SECOND, dying, held
from tests.office.signing.test_killed_over_other_marks import marks

LATER = claims.ELSEWHERE + dt.timedelta(seconds=1)
TAKEN_UP = {name: seam for name, seam in SECOND.items() if name != "recording"} | {
    "recording": (claims, "finish", _dies_after)
}
"""What is recorded is no step of a letter: the claim is closed in the same act."""


def a_volume_by_its_head(cast):
    desk.as_registered(cast)
    volume = closed(cast.lan)
    return cast.minh, on_own_machine(cast), volume, "sign", "sign", {}


def a_volume_by_its_agency(cast):
    desk.as_registered(cast)
    volume = closed(cast.lan)
    ok(cast.minh.asks("POST", f"{volume}/actions/sign", json={"pin": cast.pin}))
    return cast.lan, on_own_machine(cast, "huyen"), volume, "seal", "seal", {}


def the_minutes_by_their_chair(cast):
    path = drafted(cast)
    ok(cast.tuan.does(path, "sign_minutes", {"pin": cast.pin}))
    return cast.minh, on_own_machine(cast), path, "sign_minutes", "sign_minutes", {}


def a_true_copy(cast):
    form = {"form": "SY", "of_a_copy": False, "recipients": "Các xã"}
    return _copied(cast, brought(cast, scanned()), "copy_electronically", form)


def an_extract(cast):
    path = desk.as_dispatched(cast, body=["Điều 1. Giao.", "Điều 2. Hạn."])
    return _copied(cast, path, "extract_electronically", {"parts": [1], "recipients": "Các xã"})


def _copied(cast, path, step, form):
    return cast.lan, on_own_machine(cast, "huyen"), path, f"copy/{step}", step, form


@pytest.mark.parametrize(
    "made_ready",
    [
        a_volume_by_its_head,
        a_volume_by_its_agency,
        the_minutes_by_their_chair,
        a_true_copy,
        an_extract,
    ],
)
def test_killed_at_each_step_of_both_phases_it_is_made_once(one_cast, monkeypatch, made_ready):
    hand, token, path, door, step, form = made_ready(one_cast)
    etag = hand.asks("GET", path).headers.get("ETag", '"0"')
    before, when = marks(), now()

    def begin():
        return hand.asks("POST", f"{path}/agent/{door}", json=form | ECDSA, match=etag)

    def end(answer):
        return hand.asks("POST", f"{path}/actions/{step}", json=form | answer, match=etag)

    for n, seam in enumerate(FIRST.values()):
        with time_machine.travel(when + n * LATER, tick=False):
            dying(monkeypatch, seam, begin)
            assert (marks(), len(held()) <= 1) == (before, True)
    with time_machine.travel(when + len(FIRST) * LATER, tick=False):
        answer = {"answer": signed_by(token, begin())}
        for seam in TAKEN_UP.values():
            dying(monkeypatch, seam, lambda: end(answer))
            assert marks() == before
        ok(end(answer))
        assert marks() == before + 1
        assert end(answer).status_code >= 400
    assert marks() == before + 1

"""kill −9 over the marks that are no leader's on a letter: the same way, so the same end (§5.6)."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from server import pool
from server.clock import now
from server.database import db
from server.documents.incoming import copying
from server.documents.outgoing.models import Signature
from server.documents.outgoing.sending import extracting
from server.home import volume_signing
from server.signatures import claims
from tests.office.front.test_volumes import closed
from tests.office.incoming.test_copying import brought, scanned
from tests.office.meetings.closed import drafted
from tests.office.outgoing import desk
from tests.office.outgoing.test_annex_files import BODY
from tests.office.papers import ok
from tests.office.signing.test_broken_off import _dies_after, _when_signing, die
from tests.office.signing.test_killed_between_phases import dying

LATER = volume_signing.LEASE + dt.timedelta(seconds=1)
"""The longest of their leases."""

SEAMS = {
    "claimed": (pool, "submit", lambda _real: _when_signing(die)),
    "signed": (pool, "submit", lambda real: _when_signing(_dies_after(real))),
    "recording": (claims, "finish", _dies_after),
}
COPYING = SEAMS | {"recording": (copying, "enter", _dies_after)}
EXTRACTING = SEAMS | {"recording": (extracting, "enter", _dies_after)}
"""A copy holds its paper for nobody: what it takes in the act is its number."""


def the_seal_of_a_letter_with_annexes(cast):
    path = desk.signed(cast, body=BODY)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    return cast.lan, f"{path}/actions/seal", {}


def a_volume_of_a_register(cast):
    desk.as_registered(cast)
    return cast.minh, f"{closed(cast.lan)}/actions/sign", {}


def the_minutes_of_a_meeting(cast):
    return cast.tuan, f"{drafted(cast)}/actions/sign_minutes", {}


def a_true_copy(cast):
    asked = {"form": "SY", "of_a_copy": False, "recipients": "Các xã"}
    path = brought(cast, scanned())
    return cast.lan, f"{path}/actions/copy_electronically", asked


def an_extract(cast):
    path = desk.as_dispatched(cast, body=["Điều 1. Giao.", "Điều 2. Hạn."])
    asked = {"parts": [1], "recipients": "Các xã"}
    return cast.lan, f"{path}/actions/extract_electronically", asked


def marks() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Signature)) or 0


@pytest.mark.parametrize(
    ("made_ready", "seams", "leaves"),
    [
        (the_seal_of_a_letter_with_annexes, SEAMS, 2),
        (a_volume_of_a_register, SEAMS, 1),
        (the_minutes_of_a_meeting, SEAMS, 1),
        (a_true_copy, COPYING, 1),
        (an_extract, EXTRACTING, 1),
    ],
)
def test_killed_at_each_step_it_is_made_once_when_its_claim_is_over(
    one_cast, monkeypatch, made_ready, seams, leaves
):
    hand, door, asked = made_ready(one_cast)
    etag = hand.asks("GET", door.split("/actions/")[0]).headers.get("ETag", '"0"')
    before, when = marks(), now()

    def press():
        return hand.asks("POST", door, json=asked | {"pin": one_cast.pin}, match=etag)

    for n, seam in enumerate(seams.values()):
        with time_machine.travel(when + n * LATER, tick=False):
            dying(monkeypatch, seam, press)
            assert marks() == before
    with time_machine.travel(when + len(seams) * LATER, tick=False):
        ok(press())
    assert marks() == before + leaves

"""Batches as the tests follow them."""

import time
from typing import Any

from server import jobs
from server.database import db
from tests.cast import Hand
from tests.office.outcome import id_of
from tests.office.papers import ok


def begun(hand: Hand, act: str, paths: list[str], **more: Any) -> Any:
    """The job of a batch that was let in."""
    body = {"ids": [id_of(path) for path in paths], "pin": "246810"} | more
    got = hand.asks("POST", f"/outgoing/batch/{act}", json=body)
    assert got.status_code == 202, got.text
    assert got.headers["Location"] == f"/api/v1/jobs/{got.json['id']}"
    return got.json


def ended(hand: Hand, job: Any) -> dict[int, Any]:
    """The rows of a batch once it is over, by the document's id."""
    for _ in range(600):
        db.session.rollback()
        thing = ok(hand.asks("GET", f"/jobs/{job['id']}"))
        if thing["state"] in (jobs.DONE, jobs.FAILED):
            assert (thing["state"], thing["progress"]) == (jobs.DONE, 100)
            return {row["id"]: row for row in thing["result"]["items"]}
        time.sleep(0.05)
    raise AssertionError("the batch does not end")

"""What `bench sign` says of the whole way: a leader's batch, while others open pages.

The job is done in the very process that answers pages, as in an office: both share its one lock.
"""

import secrets
import time
from collections.abc import Callable
from typing import Any

from flask import current_app
from flask.testing import FlaskClient

from server.bench.world import office_with_work
from server.database import db
from server.demo.acting import acting
from server.documents.outgoing import checking
from server.documents.outgoing.drafts import drafting
from server.door.services import create_token
from server.jobs import OPEN, Job
from server.papers.services import Ref

OFFICER, HEAD, CHECKER, LEADER = (
    f"{who}.huyen" for who in ("chuyenvien", "truongphong", "thethuc", "chutich")
)
DRAFT = {
    "doc_type": "Công văn",
    "body": ["Ủy ban nhân dân huyện đề nghị các xã triển khai.", "Đề nghị báo cáo kết quả./."],
    "to": ["hoangphu"],
    "signer": LEADER,
    "capacity": "TM",
    "urgency": "NORMAL",
}
PAUSE = 0.03
"""Seconds between two pages that one official opens: some thirty busy officials."""
LOOKS = 150
"""Of sixty pages the three slowest decide, and what they took was another by half in each run."""


def batch(sizes: tuple[int, int], pin: str) -> dict[str, float]:
    """Seconds from the PIN to the last signature, and how much longer the home page took during
    the first (≤ 2); the second is as many as one PIN may sign."""
    office_with_work()
    few, many, most = ([_approved(n) for n in range(count)] for count in (3, *sizes))
    home = _browser(OFFICER)
    _signed(few, pin, home)  # the children wake, as they did when the leader looked at the pages
    idle = [_opened(home) for _ in range(LOOKS)]
    took, meanwhile = _signed(many, pin, home)
    longest, _ = _signed(most, pin, home)
    return {
        f"batch_{len(many)}_s": round(took, 2),
        f"batch_{len(most)}_s": round(longest, 2),
        "home_p95_ms": round(_p95(meanwhile), 1),
        "home_p95_ratio": round(_p95(meanwhile) / _p95(idle), 2),
    }


def _approved(n: int) -> int:
    """A draft that waits for nothing but the signature."""
    officer = acting(OFFICER)
    ref = Ref(drafting.create(officer, fields=DRAFT | {"subject": f"V/v họp lần thứ {n + 1}"}).id)
    drafting.submit(officer, ref)
    checking.content_check(acting(HEAD), ref)
    checking.form_check(acting(CHECKER), ref)
    checking.approve(acting(LEADER), ref)
    return ref.id


def _signed(ids: list[int], pin: str, home: Callable[[], object]) -> tuple[float, list[float]]:
    """How long all of them took, and each page that was opened until then."""
    pages: list[float] = []
    began = time.perf_counter()
    job_id = _begun(ids, pin)
    while _is_open(job_id):
        pages.append(_opened(home))
    took = time.perf_counter() - began
    items = (db.session.get_one(Job, job_id).result or {}).get("items", [])
    assert [one["done"] for one in items] == [True] * len(ids), items
    return took, pages


def _begun(ids: list[int], pin: str) -> int:
    asked: Any = {"ids": ids, "pin": pin}
    leader = _client(LEADER)
    key = {"Idempotency-Key": secrets.token_hex(8)}
    answer = leader.post("/api/v1/outgoing/batch/sign", json=asked, headers=key)
    assert answer.status_code == 202, answer.text
    return int(answer.json["id"])  # type: ignore[index]


def _is_open(job_id: int) -> bool:
    db.session.rollback()
    return db.session.get_one(Job, job_id, populate_existing=True).state in OPEN


def _opened(home: Callable[[], object]) -> float:
    """Milliseconds of one page; its reader looks at it for a moment."""
    began = time.perf_counter()
    home()
    took = (time.perf_counter() - began) * 1000
    time.sleep(PAUSE)
    return took


def _browser(account: str) -> Callable[[], object]:
    client = _client(account)

    def ask() -> None:
        assert client.get("/").status_code == 200

    ask()
    return ask


def _client(account: str) -> FlaskClient:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    client: FlaskClient = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {create_token(account)}"
    return client


def _p95(took: list[float]) -> float:
    return sorted(took)[len(took) * 95 // 100]

"""Lan hands in what must not come in: a no in words, and meanwhile the office answers others."""

import io
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.uploads import limits
from tests.cast import Cast
from tests.hostile.corpus import corpus
from tests.hostile.pdf_weights import laughing_forms
from tests.hostile.piece import Piece
from tests.office.outcome import refused

CHOSEN = (
    "pdf-swells/twice.pdf", "pdf-swells/as-picture.pdf", "pdf-deed/js-packed.pdf",
    "pdf-locked/handler-0.pdf", "vast/30000x30000.png", "listing/bzip2.docx",
    "nested/macro-2.docx", "pdf-pages/10000.pdf", "behind/7z.jpg", "field/header1.docx",
)  # fmt: skip


@pytest.fixture
def monitor(one_app: Flask) -> Iterator[list[float]]:
    """Somebody asks `/readyz` without a pause; how long each answer took, -1 for a no."""
    waited: list[float] = []
    stopped = threading.Event()

    def ask() -> None:
        client = one_app.test_client()
        while not stopped.is_set():
            begun = time.monotonic()
            ready = client.get("/readyz").status_code == 200
            waited.append(time.monotonic() - begun if ready else -1)

    asking = threading.Thread(target=ask)
    asking.start()
    yield waited
    stopped.set()
    asking.join()


def _handed_in(cast: Cast, data: bytes, name: str) -> dict:
    return {"file": (io.BytesIO(data), name)}


def test_ten_attacks_at_the_counter_are_refused_and_the_office_stays_ready(
    one_cast: Cast, monitor: list[float]
) -> None:
    chosen: dict[str, Piece] = {str(one): one for one in corpus() if str(one) in CHOSEN}
    assert len(chosen) == len(CHOSEN)
    for one in chosen.values():
        form, begun = _handed_in(one_cast, one.make(), one.name), time.monotonic()
        (code,) = one.told
        refused(one_cast.lan.asks("POST", "/incoming", data=form), code)
        assert time.monotonic() - begun < limits.PROMISED_SECONDS
    assert len(monitor) >= len(CHOSEN) and min(monitor) >= 0 and max(monitor) < 2
    assert db.session.scalar(select(func.count(IncomingDocument.id))) == 0
    assert list(store().walk()) == []


def test_a_page_that_would_draw_for_ever_is_told_so_in_time(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.8)
    form = _handed_in(one_cast, laughing_forms(12)(), "cuoi.pdf")
    refused(one_cast.lan.asks("POST", "/incoming", data=form), "inspection_timeout")

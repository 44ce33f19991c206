"""`bench edxml`: envelopes that other systems hand in, a second, on one web process (aim ≥ 100)."""

import io
import itertools
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from flask import current_app
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select, text

from server.bench.figures import Figure, in_turn, per_second, rounded
from server.bench.seals import desk, finished, verified_barely
from server.bench.world import BUSY, office_with_work
from server.clock import now, today
from server.database import db
from server.documents.incoming import judging
from server.documents.incoming.models import UNJUDGED, IncomingDocument
from server.door.services import create_token
from server.exchange.envelope import Attachment, Message, Organ
from server.exchange.writing import write

HANDS = 8
"""Envelopes that come at one moment: other systems' connections."""
PROVINCE = Organ(organ_id="H56", name="Ủy ban nhân dân tỉnh Thanh Hóa")
DISTRICT = Organ(organ_id="H56.12", name="Ủy ban nhân dân huyện Hoằng Hóa")


def edxml(times: int = 100, rounds: int = 3) -> Figure:
    """Letters with a signed and sealed file through the whole door: inspected, entered, answered
    01. The floor is pyHanko, which judges such files barely, on all cores. `judged_per_s`: with
    the verdicts behind them, where an office at work reaches them meanwhile; `bare_per_s`:
    envelopes without a file; `unsigned_per_s`: with one that nobody signed, each another."""
    office_with_work()
    cabinet, address, page = desk()
    _handed_in(_envelopes([b""] * HANDS))  # the children wake
    numbers = itertools.count(1, 3)
    sealed = finished(page, address, cabinet, next(numbers))

    judged: list[float] = []

    def ours() -> float:
        letters = _envelopes(
            [finished(page, address, cabinet, next(numbers)) for _ in range(times)]
        )
        received = per_second(lambda: _handed_in(letters))
        verdicts = per_second(lambda: _all_judged(times))
        judged.append(1 / (1 / received + 1 / verdicts))
        return received

    ours_per_s, floor = in_turn(
        ours, lambda: per_second(lambda: verified_barely(times, sealed, address, cabinet)), rounds
    )
    more = {
        "judged_per_s": rounded(median(judged)),
        "bare_per_s": _alone([b""] * times),
        "unsigned_per_s": _alone([_scan() for _ in range(times)]),
    }
    return Figure("edxml", rounded(ours_per_s), rounded(floor), "phong bì/s", "≥ 100/s", more)


def _all_judged(times: int) -> int:
    """What the office's sweep does after the receipts."""
    waiting = select(IncomingDocument.id).where(text(UNJUDGED)).limit(1)
    while db.session.scalar(waiting) is not None:
        judging.judge()
    return times


def _alone(files: Sequence[bytes]) -> float:
    letters = _envelopes(files)
    return rounded(per_second(lambda: _handed_in(letters)))


def _scan() -> bytes:
    """A page like no other, as small as one can be."""
    out = io.BytesIO()
    page = Canvas(out)
    page.drawString(72, 760, secrets.token_hex(16))
    page.showPage()
    page.save()
    return out.getvalue()


def _envelopes(files: Sequence[bytes]) -> list[bytes]:
    """A letter of the province for each file, with an id of its own; written before the clock."""
    return [write(_letter(file)) for file in files]


def _letter(file: bytes) -> Message:
    pdf = Attachment(name="cv.pdf", data=file, media_type="application/pdf", content_id="cid:cv")
    return Message(
        sender=PROVINCE,
        recipients=[DISTRICT],
        document_id=secrets.token_hex(16),
        number="1250",
        notation="UBND-VX",
        place="Thanh Hóa",
        issued_on=today(),
        doc_type="Công văn",
        subject="V/v đẩy mạnh chuyển đổi số trong hội họp",
        signer="Đầu Thanh Tùng",
        urgency="0",
        sent_at=now(),
        attachments=[pdf] if file else [],
    )


def _handed_in(envelopes: Sequence[bytes]) -> int:
    """Each at the office's own door, some at one moment; how many were taken."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    token = create_token(BUSY)

    def hand_in(envelope: bytes) -> None:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": secrets.token_hex(8)}
        answer = app.test_client().post(
            "/api/v1/gateway/edxml",
            data=envelope,
            content_type="application/xml",
            headers=headers,
        )
        assert answer.status_code == 202, answer.text

    with ThreadPoolExecutor(HANDS) as hands:
        return len(list(hands.map(hand_in, envelopes)))

"""Papers as the office knows them, brought to where a test begins."""

import datetime as dt
import io
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from server.clock import HANOI, today
from server.org import queries
from tests import begun
from tests.cast import Cast

LETTER = {
    "number": "1250",
    "notation": "UBND-VX",
    "issuer": "UBND tỉnh Thanh Hóa",
    "doc_type": "Công văn",
    "subject": "V/v đẩy mạnh chuyển đổi số trong hội họp",
    "urgency": "NORMAL",
}


def scan(text: str = "Công văn", pages: int = 1) -> bytes:
    """A small PDF, the same whenever it is made."""
    out = io.BytesIO()
    page = Canvas(out, invariant=1)
    for _n in range(pages):
        page.drawString(72, 760, text)
        page.showPage()
    page.save()
    return out.getvalue()


def fields(**more: Any) -> dict[str, Any]:
    return LETTER | {"issued_on": today().isoformat()} | more


def due(working_days: int) -> str:
    """The end of a working day that lies ahead, as the API takes it."""
    day = queries.calendar().add_working(today(), working_days)
    return dt.datetime.combine(day, dt.time(17), HANOI).isoformat()


@begun.once
def arrived(cast: Cast, pages: int = 1, **more: Any) -> str:
    """Lan has received a scan; the path of the document."""
    said = fields(**more)
    scanned = io.BytesIO(scan(f"Công văn {said['number']}", pages))
    data = {"file": (scanned, "cong-van.pdf"), **said}
    got = cast.lan.asks("POST", "/incoming", data=data)
    assert got.status_code == 201, got.text
    return f"/incoming/{got.json['id']}"


def ok(answer) -> Any:
    """The answer of a step that must succeed."""
    assert answer.status_code in (200, 201), answer.text
    return answer.json


@begun.once
def registered(cast: Cast, **more: Any) -> str:
    path = arrived(cast, **more)
    ok(cast.lan.does(path, "register"))
    return path


@begun.once
def presented(cast: Cast) -> str:
    path = registered(cast)
    ok(cast.lan.does(path, "present"))
    return path


ORDER = {"text": "Giao Phòng VH-TT chủ trì, tham mưu trả lời.", "lead": "vhtt"}


@begun.once
def directed(cast: Cast, **more: Any) -> str:
    path = presented(cast)
    ok(cast.minh.does(path, "direct", ORDER | {"due_at": due(10)} | more))
    return path


@begun.once
def assigned(cast: Cast, **more: Any) -> str:
    path = directed(cast, **more)
    ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen", "due_at": due(7)}))
    return path


@begun.once
def in_progress(cast: Cast, **more: Any) -> str:
    path = assigned(cast, **more)
    ok(cast.nam.does(path, "start"))
    return path


DRAFT = {
    "doc_type": "Công văn",
    "subject": "V/v triển khai phòng họp không giấy tờ",
    "body": ["Ủy ban nhân dân huyện đề nghị các xã triển khai.", "Đề nghị báo cáo kết quả./."],
    "to": ["hoangphu"],
    "signer": "chutich.huyen",
    "capacity": "TM",
}


@begun.once
def drafted(cast: Cast, **more: Any) -> str:
    """Nam has begun a document; its path."""
    return f"/outgoing/{ok(cast.nam.asks('POST', '/outgoing', json=DRAFT | more))['id']}"


@begun.once
def submitted(cast: Cast, **more: Any) -> str:
    path = drafted(cast, **more)
    ok(cast.nam.does(path, "submit"))
    return path


@begun.once
def ready(cast: Cast, **more: Any) -> str:
    """READY_TO_SIGN, by the persons whom the law names."""
    path = submitted(cast, **more)
    ok(cast.hoa.does(path, "content_check"))
    ok(cast.mai.does(path, "form_check"))
    ok(cast.minh.does(path, "approve"))
    return path


@begun.once
def signed(cast: Cast, **more: Any) -> str:
    path = ready(cast, **more)
    ok(cast.minh.does(path, "sign", {"pin": cast.pin}))
    return path


@begun.once
def sealed(cast: Cast, **more: Any) -> str:
    path = signed(cast, **more)
    for name, body in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, name, body))
    return path


SENT = "/outgoing/1"
"""The letter of an office marked `sent`: as `dispatched(cast)` makes it, once a session."""


@begun.once
def dispatched(cast: Cast, **more: Any) -> str:
    path = sealed(cast, **more)
    ok(cast.lan.does(path, "dispatch"))
    return path

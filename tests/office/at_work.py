"""A process that works until somebody kills it: `main(HOME, URL, what)`.

It says aloud what was committed; what it had not said yet may stand in the books or not.
"""

import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path

from server import pool
from server.app import create_app
from server.clock import now, today
from server.config import Settings
from server.demo.cast import PIN
from server.documents.incoming import arriving
from server.documents.outgoing.signatures import signing, two_phases
from server.org import queries
from server.org.actor import Actor
from server.papers.services import Ref

FIELDS = {
    "notation": "UBND-VX",
    "issuer": "UBND tỉnh Thanh Hóa",
    "doc_type": "Công văn",
    "subject": "V/v đẩy mạnh chuyển đổi số",
}


def actor(account: str) -> Actor:
    person = queries.person_by_account(account)
    assert person is not None
    return queries.actor_of(person)


def register() -> None:
    """Lan receives and registers without a pause; each number is said once it is committed."""
    lan = actor("vanthu.huyen")
    for n in itertools.count(1):
        fields = FIELDS | {"number": f"{os.getpid()}/{n}"[-11:], "issued_on": today()}
        paper = arriving.receive(lan, fields=fields, files=[])
        arriving.register(lan, Ref(paper.id), fields={}, reason="Đúng văn bản này")
        print(paper.arrival_no, flush=True)  # noqa: T201


def sign(paper_id: int) -> None:
    """Minh signs; the machine dies when the signature is made and nothing is recorded yet."""
    dies_over_the_signature()
    signing.sign(actor("chutich.huyen"), Ref(paper_id), pin=PIN)


def end(paper_id: int, answer: str) -> None:
    """His token has answered; the machine dies with the signature in the file, not recorded."""
    dies_over_the_signature()
    two_phases.end(signing.OUTGOING, actor("chutich.huyen"), Ref(paper_id), "sign", answer)


def dies_over_the_signature() -> None:
    real = pool.submit

    def last(task, *args, **named):
        made = real(task, *args, **named)
        if hasattr(task, "keywords"):
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    pool.submit = last


WORKS: dict[str, Callable[..., None]] = {
    "register": register,
    "sign": lambda paper_id: sign(int(paper_id)),
    "end": lambda paper_id, answer: end(int(paper_id), answer),
}


def main(home: str, url: str, what: str) -> None:
    app = create_app(Settings(home=Path(home), database_url=url), TESTING=True)
    with app.app_context(), app.test_request_context():
        print("up", now(), flush=True)  # noqa: T201
        work, *on = what.split(" ", 2)
        WORKS[work](*on)

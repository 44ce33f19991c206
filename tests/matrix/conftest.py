"""An office where everybody of the cast sits at a browser and holds a token."""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.database import db, transaction
from server.demo.cast import PASSWORD
from server.desks.models import History
from server.documents import counter
from server.documents.casefiles.models import CaseFile
from server.documents.earlier.models import EarlierDocument
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks import giving
from server.documents.tasks.giving import Plan
from server.documents.tasks.models import Task
from server.door.services import create_token
from server.meetings.models import Meeting
from server.org import queries
from tests import world
from tests.cast import ACCOUNTS, Cast, Hand
from tests.matrix.table import CAST, READING, Paper
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.earlier import old_register
from tests.office.meetings import gathering
from tests.office.outcome import id_of

KINDS = (IncomingDocument, OutgoingDocument, Meeting, Task, CaseFile, EarlierDocument)
ALL = ACCOUNTS | {"tech": "kythuat.huyen", "desk": "motcua.hoangphu"}


def _as_typed(value: Any) -> Any:
    """A moment of the API as a person types it: 10/11/2023."""
    if not re.match(r"\d{4}-\d\d-\d\dT", str(value)):
        return value
    return f"{dt.datetime.fromisoformat(value):%d/%m/%Y}"


@dataclass
class Seat:
    """One of the cast, or nobody: at the API with a token and no cookie, at the pages with one."""

    client: FlaskClient
    program: FlaskClient
    token: str = ""
    csrf: str = ""

    def knocks(self, method: str, path: str, says: dict[str, Any], **headers: str) -> TestResponse:
        if path.startswith("/api/"):
            bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            body = {"json": says} if method != "GET" else {}
            return self.program.open(
                path, method=method, headers=bearer | headers, buffered=True, **body
            )
        typed = {name: _as_typed(value) for name, value in says.items()}
        form = {"data": typed | {"csrf_token": self.csrf}} if method != "GET" else {}
        inside = {"HX-Request": "true"}  # a refusal without the rail and its counts
        return self.client.open(path, method=method, headers=inside, buffered=True, **form)


@dataclass
class House:
    """The office, the cast in it, and its papers by kind and by whose they are."""

    app: Flask
    seats: dict[str, Seat]
    papers: dict[str, dict[str, Paper]] = field(default_factory=dict)

    def stands(self) -> list[Any]:
        """What must be unchanged after a refusal: states, versions, and how much was written."""
        with self.app.app_context():
            said = [
                tuple(db.session.execute(select(kind.id, kind.state, kind.version)).all())
                for kind in KINDS
            ]
            return [*said, db.session.scalar(select(func.count()).select_from(History))]


def _not_drawn(_room: Any, _paper_id: int, _name: str, said: Any) -> tuple[str, int]:
    """The page that comes back with a no is read elsewhere (`test_unhappy_forms`); here it is a
    quarter of the time, and its status alone is asked for."""
    return "", said.status


@pytest.fixture(autouse=True)
def _a_no_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "_again", _not_drawn)


@pytest.fixture(autouse=True, scope="module")
def _posts_are_looked_up_once() -> Iterator[None]:
    """Nobody of the cast gets another post while they knock: who somebody is, is asked of the
    database once in a file and not at each of fifty thousand doors."""
    with pytest.MonkeyPatch.context() as bend:
        bend.setattr(queries, "actor_by_id", functools.cache(queries.actor_by_id))
        yield


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, people_home: Path) -> Iterator[House]:
    with world.office(tmp_path_factory.mktemp("matrix"), people_home) as app:
        with app.app_context(), app.test_request_context():
            found = _papers(Cast(app))
            tokens = {name: create_token(ALL[name]) for name in CAST}
        seats = {name: _signed_in(app, ALL[name], token) for name, token in tokens.items()}
        yield House(app, seats | {"nobody": Seat(app.test_client(), app.test_client())}, found)


def _signed_in(app: Flask, account: str, token: str) -> Seat:
    client = app.test_client()
    form = {"account": account, "password": PASSWORD, "csrf_token": _csrf(client, "/login")}
    assert client.post("/login", data=form).status_code == 302
    return Seat(client, app.test_client(), token, _csrf(client, "/post"))


def _csrf(client: FlaskClient, page: str) -> str:
    text = client.get(page).text
    return text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def _papers(cast: Cast) -> dict[str, dict[str, Paper]]:
    made = {
        "incoming": _coming(cast),
        "outgoing": _going(cast),
        "meetings": {"own": gathering.opened(cast)},
    }
    made["casefiles"] = {
        "own": keeping.opened(cast.nam),
        "other unit": keeping.opened(cast.cv_tckh, code="01.TCKH"),
        "other agency": keeping.opened(cast.cv_xa, code="01.VP"),
    }
    made["earlier"] = {"own": _earlier(cast.lan), "other agency": _earlier(cast.dao)}
    made["tasks"] = _owed(cast, id_of(made["outgoing"]["sent"]))
    return {
        kind: {
            name: Paper(path, frozenset(READING[kind][name].split()))
            for name, path in by_name.items()
        }
        for kind, by_name in made.items()
    }


def _earlier(clerk: Hand) -> str:
    """A letter of an older system, of Hoa's unit where the agency has that unit."""
    made = old_register.taken_over(
        clerk, old_register.workbook(old_register.LETTER), old_register.LETTERS_FILE
    )
    line = select(EarlierDocument.id).filter_by(takeover_id=made.id)
    return f"/earlier/{db.session.scalar(line)}"


def _owed(cast: Cast, notice_id: int) -> dict[str, str]:
    """Two tasks that Minh gave: to a commune, and to the unit of finance."""
    chair, unit = cast.minh.actor, cast.tckh.actor.unit_id
    leads = {"own": ("hoangphu", f"a:{cast.anh.actor.agency_id}:LEADER"),
             "other unit": ("tckh", f"u:{unit}:UNIT_HEAD")}  # fmt: skip
    with transaction():
        made = {
            name: giving.plan(cast.tuan.actor, notice_id, Plan(
                source="", part=0, text="Báo cáo", lead=code, seat=seat, lead_name=code,
                due_at=None, giver_id=chair.person_id or 0, giver_post_id=chair.position_id or 0,
            ))
            for name, (code, seat) in leads.items()
        }  # fmt: skip
        giving.give_out(notice_id)
        return {name: f"/tasks/{task.id}" for name, task in made.items()}


def _coming(cast: Cast) -> dict[str, str]:
    own, other = world.started(cast, "1"), world.directed(cast, "2", lead="tckh")
    later = {"until": papers.due(9), "reason": "Cần thêm số liệu của các xã"}
    papers.ok(cast.nam.does(own, "request_extension", later))
    data = {"file": (world.scanned(), "a.pdf"), **papers.fields()}
    theirs = papers.ok(cast.dao.asks("POST", "/incoming", data=data))["id"]
    papers.ok(cast.dao.does(f"/incoming/{theirs}", "register"))
    return {"own": own, "other unit": other, "other agency": f"/incoming/{theirs}"}


def _going(cast: Cast) -> dict[str, str]:
    draft = papers.DRAFT | {"to": ["huyen"], "signer": cast.anh.account}
    theirs = papers.ok(cast.cv_xa.asks("POST", "/outgoing", json=draft))["id"]
    other = papers.ok(cast.cv_tckh.asks("POST", "/outgoing", json=papers.DRAFT))["id"]
    return {
        "own": papers.submitted(cast),
        "sent": papers.dispatched(cast),
        "other unit": f"/outgoing/{other}",
        "other agency": f"/outgoing/{theirs}",
    }

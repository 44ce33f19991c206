"""A meeting of hundreds, each a person of his own with a token, for `bench fanout`."""

import json
import secrets
import urllib.request
from typing import Any

from sqlalchemy import delete, select, update

from server.bench.world import arrived, office_with_work
from server.clock import now
from server.database import db, put, run, table, transaction
from server.demo.acting import acting
from server.demo.loader import EVER
from server.documents.incoming import arriving
from server.door.models import Token
from server.door.passwords import hashed
from server.door.services import create_token, digest
from server.meetings.people.models import Delegate
from server.org.models import Appointment, Person, Position
from server.papers.services import Ref
from server.words import person_key

CHAIR, SECRETARY, CLERK = "chutich.huyen", "chanhvp.huyen", "vanthu.huyen"
UNKNOWN = hashed(secrets.token_urlsafe(32))
"""They come by token alone."""

POST = "Đại biểu của phép đo"
_persons, _posts, _people = table(Person), table(Appointment), table(Delegate)


def crowd(many: int) -> dict[str, str]:
    """So many delegates, and the token that each comes with in this run."""
    office_with_work()
    position = _position()
    accounts = [f"do.daibieu{n:04}" for n in range(1, many + 1)]
    with transaction() as session:
        known = set(session.scalars(select(Person.account).where(Person.account.in_(accounts))))
        put(Person, *(_person(one) for one in accounts if one not in known))
        named = select(_persons.c.id, _persons.c.account).where(_persons.c.account.in_(accounts))
        ids = {account: id for id, account in run(named)}
        new = [id for account, id in ids.items() if account not in known]
        put(Appointment, *(_post(id, position) for id in new))
        posts = select(_posts.c.person_id, _posts.c.id).where(_posts.c.position_id == position)
        of = dict(tuple(row) for row in run(posts))
        tokens = {account: secrets.token_urlsafe(32) for account in accounts}
        put(Token, *(_token(tokens[one], ids[one], of[ids[one]]) for one in accounts))
    return tokens


def send_home(tokens: dict[str, str]) -> None:
    """The tokens of this run end with it."""
    mine = [digest(one) for one in tokens.values()]
    with transaction():
        run(delete(table(Token)).where(table(Token).c.digest.in_(mine)))


def _position() -> int:
    found = db.session.scalar(select(Position.id).filter_by(title=POST))
    if found is not None:
        return found
    with transaction() as session:
        row = Position(agency_id=acting(CHAIR).agency_id, title=POST, roles=[], valid_from=EVER)
        session.add(row)
    return row.id


def _person(account: str) -> dict[str, Any]:
    name = f"Đại biểu {account[-4:]}"
    who = {"account": account, "full_name": name, "sort_key": person_key(name)}
    return who | {"password_hash": UNKNOWN, "active": True, "language": "vi"}


def _post(person_id: int, position_id: int) -> dict[str, Any]:
    head = {"person_id": person_id, "position_id": position_id, "valid_from": EVER}
    return head | {"kind": "regular", "main": True, "decision_code": ""}


def _token(secret: str, person_id: int, appointment_id: int) -> dict[str, Any]:
    whose = {"person_id": person_id, "appointment_id": appointment_id}
    return whose | {"digest": digest(secret), "scope": "", "created_at": now()}


class Session:
    """A meeting as its chair leads it, over the API of the house at that address."""

    def __init__(self, address: str, delegates: list[str]) -> None:
        self._address, self.many = address, len(delegates)
        self.chair, self.secretary = create_token(CHAIR), create_token(SECRETARY)
        self.paper = f"incoming/{_a_paper()}"
        self.id = self._ask(self.secretary, "", _plan(delegates, self.paper))["id"]
        self.does(self.chair, "schedule")
        self.does(self.secretary, "open_check_in")
        self.does(self.chair, "check_in")
        with transaction():
            here = _people.c.meeting_id == self.id
            run(update(_people).where(here).values(came_at=now(), seen_at=now()))
        opened = self.does(self.chair, "open")
        self.item = opened["agenda"][0]["id"]
        self.seq = self.does(self.chair, "start_item", item=self.item)["seq"]

    def turning(self, page: int) -> dict[str, Any]:
        """What the chair's browser says when he turns a page."""
        place = {"meeting": self.id, "item": self.item, "document": self.paper, "page": page}
        return place | {"url": self._address, "token": self.chair}

    def opens_vote(self) -> int:
        asked = {"item": self.item, "kind": "open", "question": "Thông qua?"}
        return int(self.does(self.chair, "open_vote", **asked)["votes"][-1]["id"])

    def closes_vote(self, vote: int) -> int:
        """How many ballots were counted."""
        return int(self.does(self.chair, "close_vote", vote=vote)["votes"][-1]["result"]["cast"])

    def does(self, token: str, act: str, **said: Any) -> dict[str, Any]:
        return self._ask(token, f"/{self.id}/actions/{act}", said)

    def _ask(self, token: str, path: str, said: dict[str, Any]) -> dict[str, Any]:
        head = {
            "Authorization": f"Bearer {token}", "Content-Type": "application/json",
            "Idempotency-Key": secrets.token_hex(8),
        }  # fmt: skip
        where, body = f"{self._address}/api/v1/meetings{path}", json.dumps(said).encode()
        request = urllib.request.Request(where, body, head)  # noqa: S310 - our own, on loopback
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return dict(json.load(answer))


def _a_paper() -> int:
    """Registered, so that whoever plans the meeting may read it."""
    clerk = acting(CLERK)
    paper_id = arrived(clerk, str(secrets.randbelow(10**9)))
    arriving.register(clerk, Ref(paper_id), fields={})
    return paper_id


def _plan(delegates: list[str], paper: str) -> dict[str, Any]:
    return {
        "title": "Phiên họp của phép đo", "kind": "phien_hop_ubnd", "starts_at": now().isoformat(),
        "room": f"Phòng đo {secrets.token_hex(4)}", "chair": CHAIR, "secretary": SECRETARY,
        "delegates": delegates, "urgent": "Đo tốc độ",
        "agenda": [{"title": "Một", "needs_vote": True, "documents": [paper]}],
    }  # fmt: skip

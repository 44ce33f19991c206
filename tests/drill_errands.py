"""What the hands of `drill_kills` do: a letter comes, is directed, answered, the answer is sent.

Each request bears a key of its own and is repeated with it until it is answered: the office may
fall at any moment, and who asked cannot know whether it did so before the act or after.
"""

import http.client
import io
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from server.demo.cast import PIN
from tests.cast import ACCOUNTS, TOKENS
from tests.office import papers

PATIENCE = 900.0
"""Seconds for one step: the office falls meanwhile, again and again before a page is set, and a
signature that was broken off is waited for until its claim ends by itself."""
AGAIN = {409, 412, 425, 429, 503}
"""Not now: another request of this key is under way, a claim stands, the version is another."""

INCOMING, OUTGOING = "/incoming", "/outgoing"


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was acknowledged, and what the office said of the paper then."""

    path: str
    step: str
    said: dict[str, Any]


@dataclass(slots=True)
class Errand:
    """One letter's whole way; `done` is written as each answer comes."""

    house: str
    name: str
    due: dict[str, str]
    done: list[Done] = field(default_factory=list)

    def run(self) -> None:
        """`TimeoutError` where a step is never answered, or with what no office at work says."""
        came = self._receives()
        for account, step, body in self._directed():
            self._does(account, came, step, body)
        reply = self._drafts(came)
        for account, step, body in answered():
            self._does(account, reply, step, body)
        self._does("dao", self._delivered(), "register", {})
        self._does("nam", came, "propose_close", {"reply": number(reply)})
        self._does("hoa", came, "close", {})

    @property
    def subject(self) -> str:
        return f"V/v diễn tập {self.name}"

    def _receives(self) -> str:
        said = papers.fields(subject=self.subject, number=self.name)
        scan = io.BytesIO(papers.scan(f"Công văn {self.name}"))
        letter = FileStorage(scan, "cong-van.pdf", content_type="application/pdf")
        kind, data = encode_multipart(said | {"file": letter})
        heads = {"Content-Type": f"multipart/form-data; boundary={kind}"}
        return self._made("lan", INCOMING, data, heads)

    def _drafts(self, came: str) -> str:
        draft = papers.DRAFT | {"subject": self.subject, "replies_to": number(came)}
        data = json.dumps(draft).encode()
        return self._made("nam", OUTGOING, data, {"Content-Type": "application/json"})

    def _made(self, who: str, path: str, data: bytes, heads: dict[str, str]) -> str:
        said = self._until_answered(who, "POST", path, data, heads | self._key(path))
        made = f"{path}/{said['id']}"
        self.done.append(Done(made, "made", said))
        return made

    def _directed(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        yield "lan", "register", {}
        yield "lan", "present", {}
        yield "minh", "direct", papers.ORDER | {"due_at": self.due["unit"]}
        yield "hoa", "assign", {"person": ACCOUNTS["nam"], "due_at": self.due["person"]}
        yield "nam", "start", {}

    def _does(self, who: str, path: str, step: str, body: dict[str, Any]) -> None:
        heads = {"Content-Type": "application/json"} | self._key(f"{path}-{step}")
        data, door = json.dumps(body).encode(), f"{path}/actions/{step}"
        said = self._until_answered(who, "POST", door, data, heads, seen=path)
        self.done.append(Done(path, step, said))

    def _delivered(self) -> str:
        """Where the reply lies at the commune, once it came."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            listed = self._until_answered("dao", "GET", f"{INCOMING}?state=ARRIVED")
            found = [one["id"] for one in listed["items"] if one["subject"] == self.subject]
            if found:
                return f"{INCOMING}/{found[0]}"
            time.sleep(0.5)
        raise TimeoutError(f"{self.name}: the reply never came")

    def _key(self, what: str) -> dict[str, str]:
        return {"Idempotency-Key": f"{self.name}{what.replace('/', '-')}"}

    def _until_answered(
        self, who: str, method: str, path: str, data: bytes | None = None,
        heads: dict[str, str] | None = None, seen: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """The answer, sooner or later; `seen` is the paper whose version it was asked with."""
        end, why = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            try:
                match = {"If-Match": self._version(who, seen)} if seen else {}
                return dict(self._asks(who, method, path, data, (heads or {}) | match)[0])
            except urllib.error.HTTPError as no:
                why = f"{who} {method} {path}: {no.code} {no.read().decode()}"
                if no.code not in AGAIN:
                    break
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.2)
        raise TimeoutError(why or f"{who} {method} {path}: no answer")

    def _version(self, who: str, path: str) -> str:
        return str(self._asks(who, "GET", path)[1]["ETag"])

    def _asks(
        self, who: str, method: str, path: str, data: bytes | None = None,
        heads: dict[str, str] | None = None,
    ) -> tuple[Any, Any]:  # fmt: skip
        bearer = {"Authorization": f"Bearer {TOKENS[ACCOUNTS[who]]}"}
        url = f"{self.house}/api/v1{path}"
        request = urllib.request.Request(url, data, (heads or {}) | bearer, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read()), answer.headers


def number(path: str) -> int:
    return int(path.rpartition("/")[2])


def answered() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """From the draft to the letter in the post."""
    pin = {"pin": PIN}
    yield "nam", "submit", {}
    yield "hoa", "content_check", {}
    yield "mai", "form_check", {}
    yield "minh", "approve", {}
    yield "minh", "sign", pin
    yield "lan", "number", {}
    yield "lan", "register", {}
    yield "lan", "seal", pin
    yield "lan", "dispatch", {}

"""The cast (DOMAIN §15): Lan the clerk, Minh the chair, Hoa the head, Nam the officer, others."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, g, session
from flask.testing import FlaskClient
from werkzeug.http import parse_cookie
from werkzeug.test import TestResponse

from server.demo.cast import PASSWORD, PIN
from server.door.half import arrive
from server.door.known import here
from server.door.services import create_token, sign_in
from server.org import queries
from server.org.actor import Actor

ACCOUNTS = {
    "lan": "vanthu.huyen",
    "lien": "vanthu2.huyen",
    "minh": "chutich.huyen",
    "binh": "phochutich.huyen",
    "tuan": "chanhvp.huyen",
    "hoa": "truongphong.huyen",
    "nam": "chuyenvien.huyen",
    "mai": "thethuc.huyen",
    "thu": "luutru.huyen",
    "tckh": "tp-tckh.huyen",
    "cv_tckh": "cv-tckh.huyen",
    "dao": "vanthu.hoangphu",
    "anh": "chutich.hoangphu",
    "cv_xa": "chuyenvien.hoangphu",
    "dao2": "vanthu.hoangdong",
    "dao3": "vanthu.hoangthinh",
    "son": "thanhtra",
    "kien": "quantri",
    "yen": "congdan",
}
TOKENS = {account: f"token-of-{account}" for account in ACCOUNTS.values()}
"""They came with them: a thousand tests need not make them anew."""

STALE = 412
_keys = itertools.count(1)


class Browser(FlaskClient):
    """One browser: the tests' application context outlives a request, its CSRF token must not."""

    def open(self, *args: Any, **how: Any) -> TestResponse:
        for name in ("csrf_token", "csrf_valid"):
            g.pop(name, None)
        return super().open(*args, **how)


@dataclass
class Hand:
    """One member of the cast at work: through the services, the API or a browser."""

    app: Flask
    account: str
    token: str = ""
    password: str = PASSWORD
    seen: dict[str, str] = field(default_factory=dict)
    """The version of each thing when the cast last saw it."""

    @property
    def actor(self) -> Actor:
        """Who this is today, in the main post."""
        person = queries.person_by_account(self.account)
        assert person is not None
        return queries.actor_of(person)

    def asks(self, method: str, path: str, **how: Any) -> TestResponse:
        """One request to the API, with a fresh key where it changes something."""
        self.token = self.token or create_token(self.account)
        headers = {"Authorization": f"Bearer {self.token}"}
        if method == "POST":
            headers["Idempotency-Key"] = how.pop("key", f"k{next(_keys)}")
        if "match" in how:
            headers["If-Match"] = how.pop("match")
        got = self.app.test_client().open(f"/api/v1{path}", method=method, headers=headers, **how)
        if got.status_code == 200 and "ETag" in got.headers:
            self.seen[path.partition("/actions/")[0]] = got.headers["ETag"]
        return got

    def sees(self, path: str) -> Any:
        """The thing behind a path, as this one may see it; it must be there."""
        got = self.asks("GET", path)
        assert got.status_code == 200, got.text
        return got.json

    def does(self, path: str, name: str, body: dict[str, Any] | None = None) -> TestResponse:
        """A step by its name, with the version seen; it looks again where somebody was quicker."""
        done = self._acts(path, name, body) if path in self.seen else None
        if done is None or done.status_code == STALE:
            self.seen.pop(path, None)
            self.asks("GET", path)
            done = self._acts(path, name, body)
        return done

    def _acts(self, path: str, name: str, body: dict[str, Any] | None) -> TestResponse:
        how = {"match": self.seen[path]} if path in self.seen else {}
        return self.asks("POST", f"{path}/actions/{name}", json=body or {}, **how)

    def browser(self) -> FlaskClient:
        """A signed-in browser: password and seat as at the door, whose page and form are tried
        by `front/test_door.py` and need not be drawn a thousand times."""
        client = Browser(self.app, use_cookies=True)
        with self.app.test_request_context("/login", environ_base=client.environ_base):
            person = sign_in(self.account, self.password, here(self.account))
            answer = self.app.make_response(arrive(person.id, "/"))
            self.app.session_interface.save_session(self.app, session, answer)
        for line in answer.headers.getlist("Set-Cookie"):
            said = parse_cookie(line)
            client.set_cookie(*next(iter(said.items())), path=said["Path"])
        return client


class Cast:
    """`cast.lan`, `cast.minh`, … in a fresh office."""

    pin = PIN

    def __init__(self, app: Flask) -> None:
        seen: dict[str, str] = {}
        self._hands = {
            name: Hand(app, account, TOKENS[account], seen=seen)
            for name, account in ACCOUNTS.items()
        }

    def __getattr__(self, name: str) -> Hand:
        return self._hands[name]

    def of(self, account: str) -> Hand:
        return next(hand for hand in self._hands.values() if hand.account == account)

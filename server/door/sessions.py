"""The session of a browser, in a table: one statement a request, ended by deleting the row."""

import datetime as dt
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import Row, bindparam, delete, select, update
from werkzeug.datastructures import CallbackDict

from server import ground
from server.clock import now
from server.database import put, run, table, transaction
from server.door.models import WebSession
from server.door.services import digest

COOKIE = "congso"
LIFE = dt.timedelta(hours=12)
"""Until it ends by itself after its last page; longer than a day's work, shorter than a night."""
LONGEST = dt.timedelta(days=7)
"""Until it ends however often a page is asked for: a cookie that was taken along opens no longer
(PEERS §4, 18) [PRODUCT]."""
UNTIL = "until"
_KNOWN = select(WebSession.data, WebSession.seen_at).where(
    WebSession.digest == bindparam("digest"), WebSession.expires_at > bindparam("now")
)
_rows = table(WebSession)
_GOES_ON = update(_rows).where(_rows.c.digest == bindparam("whose")).returning(_rows.c.digest)
LEAVING: list[Callable[[int], None]] = []
"""Rooms above that hear, in the act itself, who signs out of a browser: by the id of a person."""
FRESH = dt.timedelta(minutes=5)
"""A row is touched at most this often: reading pages writes nothing."""


class RowSession(CallbackDict, SessionMixin):
    """What Flask hands out as `session`; `secret` is the cookie, never stored."""

    def __init__(self, data: dict[str, Any] | None, secret: str, seen_at: dt.datetime | None):
        def changed(session: "RowSession") -> None:
            session.modified = True

        super().__init__(data, changed)
        self.secret, self.seen_at, self.modified = secret, seen_at, False
        self.new = seen_at is None

    def renew(self) -> None:
        """Another cookie after signing in: one that was planted before is worth nothing."""
        self.old, self.secret, self.seen_at = self.secret, secrets.token_urlsafe(32), None
        self.modified = True


class RowSessions(SessionInterface):
    """Opens and saves the sessions of this office."""

    def open_session(self, app: Flask, request: Request) -> RowSession:  # noqa: ARG002, F811
        secret = request.cookies.get(COOKIE, "")
        row = self._row(secret) if secret and not request.path.startswith("/static/") else None
        if row is None:
            return RowSession(None, secrets.token_urlsafe(32), None)
        return RowSession(dict(row.data), secret, row.seen_at)

    def _row(self, secret: str) -> Row[Any] | None:
        found: Row[Any] | None = run(_KNOWN, {"digest": digest(secret), "now": now()}).first()
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session is None:  # it could not be opened: the answer is that the house broke down
            return
        assert isinstance(session, RowSession)
        if not session:
            self._forget(session, response)
        elif session.modified or (session.seen_at and now() - session.seen_at > FRESH):
            is_waited_for = session.modified and (session.new or request.method == "POST")
            with nullcontext() if is_waited_for else ground.spared("what a page left in a session"):
                self._write(session)
                response.set_cookie(
                    COOKIE,
                    session.secret,
                    max_age=LIFE,
                    httponly=True,
                    secure=app.config["SESSION_COOKIE_SECURE"],
                    samesite="Lax",
                )
                response.vary.add("Cookie")

    def _forget(self, session: RowSession, response: Response) -> None:
        if session.modified and session.seen_at:
            mine = delete(WebSession).where(WebSession.digest == digest(session.secret))
            with transaction() as act:
                if (person_id := act.scalar(mine.returning(WebSession.person_id))) is not None:
                    for hear in LEAVING:
                        hear(person_id)
            response.delete_cookie(COOKIE)

    def _write(self, session: RowSession) -> None:
        row = {
            "person_id": session.get("person_id"),
            "data": dict(session),
            "address": request.remote_addr or "",
            "browser": request.user_agent.string[:200].replace("\0", ""),
            "seen_at": now(),
            "expires_at": _end_of(session),
        }
        with transaction() as act:
            if getattr(session, "old", None):
                act.execute(delete(WebSession).where(WebSession.digest == digest(session.old)))
            if run(_GOES_ON, row | {"whose": digest(session.secret)}).first() is None:
                put(WebSession, row | {"digest": digest(session.secret)})


def _end_of(session: RowSession) -> dt.datetime:
    """Of who is signed in the earlier of both ends; who is not may look at the door for as long."""
    idle, said = now() + LIFE, session.get(UNTIL)
    return min(idle, dt.datetime.fromisoformat(said)) if said else idle

"""Who is at the door: the actor behind a request, by token or by cookie, resolved each time."""

from dataclasses import replace

from flask import Flask, g, request, session
from flask_wtf.csrf import CSRFProtect

from server.door.services import actor_by_token
from server.door.tokens import READ, is_gateway
from server.org import queries
from server.org.actor import Actor
from workflows import Refused

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")

GATE = "/api/v1/gateway/"
BY_SECRET = ("/notices/stop/", "/witness/")
"""What is in the address, or signed in the body, is all that is asked here: a mail server, or
another house's log, sends it without a cookie."""

csrf = CSRFProtect()


def install(app: Flask) -> None:
    csrf.init_app(app)
    app.before_request(recognise)


def recognise() -> None:
    """A bearer token is never sent by a browser by itself; a cookie is: it needs the CSRF token."""
    g.actor, g.scope, g.by_token = None, "", False
    if request.path.startswith(("/static/", "/healthz", "/readyz", "/metrics")):
        return
    header = request.headers.get("Authorization", "")
    if header:
        g.by_token = True
        scheme, _, secret = header.partition(" ")
        found = actor_by_token(secret.strip()) if scheme.lower() == "bearer" else None
        _hear_scope(found[1] if found else "")
        g.actor, g.scope = (_here(found[0]), found[1]) if found else (None, "")
        return
    g.actor = _here(_by_session())
    if request.method in SAFE or request.path.startswith(BY_SECRET):
        return
    if g.actor or not request.path.startswith("/api/"):
        csrf.protect()


def _here(actor: Actor | None) -> Actor | None:
    """With the address that the request came from: a signature's row has it (DOMAIN §7.5)."""
    return replace(actor, address=request.remote_addr or "") if actor else None


def _hear_scope(scope: str) -> None:
    """What a token was made for, and nothing else, whoever's it is (DESIGN §11.3)."""
    reads_only = scope == READ and request.method not in SAFE
    if reads_only or (is_gateway(scope) and not request.path.startswith(GATE)):
        raise Refused("token_out_of_scope")


def _by_session() -> Actor | None:
    person_id = session.get("person_id")
    try:
        return queries.actor_by_id(person_id, session["appointment_id"]) if person_id else None
    except Refused:
        return None


def current_actor() -> Actor:
    """The actor behind this request, or `unauthenticated`."""
    if g.actor is None:
        raise Refused("unauthenticated")
    actor: Actor = g.actor
    return actor

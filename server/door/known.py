"""Browsers that somebody came in from before, each known by a mark of its own.

All desks of an office have one address to the outside, and often to this server: failures there
would close an account for its owner too. So a browser that its owner came in from is counted by
itself; what others do wrong beside it, at that address, locks only browsers that nobody knows.
"""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from server.door.services import source

COOKIE = "congso_known"
YEAR = 365 * 24 * 3600
MOST = 10
"""Accounts of a browser that several share; the oldest is forgotten."""


def here(account: str) -> str:
    """Where this request comes from, as lock-outs of that account count it."""
    mark, accounts = _kept()
    if account.strip().lower() in accounts:
        return f"trình duyệt quen {mark}"
    return source(request.remote_addr or "")


def remember(answer: Response, account: str) -> Response:
    """The owner of the account is in: from now on this browser is one of his."""
    mark, accounts = _kept()
    others = [one for one in accounts if one != account]
    answer.set_cookie(
        COOKIE,
        _seal().dumps([mark or secrets.token_hex(6), [*others, account][-MOST:]]),
        max_age=YEAR,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
        path="/login",
    )
    return answer


def _kept() -> tuple[str, list[str]]:
    try:
        mark, accounts = _seal().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return "", []
    return mark, accounts


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browser")

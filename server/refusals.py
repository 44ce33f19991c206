"""Every no has one way out: problem+json for programs, a page in words for people."""

from concurrent.futures.process import BrokenProcessPool
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from server.answers import ANSWERS, words_of
from server.api.problems import on_the_wire, problem_of
from server.pages import page_above
from workflows import Refused

log = structlog.get_logger()

KEPT = ("Allow", "Retry-After", "WWW-Authenticate", "Content-Range", "Accept-Ranges")
BY_STATUS = {
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
    416: "requested_range_not_satisfiable",
    429: "too_many_requests",
}
"""Any other no of the framework's is a request that could not be read."""


def install(app: Flask) -> None:
    app.register_error_handler(Refused, refuse)
    app.register_error_handler(StaleDataError, lambda _no: refuse(Refused("stale")))
    app.register_error_handler(TimeoutError, _stuck)
    app.register_error_handler(BrokenProcessPool, _stuck)
    app.register_error_handler(CSRFError, lambda _no: refuse(Refused("csrf")))
    app.register_error_handler(HTTPException, _http)


def for_program() -> bool:
    return request.path.startswith("/api/")


def refuse(no: Refused) -> ResponseReturnValue:
    """The answer to a refusal that no page caught to show beside its form."""
    if for_program():
        return on_the_wire(problem_of(no))
    status = ANSWERS[no.reason].status
    if status == 401:
        return render_template("door/login.html", words=words_of(no.reason, no.said)), 401
    return _page(status, no.reason, words_of(no.reason, no.said))


def _stuck(why: Exception) -> ResponseReturnValue:
    """A child process did not come back (DESIGN §8): the act is undone, and may be asked again."""
    log.error("a child process did not come back", path=request.path, exc_info=why)
    return refuse(Refused("took_too_long"))


def _page(status: int, code: str, words: str) -> tuple[str, int]:
    back = came_from() or (page_above() if status == 405 else None)
    said = {"words": words, "code": code, "status": status, "back_href": back}
    if "HX-Request" in request.headers:  # shown inside a page that has its rail: none is counted
        return current_app.jinja_env.get_template("_refusal.html").render(said), status
    return render_template("refusal.html", **said), status


def came_from() -> str | None:
    """The page whose form was refused: there the browser still holds what was typed."""
    page = urlsplit(request.referrer or "")
    if request.method != "POST" or page.netloc != request.host:
        return None
    return f"{page.path}?{page.query}" if page.query else page.path


def _http(no: HTTPException) -> ResponseReturnValue:
    """An abort of the framework's: 404, 405 (keeps Allow), 413, 415; redirects pass.

    So does a page of our own: who asks too often at /verify is told so beside its form.
    """
    if no.code is None or no.code < 400:
        return no
    if no.response is not None:
        return no.response
    kept = {name: value for name, value in no.get_headers() if name in KEPT}
    reason = BY_STATUS.get(no.code, "bad_request")
    if for_program():
        problem = problem_of(Refused(reason)).model_copy(update={"status": no.code})
        return on_the_wire(problem, kept)
    body, status = _page(no.code, reason, words_of(reason, {}))
    return body, status, kept

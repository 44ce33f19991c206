"""What nobody foresaw: words that ask nothing of the office, for it may be its database that broke.

Neither the frame of a page nor the session is asked for; the traceback stands in the log beside
the same mark (`faults.told`). Where it is the ground that gave way (`server/ground.py`), the words
say which. What was typed the browser still holds (`static/src/keep.js`): one goes back to it.
"""

import secrets

import structlog
from flask import Flask, Response, current_app, request
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import InternalServerError

from server import ground
from server.answers import ANSWERS, words_of
from server.api.problems import on_the_wire, problem_of
from server.refusals import came_from, for_program
from workflows import Refused

log = structlog.get_logger()


def install(app: Flask) -> None:
    app.register_error_handler(InternalServerError, _broke_down)


def unread(app: Flask, reason: str) -> Response:
    """The answer to what the server in front of the rooms could not read as a request."""
    with app.test_request_context(), force_locale("en"):
        english = words_of(reason, {})
        with force_locale("vi"):
            said = {"title": _("Địa chỉ quá dài"), "words": words_of(reason, {})}
            shown = app.jinja_env.get_template("broke_down.html").render(said, english=english)
        return app.process_response(Response(shown, ANSWERS[reason].status))


def _broke_down(wrong: InternalServerError) -> Response:
    mark = secrets.token_hex(4)
    reason = ground.reason_of(wrong.original_exception) or "broke_down"
    log.error("an act broke down", mark=mark, path=request.path, reason=reason)
    with force_locale("en"):
        english = words_of(reason, {"mark": mark})
    with force_locale("vi"):
        if for_program():
            return on_the_wire(problem_of(Refused(reason, mark=mark)))
        words = words_of(reason, {"mark": mark})
        page = current_app.jinja_env.get_template("broke_down.html")
        shown = page.render(words=words, english=english, back_href=came_from())
        return Response(shown, ANSWERS[reason].status)

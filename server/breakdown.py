"""What nobody foresaw: words that ask nothing of the office, for it may be its database that broke.

Neither the frame of a page nor the session is asked for; the traceback stands in the log beside
the same mark (`faults.told`).
"""

import secrets

import structlog
from flask import Flask, Response, current_app, request
from flask_babel import force_locale
from werkzeug.exceptions import InternalServerError

from server.answers import words_of
from server.api.problems import on_the_wire, problem_of
from server.refusals import for_program
from workflows import Refused

log = structlog.get_logger()


def install(app: Flask) -> None:
    app.register_error_handler(InternalServerError, _broke_down)


def _broke_down(_wrong: InternalServerError) -> Response:
    mark = secrets.token_hex(4)
    log.error("an act broke down", mark=mark, path=request.path)
    with force_locale("vi"):
        if for_program():
            return on_the_wire(problem_of(Refused("broke_down", mark=mark)))
        words = words_of("broke_down", {"mark": mark})
        page = current_app.jinja_env.get_template("broke_down.html")
        return Response(page.render(words=words), 500)

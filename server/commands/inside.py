"""Running a command inside an open office."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from server import schema
from server.answers import words_of
from server.app import create_app
from server.commands.settings import settings
from server.commands.unfit import newer, unfit
from workflows import Refused


def in_office(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command has settings, database and store at hand, as a page has; a no is worded."""

    @wraps(command)
    def inside(*args: Any, **kw: Any) -> Any:
        app = create_app(settings())
        with app.app_context(), app.test_request_context():
            try:
                return command(*args, **kw)
            except Refused as no:
                raise click.ClickException(words_of(no.reason, no.said)) from None
            except (OperationalError, ProgrammingError) as wrong:
                raise click.ClickException(unfit(wrong)) from None
            except schema.Newer as wrong:
                raise click.ClickException(newer(str(wrong))) from None

    return inside

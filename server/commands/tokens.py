"""`congso token …`: what programs sign in with; scripts call it often, so it opens little."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import Flask
from flask_babel import Babel
from sqlalchemy.exc import OperationalError, ProgrammingError

from server.answers import words_of
from server.audit import append
from server.commands.settings import settings
from server.commands.unfit import unfit
from server.database import db, engine_options, transaction
from server.door.services import issue_token
from workflows import Refused


def _at_the_door(command: Callable[..., Any]) -> Callable[..., Any]:
    """People, posts and tokens at hand, and no more of the office."""

    @wraps(command)
    def inside(*args: Any, **kw: Any) -> Any:
        app, url = Flask("door"), settings().database
        app.config["SQLALCHEMY_DATABASE_URI"] = url
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
        db.init_app(app)
        Babel(app, default_locale="vi")
        with app.app_context():
            try:
                return command(*args, **kw)
            except Refused as no:
                raise click.ClickException(words_of(no.reason, no.said)) from None
            except (OperationalError, ProgrammingError) as wrong:
                raise click.ClickException(unfit(wrong)) from None

    return inside


@click.group()
def token() -> None:
    """Thẻ truy cập cho chương trình (bearer token)."""


@token.command("create")
@click.argument("user")
@click.option("--as", "position", default=None)
@click.option("--scope", default="")
@_at_the_door
def token_create(user: str, position: str | None, scope: str) -> None:
    """In ra thẻ truy cập của USER, không in gì khác."""
    # the log says that there is one more who acts as he does: nobody asks him (PL.VI III.3c)
    with transaction():
        bearer, row = issue_token(user, position, scope)
        facts = {"appointment": row.appointment_id, "scope": scope or None}
        append("token_made", f"person/{row.person_id}", token_sha256=row.digest, **facts)
    click.echo(bearer)

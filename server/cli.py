"""`congso …`: the commands of an office; each calls one service, its docstring is its help."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from server import run as supervisor
from server.admin import queries as admin
from server.answers import words_of
from server.app import create_app
from server.config import SettingsError
from server.database import db
from server.demo import cast, loader
from server.door.services import create_token
from server.org import queries
from workflows import Refused


@click.group()
def office() -> None:
    """Công Sở: văn phòng không giấy tờ."""


def in_office(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command inside an open office."""

    @wraps(command)
    def inside(*args: Any, **kw: Any) -> Any:
        app = create_app()
        with app.app_context(), app.test_request_context():
            return command(*args, **kw)

    return inside


@office.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", type=int, default=None)
@click.option("--no-demo", is_flag=True)
def run(host: str, port: int | None, no_demo: bool) -> None:
    """Web, sockets and background jobs in one go; the first run initialises."""
    _prepare(demo=not no_demo)
    sys.exit(supervisor.main(host, port, on_ready=_banner))


@in_office
def _prepare(*, demo: bool) -> None:
    db.create_all()
    if demo:
        loader.load()


def _banner(address: str) -> None:
    """The address and the demo accounts, in a table."""
    click.echo(f"\nCông Sở đang chạy tại {address}\n")
    for person in cast.PEOPLE:
        click.echo(f"  {person.account:28} {person.full_name}")
    click.echo(f"\nMật khẩu: {cast.PASSWORD} · PIN: {cast.PIN}\n")


@office.group()
def token() -> None:
    """Bearer tokens for programs."""


@token.command("create")
@click.argument("user")
@click.option("--as", "position", default=None)
@click.option("--scope", default="")
@in_office
def token_create(user: str, position: str | None, scope: str) -> None:
    """Print a bearer token for USER, alone on stdout."""
    click.echo(create_token(user, position, scope))


@office.group()
def user() -> None:
    """People and their accounts."""


@user.command("list")
@click.option("--agency", default=None)
@in_office
def user_list(agency: str | None) -> None:
    """Every account with its post today."""
    for row in admin.people(agency):
        place = " · ".join(part for part in (row.agency, row.unit) if part)
        click.echo(f"{row.account:26} {row.full_name:26} {row.title:32} {place}")


@office.group()
def agency() -> None:
    """Agencies of the directory."""


@agency.command("list")
@in_office
def agency_list() -> None:
    """Every agency in force today."""
    for one in queries.agencies():
        click.echo(f"{one.code:16} {one.organ_id:14} {one.name}")


@office.group()
def delegation() -> None:
    """Mandates to sign."""


@delegation.command("list")
@in_office
def delegation_list() -> None:
    """Every mandate, with the days it runs."""
    for one in admin.delegations():
        until = one.valid_to or "…"
        said = f"{one.kind:4} {one.document_code:14} {one.valid_from} → {until}"
        click.echo(f"{said}  {one.position.title}  {', '.join(one.doc_types)}")


def main() -> None:
    """No traceback ever reaches a terminal; a refusal is one line on stderr."""
    try:
        office(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        sys.exit(130)
    except SettingsError as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)
    except Refused as no:
        click.echo(words_of(no.reason, no.said), err=True)
        sys.exit(1)

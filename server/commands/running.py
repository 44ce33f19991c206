"""`congso run`: the whole office in one go."""

import sys

import click

from server import run as supervisor
from server.commands.inside import in_office
from server.database import db
from server.demo import cast, loader


@click.command()
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

"""What runs for good waits for its database: after a power cut its machine may be up first."""

import time

import click
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server.commands.unfit import unfit
from server.database import db
from server.ground import AWAY, BUSY, reason_of

PAUSE = 2.0


def await_database() -> None:
    """Until it answers; said once, in words. What is wrong with it otherwise is raised."""
    told = False
    while True:
        try:
            db.session.execute(text("SELECT 1"))
        except OperationalError as wrong:
            if reason_of(wrong) not in (AWAY, BUSY):
                raise
            if not told:
                click.echo(f"{unfit(wrong)}. Đang chờ nó trả lời.", err=True)
            told = True
        else:
            return
        finally:
            db.session.rollback()
        time.sleep(PAUSE)
